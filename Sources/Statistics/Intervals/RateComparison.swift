internal import CGSL
import Numbers

/// Two event rates compared, for independent (Poisson) events.
///
/// Given the total, the events of the first group are binomial with probability ρt₁ / (ρt₁ + t₂) for a rate ratio ρ and
/// exposures t₁ and t₂, so the limits of that probability are limits of the ratio.
///
/// - Source: Przyborowski and Wilenski (1940), *Biometrika* 31, 313–323, doi:10.1093/biomet/31.3-4.313, for the
///   conditional test; Zou and Donner (2008), *Statistics in Medicine* 27, 1693–1702, doi:10.1002/sim.3095, for
///   limits of the difference.
public struct RateComparison: Hashable, Sendable {
  /// The first group's events and exposure.
  public let first: EventCount
  /// The second group's events and exposure.
  public let second: EventCount
  /// The direction of departure looked for, first against second.
  public let alternative: Alternative

  /// Takes two counts, of which at least one is above 0.
  ///
  /// - Throws: `StatisticsError.undefined` for no event at all.
  public init(
    first: EventCount, second: EventCount, alternative: Alternative = .twoSided
  ) throws(StatisticsError) {
    guard first.events + second.events > 0 else {
      throw .undefined(quantity: "a comparison of rates", because: "neither group has an event")
    }
    self.first = first
    self.second = second
    self.alternative = alternative
  }

  /// The first rate over the second, or nil where the second group has no event.
  public var ratio: Double? { second.events == 0 ? nil : first.rate / second.rate }

  /// The first rate less the second.
  public var difference: Double { first.rate - second.rate }

  private var total: Int { first.events + second.events }

  /// The limits of the ratio; the upper one is infinite where the second group has no event.
  ///
  /// - Throws: `StatisticsError.undefined` for the log-normal method where a group has no event.
  public func ratioInterval(
    level: ConfidenceLevel = .p95, method: RateRatioMethod = .exact
  ) throws(StatisticsError) -> ConfidenceInterval {
    let scale = second.exposure / first.exposure
    guard let conditional = method.conditional else {
      return try logNormal(level: level)
    }
    let share = try Proportion(events: first.events, trials: total)
      .confidenceInterval(level: level, method: conditional, alternative: alternative)
    func odds(_ p: Double) -> Double { p >= 1 ? .infinity : p / (1 - p) * scale }
    return ConfidenceInterval(lower: odds(share.lower), upper: odds(share.upper), level: level)
  }

  private func logNormal(level: ConfidenceLevel) throws(StatisticsError) -> ConfidenceInterval {
    guard let ratio, first.events > 0 else {
      throw .undefined(
        quantity: "a log-normal interval", because: "a group has no event; the exact interval exists")
    }
    let z = StandardNormal.quantile(upperTail: alternative == .twoSided ? level.tail : level.alpha)
    let spread = z * (1 / Double(first.events) + 1 / Double(second.events)).squareRoot()
    return ConfidenceInterval(
      lower: alternative == .less ? 0 : ratio * exp(-spread),
      upper: alternative == .greater ? .infinity : ratio * exp(spread), level: level)
  }

  /// The test of equal rates that belongs to a method of the interval.
  public func test(method: RateRatioMethod = .exact) throws(StatisticsError) -> TestResult {
    let expected = first.exposure / (first.exposure + second.exposure)
    guard let conditional = method.test else {
      guard let ratio, first.events > 0 else {
        throw .undefined(
          quantity: "a log-normal test", because: "a group has no event; the exact test exists")
      }
      let z = log(ratio) / (1 / Double(first.events) + 1 / Double(second.events)).squareRoot()
      return TestResult(
        statistic: z, pValue: StandardNormal.pValue(z, alternative: alternative), method: method.rawValue)
    }
    let binomial = try OneSampleProportionTest(
      events: first.events, trials: total, expected: expected, method: conditional, alternative: alternative)
    return TestResult(statistic: binomial.statistic, pValue: binomial.pValue, method: method.rawValue)
  }

  /// The limits of the difference, squaring and adding the distances of each rate's own limits.
  ///
  /// This is the method of variance estimates recovery of Zou and Donner (2008): with `exact` limits, the default, it
  /// holds its level for counts of any size; `byar` and `midP` are shorter. They answer the same alternative as the test:
  /// with `.greater` the upper limit is infinite, and with `.less` the lower one.
  public func differenceInterval(
    level: ConfidenceLevel = .p95, method: CountIntervalMethod = .exact
  ) -> ConfidenceInterval {
    let tail = alternative == .twoSided ? level.tail : level.alpha
    func distances(_ count: EventCount) -> (below: Double, above: Double) {
      let limit = CountLimit(events: Double(count.events), tail: tail)
      return (
        count.rate - limit.lower(method) / count.exposure, limit.upper(method) / count.exposure - count.rate
      )
    }
    let one = distances(first)
    let two = distances(second)
    return ConfidenceInterval(
      lower: alternative == .less
        ? -.infinity : difference - (one.below * one.below + two.above * two.above).squareRoot(),
      upper: alternative == .greater
        ? .infinity : difference + (one.above * one.above + two.below * two.below).squareRoot(), level: level)
  }
}

extension RateComparison: StatisticalResult {
  /// The ratio with its exact 95 per cent limits, or that there is no clear difference.
  public var sentence: String {
    guard let interval = try? ratioInterval() else { return "The rates could not be compared." }
    let upper = interval.upper.isFinite ? interval.upper.fixed(2) : "no upper limit"
    let limits = "95% limits \(interval.lower.fixed(2)) and \(upper)"
    if interval.contains(1) { return "No clear difference between the two rates (ratio with \(limits))." }
    return
      "The first rate is \(interval.lower > 1 ? "higher" : "lower") than the second (ratio with \(limits))."
  }

  /// A group without an event.
  public var warnings: [StatisticsWarning] {
    var found: [StatisticsWarning] = []
    if first.events == 0 { found.append(.zeroCell("the first count")) }
    if second.events == 0 { found.append(.zeroCell("the second count")) }
    return found
  }
}
