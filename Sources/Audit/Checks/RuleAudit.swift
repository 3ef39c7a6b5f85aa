import Numbers

/// The verdicts of one rule on all rows of a table.
public struct RuleAudit: Sendable {
  /// The rule.
  public let rule: AuditRule
  /// The rows that obey the rule.
  public let consistentCount: Int
  /// The rows that cannot obey it.
  public let inconsistentCount: Int
  /// The rows that cannot be decided.
  public let missingCount: Int
  let rows: [AuditedRow]
  let details: [Int: RowDetail]
  let table: AuditedTable
  /// The column whose figures are judged, where there is one.
  let column: Int?

  init(
    rule: AuditRule, rows: [AuditedRow], details: [Int: RowDetail], table: AuditedTable, column: Int? = nil
  ) {
    self.column = column
    self.rule = rule
    self.rows = rows
    self.details = details
    self.table = table
    consistentCount = rows.lazy.filter { $0.verdict == .consistent }.count
    inconsistentCount = rows.lazy.filter { $0.verdict == .inconsistent }.count
    missingCount = rows.count - consistentCount - inconsistentCount
  }

  /// The findings in the order of the rows.
  public var findings: some RandomAccessCollection<AuditFinding> {
    rows.indices.lazy.map { finding(at: $0) }
  }

  /// The findings of one verdict in the order of the rows.
  public func findings(_ verdict: AuditVerdict) -> [AuditFinding] {
    rows.indices.filter { rows[$0].verdict == verdict }.map { finding(at: $0) }
  }

  func finding(at index: Int) -> AuditFinding {
    let row = rows[index]
    let detail = details[row.row]
    return AuditFinding(
      table: table.name, rule: rule.text, row: row.row + 1, line: table.line(ofRow: row.row),
      label: detail?.group ?? table.label(ofRow: row.row), document: table.document(ofRow: row.row),
      section: table.section(ofRow: row.row), verdict: row.verdict, published: row.published,
      computed: row.computed, figure: detail?.figure, message: detail?.message ?? row.agreement,
      causes: detail?.causes ?? [], possible: detail?.possible ?? [],
      isOfGroup: detail?.group != nil)
  }
}

/// The verdict on a row in as little memory as a table of a million rows asks for.
struct AuditedRow: Sendable {
  let row: Int
  let verdict: AuditVerdict
  let published: NumberLimits?
  let computed: NumberLimits?

  /// What is printed, from low to high, beside what the others imply.
  struct Sides {
    let low: Double
    let high: Double
    let from: Double
    let to: Double

    /// How far the two lie apart; below zero where they overlap.
    var gap: Double { max(from - high, low - to) }
  }

  /// Both sides of the comparison; nil where a limit is missing.
  var sides: Sides? {
    guard let low = published?.lower, let high = published?.upper, let from = computed?.lower,
      let to = computed?.upper
    else { return nil }
    return Sides(low: low, high: high, from: from, to: to)
  }

  fileprivate var agreement: String {
    guard let lower = computed?.lower, let upper = computed?.upper else { return "agrees" }
    let low = BriefNumber.text(lower)
    let high = BriefNumber.text(upper)
    return low == high ? "agrees with \(low)" : "agrees with \(low) to \(high)"
  }
}

/// What only rows with something to say need.
struct RowDetail: Sendable {
  var message: String
  var causes: [AuditCause] = []
  var figure: ContradictedFigure?
  var possible: [PossibleCount] = []
  /// The name of the group that the row stands for, where the verdict is on a group.
  var group: String?
}
