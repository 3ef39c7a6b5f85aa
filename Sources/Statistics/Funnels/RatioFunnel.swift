internal import CGSL

/// Limits within which ratios of observed to expected events lie if every unit meets its expectation.
public struct RatioFunnel: Hashable, Sendable {
  /// How the limits are made.
  public enum Method: String, Hashable, Sendable, CaseIterable, Codable {
    /// The exact limits: where the Poisson tail of the observed count passes half of one less the level.
    case exact
    /// Chi-squared quantiles of the expected number, 2E below and 2E + 2 above, as R's `FunnelPlotR` draws them.
    ///
    /// They treat the expected number as if it had been observed, so they are no limits of the observed count: at
    /// ten expected events the lower 99.8 per cent limit is crossed by chance with probability 0.0028, not 0.001.
    case chiSquared = "chi-squared"
    /// One plus and minus z over the root of the expectation, never below 0.
    case normal
    /// Limits on the logarithm of the ratio.
    case logarithm
    /// Limits on the root of the ratio.
    case squareRoot = "square-root"
  }

  /// The scale on which over-dispersion is measured and added.
  public enum Scale: String, Hashable, Sendable, CaseIterable, Codable {
    /// ln(O/E), standard error 1/√E, as in the summary hospital-level mortality indicator.
    case logarithm
    /// √(O/E), standard error 1/(2√E), as the Care Quality Commission did.
    case squareRoot = "square-root"
  }

  /// How the limits are made.
  public let method: Method
  /// Which variation the limits allow for.
  public let variation: FunnelVariation

  /// Takes a method.
  ///
  /// Variation beyond chance needs a scale: `exact`, `chiSquared` and `normal` then use that of the logarithm.
  public init(method: Method = .exact, variation: FunnelVariation = .chance) {
    self.method = method
    self.variation = variation
  }

  /// The over-dispersion of units around a ratio of one.
  ///
  /// Units without observed events have no logarithm: on that scale they are refused.
  public static func overdispersion(
    observed: [Int], expected: [Double], scale: Scale = .logarithm,
    trimming: Overdispersion.Trimming = .winsorise(0.1)
  ) throws(StatisticsError) -> Overdispersion {
    guard observed.count == expected.count else {
      throw .lengthMismatch(
        first: "observed", firstCount: observed.count, second: "expected", secondCount: expected.count)
    }
    for index in observed.indices {
      try Require.atLeast(
        scale == .logarithm ? 1 : 0, observed[index], "observed events of unit \(index + 1)")
      try Require.positive(expected[index], "expected events of unit \(index + 1)")
    }
    let ratios = zip(observed, expected).map { Double($0) / $1 }
    switch scale {
    case .logarithm:
      return try Overdispersion(
        values: ratios.map { log($0) }, standardErrors: expected.map { 1 / $0.squareRoot() }, target: 0,
        trimming: trimming)
    case .squareRoot:
      return try Overdispersion(
        values: ratios.map { $0.squareRoot() }, standardErrors: expected.map { 0.5 / $0.squareRoot() },
        target: 1, trimming: trimming)
    }
  }

  /// The limits for a unit with so many expected events.
  ///
  /// - Throws: `StatisticsError.outOfRange` unless the expectation is above 0.
  public func limits(
    expected: Double, level: ConfidenceLevel = .p95
  ) throws(StatisticsError) -> ConfidenceInterval {
    try Require.positive(expected, "expected events")
    let z = StandardNormal.quantile(upperTail: level.tail)
    let root = expected.squareRoot()
    switch (method, variation) {
    case (.exact, .chance):
      let limit = PoissonCountLimit(mean: expected, tail: level.tail)
      return ConfidenceInterval(lower: limit.lower / expected, upper: limit.upper / expected, level: level)
    case (.chiSquared, .chance):
      return ConfidenceInterval(
        lower: TailQuantile.gamma(expected, lower: level.tail) / expected,
        upper: TailQuantile.gamma(expected + 1, upper: level.tail) / expected, level: level)
    case (.normal, .chance):
      return ConfidenceInterval(lower: max(0, 1 - z / root), upper: 1 + z / root, level: level)
    case (.squareRoot, _):
      let half = z * variation.standardError(0.5 / root)
      let lower = max(0, 1 - half)
      return ConfidenceInterval(lower: lower * lower, upper: (1 + half) * (1 + half), level: level)
    case (.logarithm, _), (.exact, _), (.chiSquared, _), (.normal, _):
      let half = z * variation.standardError(1 / root)
      return ConfidenceInterval(lower: exp(-half), upper: exp(half), level: level)
    }
  }

  /// The expectations at which an observed count just lies on the upper and on the lower limit, as UK public-health
  /// tools draw the funnel.
  ///
  /// Below `onUpperLimit` expected events the count is significantly high, above `onLowerLimit` low.
  public static func expectations(
    observed: Int, level: ConfidenceLevel = .p95
  ) throws(StatisticsError) -> (onUpperLimit: Double, onLowerLimit: Double) {
    try Require.count(observed, "observed events")
    let limit = CountLimit(events: Double(observed), tail: level.tail)
    return (limit.lower(.exact), limit.upper(.exact))
  }

  /// Where a unit lies against the limits of several levels.
  public func position(
    observed: Int, expected: Double, levels: [ConfidenceLevel] = [.p95, .p998]
  ) throws(StatisticsError) -> FunnelPosition {
    try Require.count(observed, "observed events")
    if method == .exact, variation == .chance {
      try Require.positive(expected, "expected events")
      return exactPosition(observed, expected, levels)
    }
    var limits: [ConfidenceLevel: ConfidenceInterval] = [:]
    for level in levels { limits[level] = try self.limits(expected: expected, level: level) }
    return FunnelPosition(Double(observed) / expected, levels: levels) {
      limits[$0] ?? ConfidenceInterval(lower: 0, upper: .infinity, level: $0)
    }
  }

  /// The tails themselves, which the drawn limits agree with.
  private func exactPosition(
    _ observed: Int, _ expected: Double, _ levels: [ConfidenceLevel]
  ) -> FunnelPosition {
    var position = FunnelPosition.within
    for level in levels.sorted(by: { $0.value < $1.value }) {
      let limit = PoissonCountLimit(mean: expected, tail: level.tail)
      if limit.isAbove(observed) { position = .high(level) }
      if limit.isBelow(observed) { position = .low(level) }
    }
    return position
  }

  /// Where a unit lies by the rule of UK public-health tools: its own interval against the expectation.
  ///
  /// The interval of the observed count is exact below 10 events and Byar's from 10.
  public static func publicHealthPosition(
    observed: Int, expected: Double, levels: [ConfidenceLevel] = [.p95, .p998]
  ) throws(StatisticsError) -> FunnelPosition {
    try Require.count(observed, "observed events")
    try Require.positive(expected, "expected events")
    let count = Double(observed)
    var position = FunnelPosition.within
    for level in levels.sorted(by: { $0.value < $1.value }) {
      let limit = CountLimit(events: count, tail: level.tail)
      if limit.lower(.phe) > expected { position = .high(level) }
      if limit.upper(.phe) < expected { position = .low(level) }
    }
    return position
  }
}

extension RatioFunnel: StatisticalResult {
  /// What the limits are drawn around, and what they allow for.
  public var sentence: String {
    "Limits around the expected number within which units lie that differ by \(variation.name) alone."
  }

  /// Variation far beyond chance that the limits allow for.
  public var warnings: [StatisticsWarning] { variation.warnings }
}
