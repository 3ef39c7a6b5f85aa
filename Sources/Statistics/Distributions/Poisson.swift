internal import CGSL

/// The number of independent events at a constant rate.
public struct Poisson: DiscreteDistribution, Hashable {
  /// The expected number of events.
  public let mean: Double

  /// Takes an expected number above 0.
  ///
  /// - Throws: `StatisticsError.outOfRange` otherwise.
  public init(mean: Double) throws(StatisticsError) {
    try Require.positive(mean, "mean")
    self.mean = mean
  }

  /// The counts from 0.
  public var support: ClosedRange<Int> { 0 ... .max }
  /// The variance, which equals the mean.
  public var variance: Double { mean }

  /// The natural logarithm of the probability of `k` events.
  public func logDensity(_ k: Int) -> Double {
    if k < 0 { return -.infinity }
    if k == 0 { return -mean }
    let x = Double(k)
    return -0.5 * (SaddlePoint.logTwoPi + log(x)) - SaddlePoint.stirlingError(x)
      - SaddlePoint.deviance(x, mean: mean)
  }

  /// The probability of at most `k` events.
  public func lowerTail(_ k: Int) -> Double { k < 0 ? 0 : IncompleteGamma(Double(k) + 1, x: mean).upper }

  /// The probability of more than `k` events.
  public func upperTail(_ k: Int) -> Double { k < 0 ? 1 : IncompleteGamma(Double(k) + 1, x: mean).lower }
}
