/// The tails of the distributions that tests of models refer to, with degrees of freedom that are counts.
enum ReferenceTails {
  /// P(χ² > x).
  static func chiSquared(_ statistic: Double, degreesOfFreedom: Double) -> Double {
    tail(try? ChiSquared(degreesOfFreedom: degreesOfFreedom), statistic)
  }

  /// P(F > x).
  static func f(_ statistic: Double, _ numerator: Double, _ denominator: Double) -> Double {
    tail(try? FDistribution(numerator: numerator, denominator: denominator), statistic)
  }

  private static func tail(_ distribution: (some ContinuousDistribution)?, _ statistic: Double) -> Double {
    guard let distribution else { preconditionFailure("degrees of freedom below 1") }
    return min(1, distribution.upperTail(max(0, statistic)))
  }
}

/// The distribution that a coefficient divided by its standard error follows where it is zero.
enum CoefficientReference: Hashable, Sendable {
  case normal
  case student(StudentT)

  /// Student's t with degrees of freedom that are known to be above 0.
  static func student(degreesOfFreedom: Double) -> CoefficientReference {
    guard let distribution = try? StudentT(degreesOfFreedom: degreesOfFreedom) else {
      preconditionFailure("degrees of freedom below 1")
    }
    return .student(distribution)
  }

  func twoSidedPValue(_ statistic: Double) -> Double {
    switch self {
    case .normal: StandardNormal.pValue(statistic, alternative: .twoSided)
    case .student(let distribution): min(1, 2 * distribution.upperTail(abs(statistic)))
    }
  }

  func quantile(upperTail: Double) -> Double {
    switch self {
    case .normal: StandardNormal.quantile(upperTail: upperTail)
    case .student(let distribution): distribution.quantile(upperTail: upperTail)
    }
  }
}
