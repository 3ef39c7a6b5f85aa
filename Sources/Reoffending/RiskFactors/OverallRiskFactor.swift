public import Statistics

/// All levels of a risk factor together.
public struct OverallRiskFactor: Sendable, Encodable {
  /// The column of the outcome, where several were looked at; nil otherwise.
  public internal(set) var outcome: String?
  /// The factor's name.
  public let factor: String
  /// The level that the others are compared with.
  public let reference: String
  /// The levels with people, the reference among them.
  public let levels: [String]
  /// Pearson's test that all levels have the same risk; nil where a number of people is not known.
  public let test: TestResult?
  /// Cramér's V of factor and outcome, from 0 to 1.
  public let cramersV: Double?
  /// The share of all events that would not happen if everybody had the reference level's risk.
  public let populationAttributableFraction: Estimate?

  private enum CodingKeys: String, CodingKey {
    case outcome, factor, reference, levels, test, cramersV, populationAttributableFraction
  }

  /// Writes null for what does not exist.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(outcome, forKey: .outcome)
    try container.encode(factor, forKey: .factor)
    try container.encode(reference, forKey: .reference)
    try container.encode(levels, forKey: .levels)
    try container.encode(test, forKey: .test)
    try container.encode(cramersV, forKey: .cramersV)
    try container.encode(populationAttributableFraction, forKey: .populationAttributableFraction)
  }
}
