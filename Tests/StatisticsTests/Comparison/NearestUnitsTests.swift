import Statistics
import TestSupport
import Testing

@Suite("Nearest units")
struct NearestUnitsTests {
  @Test("by hand: three units in two columns")
  func byHand() throws {
    // Means 2 and 20, standard deviations 1 and 10.
    let found = try NearestUnits(to: 0, columns: [[1, 2, 3], [10, 30, 20]])
    #expect(found.neighbours.map(\.unit) == [1, 2])
    expectClose(found.neighbours[0].distance, 5.0.squareRoot(), relative: 1e-14)
    expectClose(found.neighbours[1].distance, 5.0.squareRoot(), relative: 1e-14)
    expectClose(found.neighbours[0].contributions[1], 4, relative: 1e-14)
    let weighted = try NearestUnits(to: 0, columns: [[1, 2, 3], [10, 30, 20]], weights: [1, 4])
    #expect(weighted.neighbours.map(\.unit) == [2, 1])
  }

  @Test("distances are the same both ways and whatever the unit of a column")
  func symmetry() throws {
    let first = [3.0, 8, 1, 4, 9]
    let second = [1.5, 2.5, 8, 0.5, 4]
    let here = try NearestUnits(to: 1, columns: [first, second])
    let there = try NearestUnits(to: 3, columns: [first.map { 1000 * $0 + 7 }, second])
    let one = try #require(here.neighbours.first { $0.unit == 3 })
    let other = try #require(there.neighbours.first { $0.unit == 1 })
    expectClose(one.distance, other.distance, relative: 1e-12)
  }

  @Test("a column in which all are alike tells nothing; what cannot be is refused")
  func edges() throws {
    #expect(try NearestUnits(to: 0, columns: [[1, 2, 3], [5, 5, 5]]).constantColumns == [1])
    #expect(throws: StatisticsError.self) { try NearestUnits(to: 0, columns: [[1, 2]]) }
    #expect(throws: StatisticsError.self) { try NearestUnits(to: 3, columns: [[1, 2, 3]]) }
    #expect(throws: StatisticsError.self) { try NearestUnits(to: 0, columns: [[1, 2, .nan]]) }
    #expect(throws: StatisticsError.self) {
      try NearestUnits(to: 0, columns: [[1, 2, 3]], weights: [0])
    }
  }
}
