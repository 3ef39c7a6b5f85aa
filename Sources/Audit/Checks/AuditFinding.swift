/// What one rule says of one row.
///
/// Encodes with the keys of the command line's contract: `rule row verdict published computed message`, and besides
/// `table`, `line`, `label`, `document`, `section`, `printed`, `implied`, `causes` and `possible`.
public struct AuditFinding: Sendable, Encodable {
  /// The name of the table.
  public let table: String
  /// The rule as written.
  public let rule: String
  /// The number of the row below the header, counted from 1.
  public let row: Int
  /// The line of the file, where it is known.
  public let line: Int?
  /// The texts that name the row.
  public let label: String
  /// The document in which the row is printed, where the table has such a column.
  public let document: String?
  /// The section or page, where the table has such a column.
  public let section: String?
  /// Whether the row obeys the rule.
  public let verdict: AuditVerdict
  /// What the printed figure can stand for.
  public let published: NumberLimits?
  /// What the other figures allow.
  public let computed: NumberLimits?
  /// The printed figure that contradicts the others, beside what they imply; nil where all agree.
  public let figure: ContradictedFigure?
  /// The verdict in a sentence.
  public let message: String
  /// Likely explanations of an inconsistency, the likeliest first.
  public let causes: [AuditCause]
  /// The whole numbers that would give a published percentage, where it is one.
  public let possible: [PossibleCount]

  /// Whether the label is that of a group of rows, not of the row.
  let isOfGroup: Bool

  private enum CodingKeys: String, CodingKey {
    case table, rule, row, line, label, document, section, verdict, published, computed, printed, implied
    case message, causes, possible
  }

  /// Writes every key, null where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(table, forKey: .table)
    try container.encode(rule, forKey: .rule)
    try container.encode(row, forKey: .row)
    try container.encode(line, forKey: .line)
    try container.encode(label, forKey: .label)
    try container.encode(document, forKey: .document)
    try container.encode(section, forKey: .section)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(published, forKey: .published)
    try container.encode(computed, forKey: .computed)
    try container.encode(figure?.printed, forKey: .printed)
    try container.encode(figure?.implied, forKey: .implied)
    try container.encode(message, forKey: .message)
    try container.encode(causes, forKey: .causes)
    try container.encode(possible, forKey: .possible)
  }
}
