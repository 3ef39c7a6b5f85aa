/// How an actual rate stands to the rate predicted for the same people.
public enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
  /// Significantly above the prediction.
  case higher
  /// Significantly below the prediction.
  case lower
  /// Not told apart from the prediction.
  case asExpected = "as expected"
  /// Not decidable, because the number of people is not known.
  case unknown
}
