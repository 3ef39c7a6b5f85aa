/// Finds the rules that a table seems meant to obey.
///
/// Every equation between columns that is usual for such tables is tried. One is proposed where it holds for so many
/// different rows that chance cannot explain it, and fails for few: the rows that break it are then the ones to look at.
public struct RuleProposer: Sendable {
  let table: AuditedTable
  let options: AuditOptions

  /// Prepares the search.
  public init(_ table: AuditedTable, options: AuditOptions = AuditOptions()) {
    self.table = table
    self.options = options
  }

  /// The proposed rules: equations within a row first, then sums, orders and repeated printings.
  public func proposals() -> [RuleProposal] {
    EquationProposals(self).proposals() + GroupProposals(self).proposals()
      + PrintingProposals(self).proposals()
  }

  /// A proposal from a rule's text, with its exact counts; nil where no row can be decided.
  func proposal(_ text: String, reason: (RuleAudit) -> String?) -> RuleProposal? {
    var options = options
    options.findsCauses = false
    guard let rule = try? AuditRule(text), let audit = try? RuleChecker(table, options: options).check(rule),
      audit.consistentCount > 0, let reason = reason(audit)
    else { return nil }
    return RuleProposal(
      rule: rule, holds: audit.consistentCount, decidable: audit.consistentCount + audit.inconsistentCount,
      reason: reason)
  }

  func name(_ column: Int) -> String { RuleExpression.quoted(table.columns[column].name) }
}
