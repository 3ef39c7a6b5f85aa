internal import CGSL

/// The beta distribution.
public struct Beta: ContinuousDistribution, Hashable {
  /// The first shape parameter.
  public let alpha: Double
  /// The second shape parameter.
  public let beta: Double

  /// Takes two shapes above 0.
  ///
  /// - Throws: `StatisticsError.outOfRange` otherwise.
  public init(alpha: Double, beta: Double) throws(StatisticsError) {
    try Require.positive(alpha, "alpha")
    try Require.positive(beta, "beta")
    self.alpha = alpha
    self.beta = beta
  }

  /// The numbers from 0 to 1.
  public var support: ClosedRange<Double> { 0...1 }

  /// The natural logarithm of the density, which is infinite at an end whose shape is below 1.
  public func logDensity(_ x: Double) -> Double {
    if x < 0 || x > 1 { return -.infinity }
    if x == 0 { return atEnd(alpha, other: beta) }
    if x == 1 { return atEnd(beta, other: alpha) }
    return SaddlePoint.logBetaKernel(alpha, beta, x: x, y: 1 - x) - log(x) - log1p(-x)
  }

  private func atEnd(_ shape: Double, other: Double) -> Double {
    shape < 1 ? .infinity : shape == 1 ? log(other) : -.infinity
  }

  /// The probability of a value at most `x`.
  public func lowerTail(_ x: Double) -> Double { IncompleteBeta(alpha, beta, x: x, y: 1 - x).lower }

  /// The probability of a value above `x`.
  public func upperTail(_ x: Double) -> Double { IncompleteBeta(alpha, beta, x: x, y: 1 - x).upper }

  /// The value that is not exceeded with probability `lowerTail`.
  public func quantile(lowerTail probability: Double) -> Double {
    end(lowerTail: probability) ?? TailQuantile.beta(alpha, beta, lower: probability)
  }

  /// The value that is exceeded with probability `upperTail`.
  public func quantile(upperTail probability: Double) -> Double {
    end(upperTail: probability) ?? TailQuantile.beta(alpha, beta, upper: probability)
  }
}
