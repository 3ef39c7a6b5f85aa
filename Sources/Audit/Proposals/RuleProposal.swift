/// A rule that a table seems meant to obey, found by itself.
public struct RuleProposal: Sendable, Encodable {
  /// The rule.
  public let rule: AuditRule
  /// How many rows, or groups of rows, obey it.
  public let holds: Int
  /// How many can be decided.
  public let decidable: Int
  /// Why the rule was proposed, in a sentence.
  public let reason: String
  /// The rows that it does not speak of, counted from 0.
  let leftOut: Set<Int>

  private enum CodingKeys: String, CodingKey {
    case rule, holds, decidable, reason
  }

  /// Writes the rule as text beside the counts.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rule.text, forKey: .rule)
    try container.encode(holds, forKey: .holds)
    try container.encode(decidable, forKey: .decidable)
    try container.encode(reason, forKey: .reason)
  }

  /// The columns that an equation between columns of one row uses.
  func columns(in table: AuditedTable) -> Set<Int> {
    guard case .relations(let relations) = rule.body, rule.groups.isEmpty else { return [] }
    let names = relations.flatMap { $0.left.columnNames + $0.right.columnNames }
    return Set(names.compactMap { name in table.columns.firstIndex { $0.name == name } })
  }
}
