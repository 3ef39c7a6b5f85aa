public import Statistics

/// How a comparison group is formed.
public struct MatchingChoices: Hashable, Sendable {
  /// The ways of forming it.
  public enum Method: String, Hashable, Sendable, CaseIterable, Codable {
    /// The nearest people by propensity score, without replacement.
    case nearest
    /// Everybody else, weighted by the odds of being on the programme.
    case weighting
    /// Inverse probability weighting, with errors that allow for the estimated chances.
    case ipw
    /// Doubly robust: predicted outcomes corrected by weighted errors, with cross-fitting.
    case aipw

    /// Whether people are chosen, not weighted.
    public var choosesPeople: Bool { self == .nearest }
    /// Whether the effect has influence functions, from which those of subgroups follow.
    public var hasInfluences: Bool { self == .ipw || self == .aipw }
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
  /// Whose effect is wanted, for inverse probability weighting and doubly robust estimates.
  public var target = TreatmentMeans.Target.treated
  /// The parts of cross-fitting for doubly robust estimates; 1 for none.
  public var parts = 5
  /// The seed of the parts.
  public var seed: UInt64 = 1
  /// People whose chance of the programme is below this or above one less this are left out; nil for nobody.
  ///
  /// - Source: Crump, Hotz, Imbens and Mitnik (2009), *Biometrika* 96, 187–199, doi:10.1093/biomet/asn055.
  public var trim: Double?
  /// The columns whose groups are looked at one by one.
  public var subgroups: [String] = []
  /// The differences that count as balanced.
  public var thresholds = CovariateBalance.Thresholds()
  /// The confidence level.
  public var level = ConfidenceLevel.p95

  /// One nearest neighbour within a caliper of 0.2.
  public init() {}
}
