internal import CGSL
import Numbers

/// Limits within which proportions of groups of any size lie if they share one target.
public struct ProportionFunnel: Hashable, Sendable {
  /// How the limits are made.
  public enum Method: String, Hashable, Sendable, CaseIterable, Codable {
    /// Exact binomial limits, interpolated between whole counts.
    ///
    /// - Source: Spiegelhalter (2005), *Statistics in Medicine* 24, 1185–1202, appendix, doi:10.1002/sim.1970.
    case exact
    /// The proportion whose Wilson limit is the target, as UK public-health tools draw it.
    case wilson
    /// Target plus and minus z standard errors of the target: the same numbers as `wilson`.
    case normal
    /// Limits on the scale of the arcsine of the root, the scale on which over-dispersion is measured.
    case arcsine
  }

  /// The proportion that the groups are compared with.
  public let target: Double
  /// How the limits are made.
  public let method: Method
  /// Which variation the limits allow for; anything but chance is added on the arcsine scale.
  public let variation: FunnelVariation

  /// Takes a target and a method.
  ///
  /// - Throws: `StatisticsError.outOfRange` unless the target is above 0 and below 1.
  public init(
    target: Double, method: Method = .exact, variation: FunnelVariation = .chance
  ) throws(StatisticsError) {
    try Require.openProbability(target, "target")
    self.target = target
    self.method = method
    self.variation = variation
  }

  /// The over-dispersion of groups around their common proportion, on the arcsine scale.
  public static func overdispersion(
    events: [Int], trials: [Int], trimming: Overdispersion.Trimming = .winsorise(0.1)
  ) throws(StatisticsError) -> Overdispersion {
    guard events.count == trials.count else {
      throw .lengthMismatch(
        first: "events", firstCount: events.count, second: "trials", secondCount: trials.count)
    }
    for index in trials.indices { try Require.counts(events: events[index], trials: trials[index]) }
    let total = trials.reduce(0.0) { $0 + Double($1) }
    let common = events.reduce(0.0) { $0 + Double($1) } / max(1, total)
    return try Overdispersion(
      values: zip(events, trials).map { asin((Double($0) / Double($1)).squareRoot()) },
      standardErrors: trials.map { 0.5 / Double($0).squareRoot() }, target: asin(common.squareRoot()),
      trimming: trimming)
  }

  /// The limits for a group of a size, within 0 and 1.
  public func limits(trials: Int, level: ConfidenceLevel = .p95) throws(StatisticsError) -> ConfidenceInterval
  {
    try Require.atLeast(1, trials, "trials")
    let n = Double(trials)
    let z = StandardNormal.quantile(upperTail: level.tail)
    if variation != .chance || method == .arcsine {
      let centre = asin(target.squareRoot())
      let half = z * variation.standardError(0.5 / n.squareRoot())
      // Cut before the sine is squared, which would turn back beyond 0 and a right angle.
      let lower = sin(max(0, centre - half))
      let upper = sin(min(Double.pi / 2, centre + half))
      return ConfidenceInterval(lower: lower * lower, upper: upper * upper, level: level)
    }
    if method == .exact {
      return ConfidenceInterval(
        lower: exactLimit(trials, level.tail), upper: exactLimit(trials, 1 - level.tail), level: level)
    }
    let half = z * (target * (1 - target) / n).squareRoot()
    return ConfidenceInterval(lower: max(0, target - half), upper: min(1, target + half), level: level)
  }

  /// The limits for groups of several sizes, made monotone: they never narrow towards smaller groups.
  ///
  /// Exact limits move in steps at small sizes; a lower limit here is the lowest of those for its size and smaller
  /// ones that were asked for, so that the curve has no teeth.
  public func curve(
    trials: [Int], level: ConfidenceLevel = .p95
  ) throws(StatisticsError) -> [ConfidenceInterval] {
    var curve: [ConfidenceInterval] = []
    curve.reserveCapacity(trials.count)
    for size in trials { curve.append(try limits(trials: size, level: level)) }
    let order = trials.indices.sorted { trials[$0] > trials[$1] }
    for (larger, smaller) in zip(order, order.dropFirst()) {
      curve[smaller] = ConfidenceInterval(
        lower: min(curve[smaller].lower, curve[larger].lower),
        upper: max(curve[smaller].upper, curve[larger].upper), level: level)
    }
    return curve
  }

  /// Where a group lies against the limits of several levels.
  public func position(
    events: Int, trials: Int, levels: [ConfidenceLevel] = [.p95, .p998]
  ) throws(StatisticsError) -> FunnelPosition {
    try Require.counts(events: events, trials: trials)
    var limits: [ConfidenceLevel: ConfidenceInterval] = [:]
    for level in levels { limits[level] = try self.limits(trials: trials, level: level) }
    return FunnelPosition(Double(events) / Double(trials), levels: levels) {
      limits[$0] ?? ConfidenceInterval(lower: 0, upper: 1, level: $0)
    }
  }

  private func exactLimit(_ trials: Int, _ probability: Double) -> Double {
    let binomial = Binomial(checkedTrials: trials, probability: target)
    let reached = binomial.quantile(lowerTail: probability)
    let excess = binomial.lowerTail(reached) - probability
    return min(1, max(0, (Double(reached) - excess / binomial.density(reached)) / Double(trials)))
  }
}

extension ProportionFunnel: StatisticalResult {
  /// What the limits are drawn around, and what they allow for.
  public var sentence: String {
    "Limits around \(target.percent) within which groups lie that differ by \(variation.name) alone."
  }

  /// Variation far beyond chance that the limits allow for.
  public var warnings: [StatisticsWarning] { variation.warnings }
}
