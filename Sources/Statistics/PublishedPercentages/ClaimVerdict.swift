/// Whether a claim holds for the tables of counts that print like the published figures.
public enum ClaimVerdict: String, Hashable, Sendable, CaseIterable, Codable {
  /// It holds for every table.
  case always
  /// It holds for some tables and not for others.
  case sometimes
  /// It holds for no table.
  case never
}
