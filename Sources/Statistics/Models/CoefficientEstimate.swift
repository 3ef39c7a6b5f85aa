internal import CGSL

/// A coefficient with its standard error, test and limits.
public struct CoefficientEstimate: Hashable, Sendable {
  /// The name of the term, such as `homeless:sex=Male`.
  public let term: String
  /// The estimate on the scale of the linear predictor.
  public let estimate: Double
  /// Its standard error; infinite where the data determine none, as HC3's of a column that is one person's own.
  public let standardError: Double
  /// The test statistic: estimate over standard error, or penalised likelihood ratio.
  public let statistic: Double
  /// The two-sided p-value.
  public let pValue: Double
  /// Whether a standard error, and so a test, exists.
  public var hasStandardError: Bool { standardError.isFinite }
  /// The confidence limits; a limit of a profile, and those of an infinite standard error, may be infinite.
  public let interval: ConfidenceInterval

  /// The estimate and limits as a ratio: odds, rate or hazard ratio.
  public var exponentiated: Estimate {
    Estimate(exp(estimate), interval: interval.mapped { exp($0) }, method: "exponentiated")
  }
}

extension CoefficientEstimate {
  /// An estimate with Wald's test and limits.
  init(
    term: String, estimate: Double, standardError: Double, reference: CoefficientReference = .normal,
    level: ConfidenceLevel
  ) {
    let reach = reference.quantile(upperTail: level.tail) * standardError
    self.init(
      term: term, estimate: estimate, standardError: standardError, statistic: estimate / standardError,
      pValue: reference.twoSidedPValue(estimate / standardError),
      interval: ConfidenceInterval(lower: estimate - reach, upper: estimate + reach, level: level))
  }
}

/// How limits of coefficients are computed.
public enum CoefficientIntervals: String, Hashable, Sendable, CaseIterable, Codable {
  /// Estimate plus and minus a quantile times the standard error.
  case wald
  /// The values that a likelihood-ratio test does not reject, beside Wald's test.
  case profile
  /// The same limits beside the likelihood-ratio test that the coefficient is zero, to which they belong.
  case likelihoodRatio = "likelihood-ratio"
}
