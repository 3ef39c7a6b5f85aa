public import Statistics

/// One level of a risk factor against its reference with the other factors and the columns adjusted for held equal.
public struct AdjustedRiskFactor: Hashable, Sendable, Encodable {
  /// The odds ratio of a logistic regression on all factors and columns together.
  public let oddsRatio: Estimate
  /// The two-sided p-value that belongs to the limits.
  public let pValue: Double

  /// The odds ratio of the same people with nothing held equal; nil where a cell is empty.
  public let crudeOddsRatio: Estimate?
  /// How many people the regression was fitted to.
  public let observations: Int
  /// How many people are left out, because one of the columns of the regression is missing.
  public let excluded: Int

  private enum CodingKeys: String, CodingKey {
    case oddsRatio, pValue, crudeOddsRatio, observations, excluded
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(oddsRatio, forKey: .oddsRatio)
    try container.encode(pValue, forKey: .pValue)
    try container.encode(crudeOddsRatio, forKey: .crudeOddsRatio)
    try container.encode(observations, forKey: .observations)
    try container.encode(excluded, forKey: .excluded)
  }
}
