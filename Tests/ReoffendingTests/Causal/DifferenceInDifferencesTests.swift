import Reoffending
import Statistics
import TestSupport
import Testing

@Suite("Difference in differences")
struct DifferenceInDifferencesTests {
  private func counts(_ numbers: [Int]) -> [DifferenceInDifferences.Count] {
    [("before", true), ("after", true), ("before", false), ("after", false)].enumerated().map { place, side in
      DifferenceInDifferences.Count(
        time: side.0, isTreated: side.1, events: numbers[2 * place], trials: numbers[2 * place + 1])
    }
  }

  @Test(
    "agrees with R's lm, and with Wilson limits squared and added",
    arguments: try ReferenceTable("differences").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let numbers = row.text("counts").split(separator: " ").compactMap { Int($0) }
    let found = try DifferenceInDifferences(counts(numbers), times: ["before", "after"], change: "after")
    expectClose(try #require(found.effect.value), row["effect"], relative: 1e-9)
    expectClose(try #require(found.effect.interval).lower, row["lower"], relative: 1e-9)
    expectClose(try #require(found.effect.interval).upper, row["upper"], relative: 1e-9)
    expectClose(found.pValue, row["p"], relative: 1e-8)
    #expect(found.before == nil)
  }

  @Test("sides that moved alike have no effect, and sides that did not before are told")
  func alike() throws {
    let found = try DifferenceInDifferences(
      counts([300, 1000, 250, 1000, 200, 1000, 150, 1000]), times: ["before", "after"], change: "after")
    #expect(abs(try #require(found.effect.value)) < 1e-12)
    #expect(found.headline.hasPrefix("No clear difference"))
    var three = counts([300, 1000, 250, 1000, 200, 1000, 150, 1000])
    three.append(.init(time: "long before", isTreated: true, events: 500, trials: 1000))
    three.append(.init(time: "long before", isTreated: false, events: 200, trials: 1000))
    let unlike = try DifferenceInDifferences(
      three, times: ["long before", "before", "after"], change: "after")
    #expect(try #require(unlike.before).pValue < 0.001)
    #expect(unlike.sentences[1].hasPrefix("The two sides did not move alike before"))
  }

  @Test("exchanging the sides changes the sign")
  func mirror() throws {
    let one = try DifferenceInDifferences(
      counts([300, 1000, 240, 1000, 280, 900, 275, 920]), times: ["before", "after"], change: "after")
    let other = try DifferenceInDifferences(
      counts([280, 900, 275, 920, 300, 1000, 240, 1000]), times: ["before", "after"], change: "after")
    expectClose(try #require(one.effect.value), -(try #require(other.effect.value)), relative: 1e-12)
    expectClose(
      try #require(one.effect.interval).lower, -(try #require(other.effect.interval).upper), relative: 1e-12)
  }

  @Test("a change that is no period, or with nobody before it, is refused")
  func refusals() {
    let counts = counts([300, 1000, 240, 1000, 280, 900, 275, 920])
    #expect(throws: StatisticsError.self) {
      try DifferenceInDifferences(counts, times: ["before", "after"], change: "later")
    }
    #expect(throws: StatisticsError.self) {
      try DifferenceInDifferences(counts, times: ["before", "after"], change: "before")
    }
    #expect(throws: StatisticsError.self) {
      try DifferenceInDifferences(
        counts.filter(\.isTreated), times: ["before", "after"], change: "after")
    }
  }
}
