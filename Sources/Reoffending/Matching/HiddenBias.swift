import Numbers
import Statistics

/// Bounds for hidden bias of pairs, as they are reported.
public struct HiddenBias: Sendable, Encodable {
  /// The bounds at one strength of a hidden difference.
  public struct Step: Sendable, Encodable {
    /// By how much the odds of being on the programme may differ within a pair.
    public let gamma: Double
    /// The least one-sided p-value.
    public let lower: Double
    /// The greatest.
    public let upper: Double
  }

  /// The pairs in which only the person on the programme reoffended.
  public let treatedOnly: Int
  /// The pairs in which only the other did.
  public let comparisonOnly: Int
  /// The largest Γ at which a two-sided test still finds a difference; nil where it finds none at 1.
  public let gamma: Double?
  /// The bounds at Γ from 1 to 3.
  public let steps: [Step]

  init?(_ bounds: RosenbaumBounds, level: ConfidenceLevel) {
    treatedOnly = bounds.treatedOnly
    comparisonOnly = bounds.comparisonOnly
    gamma = bounds.largestGamma(level: level)
    var steps: [Step] = []
    for value in [1, 1.25, 1.5, 1.75, 2, 2.5, 3] {
      guard let range = try? bounds.pValues(gamma: value) else { return nil }
      steps.append(Step(gamma: value, lower: range.lowerBound, upper: range.upperBound))
    }
    self.steps = steps
  }

  /// What the bounds say.
  var sentence: String {
    let pairs = "Of \(Plural.count(treatedOnly + comparisonOnly, "pair")) in which just one reoffended"
    guard let gamma else {
      return pairs
        + ", the numbers are such as chance makes, so that no hidden difference is needed to explain them."
    }
    return pairs
      + ", so few would be chance unless the two of a pair differed in their odds of being on the programme by a factor of "
      + "\(NumberFormat.fixed(gamma, decimals: 2)) for something hidden that decides reoffending (Rosenbaum's bound)."
  }

  private enum CodingKeys: String, CodingKey { case treatedOnly, comparisonOnly, gamma, steps }

  /// Writes the bounds; a Γ that does not exist is null.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(treatedOnly, forKey: .treatedOnly)
    try container.encode(comparisonOnly, forKey: .comparisonOnly)
    try container.encode(gamma, forKey: .gamma)
    try container.encode(steps, forKey: .steps)
  }
}
