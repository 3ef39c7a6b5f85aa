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
      + TableOneProposals(self).proposals() + totals.proposals()
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

  /// Whether three rows or more break a rule by a unit of their last digit: another base, much like the right one, does
  /// that, and slips do not.
  func areNearMisses(_ audit: RuleAudit) -> Bool {
    let near = nearMisses(audit)
    return near >= 3 && 3 * near >= 2 * audit.inconsistentCount
  }

  /// How many rows break a rule by a unit of their last digit.
  func nearMisses(_ audit: RuleAudit) -> Int {
    audit.rows.count { row in
      guard row.verdict == .inconsistent, let low = row.published?.lower, let high = row.published?.upper,
        let from = row.computed?.lower, let to = row.computed?.upper
      else { return false }
      return max(from - high, low - to) <= (high - low) * 1.001
    }
  }

  /// How seldom figures without a relation would obey a rule in as many rows: −log₁₀ of the chance, six at most a row.
  ///
  /// For each row it is the width of what its rounding allows within the spread of the column.
  func surprise(_ audit: RuleAudit) -> Double {
    let rows = audit.rows.filter { $0.verdict == .consistent }
    let middles = rows.compactMap { row in
      row.published?.lower.flatMap { low in row.published?.upper.map { (low + $0) / 2 } }
    }
    let spread = max((middles.max() ?? 0) - (middles.min() ?? 0), (middles.map(abs).max() ?? 0) / 4)
    guard spread > 0 else { return 0 }
    return rows.reduce(0) { sum, row in
      guard let low = row.published?.lower, let high = row.published?.upper, let from = row.computed?.lower,
        let to = row.computed?.upper
      else { return sum }
      let width = max((high - low) + (to - from), spread * 1e-6)
      return sum + max(0, min(6, -(width / spread).logarithm10))
    }
  }

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
