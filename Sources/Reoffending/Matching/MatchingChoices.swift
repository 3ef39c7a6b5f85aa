public import Statistics

/// How a comparison group is formed.
public struct MatchingChoices: Hashable, Sendable {
  /// The ways of forming it.
  public enum Method: String, Hashable, Sendable, CaseIterable, Codable {
    /// The nearest people by propensity score, without replacement.
    case nearest
    /// Everybody else, weighted by the odds of being on the programme.
    case weighting
  }

  /// The way of forming it.
  public var method = Method.nearest
  /// The largest distance in standard deviations of the logit score; nil for none.
  ///
  /// - Source: the default after Austin (2011), *Pharmaceutical Statistics* 10, 150–161, doi:10.1002/pst.433.
  public var caliper: Double? = 0.2
  /// How many people are chosen for each.
  public var ratio = 1
  /// The columns that must be equal.
  public var exact: [String] = []
  /// The differences that count as balanced.
  public var thresholds = CovariateBalance.Thresholds()
  /// The confidence level.
  public var level = ConfidenceLevel.p95

  /// One nearest neighbour within a caliper of 0.2.
  public init() {}
}
