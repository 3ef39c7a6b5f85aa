import Numbers

/// Checks `distinct(predicted, actual) by factor`: a comparator that is the figure of another row of its group.
struct DistinctCheck {
  let context: RuleContext
  private let column: Int
  private let other: Int
  private let groups: RowGroups

  init(_ context: RuleContext, _ column: AuditRule.Name, from other: AuditRule.Name) throws(AuditError) {
    self.context = context
    self.column = try context.numericColumn(column)
    self.other = try context.numericColumn(other)
    groups = RowGroups(context.table, columns: try context.groupColumns(), including: context.included)
  }

  /// The verdicts on all rows.
  func run() -> RuleAudit {
    var rows: [AuditedRow] = []
    var details: [Int: RowDetail] = [:]
    for members in groups.rows {
      for row in members { rows.append(check(row, members, &details)) }
    }
    rows.sort { $0.row < $1.row }
    return RuleAudit(rule: context.rule, rows: rows, details: details, table: context.table)
  }

  private func check(_ row: Int, _ members: [Int], _ details: inout [Int: RowDetail]) -> AuditedRow {
    let columns = context.table.columns
    guard let own = context.interval(row, column), let number = columns[column].numbers[row] else {
      details[row] = RowDetail(message: "not decidable: \(context.reason(row, column))")
      return AuditedRow(row: row, verdict: .missing, published: nil, computed: nil)
    }
    let twin = members.first { $0 != row && columns[other].numbers[$0]?.hasSamePrint(as: number) == true }
    guard let twin else {
      return AuditedRow(row: row, verdict: .consistent, published: NumberLimits(own), computed: nil)
    }
    let text = columns[column].texts[row]
    let owner = context.table.label(ofRow: twin)
    details[row] = RowDetail(
      message: "\(RelationMessage.spoken(columns[column].name)) \(text) is the "
        + "\(RelationMessage.spoken(columns[other].name)) of row \(twin + 1) (\(owner))",
      causes: [
        AuditCause(
          .comparator,
          "the figure of row \(twin + 1) (\(owner)) stands where the \(columns[column].name) of this row belongs",
          column: columns[column].name, weight: 1)
      ],
      figure: ContradictedFigure(
        name: columns[column].name, printed: text, implied: "", unit: number.unit))
    return AuditedRow(row: row, verdict: .inconsistent, published: NumberLimits(own), computed: nil)
  }
}

extension PublishedNumber {
  /// Whether two numbers are printed alike, digit for digit.
  func hasSamePrint(as other: PublishedNumber) -> Bool {
    significand == other.significand && decimals == other.decimals && scale == other.scale
  }
}
