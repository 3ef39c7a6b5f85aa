internal import CGSL

/// The number of failures before a number of successes, or a Poisson count whose rate varies as a gamma variable.
public struct NegativeBinomial: DiscreteDistribution, Hashable {
  /// The number of successes waited for, not necessarily whole.
  public let size: Double
  /// The probability of success in each trial.
  public let probability: Double
  private let complement: Double

  /// Takes a size above 0 and a probability of success.
  ///
  /// - Throws: `StatisticsError.outOfRange` unless `size > 0` and `0 < probability < 1`.
  public init(size: Double, probability: Double) throws(StatisticsError) {
    try Require.positive(size, "size")
    try Require.openProbability(probability, "probability")
    self.size = size
    self.probability = probability
    complement = 1 - probability
  }

  /// Takes the mean of a count and its size, so that the variance is mean + mean² / size.
  ///
  /// - Throws: `StatisticsError.outOfRange` unless both are above 0 and finite.
  public init(mean: Double, size: Double) throws(StatisticsError) {
    try Require.positive(mean, "mean")
    try Require.positive(size, "size")
    self.size = size
    probability = size / (size + mean)
    complement = mean / (size + mean)
  }

  /// The counts from 0.
  public var support: ClosedRange<Int> { 0 ... .max }
  /// The expected number of failures.
  public var mean: Double { size * complement / probability }
  /// The variance of the number of failures.
  public var variance: Double { mean / probability }

  /// The natural logarithm of the probability of `k` failures.
  public func logDensity(_ k: Int) -> Double {
    if k < 0 { return -.infinity }
    if k == 0 { return size * (probability < 0.5 ? log(probability) : log1p(-complement)) }
    let n = size + Double(k)
    return log(size / n) + SaddlePoint.logBinomial(size, of: n, p: probability, q: complement)
  }

  /// The probability of at most `k` failures.
  public func lowerTail(_ k: Int) -> Double {
    k < 0 ? 0 : IncompleteBeta(size, Double(k) + 1, x: probability, y: complement).lower
  }

  /// The probability of more than `k` failures.
  public func upperTail(_ k: Int) -> Double {
    k < 0 ? 1 : IncompleteBeta(size, Double(k) + 1, x: probability, y: complement).upper
  }
}
