import Statistics
import TestSupport
import Testing

@Suite("Two-by-two tables")
struct TwoByTwoTableTests {
  @Test(
    "every interval agrees with 40-digit arithmetic",
    arguments: try ReferenceTable("two_by_two_intervals").rows)
  func intervals(_ row: ReferenceTable.Row) throws {
    let table = try TwoByTwoTable(row)
    let level = try ConfidenceLevel(row["level"])
    for (method, column) in [
      (RiskDifferenceMethod.newcombe, "newcombe"), (.wald, "wald"), (.miettinenNurminen, "mn"), (.mee, "mee"),
    ] {
      expectEstimate(table.riskDifference(level: level, method: method), row, value: "rd", limits: column)
    }
    for (method, column) in [
      (RiskRatioMethod.katz, "katz"), (.koopman, "rr_koopman"), (.miettinenNurminen, "rr_mn"),
    ] {
      expectEstimate(table.riskRatio(level: level, method: method), row, value: "rr", limits: column)
    }
    expectEstimate(table.oddsRatio(level: level, method: .woolf), row, value: "or", limits: "woolf")
    expectEstimate(
      table.oddsRatio(level: level, method: .haldaneAnscombe), row, value: "haldane", limits: "haldane")
    expectEstimate(
      table.oddsRatio(level: level, method: .conditional), row, value: "conditional", limits: "conditional")
    expectEstimate(table.attributableFractionPopulation(level: level), row, value: "paf", limits: "paf")
  }

  @Test("every test agrees with 40-digit arithmetic", arguments: try ReferenceTable("two_by_two_tests").rows)
  func tests(_ row: ReferenceTable.Row) throws {
    let table = try TwoByTwoTable(row)
    expectOptional(table.chiSquaredTest().statistic, row["chi"])
    expectClose(table.chiSquaredTest().pValue, row["chi_p"], relative: 1e-10)
    expectOptional(table.chiSquaredYatesTest().statistic, row["yates"])
    expectClose(table.chiSquaredYatesTest().pValue, row["yates_p"], relative: 1e-10)
    for (alternative, suffix) in [(Alternative.twoSided, ""), (.less, "_less"), (.greater, "_greater")] {
      expectClose(table.fisherTest(alternative: alternative).pValue, row["fisher" + suffix], relative: 1e-10)
      expectClose(table.midPTest(alternative: alternative).pValue, row["midp" + suffix], relative: 1e-10)
    }
  }

  @Test(
    "Barnard and Boschloo agree with a fine grid refined",
    arguments: try ReferenceTable("two_by_two_unconditional").rows)
  func unconditional(_ row: ReferenceTable.Row) throws {
    let table = try TwoByTwoTable(row)
    for (alternative, suffix) in [(Alternative.twoSided, ""), (.less, "_less"), (.greater, "_greater")] {
      expectClose(
        try table.barnardTest(alternative: alternative).pValue, row["barnard" + suffix], relative: 1e-10)
      expectClose(
        try table.boschlooTest(alternative: alternative).pValue, row["boschloo" + suffix], relative: 1e-10)
    }
  }

  @Test("the tea tasting of Fisher, worked by hand")
  func tea() throws {
    let table = try TwoByTwoTable(exposedEvents: 3, of: 4, unexposedEvents: 1, of: 4)
    expectClose(table.fisherTest().pValue, 34.0 / 70)
    expectClose(table.fisherTest(alternative: .greater).pValue, 17.0 / 70)
    expectClose(table.midPTest().pValue, 26.0 / 70)
    expectClose(try #require(table.chiSquaredTest().statistic), 2)
    expectClose(try #require(table.riskRatio().value), 3)
    expectClose(try #require(table.oddsRatio().value), 9)
  }

  @Test("swapping the groups mirrors the difference and inverts the ratios", arguments: Self.tables)
  func swappedGroups(_ table: TwoByTwoTable) throws {
    let swapped = table.swappingGroups
    for method in RiskDifferenceMethod.allCases {
      let one = try #require(table.riskDifference(method: method).interval)
      let other = try #require(swapped.riskDifference(method: method).interval)
      expectClose(one.lower, -other.upper, relative: 1e-11, absolute: 1e-14, method.rawValue)
      expectClose(one.upper, -other.lower, relative: 1e-11, absolute: 1e-14, method.rawValue)
    }
    for method in [RiskRatioMethod.koopman, .miettinenNurminen] {
      let one = try #require(table.riskRatio(method: method).interval)
      let other = try #require(swapped.riskRatio(method: method).interval)
      expectClose(one.lower, 1 / other.upper, relative: 1e-11)
      expectClose(one.upper, 1 / other.lower, relative: 1e-11)
    }
    let one = try #require(table.oddsRatio(method: .conditional).interval)
    let other = try #require(swapped.oddsRatio(method: .conditional).interval)
    expectClose(one.lower, 1 / other.upper, relative: 1e-11)
    expectClose(table.fisherTest().pValue, swapped.fisherTest().pValue, relative: 1e-12)
    expectClose(
      table.fisherTest(alternative: .less).pValue, swapped.fisherTest(alternative: .greater).pValue,
      relative: 1e-12)
  }

  @Test("swapping the outcomes mirrors the difference and inverts the odds ratio", arguments: Self.tables)
  func swappedOutcomes(_ table: TwoByTwoTable) throws {
    let swapped = table.swappingOutcomes
    for method in RiskDifferenceMethod.allCases {
      let one = try #require(table.riskDifference(method: method).interval)
      let other = try #require(swapped.riskDifference(method: method).interval)
      expectClose(one.lower, -other.upper, relative: 1e-11, absolute: 1e-14, method.rawValue)
    }
    let one = try #require(table.oddsRatio(method: .conditional).interval)
    let other = try #require(swapped.oddsRatio(method: .conditional).interval)
    expectClose(one.lower, 1 / other.upper, relative: 1e-11)
    expectClose(table.fisherTest().pValue, swapped.fisherTest().pValue, relative: 1e-12)
  }

  @Test("a higher level widens every interval", arguments: Self.tables)
  func nested(_ table: TwoByTwoTable) throws {
    let levels = [ConfidenceLevel.p90, .p95, .p99, .p998]
    for (narrow, wide) in zip(levels, levels.dropFirst()) {
      for method in RiskDifferenceMethod.allCases {
        try expectNested(
          table.riskDifference(level: narrow, method: method),
          table.riskDifference(level: wide, method: method))
      }
      for method in RiskRatioMethod.allCases where method != .katz || !table.hasZeroCell {
        try expectNested(
          table.riskRatio(level: narrow, method: method), table.riskRatio(level: wide, method: method))
      }
      try expectNested(
        table.oddsRatio(level: narrow, method: .conditional),
        table.oddsRatio(level: wide, method: .conditional))
    }
  }

  @Test("an exact interval excludes 1 exactly when Fisher's one-sided test rejects", arguments: Self.tables)
  func inversion(_ table: TwoByTwoTable) throws {
    let interval = try #require(table.oddsRatio(method: .conditional).interval)
    #expect((interval.lower > 1) == (table.fisherTest(alternative: .greater).pValue < 0.025))
    #expect((interval.upper < 1) == (table.fisherTest(alternative: .less).pValue < 0.025))
  }

  @Test("an interval of Mee excludes 0 exactly when Pearson's test rejects", arguments: Self.tables)
  func scoreInversion(_ table: TwoByTwoTable) throws {
    let interval = try #require(table.riskDifference(method: .mee).interval)
    let ratio = try #require(table.riskRatio(method: .koopman).interval)
    let rejects = table.chiSquaredTest().pValue < 0.05
    #expect(!interval.contains(0) == rejects)
    #expect(!ratio.contains(1) == rejects)
  }

  @Test("a batch of Fisher tests equals one test after another")
  func batch() throws {
    var generator = ReplicateGenerator(seed: 3)
    let tables = try (0..<5000).map { _ in
      try TwoByTwoTable(
        exposedEvents: Int.random(in: 0...30, using: &generator),
        exposedNonEvents: Int.random(in: 1...60, using: &generator),
        unexposedEvents: Int.random(in: 0...30, using: &generator),
        unexposedNonEvents: Int.random(in: 1...60, using: &generator))
    }
    var pValues = [Double](repeating: -1, count: tables.count)
    try TwoByTwoTable.fisherPValues(of: tables, into: &pValues)
    #expect(pValues == tables.map { $0.fisherTest().pValue })
    #expect(throws: StatisticsError.self) {
      var short = [0.0]
      try TwoByTwoTable.fisherPValues(of: tables, into: &short)
    }
  }

  @Test("the number needed passes through infinity when the difference may be zero")
  func numberNeeded() throws {
    let clear = try TwoByTwoTable(exposedEvents: 30, of: 100, unexposedEvents: 10, of: 100).numberNeeded()
    expectClose(try #require(clear.value), 5)
    #expect(clear.direction == .more)
    guard case .oneDirection(.more, let least, let most) = clear.limits else {
      Issue.record("\(clear.limits)")
      return
    }
    #expect(least < 5 && 5 < most)
    let unclear = try TwoByTwoTable(exposedEvents: 12, of: 100, unexposedEvents: 10, of: 100).numberNeeded()
    guard case .bothDirections(let more, let fewer) = unclear.limits else {
      Issue.record("\(unclear.limits)")
      return
    }
    let interval = try #require(unclear.difference.interval)
    expectClose(more, 1 / interval.upper)
    expectClose(fewer, -1 / interval.lower)
    let equal = try TwoByTwoTable(exposedEvents: 10, of: 100, unexposedEvents: 10, of: 100).numberNeeded()
    #expect(equal.value == nil && equal.direction == nil)
    #expect(clear.sentence.contains("One more event goes with 5.0 people exposed"))
    #expect(unclear.sentence.contains("but the data agree with one more for as few as"))
  }

  @Test("the attributable fraction among the exposed is one less the inverse risk ratio")
  func attributable() throws {
    let table = try TwoByTwoTable(exposedEvents: 30, of: 100, unexposedEvents: 20, of: 90)
    let fraction = table.attributableFractionExposed()
    let ratio = table.riskRatio()
    expectClose(try #require(fraction.value), 1 - 1 / (try #require(ratio.value)))
    expectClose(try #require(fraction.interval).lower, 1 - 1 / (try #require(ratio.interval)).lower)
    let none = try TwoByTwoTable(exposedEvents: 0, of: 10, unexposedEvents: 2, of: 9)
      .attributableFractionExposed()
    #expect(none.value == nil)
    #expect(none.interval?.lower == -.infinity)
  }

  @Test("the score interval covers the true difference about as often as it says")
  func coverage() throws {
    var covered = 0
    let level = ConfidenceLevel.p95
    for replicate in 0..<600 {
      var generator = ReplicateGenerator(seed: 11, replicate: replicate)
      func draw(_ risk: Double, of people: Int) -> Int {
        (0..<people).count { _ in Double.random(in: 0..<1, using: &generator) < risk }
      }
      let table = try TwoByTwoTable(
        exposedEvents: draw(0.3, of: 60), of: 60, unexposedEvents: draw(0.15, of: 40), of: 40)
      let interval = try #require(table.riskDifference(level: level).interval)
      if interval.contains(0.15) { covered += 1 }
    }
    #expect((0.925...0.98).contains(Double(covered) / 600))
  }

  @Test("billions of people: the exact test and interval come close to the corrected and the normal ones")
  func huge() throws {
    let table = try TwoByTwoTable(
      exposedEvents: 300_000_000, of: 1_000_000_000, unexposedEvents: 300_010_000, of: 1_000_000_000)
    expectClose(table.fisherTest().pValue, table.chiSquaredYatesTest().pValue, relative: 1e-9)
    let exact = try #require(table.oddsRatio(method: .conditional).interval)
    let normal = try #require(table.oddsRatio(method: .woolf).interval)
    expectClose(exact.lower, normal.lower, relative: 1e-8)
    expectClose(exact.upper, normal.upper, relative: 1e-8)
    let score = try #require(table.riskDifference(method: .miettinenNurminen).interval)
    let wald = try #require(table.riskDifference(method: .wald).interval)
    expectClose(score.lower, wald.lower, relative: 1e-6)
  }

  @Test("wrong counts are refused with what would be right")
  func refusals() {
    #expect(
      throws: StatisticsError.outOfRange(
        argument: "exposed events", value: -1, allowed: "from 0 to 1000000000000")
    ) {
      try TwoByTwoTable(exposedEvents: -1, exposedNonEvents: 1, unexposedEvents: 1, unexposedNonEvents: 1)
    }
    #expect(throws: StatisticsError.outOfRange(argument: "exposed people", value: 0, allowed: "at least 1")) {
      try TwoByTwoTable(exposedEvents: 0, exposedNonEvents: 0, unexposedEvents: 1, unexposedNonEvents: 1)
    }
    #expect(
      throws: StatisticsError.outOfRange(
        argument: "exposed events", value: 41, allowed: "from 0 to the exposed people, 40")
    ) {
      try TwoByTwoTable(exposedEvents: 41, of: 40, unexposedEvents: 1, of: 2)
    }
    #expect(throws: StatisticsError.self) {
      try TwoByTwoTable(exposedEvents: 100, of: 4000, unexposedEvents: 1, of: 2).barnardTest()
    }
  }

  private func expectNested(_ narrow: Estimate, _ wide: Estimate) throws {
    let inner = try #require(narrow.interval)
    let outer = try #require(wide.interval)
    #expect(outer.lower <= inner.lower && inner.upper <= outer.upper, "\(narrow) in \(wide)")
  }

  static let tables: [TwoByTwoTable] = {
    let cells = [
      (7, 3, 2, 8), (30, 70, 20, 70), (33, 7, 40, 20), (12, 5, 29, 2), (1, 99, 3, 97), (5, 5, 1, 9),
    ]
    return cells.compactMap {
      try? TwoByTwoTable(
        exposedEvents: $0.0, exposedNonEvents: $0.1, unexposedEvents: $0.2, unexposedNonEvents: $0.3)
    }
  }()
}
