public import Statistics

/// What is asked of Cox's model beside its formula.
public struct HazardChoices: Sendable {
  /// A column of groups, each with a baseline hazard of its own.
  public var strata: String?
  /// What the strata are called, where the column was made for the analysis.
  public var strataName: String?
  /// How events at the same time are treated.
  public var ties = CoxModel.Ties.efron
  /// From when, and how, rows count.
  public var rows = HazardRows()
  /// What the clusters are called; nil where each row is one.
  public var clusterName: String?
  /// How many people the rows are of, where a person may have several.
  public var people: Int?
  /// Whether the model is kept for predictions.
  public var keepsModel = false
  /// What a reader must know beside the method.
  public var notes: [String] = []
  /// The confidence level.
  public var level = ConfidenceLevel.p95

  /// A row a person, with model standard errors.
  public init() {}
}
