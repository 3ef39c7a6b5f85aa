internal import CGSL

/// The normal distribution with mean 0 and standard deviation 1.
public enum StandardNormal {
  /// The probability of a value below `z`.
  public static func lowerTail(_ z: Double) -> Double {
    GSL.value("gsl_cdf_ugaussian_P") { gsl_cdf_ugaussian_P(z) }
  }

  /// The probability of a value above `z`, accurate where it is tiny.
  public static func upperTail(_ z: Double) -> Double {
    GSL.value("gsl_cdf_ugaussian_Q") { gsl_cdf_ugaussian_Q(z) }
  }

  /// The value exceeded with probability `upperTail`, such as 1.96 for 0.025.
  ///
  /// - Precondition: `0 < upperTail < 1`.
  public static func quantile(upperTail: Double) -> Double {
    precondition(upperTail > 0 && upperTail < 1, "a tail probability of \(upperTail)")
    return GSL.value("gsl_cdf_ugaussian_Qinv") { gsl_cdf_ugaussian_Qinv(upperTail) }
  }

  /// The p-value of an observed `z` against an alternative.
  public static func pValue(_ z: Double, alternative: Alternative) -> Double {
    switch alternative {
    case .twoSided: min(1, 2 * upperTail(abs(z)))
    case .less: lowerTail(z)
    case .greater: upperTail(z)
    }
  }
}
