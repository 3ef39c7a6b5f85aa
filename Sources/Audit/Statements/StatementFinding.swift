/// What the figures say of a statement.
public struct StatementFinding: Sendable, Encodable {
  /// The statement.
  public let statement: Statement
  /// Whether its figures bear it out.
  public let verdict: AuditVerdict
  /// Why, in a sentence.
  public let message: String
  /// The smallest cohort in which the difference would be significant, where only percentages are printed.
  public let smallestCohort: Int?
  /// The p-value, where the counts are printed.
  public let pValue: Double?

  init(
    _ statement: Statement, _ verdict: AuditVerdict, _ message: String, smallestCohort: Int? = nil,
    pValue: Double? = nil
  ) {
    self.statement = statement
    self.verdict = verdict
    self.message = message
    self.smallestCohort = smallestCohort
    self.pValue = pValue
  }

  private enum CodingKeys: String, CodingKey {
    case table, rule, row, id, words, document, section, verdict, published, computed, message
    case smallestCohort, pValue
  }

  /// Writes the keys of an audit's rows; the kind of the statement is the rule.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(statement.table, forKey: .table)
    try container.encode(statement.kind, forKey: .rule)
    try container.encode(statement.row, forKey: .row)
    try container.encode(statement.id, forKey: .id)
    try container.encode(statement.words, forKey: .words)
    try container.encode(statement.document, forKey: .document)
    try container.encode(statement.section, forKey: .section)
    try container.encodeNil(forKey: .published)
    try container.encodeNil(forKey: .computed)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(message, forKey: .message)
    try container.encode(smallestCohort, forKey: .smallestCohort)
    try container.encode(pValue, forKey: .pValue)
  }
}
