import Statistics
import TestSupport
import Testing

@Suite("Thresholds of a prediction")
struct ThresholdClassificationTests {
  private static let scores = (0..<400).map { Double($0 * 37 % 101) / 101 }
  private static let outcomes = (0..<400).map {
    Double(($0 * 53 + $0 * $0) % 97) < 12 + 70 * scores[$0]
  }

  @Test("agrees with scikit-learn and statsmodels", arguments: try ReferenceTable("thresholds").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let threshold = row["threshold"]
    let found = try ThresholdClassification(
      scores: Self.scores, outcomes: Self.outcomes, threshold: threshold)
    #expect(
      [found.trueNegatives, found.falsePositives, found.falseNegatives, found.truePositives].map(Double.init)
        == ["tn", "fp", "fn", "tp"].map { row[$0] })
    for (name, estimate) in [
      ("fpr", found.falsePositiveRate()), ("fnr", found.falseNegativeRate()),
      ("ppv", found.positivePredictiveValue()), ("npv", found.negativePredictiveValue()),
      ("benefit", try found.netBenefit(at: threshold)),
    ] {
      let estimate = try #require(estimate)
      let limits = try #require(estimate.interval)
      expectClose(try #require(estimate.value), row[name], relative: 1e-12)
      expectClose(limits.lower, row[name + "_lower"], relative: 1e-10)
      expectClose(limits.upper, row[name + "_upper"], relative: 1e-10)
    }
    expectClose(try found.netBenefitOfEverybody(at: threshold), row["benefit_all"], relative: 1e-11)
  }

  @Test("by hand: four people at one half, who count alike on both sides")
  func byHand() throws {
    let found = try ThresholdClassification(
      scores: [0.9, 0.5, 0.4, 0.1], outcomes: [true, false, true, false], threshold: 0.5)
    #expect(
      found.truePositives == 1 && found.falsePositives == 1 && found.falseNegatives == 1
        && found.trueNegatives == 1)
    #expect(try found.netBenefit(at: 0.5).value == 0)
    #expect(try found.netBenefitOfEverybody(at: 0.5) == 0)
  }

  @Test("a higher threshold flags nobody new; at the lowest everybody is flagged as everybody is")
  func monotone() throws {
    var last = Self.scores.count
    for threshold in stride(from: 0.05, through: 0.95, by: 0.05) {
      let found = try ThresholdClassification(
        scores: Self.scores, outcomes: Self.outcomes, threshold: threshold)
      #expect(found.flagged <= last)
      last = found.flagged
    }
    let all = try ThresholdClassification(scores: Self.scores, outcomes: Self.outcomes, threshold: 0)
    #expect(try all.netBenefit(at: 0.3).value == all.netBenefitOfEverybody(at: 0.3))
    #expect(all.negativePredictiveValue() == nil)
  }

  @Test("refuses unequal lengths, nobody, and a threshold that is no probability where one is needed")
  func refusals() throws {
    #expect(throws: ModelError.self) {
      try ThresholdClassification(scores: [], outcomes: [], threshold: 0.5)
    }
    #expect(throws: ModelError.self) {
      try ThresholdClassification(scores: [1], outcomes: [], threshold: 0.5)
    }
    #expect(throws: ModelError.self) {
      try ThresholdClassification(scores: [1], outcomes: [true], threshold: .infinity)
    }
    let one = try ThresholdClassification(scores: [1, 2], outcomes: [true, false], threshold: 1)
    #expect(throws: ModelError.self) { try one.netBenefit(at: 1) }
    #expect(throws: ModelError.self) { try one.netBenefitOfEverybody(at: 0) }
  }
}
