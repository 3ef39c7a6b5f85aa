import Statistics
import TestSupport
import Testing

@Suite("Ratios of sums")
struct RatioOfSumsTests {
  private static let harm: [Double] = [0, 0, 5, 400, 3, 0, 12, 1]

  private static func ratio(_ name: String) throws -> RatioOfSums {
    switch name {
    case "per person": try RatioOfSums(harm, over: harm.map { _ in 1 })
    case "per reoffence": try RatioOfSums(harm, over: [0, 0, 2, 1, 3, 0, 4, 1])
    default: try RatioOfSums([10, 20, 15, 0, 35], over: [1, 1, 1, 1, 1])
    }
  }

  @Test("agrees with statsmodels", arguments: try ReferenceTable("ratio-of-sums").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let found = try Self.ratio(row.text("name"))
    let estimate = found.estimate()
    let limits = try #require(estimate.interval)
    expectClose(found.value, row["value"], relative: 1e-12)
    expectClose(limits.lower, row["lower"], relative: 1e-10)
    expectClose(limits.upper, row["upper"], relative: 1e-10)
    let relative = try #require(found.estimate(relativeTo: Self.ratio("other")))
    let wide = try #require(relative.interval)
    expectClose(try #require(relative.value), row["relative"], relative: 1e-12)
    expectClose(wide.lower, row["relative_lower"], relative: 1e-10)
    expectClose(wide.upper, row["relative_upper"], relative: 1e-10)
  }

  @Test("by hand: two people with 2 and 4 have 3, and the variance of a mean of two")
  func byHand() throws {
    let found = try RatioOfSums([2, 4], over: [1, 1])
    #expect(found.value == 3)
    // Squares 1 + 1, times 2 / 1, over 6 squared.
    expectClose(try #require(found.logVariance), 4.0 / 36, relative: 1e-14)
  }

  @Test("lists that are joined have the mean and the limits of all their values")
  func joined() throws {
    let lists: [[Double]] = [[1, 4, 2], [], [1e8, 1e8 + 3], [7], [0, 0, 5, 400]]
    let spreads = lists.map { SpreadOfValues($0) }
    for (place, others) in SpreadOfValues.ofOthers(spreads).enumerated() {
      let values = lists.indices.filter { $0 != place }.flatMap { lists[$0] }
      let whole = SpreadOfValues(values)
      #expect(others.count == whole.count)
      expectClose(others.mean, whole.mean, relative: 1e-14)
      expectClose(others.squares, whole.squares, relative: 1e-12)
      let (own, direct) = (
        try RatioOfSums(meanOf: others), try RatioOfSums(values, over: values.map { _ in 1 })
      )
      expectClose(own.value, direct.value, relative: 1e-14)
      expectClose(try #require(own.logVariance), try #require(direct.logVariance), relative: 1e-12)
    }
    #expect(SpreadOfValues.ofOthers([spreads[0]])[0].count == 0)
    #expect(throws: StatisticsError.self) { try RatioOfSums(meanOf: SpreadOfValues([])) }
    #expect(throws: StatisticsError.self) { try RatioOfSums(meanOf: SpreadOfValues([-1, 0])) }
  }

  @Test("one person, nobody's harm and what cannot be")
  func edges() throws {
    #expect(try RatioOfSums([5], over: [1]).estimate().interval == nil)
    let none = try RatioOfSums([0, 0], over: [1, 1])
    #expect(none.value == 0 && none.estimate().interval == nil)
    #expect(try RatioOfSums([1, 2], over: [1, 1]).estimate(relativeTo: none) == nil)
    #expect(throws: StatisticsError.self) { try RatioOfSums([1], over: [1, 2]) }
    #expect(throws: StatisticsError.self) { try RatioOfSums([1], over: [0]) }
    #expect(throws: StatisticsError.self) { try RatioOfSums([-1], over: [1]) }
  }
}
