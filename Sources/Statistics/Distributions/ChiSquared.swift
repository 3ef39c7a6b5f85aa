/// The chi-squared distribution, a gamma distribution of shape ν/2 and scale 2.
public struct ChiSquared: ContinuousDistribution, Hashable {
  /// The degrees of freedom, not necessarily whole.
  public let degreesOfFreedom: Double

  /// Takes degrees of freedom above 0.
  ///
  /// - Throws: `StatisticsError.outOfRange` otherwise.
  public init(degreesOfFreedom: Double) throws(StatisticsError) {
    try Require.positive(degreesOfFreedom, "degreesOfFreedom")
    self.degreesOfFreedom = degreesOfFreedom
  }

  private var gamma: Gamma { Gamma(checkedShape: degreesOfFreedom / 2, scale: 2) }

  /// The numbers from 0.
  public var support: ClosedRange<Double> { 0 ... .infinity }

  /// The natural logarithm of the density, which is infinite at 0 below 2 degrees of freedom.
  public func logDensity(_ x: Double) -> Double { gamma.logDensity(x) }

  /// The probability of a value at most `x`.
  public func lowerTail(_ x: Double) -> Double { gamma.lowerTail(x) }

  /// The probability of a value above `x`, the p-value of a chi-squared statistic.
  public func upperTail(_ x: Double) -> Double { gamma.upperTail(x) }

  /// The value that is not exceeded with probability `lowerTail`.
  public func quantile(lowerTail probability: Double) -> Double { gamma.quantile(lowerTail: probability) }

  /// The value that is exceeded with probability `upperTail`.
  public func quantile(upperTail probability: Double) -> Double { gamma.quantile(upperTail: probability) }
}
