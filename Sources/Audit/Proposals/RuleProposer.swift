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

  /// The proposed rules: equations within a row first, then bounds, sums, orders and repeated printings.
  public func proposals() -> [RuleProposal] { search().proposals }

  /// The proposed rules; and the totals that their rows do not make up, though nothing says that the rows are all of
  /// their parts.
  func search() -> (proposals: [RuleProposal], undecided: [UncheckedFigure]) {
    let equations = EquationProposals(self).proposals()
    let ratios = equations + NamedRatioProposals(self, besides: equations).proposals()
    let named = NamedFormulaProposals(self, besides: ratios).proposals()
    let columns = Set(named.map { $0.columns(in: table) })
    let formulas = ratios.filter { !columns.contains($0.columns(in: table)) } + named
    let totals = TotalProposals(self)
    let proposals =
      formulas + NamedBoundProposals(self, besides: formulas).proposals()
      + SignificanceProposals(self).proposals() + TableOneProposals(self).proposals() + totals.proposals()
      + GroupProposals(self).proposals() + PrintingProposals(self).proposals()
    return (proposals, totals.undecided())
  }

  /// Whether nearly all rows obey a rule: a tenth may break it, in a table of four rows or more one may.
  ///
  /// On 498 tables of strangers, rules that 80 % of the rows obey accused twelve innocent figures, rules that 40 % obey
  /// 498. In a table of several printings each slip stands as often as it was printed; there half may break it.
  func isUsual(holds: Int, breaks: Int) -> Bool {
    let decidable = holds + breaks
    if table.documentColumn != nil, holds >= 2, breaks <= holds { return true }
    return breaks <= max(holds >= 3 ? 1 : 0, decidable / 10)
  }

  /// Whether few rows break a rule that names of columns say: one, in longer tables a tenth.
  static func areFew(_ breaks: Int, of decided: Int) -> Bool { breaks <= max(1, decided / 10) }

  /// The chance of accident in words, for the reason of a proposal.
  static func chance(_ evidence: Double) -> String {
    "chance would do so once in 10^\(Int(max(0, evidence))) tables"
  }

  /// A proposal from a rule's text, with its exact counts; nil where no row can be decided.
  func proposal(_ text: String, leavingOut rows: Set<Int> = [], reason: (RuleAudit) -> String?)
    -> RuleProposal?
  {
    var options = options
    options.findsCauses = false
    options.leftOut = rows
    guard let rule = try? AuditRule(text), let audit = try? RuleChecker(table, options: options).check(rule),
      audit.consistentCount + audit.inconsistentCount > 0, let reason = reason(audit)
    else { return nil }
    return RuleProposal(
      rule: rule, holds: audit.consistentCount, decidable: audit.consistentCount + audit.inconsistentCount,
      reason: reason, leftOut: rows)
  }

  func name(_ column: Int) -> String { RuleExpression.quoted(table.columns[column].name) }
}
