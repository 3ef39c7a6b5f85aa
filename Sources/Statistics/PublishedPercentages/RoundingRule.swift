import Numbers

/// How a published figure may have been rounded.
public enum RoundingRule: String, Hashable, Sendable, CaseIterable, Codable {
  /// Halves away from zero, as spreadsheets do.
  case halfUp = "half-up"
  /// Halves to the even digit, as R and Python do.
  case halfEven = "half-even"
  /// Either way at a half, for a publisher whose rule is unknown; the default. Beside the two rules above, binary
  /// fractions take halves down as well as up: 2.675 prints as 2.67 in Python and R.
  case nearest
  /// Digits cut off.
  case truncated
}
