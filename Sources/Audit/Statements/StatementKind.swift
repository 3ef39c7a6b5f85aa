/// What a statement claims of its figures.
public enum StatementKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// More than in an earlier period.
  case increase
  /// Less than in an earlier period.
  case decrease
  /// More than expected, or than another group.
  case higher
  /// Less than expected, or than another group.
  case lower
  /// A difference that chance does not explain.
  case significant
  /// No difference from what was expected.
  case withinExpected = "within-expected"
  /// No higher and no lower than the whole of which the rows are a part.
  case average
  /// A place in an order: first, highest, in the top ten.
  case rank
  /// A difference of a given size.
  case difference
  /// A course over several periods.
  case trend
  /// Anything else.
  case other
}
