import Statistics
import TestSupport
import Testing

@Suite("Slope and relative index of inequality")
struct SlopeOfInequalityTests {
  private static func groups(_ name: String) throws -> [SlopeOfInequality.Group] {
    let (places, events, people): ([Double], [Int], [Int]) =
      switch name {
      case "fifths": ([1, 2, 3, 4, 5], [322, 371, 432, 539, 680], [1204, 1310, 1425, 1618, 1890])
      case "uneven": ([3, 1, 2, 9], [40, 8, 30, 25], [90, 410, 220, 60])
      case "ties": ([1, 1, 2, 3, 3], [12, 9, 20, 14, 30], [80, 70, 90, 50, 75])
      default: ([1, 2, 3, 4], [45, 30, 12, 3], [100, 100, 100, 100])
      }
    return try places.indices.map {
      SlopeOfInequality.Group(
        place: places[$0], proportion: try Proportion(events: events[$0], trials: people[$0]))
    }
  }

  @Test(
    "agrees with R’s weighted regression and numerical delta method",
    arguments: try ReferenceTable("inequality").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let scale = try #require(SlopeOfInequality.Scale(rawValue: row.text("scale")))
    let line = try SlopeOfInequality(Self.groups(row.text("case")), scale: scale)
    expectClose(line.ends.first, row["first"], relative: 1e-10)
    expectClose(line.ends.last, row["last"], relative: 1e-10)
    let slope = line.slopeIndex()
    expectClose(try #require(slope.value), row["slope"], relative: 1e-10)
    // R's derivatives are numerical.
    expectClose(try #require(slope.interval).lower, row["slope_lower"], relative: 1e-7)
    expectClose(try #require(slope.interval).upper, row["slope_upper"], relative: 1e-7)
    expectClose(try #require(line.test.statistic), row["z"], relative: 1e-7)
    expectClose(try #require(line.scatter?.statistic), row["scatter"], relative: 1e-7)
    if row.text("relative") == "NA" {
      #expect(line.relativeIndex() == nil)
    } else {
      let relative = try #require(line.relativeIndex())
      expectClose(try #require(relative.value), row["relative"], relative: 1e-10)
      expectClose(try #require(relative.interval).lower, row["relative_lower"], relative: 1e-7)
      expectClose(try #require(relative.interval).upper, row["relative_upper"], relative: 1e-7)
    }
  }

  @Test("by hand: two halves stand at a quarter and three quarters, so the line is twice as steep")
  func byHand() throws {
    let line = try SlopeOfInequality([
      SlopeOfInequality.Group(place: 1, proportion: Proportion(events: 20, trials: 100)),
      SlopeOfInequality.Group(place: 2, proportion: Proportion(events: 40, trials: 100)),
    ])
    expectClose(try #require(line.slopeIndex().value), 0.4, relative: 1e-12)
    expectClose(line.ends.first, 0.1, relative: 1e-12)
    expectClose(line.ends.last, 0.5, relative: 1e-12)
    expectClose(try #require(line.relativeIndex()?.value), 5, relative: 1e-12)
    #expect(line.scatter == nil)
  }

  @Test("the other way round the slope changes its sign and the ratio is one over it")
  func mirrored() throws {
    for scale in SlopeOfInequality.Scale.allCases {
      let groups = try Self.groups("fifths")
      let line = try SlopeOfInequality(groups, scale: scale)
      let other = try SlopeOfInequality(
        groups.map { SlopeOfInequality.Group(place: -$0.place, proportion: $0.proportion) }, scale: scale)
      expectClose(
        try #require(other.slopeIndex().value), -(try #require(line.slopeIndex().value)), relative: 1e-10)
      expectClose(
        try #require(other.relativeIndex()?.value), 1 / (try #require(line.relativeIndex()?.value)),
        relative: 1e-10)
    }
  }

  @Test("refuses one place, and shares that a scale has no number for")
  func refusals() throws {
    let none = SlopeOfInequality.Group(place: 1, proportion: try Proportion(events: 0, trials: 10))
    let all = SlopeOfInequality.Group(place: 2, proportion: try Proportion(events: 10, trials: 10))
    #expect(throws: StatisticsError.self) { try SlopeOfInequality([none, none]) }
    #expect(throws: StatisticsError.self) { try SlopeOfInequality([none, all], scale: .log) }
    #expect(throws: StatisticsError.self) { try SlopeOfInequality([all, all, none], scale: .logit) }
    #expect(try SlopeOfInequality([none, all]).slopeIndex().value == 2)
  }
}
