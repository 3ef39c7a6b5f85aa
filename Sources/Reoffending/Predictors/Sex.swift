/// The sex recorded for a person, as the published predictors distinguish it.
public enum Sex: String, Hashable, Sendable, CaseIterable, Codable {
  /// Male.
  case male
  /// Female.
  case female
}
