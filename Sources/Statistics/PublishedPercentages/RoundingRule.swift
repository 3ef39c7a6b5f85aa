import Numbers

/// How a published figure may have been rounded.
public enum RoundingRule: String, Hashable, Sendable, CaseIterable, Codable {
  /// Halves away from zero, as spreadsheets do.
  case halfUp = "half-up"
  /// Halves to the even digit, as R and Python do.
  case halfEven = "half-even"
  /// Either of the two, for a publisher whose rule is unknown; the default.
  case nearest
  /// Digits cut off.
  case truncated
}
