public import Statistics

/// A row of a regression's table: a term with its estimate on the scale of the formula and as a ratio.
public struct RegressionCoefficient: Hashable, Sendable, Encodable {
  /// The name of the term, such as `(Intercept)`, `age`, `age_band=25-29` or `homeless:sex=Male`.
  public let term: String
  /// The estimate on the scale of the linear predictor.
  public let estimate: Double
  /// Its standard error; nil beside a penalty that shrinks on purpose, and where the data determine none.
  public let standardError: Double?
  /// The test statistic.
  public let statistic: Double?
  /// The two-sided p-value.
  public let pValue: Double?
  /// The confidence limits; one of a profile may be infinite.
  public let interval: ConfidenceInterval?
  /// The odds, rate or hazard ratio; nil for a linear model, whose estimate is a difference already.
  public let ratio: Estimate?
  /// The share of the information that is missing, for pooled imputations.
  public let missingInformation: Double?

  init(_ row: CoefficientEstimate, isRatio: Bool, missingInformation: Double? = nil) {
    term = row.term
    estimate = row.estimate
    let exists = row.hasStandardError
    standardError = exists ? row.standardError : nil
    statistic = exists ? row.statistic : nil
    pValue = exists ? row.pValue : nil
    interval = exists ? row.interval : nil
    let ratio = row.exponentiated
    self.ratio =
      !isRatio
      ? nil
      : exists
        ? ratio : Estimate(ratio.value, withoutIntervalAt: row.interval.level, method: ratio.method)
    self.missingInformation = missingInformation
  }

  /// An estimate without error or test.
  init(term: String, estimate: Double, ratio: Estimate?) {
    self.term = term
    self.estimate = estimate
    self.ratio = ratio
    standardError = nil
    statistic = nil
    pValue = nil
    interval = nil
    missingInformation = nil
  }

  /// Whether it is the intercept, which is no effect of anything.
  public var isIntercept: Bool { term == "(Intercept)" }

  private enum CodingKeys: String, CodingKey {
    case term, estimate, standardError, statistic, pValue, lower, upper, exponentiated, missingInformation
  }

  /// Writes the row of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(term, forKey: .term)
    try container.encode(estimate, forKey: .estimate)
    try container.encode(standardError, forKey: .standardError)
    try container.encode(statistic, forKey: .statistic)
    try container.encode(pValue, forKey: .pValue)
    try container.encode((interval?.lower).finite, forKey: .lower)
    try container.encode((interval?.upper).finite, forKey: .upper)
    try container.encode(ratio, forKey: .exponentiated)
    try container.encode(missingInformation, forKey: .missingInformation)
  }
}
