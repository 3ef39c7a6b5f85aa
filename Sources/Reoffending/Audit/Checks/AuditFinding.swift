/// What one rule says of one row.
///
/// Encodes with the keys of the command line's contract: `rule row verdict published computed message`, and besides
/// `line`, `label` and `causes`.
public struct AuditFinding: Sendable, Encodable {
  /// The rule as written.
  public let rule: String
  /// The number of the row below the header, counted from 1.
  public let row: Int
  /// The line of the file, where it is known.
  public let line: Int?
  /// The texts that name the row.
  public let label: String
  /// Whether the row obeys the rule.
  public let verdict: AuditVerdict
  /// What the printed figure can stand for.
  public let published: NumberLimits?
  /// What the other figures allow.
  public let computed: NumberLimits?
  /// The verdict in a sentence.
  public let message: String
  /// Likely explanations of an inconsistency, the likeliest first.
  public let causes: [AuditCause]

  private enum CodingKeys: String, CodingKey {
    case rule, row, line, label, verdict, published, computed, message, causes
  }

  /// Writes every key, null where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rule, forKey: .rule)
    try container.encode(row, forKey: .row)
    try container.encode(line, forKey: .line)
    try container.encode(label, forKey: .label)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(published, forKey: .published)
    try container.encode(computed, forKey: .computed)
    try container.encode(message, forKey: .message)
    try container.encode(causes, forKey: .causes)
  }
}
