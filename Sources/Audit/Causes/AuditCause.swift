/// A likely explanation of an inconsistency.
public struct AuditCause: Hashable, Sendable, Encodable {
  /// What probably happened.
  public let kind: AuditCauseKind
  /// The explanation in words, with the row or column it names.
  public let explanation: String
  /// The column to correct, where one can be told.
  public let column: String?
  /// What would stand there, where it can be told.
  public let correction: String?
  /// How likely the explanation is among those found, from 0 to 1.
  public let weight: Double

  init(
    _ kind: AuditCauseKind, _ explanation: String, column: String? = nil, correction: String? = nil,
    weight: Double
  ) {
    self.kind = kind
    self.explanation = explanation
    self.column = column
    self.correction = correction
    self.weight = weight
  }
}
