import Numbers
import Statistics
import TestSupport
import Testing

@Suite("Control charts")
struct ControlChartTests {
  @Test("single values match NHSRplotthedots")
  func individuals() throws {
    let values: [Double] = [28, 30, 27, 29, 31, 28, 26, 30, 29, 27, 28, 30]
    for screened in [false, true] {
      let chart = try ControlChart.individuals(values, periods: quarters(12), screened: screened)
      let point = try #require(chart.points.first)
      expectClose(point.centre, 28.583333, relative: 1e-7)
      expectClose(point.lower, 22.779697, relative: 1e-7)
      expectClose(point.upper, 34.386970, relative: 1e-7)
      #expect(chart.points.allSatisfy { $0.signals.isEmpty })
      #expect(chart.hasProvisionalLimits)
      #expect(chart.sentence.contains("provisional"))
    }
  }

  @Test("the change from the first to the last point has limits from the chart's variation, by hand")
  func change() throws {
    let few = try ControlChart.proportions(
      events: [20, 30, 90], trials: [100, 100, 200], periods: quarters(3))
    let estimate = few.changeEstimate()
    let half = 1.959963984540054 * (0.35 * 0.65 * (1.0 / 100 + 1.0 / 200)).squareRoot()
    expectClose(try #require(estimate.value), 0.25)
    expectClose(try #require(estimate.interval).lower, 0.25 - half, relative: 1e-12)
    expectClose(try #require(estimate.interval).upper, 0.25 + half, relative: 1e-12)
    #expect(few.warnings == [.fewPoints(count: 3, needed: 13)])
    #expect(few.warnings[0].description == "limits from 3 points are provisional; 13 are needed")
    let many = try ControlChart.individuals([5, 9, 4, 8, 1, 2, 3, 4, 5, 6, 7, 3, 8], periods: quarters(13))
    #expect(many.warnings.isEmpty)
    // Twelve moving ranges that add up to 35, over 1.128.
    let deviation = 35.0 / 12 * 2.66 / 3
    let spread = try #require(many.changeEstimate().interval)
    expectClose(spread.upper - 3, 1.959963984540054 * deviation * 2.0.squareRoot(), relative: 1e-3)
  }

  @Test("seven rising points are a trend, all of them flagged")
  func trend() throws {
    let values: [Double] = [5, 9, 4, 8, 1, 2, 3, 4, 5, 6, 7, 3, 8, 4]
    let chart = try ControlChart.individuals(values, periods: quarters(14))
    let flagged = chart.points.indices.filter { chart.points[$0].signals.contains(.trend) }
    #expect(flagged == Array(4...10))
    let six = try ControlChart.individuals(Array(values.prefix(10)) + [2], periods: quarters(11))
    #expect(six.points.allSatisfy { !$0.signals.contains(.trend) })
  }

  @Test("seven points on one side are a shift, and a rebase ends it")
  func shift() throws {
    let values: [Double] = [10, 11, 10, 11, 10, 11, 10, 20, 21, 20, 21, 20, 21, 20]
    let chart = try ControlChart.individuals(values, periods: quarters(14))
    #expect(chart.points.allSatisfy { $0.signals.contains(.shift) })
    let rebased = try ControlChart.individuals(values, periods: quarters(14), rebasedAt: [7])
    #expect(rebased.points.allSatisfy { !$0.signals.contains(.shift) })
    #expect(rebased.segmentStarts == [0, 7])
    #expect(rebased.points[0].centre != rebased.points[7].centre)
  }

  @Test("two of three far points on one side are flagged, and the near one between them is not")
  func twoOfThree() throws {
    let events = [50, 49, 51, 50, 48, 52, 50, 49, 51, 50, 62, 51, 62, 50, 49, 51, 50, 48, 52, 45, 40]
    let chart = try ControlChart.proportions(
      events: events, trials: events.map { _ in 100 }, periods: quarters(21))
    let flagged = chart.points.indices.filter { chart.points[$0].signals.contains(.twoOfThree) }
    #expect(flagged == [10, 12])
  }

  @Test("proportions have binomial limits, by hand")
  func proportions() throws {
    let chart = try ControlChart.proportions(
      events: [20, 30, 90], trials: [100, 100, 200], periods: quarters(3))
    expectClose(chart.points[0].centre, 0.35)
    expectClose(chart.points[0].lower, 0.35 - 3 * (0.35 * 0.65 / 100).squareRoot())
    expectClose(chart.points[2].upper, 0.35 + 3 * (0.35 * 0.65 / 200).squareRoot())
    #expect(chart.points[0].signals == [.outsideLimits])
    let all = try ControlChart.proportions(events: [5, 5], trials: [5, 5], periods: quarters(2))
    #expect(all.points[0].lower == 1 && all.points[0].upper == 1)
  }

  @Test("Laney's limits scale with the variation of the standardised figures")
  func laney() throws {
    let events = [200, 300, 250, 350]
    let plain = try ControlChart.proportions(
      events: events, trials: [1000, 1000, 1000, 1000], periods: quarters(4))
    let laney = try ControlChart.proportions(
      events: events, trials: [1000, 1000, 1000, 1000], periods: quarters(4), laney: true)
    let ranges = (0.1 + 0.05 + 0.1) / 3
    let error = (0.275 * 0.725 / 1000).squareRoot()
    let factor = ranges / error / (2 / Double.pi.squareRoot())
    expectClose(
      laney.points[0].upper - 0.275, factor * (plain.points[0].upper - 0.275), relative: 1e-12)
  }

  @Test("rates have Poisson limits, by hand")
  func rates() throws {
    let chart = try ControlChart.rates(events: [10, 20], exposure: [10, 20], periods: quarters(2))
    expectClose(chart.points[0].upper, 1 + 3 * 0.1.squareRoot())
    #expect(chart.points[0].lower > 0)
    #expect(chart.change == 0)
  }

  @Test("rolling years are refused, and the message says how much they share")
  func overlapping() throws {
    let rolling = try (0..<3).map { try #require(Period(year: 2020, month: 1 + 3 * $0, months: 12)) }
    #expect {
      try ControlChart.individuals([1, 2, 3], periods: rolling)
    } throws: { error in
      "\(error)".contains("share 9 of 12 months")
    }
    let backwards = try [2021, 2020].map { try #require(Period(year: $0, month: 1, months: 3)) }
    #expect(throws: StatisticsError.self) { try ControlChart.individuals([1, 2], periods: backwards) }
  }

  @Test("wrong points are refused")
  func refusals() throws {
    #expect(Period(year: 2020, month: 13, months: 3) == nil)
    #expect(throws: StatisticsError.self) { try ControlChart.individuals([1], periods: quarters(1)) }
    #expect(throws: StatisticsError.self) {
      try ControlChart.individuals([1, 2, 3], periods: quarters(3), rebasedAt: [2])
    }
    #expect(throws: StatisticsError.self) {
      try ControlChart.proportions(events: [5, 1], trials: [4, 4], periods: quarters(2))
    }
  }

  private func quarters(_ count: Int) throws -> [Period] {
    try (0..<count).map {
      try #require(Period(year: 2015 + $0 / 4, month: 1 + 3 * ($0 % 4), months: 3))
    }
  }
}
