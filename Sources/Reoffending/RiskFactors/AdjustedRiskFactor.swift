public import Statistics

/// One level of a risk factor against its reference with the other factors and the columns adjusted for held equal.
public struct AdjustedRiskFactor: Hashable, Sendable, Encodable {
  /// The odds ratio of a logistic regression on all factors and columns together.
  public let oddsRatio: Estimate
  /// The two-sided p-value that belongs to the limits.
  public let pValue: Double

  private enum CodingKeys: String, CodingKey { case oddsRatio, pValue }
}
