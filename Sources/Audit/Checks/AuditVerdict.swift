/// What an audit says of one row.
public enum AuditVerdict: String, Hashable, Sendable, Codable, CaseIterable {
  /// Some values that the printed figures can stand for obey the rule.
  case consistent
  /// No values that the printed figures can stand for obey the rule.
  case inconsistent
  /// The row cannot be decided: a figure is missing, or the calculation does not exist.
  case missing
}
