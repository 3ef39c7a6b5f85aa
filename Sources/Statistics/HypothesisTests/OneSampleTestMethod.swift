/// The ways to test one proportion against a hypothesised value.
public enum OneSampleTestMethod: String, Hashable, Sendable, CaseIterable, Codable {
  /// The exact binomial test; two-sided, the total probability of outcomes no more likely than the observed one.
  case exact
  /// The normal test with the variance of the hypothesised value, without continuity correction.
  case score
  /// The exact test with half of the observed outcome's probability.
  case midP = "mid-p"
}
