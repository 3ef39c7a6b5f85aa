import Statistics
import TestSupport
import Testing

@Suite("ranks with their uncertainty") struct RankUncertaintyTests {
  private func units() throws -> [ObservedExpected] {
    try ReferenceTable("ranks").rows.map {
      try ObservedExpected(observed: Int($0["observed"]), expected: $0["expected"])
    }
  }

  @Test("expected places are sums of the pairs' probabilities, from 32-digit arithmetic and R")
  func expected() throws {
    let ranks = try RankUncertainty(observedExpected: try units()).ranks
    let pairs = try ReferenceTable("rank-pairs").rows
    for (rank, unit) in zip(ranks, try units()) {
      let beaten = pairs.filter { Int($0["observed"]) == unit.observed }.reduce(0) { $0 + $1["probability"] }
      expectClose(rank.expectedRank, 1 + beaten, relative: 1e-6, "\(unit.observed)")
    }
  }

  @Test(
    "intervals of places agree with four million simulated rankings", arguments: [0.9, 0.95, 0.99, 0.998])
  func intervals(_ level: Double) throws {
    let ranks = try RankUncertainty(observedExpected: try units(), level: ConfidenceLevel(level)).ranks
    for (rank, row) in zip(ranks, try ReferenceTable("ranks").rows) {
      #expect(rank.lower == Int(row["lower\(level)"]) && rank.upper == Int(row["upper\(level)"]), "\(row)")
    }
  }

  @Test("observed places, and units that tie") func observed() throws {
    let ranks = try RankUncertainty(observedExpected: try units()).ranks
    #expect(ranks.map(\.rank) == [5, 2, 1, 6, 4, 3])
    let same = try RankUncertainty(rates: [
      EventCount(events: 4, exposure: 8), EventCount(events: 4, exposure: 8),
    ])
    #expect(same.ranks.map(\.rank) == [1, 1])
    for rank in same.ranks {
      expectClose(rank.expectedRank, 1.5, relative: 1e-9)
      #expect(rank.lower == 1 && rank.upper == 2)
    }
  }

  @Test("places add up, hold the expected one and widen with the level") func properties() throws {
    let units = try (1...12).map { try EventCount(events: 3 * $0 % 17, exposure: Double(2 + $0 % 5)) }
    let narrow = try RankUncertainty(rates: units, level: .p90).ranks
    let wide = try RankUncertainty(rates: units, level: .p998).ranks
    expectClose(narrow.reduce(0) { $0 + $1.expectedRank }, 78, relative: 1e-6)
    for (one, two) in zip(narrow, wide) {
      #expect(two.lower <= one.lower && one.upper <= two.upper)
      #expect(Double(one.lower) <= one.expectedRank && one.expectedRank <= Double(one.upper))
    }
    let moved = try RankUncertainty(rates: units.reversed(), level: .p90).ranks
    #expect(zip(moved.reversed(), narrow).allSatisfy { $0.lower == $1.lower && $0.upper == $1.upper })
  }

  @Test("units far apart have one place each; one unit is refused") func extremes() throws {
    let far = try RankUncertainty(rates: [
      EventCount(events: 10_000, exposure: 10), EventCount(events: 10, exposure: 10),
      EventCount(events: 0, exposure: 1e6),
    ])
    #expect(far.ranks.map(\.lower) == [3, 2, 1] && far.ranks.map(\.upper) == [3, 2, 1])
    #expect(
      far.sentence
        == "With 95% confidence each, the lower half of the ranking holds 1 of 3 units and the upper half 1; "
        + "the places of the rest may be chance.")
    #expect(throws: StatisticsError.self) { try RankUncertainty(rates: [EventCount(events: 1)]) }
  }
}
