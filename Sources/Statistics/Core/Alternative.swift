/// The direction of departure from the hypothesis that a test looks for.
public enum Alternative: String, Hashable, Sendable, CaseIterable, Codable {
  /// Either direction.
  case twoSided = "two-sided"
  /// Below the hypothesised value.
  case less
  /// Above the hypothesised value.
  case greater
}
