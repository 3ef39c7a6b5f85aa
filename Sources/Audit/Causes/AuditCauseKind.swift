/// The kinds of slip that make published figures contradict each other.
public enum AuditCauseKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// The digits after the last printed one were cut off instead of rounded.
  case truncated
  /// The last digit is one off.
  case lastDigit = "last digit"
  /// Two neighbouring digits stand in the wrong order.
  case digitsSwapped = "digits swapped"
  /// One digit is another.
  case wrongDigit = "one digit wrong"
  /// A digit is missing or stands twice.
  case digitCount = "digit lost or doubled"
  /// The decimal point is in another place.
  case decimalPoint = "decimal point moved"
  /// The sign is lost or added.
  case sign
  /// The figure of another row.
  case otherRow = "copied from another row"
  /// The figure of another column.
  case otherColumn = "copied from another column"
  /// A run of figures stands one row too high or too low.
  case shifted = "shifted by a row"
  /// Divided by another column.
  case denominator = "another denominator"
  /// A difference in percentage points stands for one in per cent, or the reverse.
  case points = "percentage points for per cent"
  /// The figure compared with is another group's.
  case comparator = "mislabelled comparator"
  /// The total adds other parts.
  case otherParts = "sum over other parts"
  /// A figure of another table of the publication.
  case otherTable = "copied from another table"
  /// The p-value of a one-sided test where a two-sided one is expected.
  case oneSided = "one-sided p-value"
  /// The same figure stands under another label elsewhere.
  case relabelled = "moved to another label"
}
