import Statistics
import TestSupport
import Testing

@Suite("Concentration")
struct ConcentrationTests {
  private func people(_ name: String) throws -> [Int: Int] {
    let rows = try ReferenceTable("concentration-people").rows.filter { $0.text("case") == name }
    return Dictionary(uniqueKeysWithValues: rows.map { (Int($0["events"]), Int($0["people"])) })
  }

  @Test(
    "agrees with brute force over all pairs and people", arguments: try ReferenceTable("concentration").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let concentration = try Concentration(peopleByEvents: people(row.text("case")))
    let level = try ConfidenceLevel(row["level"])
    let gini = concentration.gini(level: level)
    expectClose(concentration.gini, row["gini"], relative: 1e-12)
    expectClose(try #require(gini.interval).lower, row["lower"], relative: 1e-9)
    expectClose(try #require(gini.interval).upper, row["upper"], relative: 1e-9)
    // The sum over pairs of a Poisson table loses some digits.
    expectClose(concentration.giniOfEqualRates, row["chance"], relative: 1e-10)
    for share in [0.25, 0.5] {
      let top = try concentration.shareOfTop(share, level: level)
      expectClose(try #require(top.value), row["top\(share)"], relative: 1e-12)
      guard let lower = row.optional("top\(share)_lower"), lower.isFinite else {
        #expect(top.interval == nil)
        continue
      }
      expectClose(try #require(top.interval).lower, lower, relative: 1e-9)
      expectClose(try #require(top.interval).upper, row["top\(share)_upper"], relative: 1e-9)
    }
  }

  @Test("by hand: four people with 0, 0, 1 and 3")
  func byHand() throws {
    let concentration = try Concentration(peopleByEvents: [0: 2, 1: 1, 3: 1])
    // Differences of the six pairs: 0, 1, 3, 1, 3, 2; twice their sum over 2 · 16 · 1.
    expectClose(concentration.gini, 20.0 / 32, relative: 1e-14)
    #expect(concentration.people(withAtLeast: 3)?.events == 3)
    #expect(concentration.people(withAtLeast: 4) == nil)
    expectClose(try #require(concentration.shareOfTop(0.25, level: .p95).value), 0.75, relative: 1e-14)
    // Two of the three events of one person are half of all four.
    expectClose(try concentration.peopleWith(shareOfEvents: 0.5), 2.0 / 3 / 4, relative: 1e-14)
    #expect(concentration.curve.map(\.events) == [0, 0, 0.25, 1])
    expectClose(concentration.amongThoseWithEvents.gini, 0.25, relative: 1e-14)
  }

  @Test("the same people ten times over change nothing but the limits")
  func replication() throws {
    let once = try Concentration(peopleByEvents: [0: 30, 1: 12, 2: 5, 6: 3])
    let tenfold = try Concentration(peopleByEvents: [0: 300, 1: 120, 2: 50, 6: 30])
    expectClose(tenfold.gini, once.gini, relative: 1e-13)
    let (wide, narrow) = (once.gini(level: .p95), tenfold.gini(level: .p95))
    let ratio =
      try (#require(wide.interval).upper - #require(wide.interval).lower)
      / (#require(narrow.interval).upper - #require(narrow.interval).lower)
    #expect(abs(ratio - 10.0.squareRoot()) < 0.1)
    var last = 0.0
    for share in stride(from: 0.05, to: 1, by: 0.05) {
      let value = try #require(try tenfold.shareOfTop(share, level: .p95).value)
      #expect(value >= last)
      #expect(value >= share - 1e-12)
      last = value
    }
  }

  @Test("equal numbers have no concentration, and a share of less than a person is not told")
  func edges() throws {
    let equal = try Concentration(peopleByEvents: [2: 50])
    #expect(equal.gini == 0)
    #expect(equal.gini(level: .p95).interval == nil)
    #expect(try equal.shareOfTop(0.01, level: .p95).value == nil)
  }

  @Test("nobody, nothing and impossible numbers are refused")
  func refusals() {
    #expect(throws: StatisticsError.self) { try Concentration(peopleByEvents: [:]) }
    #expect(throws: StatisticsError.self) { try Concentration(peopleByEvents: [0: 5]) }
    #expect(throws: StatisticsError.self) { try Concentration(peopleByEvents: [-1: 5]) }
    #expect(throws: StatisticsError.self) { try Concentration(peopleByEvents: [Int.max: 5]) }
    #expect(throws: StatisticsError.self) {
      try Concentration(peopleByEvents: [1: 5]).shareOfTop(1, level: .p95)
    }
  }
}
