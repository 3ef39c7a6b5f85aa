import Statistics
import TestSupport
import Testing

@Suite("two rates") struct RateComparisonTests {
  // R 4.2.2: poisson.test(c(11, 21), c(800, 3011)).
  @Test("the exact ratio agrees with R's poisson.test") func exact() throws {
    let comparison = try RateComparison(
      first: EventCount(events: 11, exposure: 800), second: EventCount(events: 21, exposure: 3011))
    expectClose(try #require(comparison.ratio), 1.9714880952380952)
    let interval = try comparison.ratioInterval()
    expectClose(interval.lower, 0.858426403391639226, relative: 1e-11)
    expectClose(interval.upper, 4.277265943654071201, relative: 1e-11)
    expectClose(try comparison.test().pValue, 0.079668633033329522, relative: 1e-11)
  }

  @Test("swapping the groups inverts the ratio and turns the difference", arguments: RateRatioMethod.allCases)
  func swapped(_ method: RateRatioMethod) throws {
    let a = try EventCount(events: 7, exposure: 30)
    let b = try EventCount(events: 19, exposure: 45)
    let here = try RateComparison(first: a, second: b)
    let there = try RateComparison(first: b, second: a)
    let interval = try here.ratioInterval(method: method)
    expectClose(interval.lower, 1 / (try there.ratioInterval(method: method).upper), relative: 1e-11)
    expectClose(try here.test(method: method).pValue, try there.test(method: method).pValue, relative: 1e-11)
    expectClose(here.differenceInterval().lower, -there.differenceInterval().upper)
  }

  @Test("no event in one group leaves an open end; in both, nothing to compare") func zero() throws {
    let none = try EventCount(events: 0, exposure: 10)
    let some = try EventCount(events: 5, exposure: 10)
    let open = try RateComparison(first: some, second: none)
    #expect(open.ratio == nil)
    #expect(try open.ratioInterval().upper == .infinity)
    #expect(open.warnings == [.zeroCell("the second count")])
    #expect(throws: StatisticsError.self) { try open.ratioInterval(method: .logNormal) }
    #expect(throws: StatisticsError.self) { try RateComparison(first: none, second: none) }
  }

  @Test("repeated events widen the limits by the square root of the dispersion") func repeated() throws {
    let events = try RepeatedEvents(peopleByEvents: [50, 20, 5, 0, 5], exposure: 80)
    #expect(events.count.events == 50)
    expectClose(events.variance, 120)
    expectClose(try #require(events.dispersion), 2.4)
    let plain = events.count.confidenceInterval()
    let wide = events.confidenceInterval()
    expectClose((wide.upper - 0.625) / (plain.upper - 0.625), 2.4.squareRoot())
    #expect(throws: StatisticsError.self) { try RepeatedEvents(peopleByEvents: [3, -1], exposure: 1) }
  }
}
