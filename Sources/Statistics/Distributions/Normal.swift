internal import CGSL

/// The normal distribution.
public struct Normal: ContinuousDistribution, Hashable {
  /// The expected value.
  public let mean: Double
  /// The standard deviation.
  public let standardDeviation: Double

  /// Takes a finite mean and a standard deviation above 0.
  ///
  /// - Throws: `StatisticsError.outOfRange` otherwise.
  public init(mean: Double = 0, standardDeviation: Double = 1) throws(StatisticsError) {
    try Require.finite(mean, "mean")
    try Require.positive(standardDeviation, "standardDeviation")
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// Every number.
  public var support: ClosedRange<Double> { -.infinity ... .infinity }

  /// The natural logarithm of the density.
  public func logDensity(_ x: Double) -> Double {
    let z = (x - mean) / standardDeviation
    return -0.5 * (z * z + SaddlePoint.logTwoPi) - log(standardDeviation)
  }

  /// The probability of a value at most `x`.
  public func lowerTail(_ x: Double) -> Double { StandardNormal.lowerTail((x - mean) / standardDeviation) }

  /// The probability of a value above `x`.
  public func upperTail(_ x: Double) -> Double { StandardNormal.upperTail((x - mean) / standardDeviation) }

  /// The value that is not exceeded with probability `lowerTail`.
  public func quantile(lowerTail probability: Double) -> Double {
    end(lowerTail: probability)
      ?? (mean - standardDeviation * StandardNormal.quantile(upperTail: probability))
  }

  /// The value that is exceeded with probability `upperTail`.
  public func quantile(upperTail probability: Double) -> Double {
    end(upperTail: probability)
      ?? (mean + standardDeviation * StandardNormal.quantile(upperTail: probability))
  }
}
