internal import CGSL

/// The F distribution.
public struct FDistribution: ContinuousDistribution, Hashable {
  /// The degrees of freedom of the numerator.
  public let numerator: Double
  /// The degrees of freedom of the denominator.
  public let denominator: Double

  /// Takes degrees of freedom above 0.
  ///
  /// - Throws: `StatisticsError.outOfRange` otherwise.
  public init(numerator: Double, denominator: Double) throws(StatisticsError) {
    try Require.positive(numerator, "numerator")
    try Require.positive(denominator, "denominator")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The numbers from 0.
  public var support: ClosedRange<Double> { 0 ... .infinity }

  private func share(_ x: Double) -> (x: Double, y: Double) {
    if x == .infinity { return (1, 0) }
    let scaled = numerator * x
    return (scaled / (scaled + denominator), denominator / (scaled + denominator))
  }

  /// The natural logarithm of the density, which is infinite at 0 below 2 numerator degrees of freedom.
  public func logDensity(_ x: Double) -> Double {
    if x < 0 || x == .infinity { return -.infinity }
    if x == 0 { return numerator < 2 ? .infinity : numerator == 2 ? 0 : -.infinity }
    let at = share(x)
    return SaddlePoint.logBetaKernel(numerator / 2, denominator / 2, x: at.x, y: at.y) - log(x)
  }

  /// The probability of a value at most `x`.
  public func lowerTail(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    let at = share(x)
    return IncompleteBeta(numerator / 2, denominator / 2, x: at.x, y: at.y).lower
  }

  /// The probability of a value above `x`.
  public func upperTail(_ x: Double) -> Double {
    if x <= 0 { return 1 }
    let at = share(x)
    return IncompleteBeta(numerator / 2, denominator / 2, x: at.x, y: at.y).upper
  }

  /// The value that is not exceeded with probability `lowerTail`.
  public func quantile(lowerTail probability: Double) -> Double {
    end(lowerTail: probability)
      ?? (denominator / numerator
        * exp(TailQuantile.betaLogit(numerator / 2, denominator / 2, probability, isLower: true)))
  }

  /// The value that is exceeded with probability `upperTail`.
  public func quantile(upperTail probability: Double) -> Double {
    end(upperTail: probability)
      ?? (denominator / numerator
        * exp(TailQuantile.betaLogit(numerator / 2, denominator / 2, probability, isLower: false)))
  }
}
