import Numbers

/// Checks `sum(population) by document = …`: rows that add up to a total.
struct TotalCheck {
  let context: RuleContext
  let column: Int
  let groups: RowGroups
  private let target: Target
  /// The rows that hold totals and are no parts.
  let isTotal: [Bool]

  private enum Target {
    case formula(RuleFormula)
    case row
  }

  init(_ context: RuleContext, column name: AuditRule.Name, total: AuditRule.Total) throws(AuditError) {
    self.context = context
    column = try context.numericColumn(name)
    let grouping = try context.groupColumns()
    groups = RowGroups(
      context.table, columns: grouping, including: context.included, findingMissingParts: true)
    switch total {
    case .row(let condition):
      isTotal = try context.matches(condition)
      target = .row
    case .expression(let expression):
      isTotal = context.table.rowsLabelledTotal()
      if let name = expression.singleColumn, isTotal.contains(true),
        Self.totalWords.contains(name.lowercased()),
        !context.table.columns.contains(where: { $0.name.lowercased() == name.lowercased() })
      {
        target = .row
      } else {
        target = .formula(try context.formula(expression))
      }
    }
  }

  static let totalWords: Set<String> = ["total", "all", "overall", "sum", "grand total"]

  /// One verdict a group, at its total row or at its first row.
  func run() -> RuleAudit {
    var rows: [AuditedRow] = []
    var details: [Int: RowDetail] = [:]
    for group in groups.rows.indices { rows.append(check(group, &details)) }
    return RuleAudit(rule: context.rule, rows: rows, details: details, table: context.table)
  }

  private func check(_ group: Int, _ details: inout [Int: RowDetail]) -> AuditedRow {
    let parts = groups.rows[group].filter { !isTotal[$0] }
    let holder = groups.rows[group].first { isTotal[$0] } ?? groups.rows[group][0]
    func missing(_ reason: String) -> AuditedRow {
      details[holder] = RowDetail(message: "not decidable: \(reason)")
      return AuditedRow(row: holder, verdict: .missing, published: nil, computed: nil)
    }
    let lacking = groups.missingParts(of: group)
    if !lacking.isEmpty { return missing("\(lacking.joined(separator: ", ")) is not printed") }
    guard parts.count > 1 else { return missing("fewer than two parts are printed") }
    if let gap = parts.first(where: { context.interval($0, column) == nil }) {
      return missing("in row \(gap + 1) \(context.reason(gap, column))")
    }
    guard let sum = GroupSums.sum(of: parts, column, context) else {
      return missing("the figures have no limits")
    }
    guard let published = publishedTotal(holder, group) else { return missing("no total is printed") }
    let computed = RoundingInterval(sum.lower, sum.upper)
    let verdict: AuditVerdict = published.overlaps(computed) ? .consistent : .inconsistent
    if verdict == .inconsistent {
      let gap = published.gap(to: computed).map { ", off by at least \($0)" } ?? ""
      let printed = parts.compactMap { context.table.columns[column].numbers[$0]?.unit }.first ?? .plain
      let name = context.table.columns[column].name
      let of = groupName(group)
      let isRow = isTotal[holder]
      details[holder] = RowDetail(
        message: "\(RelationMessage.spoken(name)): "
          + GroupedDigits.text(
            "the \(parts.count) parts add up to \(computed), the total is \(published)\(gap)"),
        causes: context.options.findsCauses
          ? TotalCauses(self).causes(
            parts: parts, total: published,
            printed: isRow ? context.table.columns[column].numbers[holder] : nil)
          : [],
        figure: ContradictedFigure(
          name: "total of \(name)", printed: GroupedDigits.text(published.description),
          implied: GroupedDigits.text(computed.description),
          unit: printed),
        group: isRow ? nil : of)
    }
    return AuditedRow(
      row: holder, verdict: verdict, published: NumberLimits(published), computed: NumberLimits(computed))
  }

  /// The group that a rule names, in words.
  private func groupName(_ group: Int) -> String {
    let columns = context.rule.groups.compactMap { try? context.column($0) }
    guard let row = groups.rows[group].first, !columns.isEmpty else { return "" }
    return columns.map { context.table.columns[$0].texts[row] }.joined(separator: ", ")
  }

  private func publishedTotal(_ holder: Int, _ group: Int) -> RoundingInterval? {
    switch target {
    case .row: return isTotal[holder] ? context.interval(holder, column) : nil
    case .formula(let formula):
      let rows = groups.rows[group]
      guard
        let row = rows.first(where: { row in
          formula.slots.allSatisfy { context.interval(row, $0.column) != nil }
        })
      else { return nil }
      let slots = formula.slots.compactMap { context.interval(row, $0.column) }.map {
        ValueRange($0.lower, $0.upper)
      }
      return (try? formula.range(over: slots)).map { RoundingInterval($0.lower, $0.upper) }
    }
  }
}

extension AuditedTable {
  /// The rows whose label says that they are a total.
  func rowsLabelledTotal() -> [Bool] {
    (0..<rowCount).map { row in
      columns.contains { $0.isLabel && TotalCheck.totalWords.contains($0.texts[row].lowercased()) }
    }
  }
}
