internal import CGSL

/// The tails of the distributions that tests of models refer to.
enum ReferenceTails {
  /// P(χ² > x).
  static func chiSquared(_ statistic: Double, degreesOfFreedom: Double) -> Double {
    min(1, GSL.value("gsl_cdf_chisq_Q") { gsl_cdf_chisq_Q(max(0, statistic), degreesOfFreedom) })
  }

  /// The value that a χ² variable exceeds with a probability.
  static func chiSquaredQuantile(upperTail: Double, degreesOfFreedom: Double) -> Double {
    GSL.value("gsl_cdf_chisq_Qinv") { gsl_cdf_chisq_Qinv(upperTail, degreesOfFreedom) }
  }

  /// P(F > x).
  static func f(_ statistic: Double, _ numerator: Double, _ denominator: Double) -> Double {
    min(1, GSL.value("gsl_cdf_fdist_Q") { gsl_cdf_fdist_Q(max(0, statistic), numerator, denominator) })
  }
}

/// The distribution that a coefficient divided by its standard error follows where it is zero.
enum CoefficientReference: Hashable, Sendable {
  case normal
  case student(degreesOfFreedom: Double)

  func twoSidedPValue(_ statistic: Double) -> Double {
    switch self {
    case .normal: StandardNormal.pValue(statistic, alternative: .twoSided)
    case .student(let nu):
      min(1, 2 * GSL.value("gsl_cdf_tdist_Q") { gsl_cdf_tdist_Q(abs(statistic), nu) })
    }
  }

  func quantile(upperTail: Double) -> Double {
    switch self {
    case .normal: StandardNormal.quantile(upperTail: upperTail)
    case .student(let nu): GSL.value("gsl_cdf_tdist_Qinv") { gsl_cdf_tdist_Qinv(upperTail, nu) }
    }
  }
}
