import Numbers

/// The values that a statistic took in resampled data, in rising order.
public struct BootstrapDistribution: Hashable, Sendable {
  /// How an interval is read off the resampled values.
  public enum Method: String, Hashable, Sendable, CaseIterable, Codable {
    /// Quantiles of the resampled values.
    case percentile = "bootstrap-percentile"
    /// Quantiles mirrored at the observed value.
    case basic = "bootstrap-basic"
    /// Quantiles shifted for bias and skewness.
    ///
    /// - Source: Efron (1987), *Journal of the American Statistical Association* 82, 171–185,
    ///   doi:10.1080/01621459.1987.10478410.
    case biasCorrected = "bootstrap-bca"
  }

  /// The statistic in the observed data, or nil where it does not exist there.
  public let observed: Double?
  /// The resampled values that exist, in rising order; a ratio over zero counts as infinite.
  public let values: [Double]
  /// How many resamples left the statistic without any value.
  public let undefined: Int
  /// The skewness constant of the observed data, from leaving out one unit at a time.
  public let acceleration: Double

  init(observed: Double?, values: [Double], acceleration: Double) {
    self.observed = observed
    self.values = values.filter { !$0.isNaN }.sorted()
    undefined = values.count - self.values.count
    self.acceleration = acceleration.isFinite ? acceleration : 0
  }

  /// The standard deviation of the finite resampled values; nil with fewer than two.
  public var standardError: Double? {
    let finite = values.filter(\.isFinite)
    guard finite.count > 1 else { return nil }
    let mean = finite.reduce(0, +) / Double(finite.count)
    let square = finite.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (square / Double(finite.count - 1)).squareRoot()
  }

  /// The observed value with an interval.
  ///
  /// A quantile is interpolated between order statistics at (B+1) times its probability. There is no interval where
  /// there is no observed value to correct by, or no resampled one.
  ///
  /// - Source: Davison and Hinkley (1997), *Bootstrap Methods and their Application*, Cambridge, section 5.3.
  public func estimate(level: ConfidenceLevel = .p95, method: Method = .biasCorrected) -> Estimate {
    guard !values.isEmpty, let observed else {
      return Estimate(observed, withoutIntervalAt: level, method: method.rawValue)
    }
    let interval: ConfidenceInterval
    switch method {
    case .percentile:
      interval = ConfidenceInterval(
        lower: quantile(level.tail), upper: quantile(1 - level.tail), level: level)
    case .basic:
      interval = ConfidenceInterval(
        lower: 2 * observed - quantile(1 - level.tail), upper: 2 * observed - quantile(level.tail),
        level: level)
    case .biasCorrected:
      let lower = quantile(corrected(-1, level))
      let upper = quantile(corrected(1, level))
      interval = ConfidenceInterval(lower: min(lower, upper), upper: max(lower, upper), level: level)
    }
    return Estimate(observed, interval: interval, method: method.rawValue)
  }

  /// The probability at which the corrected interval reads its lower (−1) or upper (1) limit.
  private func corrected(_ side: Double, _ level: ConfidenceLevel) -> Double {
    let count = Double(values.count)
    let observed = observed ?? 0
    let below = Double(values.count { $0 < observed }) + Double(values.count { $0 == observed }) / 2
    let share = min(max(below / count, 0.5 / count), 1 - 0.5 / count)
    let bias = StandardNormal.quantile(upperTail: 1 - share)
    let shifted = bias + side * StandardNormal.quantile(upperTail: level.tail)
    return StandardNormal.lowerTail(bias + shifted / (1 - acceleration * shifted))
  }

  private func quantile(_ probability: Double) -> Double {
    let position = min(Double(values.count), max(1, Double(values.count + 1) * probability))
    let below = Int(position)
    let fraction = position - Double(below)
    let lower = values[below - 1]
    guard fraction > 0, below < values.count, values[below] != lower else { return lower }
    return values[below].isInfinite ? values[below] : lower + fraction * (values[below] - lower)
  }
}

extension BootstrapDistribution: StatisticalResult {
  /// The observed value with its bias-corrected 95 per cent limits.
  public var sentence: String {
    guard let observed else { return "The statistic does not exist in the observed data." }
    let start = "\(observed.brief(4)) in the observed data"
    guard let interval = estimate().interval else { return start + ", without an interval." }
    return start
      + "; with 95% confidence between \(interval.lower.brief(4)) and \(interval.upper.brief(4)) "
      + "(\(values.count) resamples)."
  }

  /// The error of the resampling itself, and resamples in which the statistic did not exist.
  public var warnings: [StatisticsWarning] {
    var found: [StatisticsWarning] = []
    if let standardError {
      // The standard error of a 2.5 per cent quantile of a normal sample is 2.67 standard deviations over the root of its size.
      found.append(
        .simulated(
          replicates: values.count, standardError: 2.67 * standardError / Double(values.count).squareRoot()))
    }
    if undefined > 0 { found.append(.zeroCell("a group in \(undefined) of the resamples")) }
    return found
  }
}
