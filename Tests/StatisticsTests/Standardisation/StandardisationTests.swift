import Statistics
import TestSupport
import Testing

@Suite("Standardisation")
struct StandardisationTests {
  @Test("direct rates agree with 40-digit arithmetic", arguments: try ReferenceTable("standardisation").rows)
  func direct(_ row: ReferenceTable.Row) throws {
    let population = decimals(row.text("population"))
    let standard = decimals(row.text("standard"))
    let strata = try zip(numbers(row.text("events")), zip(population, standard)).map {
      try DirectStandardisation.Stratum(events: $0, population: $1.0, standard: $1.1)
    }
    let estimate = try DirectStandardisation(strata).estimate(level: ConfidenceLevel(row["level"]))
    expectEstimate(estimate, row, value: "rate", limits: "byar")
    #expect(estimate.method == "dobson-byar")
  }

  // Published test values of the UK public-health indicator methods.
  @Test(
    "indirect ratios match the UK public-health figures",
    arguments: [
      (895, 835.883_561_231_174_33, 107.072_329_390_202_75, 100.171_477_125_539_9, 114.323_328_724_989_5)
    ])
  func indirect(observed: Int, expected: Double, ratio: Double, lower: Double, upper: Double) throws {
    let standardisation = try IndirectStandardisation(
      observed: observed,
      strata: [.init(population: expected, referenceEvents: 1000, referencePopulation: 1000)])
    let estimate = standardisation.ratio().mapped { 100 * $0 }
    expectClose(try #require(estimate.value), ratio, relative: 1e-12)
    expectClose(try #require(estimate.interval).lower, lower, relative: 1e-12)
    expectClose(try #require(estimate.interval).upper, upper, relative: 1e-12)
    let wide = standardisation.ratio(level: .p998).mapped { 100 * $0 }
    expectClose(try #require(wide.interval).lower, 96.351_556_196_144, relative: 1e-12)
    expectClose(try #require(wide.interval).upper, 118.600_704_158_763, relative: 1e-12)
  }

  @Test("below ten events the ratio's limits are exact")
  func fewEvents() throws {
    let nine = try IndirectStandardisation(
      observed: 9, strata: [.init(population: 100, referenceEvents: 83, referencePopulation: 1000)])
    expectClose(nine.expected, 8.3)
    let interval = try #require(nine.ratio().interval)
    expectClose(interval.lower * 8.3, 4.115373097378334, relative: 1e-12)
    expectClose(interval.upper * 8.3, 17.084803451419166, relative: 1e-12)
    expectClose(try #require(nine.rate().value), 9 / 8.3 * 0.083)
  }

  @Test("a group with the standard's own make-up keeps its crude rate")
  func sameMakeUp() throws {
    let group = try DirectStandardisation([
      .init(events: 10, population: 100, standard: 1000), .init(events: 40, population: 200, standard: 2000),
    ])
    expectClose(group.rate, 50.0 / 300)
    expectClose(try #require(group.comparativeFigure(standardRate: 0.1).value), 50.0 / 30)
    // With one rate for all, Dobson's limits are those of the count.
    let count = try EventCount(events: 50, exposure: 300).confidenceInterval()
    expectClose(try #require(group.estimate().interval).lower, count.lower, relative: 1e-12)
  }

  @Test("no events leave a rate of zero without interval")
  func noEvents() throws {
    let group = try DirectStandardisation([.init(events: 0, population: 10, standard: 5)])
    #expect(group.estimate().value == 0)
    #expect(group.estimate().interval == nil)
    #expect(group.warnings == [.smallGroup(trials: 0, threshold: 10)])
  }

  @Test("empty strata and populations are refused")
  func refusals() {
    #expect(throws: StatisticsError.empty(argument: "strata")) { try DirectStandardisation([]) }
    #expect(throws: StatisticsError.self) {
      try DirectStandardisation.Stratum(events: 1, population: 0, standard: 5)
    }
    #expect(throws: StatisticsError.self) { try IndirectStandardisation(observed: 3, strata: []) }
    #expect(throws: StatisticsError.self) {
      try IndirectStandardisation(
        observed: 3, strata: [.init(population: 0, referenceEvents: 3, referencePopulation: 3)])
    }
  }
}
