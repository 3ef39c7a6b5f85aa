internal import CGSL

/// The gamma distribution.
public struct Gamma: ContinuousDistribution, Hashable {
  /// The shape parameter.
  public let shape: Double
  /// The scale parameter, one over the rate.
  public let scale: Double

  /// Takes a shape and a scale above 0.
  ///
  /// - Throws: `StatisticsError.outOfRange` otherwise.
  public init(shape: Double, scale: Double = 1) throws(StatisticsError) {
    try Require.positive(shape, "shape")
    try Require.positive(scale, "scale")
    self.init(checkedShape: shape, scale: scale)
  }

  init(checkedShape shape: Double, scale: Double) {
    self.shape = shape
    self.scale = scale
  }

  /// The numbers from 0.
  public var support: ClosedRange<Double> { 0 ... .infinity }

  /// The natural logarithm of the density, which is infinite at 0 for a shape below 1.
  public func logDensity(_ x: Double) -> Double {
    if x < 0 || x == .infinity { return -.infinity }
    if x == 0 { return shape < 1 ? .infinity : shape == 1 ? -log(scale) : -.infinity }
    return SaddlePoint.logGammaKernel(shape, x: x / scale) - log(x)
  }

  /// The probability of a value at most `x`.
  public func lowerTail(_ x: Double) -> Double { IncompleteGamma(shape, x: x / scale).lower }

  /// The probability of a value above `x`.
  public func upperTail(_ x: Double) -> Double { IncompleteGamma(shape, x: x / scale).upper }

  /// The value that is not exceeded with probability `lowerTail`.
  public func quantile(lowerTail probability: Double) -> Double {
    end(lowerTail: probability) ?? (scale * TailQuantile.gamma(shape, lower: probability))
  }

  /// The value that is exceeded with probability `upperTail`.
  public func quantile(upperTail probability: Double) -> Double {
    end(upperTail: probability) ?? (scale * TailQuantile.gamma(shape, upper: probability))
  }
}
