internal import CGSL

/// Student's t distribution.
public struct StudentT: ContinuousDistribution, Hashable {
  /// The degrees of freedom, not necessarily whole.
  public let degreesOfFreedom: Double

  /// Takes degrees of freedom above 0.
  ///
  /// - Throws: `StatisticsError.outOfRange` otherwise.
  public init(degreesOfFreedom: Double) throws(StatisticsError) {
    try Require.positive(degreesOfFreedom, "degreesOfFreedom")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// Every number.
  public var support: ClosedRange<Double> { -.infinity ... .infinity }

  /// ν / (ν + t²) and t² / (ν + t²), formed so that a large t does not overflow.
  private func share(_ t: Double) -> (x: Double, y: Double) {
    let ratio = t / degreesOfFreedom.squareRoot()
    let square = ratio * ratio
    if square < 1 { return (1 / (1 + square), square / (1 + square)) }
    let inverse = 1 / ratio * (1 / ratio)
    return (inverse / (1 + inverse), 1 / (1 + inverse))
  }

  /// The natural logarithm of the density.
  public func logDensity(_ t: Double) -> Double {
    let half = degreesOfFreedom / 2
    if t.isInfinite { return -.infinity }
    let ratio = abs(t) / degreesOfFreedom.squareRoot()
    let logOnePlus = ratio < 1e150 ? log1p(ratio * ratio) : 2 * log(ratio)
    return SaddlePoint.stirlingError(half + 0.5) - SaddlePoint.stirlingError(half)
      + half * log1p(0.5 / half) - 0.5 - 0.5 * SaddlePoint.logTwoPi - (half + 0.5) * logOnePlus
  }

  /// The probability of a value at most `t`.
  public func lowerTail(_ t: Double) -> Double { upperTail(-t) }

  /// The probability of a value above `t`.
  public func upperTail(_ t: Double) -> Double {
    if t.isInfinite { return t > 0 ? 0 : 1 }
    let at = share(t)
    let beyond = IncompleteBeta(degreesOfFreedom / 2, 0.5, x: at.x, y: at.y).lower / 2
    return t >= 0 ? beyond : 1 - beyond
  }

  /// The value that is not exceeded with probability `lowerTail`.
  public func quantile(lowerTail probability: Double) -> Double {
    end(lowerTail: probability) ?? -positiveOrNegative(probability)
  }

  /// The value that is exceeded with probability `upperTail`.
  public func quantile(upperTail probability: Double) -> Double {
    end(upperTail: probability) ?? positiveOrNegative(probability)
  }

  private func positiveOrNegative(_ upper: Double) -> Double {
    if upper == 0.5 { return 0 }
    if upper > 0.5 { return -positiveOrNegative(1 - upper) }
    let half = degreesOfFreedom / 2
    let logit =
      upper < 0.25
      ? TailQuantile.betaLogit(half, 0.5, 2 * upper, isLower: true)
      : TailQuantile.betaLogit(half, 0.5, 1 - 2 * upper, isLower: false)
    return degreesOfFreedom.squareRoot() * exp(-logit / 2)
  }
}
