import Statistics
import TestSupport
import Testing

@Suite("Payment thresholds")
struct PaymentThresholdTests {
  @Test("agrees with scipy", arguments: try ReferenceTable("payment").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let people = row.optional("baseline_cohort").map { Int($0) }
    let threshold = try PaymentThreshold(
      cohort: Int(row["cohort"]), baseline: row["baseline"], baselineCohort: people)
    expectClose(threshold.limits.lower, row["lower"], relative: 1e-12)
    expectClose(threshold.limits.upper, row["upper"], relative: 1e-12)
    #expect(threshold.mostForReduction == row.optional("most").map { Int($0) })
    #expect(threshold.leastForIncrease == row.optional("least").map { Int($0) })
    expectClose(
      try threshold.probabilityOfReduction(rate: row["baseline"]), row["chance_low"], relative: 1e-10)
    expectClose(
      try threshold.probabilityOfIncrease(rate: row["baseline"]), row["chance_high"], relative: 1e-10)
    if let found = row.optional("found") {
      expectClose(try #require(try threshold.reductionFound(withProbability: 0.8)), found, relative: 1e-9)
    }
  }

  @Test("by hand: 100 people and a half leave 40.2 to 59.8")
  func byHand() throws {
    let threshold = try PaymentThreshold(cohort: 100, baseline: 0.5)
    expectClose(threshold.limits.lower, 0.5 - 1.959963984540054 * 0.05, relative: 1e-12)
    #expect(threshold.mostForReduction == 40)
    #expect(threshold.leastForIncrease == 60)
    let frequency = try FrequencyThreshold(reoffenders: 100, baseline: 4)
    // Geometric: variance 4 · 3.
    expectClose(frequency.deviation, 12.0.squareRoot(), relative: 1e-14)
    expectClose(frequency.limits.upper - 4, 1.959963984540054 * 12.0.squareRoot() / 10, relative: 1e-12)
  }

  @Test("the reduction that is found with a probability is found with it")
  func inverse() throws {
    let threshold = try PaymentThreshold(cohort: 830, baseline: 0.41)
    for power in [0.5, 0.8, 0.95] {
      let found = try #require(try threshold.reductionFound(withProbability: power))
      expectClose(try threshold.probabilityOfReduction(rate: 0.41 - found), power, relative: 1e-8)
    }
  }

  @Test("tiny cohorts find nothing; what cannot be is refused")
  func edges() throws {
    let tiny = try PaymentThreshold(cohort: 2, baseline: 0.3)
    #expect(tiny.mostForReduction == nil)
    #expect(try tiny.probabilityOfReduction(rate: 0.3) == 0)
    #expect(throws: StatisticsError.self) { try PaymentThreshold(cohort: 0, baseline: 0.3) }
    #expect(throws: StatisticsError.self) { try PaymentThreshold(cohort: 10, baseline: 1) }
    #expect(throws: StatisticsError.self) { try FrequencyThreshold(reoffenders: 10, baseline: 0.5) }
  }
}
