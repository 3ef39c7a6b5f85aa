/// A table with the rules that were applied to it, their verdicts and what its percentages tell of unprinted cohorts.
public struct TableAudit: Sendable {
  /// The table.
  public let table: AuditedTable
  /// The verdicts.
  public let result: AuditResult
  /// Why each rule was applied, in the order of the rules.
  public let reasons: [String]
  /// The people that percentages need.
  public let cohorts: CohortNeeds
  /// Totals that could not be decided.
  public let unchecked: [UncheckedFigure]
  /// What whoever wrote the rules remarks on the table.
  public let remark: String?

  /// Why a rule was applied that somebody wrote.
  static let given = "given"

  /// Audits a table by given rules, or by those that it seems meant to obey where none are given.
  ///
  /// - Throws: `AuditError` where a rule names a column that the table does not have or that holds no numbers.
  public init(
    _ table: AuditedTable, rules: [AuditRule] = [], options: AuditOptions = AuditOptions(),
    remark: String? = nil
  ) throws(AuditError) {
    let (proposals, undecided) = rules.isEmpty ? RuleProposer(table, options: options).search() : ([], [])
    self.table = table
    self.remark = remark
    if rules.isEmpty {
      var audits: [RuleAudit] = []
      for proposal in proposals {
        var own = options
        own.leftOut = proposal.leftOut
        audits.append(try RuleChecker(table, options: own).check(proposal.rule))
      }
      result = AuditResult(rules: SharedCauses(audits, table: table).applied(to: audits))
    } else {
      result = try RuleChecker(table, options: options).check(rules)
    }
    reasons = rules.isEmpty ? proposals.map(\.reason) : rules.map { _ in Self.given }
    cohorts = CohortNeeds(table)
    unchecked = undecided
  }

  /// The contradictions, one for each figure, with all places where it is printed.
  var contradictions: [Contradiction] {
    var order: [[String]] = []
    var merged: [[String]: [AuditFinding]] = [:]
    var told: Set<[String]> = []
    for (rule, reason) in zip(result.rules, reasons) {
      for finding in rule.findings(.inconsistent) {
        let label = label(finding)
        // Two rules that the table suggests accuse one figure once.
        if reason != Self.given, let figure = finding.figure,
          !told.insert(["\(finding.row)", figure.name, figure.printed]).inserted
        {
          continue
        }
        let key = [
          rule.rule.text, LabelKey.key(label), finding.figure?.printed ?? finding.message,
          finding.figure?.implied ?? "",
          finding.document == nil ? "\(finding.row)" : "",
        ]
        if merged[key] == nil { order.append(key) }
        merged[key, default: []].append(finding)
      }
    }
    return order.compactMap { key in
      guard let findings = merged[key], let last = findings.last else { return nil }
      return Contradiction(
        table: table.name, rule: last.rule,
        places: findings.map {
          Contradiction.Place(document: $0.document ?? place, section: $0.section ?? "", line: $0.line)
        },
        label: label(last), figure: last.figure, published: last.published,
        computed: last.computed, message: last.message, causes: last.causes)
    }
  }

  /// Where figures stand that have neither a document nor a line: in the table of a name.
  private var place: String { table.line(ofRow: 0) == nil && table.hasNames ? table.name : "" }

  /// What tells a finding's row from others, in figures of one row the table.
  private func label(_ finding: AuditFinding) -> String {
    let own = finding.isOfGroup ? finding.label : table.labelWithoutDocument(ofRow: finding.row - 1)
    return own.isEmpty && table.hasNames && finding.document != nil ? table.name : own
  }
}
