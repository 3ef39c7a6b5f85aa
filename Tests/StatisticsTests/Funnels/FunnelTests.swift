import Statistics
import TestSupport
import Testing

@Suite("Funnels")
struct FunnelTests {
  @Test(
    "exact proportion limits agree with 40-digit arithmetic", arguments: try ReferenceTable("funnel").rows)
  func exact(_ row: ReferenceTable.Row) throws {
    let limits = try ProportionFunnel(target: row["target"])
      .limits(trials: Int(row["n"]), level: ConfidenceLevel(row["level"]))
    expectClose(limits.lower, row["lower"], relative: 1e-10, absolute: 1e-12)
    expectClose(limits.upper, row["upper"], relative: 1e-10, absolute: 1e-12)
  }

  @Test("proportion limits match the UK public-health figures")
  func publicHealth() throws {
    let funnel = try ProportionFunnel(target: 0.80642448, method: .wilson)
    expectClose(100 * (try funnel.limits(trials: 1)).lower, 3.204264, relative: 1e-6)
    #expect(try funnel.limits(trials: 1).upper == 1)
    expectClose(100 * (try funnel.limits(trials: 2)).lower, 25.885383, relative: 1e-7)
    expectClose(100 * (try funnel.limits(trials: 10)).lower, 56.154344, relative: 1e-7)
    expectClose(100 * (try funnel.limits(trials: 10, level: .p998)).lower, 42.03259, relative: 1e-7)
  }

  @Test("a proportion on a Wilson-form limit has the target as its own Wilson limit")
  func inversion() throws {
    let limits = try ProportionFunnel(target: 0.3, method: .wilson).limits(trials: 10_000)
    let events = Int((10_000 * limits.upper).rounded())
    let wilson = try Proportion(events: events, trials: 10_000).confidenceInterval()
    expectClose(wilson.lower, 0.3, relative: 2e-4)
  }

  // The published numbers use the quantiles 1.959964 and 3.090232, rounded in the seventh figure.
  @Test("arcsine limits match FunnelPlotR")
  func arcsine() throws {
    let funnel = try ProportionFunnel(target: 0.3, method: .arcsine)
    expectClose(try funnel.limits(trials: 200).lower, 0.23861067910736, relative: 1e-8)
    expectClose(try funnel.limits(trials: 200).upper, 0.36522463503992, relative: 1e-8)
    expectClose(try funnel.limits(trials: 200, level: .p998).lower, 0.20541580523468, relative: 1e-7)
    expectClose(try funnel.limits(trials: 200, level: .p998).upper, 0.40409579167205, relative: 1e-7)
    #expect(try funnel.limits(trials: 1).lower == 0)
  }

  @Test("over-dispersion matches FunnelPlotR", arguments: [true, false])
  func overdispersion(truncated: Bool) throws {
    let observed = [100, 150, 180, 80, 120, 225]
    let expected = [108.0, 112, 165, 95, 100, 220]
    let found = try RatioFunnel.overdispersion(
      observed: observed, expected: expected, scale: truncated ? .logarithm : .squareRoot,
      trimming: truncated ? .truncate(0.1) : .winsorise(0.1))
    expectClose(found.phi, truncated ? 2.948033175102358 : 2.327178257594119, relative: 1e-12)
    expectClose(found.tauSquared, truncated ? 0.01947753057802157 : 0.0034397801541862735, relative: 1e-12)
    #expect(found.unitsUsed == 6)
    if truncated { expectClose(found.zScores[1], 3.09168129, relative: 1e-8) }
  }

  @Test("ratio limits match FunnelPlotR")
  func ratio() throws {
    let exact = RatioFunnel(method: .chiSquared)
    expectClose(try exact.limits(expected: 100).lower, 0.8136399125092, relative: 1e-12)
    expectClose(try exact.limits(expected: 100).upper, 1.2162679379243, relative: 1e-11)
    expectClose(try exact.limits(expected: 100, level: .p998).lower, 0.71921397495, relative: 1e-10)
    expectClose(try exact.limits(expected: 100, level: .p998).upper, 1.34924319061, relative: 1e-10)
    // These two use the quantile rounded to 1.959964.
    let wide = RatioFunnel(method: .logarithm, variation: .additive(tauSquared: 0.01947753057802157))
    expectClose(try wide.limits(expected: 100).lower, 0.71426113782, relative: 1e-8)
    expectClose(try wide.limits(expected: 100).upper, 1.40004817154, relative: 1e-8)
  }

  @Test(
    "exact ratio limits and positions agree with mpmath", arguments: try ReferenceTable("poisson-funnel").rows
  )
  func exactRatio(_ row: ReferenceTable.Row) throws {
    let expected = row["expected"]
    for (level, name) in [(ConfidenceLevel.p95, "95"), (.p998, "998")] {
      let limits = try RatioFunnel().limits(expected: expected, level: level)
      expectClose(limits.lower * expected, row["lower" + name], relative: 1e-11, absolute: 1e-12)
      expectClose(limits.upper * expected, row["upper" + name], relative: 1e-11)
    }
    let observed = Int(row["observed"])
    let position = try RatioFunnel().position(observed: observed, expected: expected)
    let text =
      switch position {
      case .within: "within"
      case .high(let level): "above \(level.value)"
      case .low(let level): "below \(level.value)"
      }
    #expect(text == row.text("category"))
  }

  @Test(
    "the drawn limits and the categories are one rule, and their false alarms stay below what is promised")
  func exactRatioProperty() throws {
    for expected in [0.3, 3.0, 3.7, 12.5, 60, 441.25] {
      let poisson = try Poisson(mean: expected)
      for level in [ConfidenceLevel.p90, .p95, .p998] {
        let limits = try RatioFunnel().limits(expected: expected, level: level)
        var (low, high) = (0.0, 0.0)
        for observed in 0..<Int(expected + 12 * expected.squareRoot() + 20) {
          let position = try RatioFunnel().position(observed: observed, expected: expected, levels: [level])
          let ratio = Double(observed) / expected
          #expect((position == .low(level)) == (ratio < limits.lower), "\(observed) of \(expected)")
          #expect((position == .high(level)) == (ratio > limits.upper), "\(observed) of \(expected)")
          if position == .low(level) { low += poisson.density(observed) }
          if position == .high(level) { high += poisson.density(observed) }
        }
        #expect(low < level.tail && high < level.tail)
      }
    }
    #expect(throws: StatisticsError.self) { try RatioFunnel().position(observed: 3, expected: 0) }
  }

  @Test("the expectations at which a count is significant match the UK public-health figures")
  func expectations() throws {
    let ten = try RatioFunnel.expectations(observed: 10)
    expectClose(ten.onLowerLimit, 18.390356, relative: 1e-7)
    expectClose(ten.onUpperLimit, 4.7953887, relative: 1e-7)
    let one = try RatioFunnel.expectations(observed: 1)
    expectClose(one.onLowerLimit, 5.5716434, relative: 1e-7)
    expectClose(one.onUpperLimit, 0.0253178, relative: 1e-5)
  }

  @Test(
    "positions match the UK public-health rule",
    arguments: [
      (8, 6.239860227, FunnelPosition.within), (151, 106.4429719, .high(.p998)),
      (150, 119.5695496, .high(.p95)), (0, 240.6273499, .low(.p998)),
    ])
  func positions(observed: Int, expected: Double, position: FunnelPosition) throws {
    // 150 against 119.6 lies outside the 95 % limits only.
    #expect(try RatioFunnel.publicHealthPosition(observed: observed, expected: expected) == position)
  }

  @Test("limits along a curve never widen with size", arguments: ProportionFunnel.Method.allCases)
  func monotone(_ method: ProportionFunnel.Method) throws {
    let funnel = try ProportionFunnel(target: 0.27, method: method)
    let curve = try funnel.curve(trials: Array(1...300), level: .p998)
    for (smaller, larger) in zip(curve, curve.dropFirst()) {
      #expect(smaller.lower <= larger.lower && smaller.upper >= larger.upper)
    }
  }

  @Test("exact limits hold at least the share of counts they promise, within one count")
  func coverage() throws {
    let funnel = try ProportionFunnel(target: 0.3)
    let inside = try (0...50).filter {
      try funnel.position(events: $0, trials: 50, levels: [.p95]) == .within
    }
    #expect(inside == Array(9...21))
  }

  @Test("wrong targets and units are refused")
  func refusals() throws {
    #expect(throws: StatisticsError.self) { try ProportionFunnel(target: 27) }
    #expect(throws: StatisticsError.self) { try ProportionFunnel(target: 0.3).limits(trials: 0) }
    #expect(throws: StatisticsError.self) { try RatioFunnel().limits(expected: 0) }
    #expect(throws: StatisticsError.self) {
      try RatioFunnel.overdispersion(observed: [0, 3], expected: [1, 2], scale: .logarithm)
    }
    #expect(throws: StatisticsError.self) {
      try Overdispersion(values: [1, 2], standardErrors: [1, 1], target: 0, trimming: .winsorise(10))
    }
  }
}
