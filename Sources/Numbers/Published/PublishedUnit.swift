/// The unit printed beside a number.
public enum PublishedUnit: String, Hashable, Sendable, Codable {
  /// No unit.
  case plain
  /// A percent sign or the words “per cent”.
  case percent
  /// Percentage points.
  case percentagePoints = "percentage points"
  /// Pounds sterling.
  case pounds
}
