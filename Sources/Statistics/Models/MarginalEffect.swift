/// The adjusted difference and ratio of means between two values of a column, everything else as it is.
///
/// Every row is given the one value and then the other, all its other columns unchanged; the two average predictions
/// are compared. For a logistic model these are the adjusted risk difference and risk ratio. Limits are by the delta
/// method, those of the ratio on the logarithmic scale.
///
/// - Source: Lane and Nelder (1982), *Biometrics* 38, 613–621, doi:10.2307/2530043; Norton, Miller and Kleinman
///   (2013), *Stata Journal* 13, 492–509, doi:10.1177/1536867X1301300304.
public struct MarginalEffect: Hashable, Sendable {
  /// The column.
  public let column: String
  /// What is looked at: a level, 1 for a column of 0 and 1, or one unit more than observed.
  public let value: String
  /// What it is compared with: the reference level, 0 for a column of 0 and 1, or the number as observed.
  public let reference: String
  /// The average prediction at the value.
  public let mean: Estimate
  /// The average prediction at the reference.
  public let referenceMean: Estimate
  /// The difference of the averages: for a logistic model the adjusted risk difference.
  public let difference: Estimate
  /// The ratio of the averages: for a logistic model the adjusted risk ratio.
  public let ratio: Estimate
  /// The standard error of the difference.
  public let standardError: Double
  /// The two-sided p-value of the difference.
  public let pValue: Double
}

extension GeneralizedLinearModel {
  /// The average adjusted effects of a column: each level against the reference, or one unit more of a number.
  ///
  /// - Throws: `ModelError.unknownColumn` for a column that is not in the formula.
  public func marginalEffects(
    of column: String, standardErrors: StandardErrorKind = .model, level: ConfidenceLevel = .p95
  ) throws(ModelError) -> [MarginalEffect] {
    let covariance = try covariance(standardErrors)
    guard covariance.diagonal.allSatisfy(\.isFinite) else {
      throw .undefined(
        quantity: "an adjusted effect with \(standardErrors.name) standard errors",
        because: "a row with leverage 1 leaves a coefficient without a variance; hc1 has one")
    }
    return try AdjustedPredictions(
      design: design, link: link, coefficients: coefficients, covariance: covariance,
      distribution: reference, method: standardErrors == .model ? "delta" : "delta-\(standardErrors.name)"
    ).effects(of: column, level: level)
  }
}

extension FirthModel {
  /// The average adjusted effects of a column, with Wald's limits from the inverse information at the estimate.
  ///
  /// - Throws: `ModelError.unknownColumn` for a column that is not in the formula.
  public func marginalEffects(
    of column: String, level: ConfidenceLevel = .p95
  ) throws(ModelError) -> [MarginalEffect] {
    try AdjustedPredictions(
      design: design, link: .logit, coefficients: coefficients, covariance: covariance,
      distribution: .normal, method: "delta"
    ).effects(of: column, level: level)
  }
}
