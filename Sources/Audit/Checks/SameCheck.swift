import Numbers

/// Checks `same(rate) by year, offence across document`: one figure printed in several places.
///
/// Printings with equal decimals must be equal, and a shorter one must be the rounding of a longer one. Where they
/// differ, the print of most places is taken for right, or that of the first place.
struct SameCheck {
  let context: RuleContext
  let column: Int
  let place: Int
  let grouping: [Int]
  let groups: RowGroups

  init(_ context: RuleContext, _ column: AuditRule.Name, across place: AuditRule.Name) throws(AuditError) {
    self.context = context
    self.column = try context.column(column)
    self.place = try context.column(place)
    var grouping: [Int] = []
    for name in context.rule.groups { grouping.append(try context.column(name)) }
    self.grouping = grouping
    groups = RowGroups(context.table, columns: grouping, including: context.included)
  }

  /// The verdicts on all rows.
  func run() -> RuleAudit {
    var rows: [AuditedRow] = []
    var details: [Int: RowDetail] = [:]
    for members in groups.rows { check(members, &rows, &details) }
    rows.sort { $0.row < $1.row }
    return RuleAudit(rule: context.rule, rows: rows, details: details, table: context.table)
  }

  private func text(_ row: Int) -> String { context.table.columns[column].texts[row] }

  private func document(_ row: Int) -> String { context.table.columns[place].texts[row] }

  private func check(_ members: [Int], _ rows: inout [AuditedRow], _ details: inout [Int: RowDetail]) {
    let printed = context.table.columns[column].isLabel ? members : members.filter { hasFigure($0) }
    let standard = self.standard(printed)
    for row in members {
      rows.append(verdict(row, standard: standard, isAlone: Set(printed.map(document)).count < 2, &details))
    }
  }

  private func hasFigure(_ row: Int) -> Bool {
    context.interval(row, column) != nil || !AuditedColumn.isMissing(text(row))
  }

  /// The row whose print most places share; the first of them, or the first row.
  private func standard(_ rows: [Int]) -> Int? {
    var best: (row: Int, votes: Int)?
    for row in rows {
      let votes = Set(rows.filter { agrees($0, row) }.map(document)).count
      if votes > best?.votes ?? 0 { best = (row, votes) }
    }
    return best?.row
  }

  private func agrees(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (context.table.columns[column].numbers[a], context.table.columns[column].numbers[b])
    if let first, let second {
      if first.decimals == second.decimals, first.scale == second.scale, first.qualifier == second.qualifier {
        return first.significand == second.significand
      }
      let one = first.interval(rounding: context.options.rounding)
      return one.overlapsInside(second.interval(rounding: context.options.rounding))
    }
    return first == nil && second == nil && LabelKey.key(text(a)) == LabelKey.key(text(b))
  }

  private func verdict(
    _ row: Int, standard: Int?, isAlone: Bool, _ details: inout [Int: RowDetail]
  ) -> AuditedRow {
    let published = context.interval(row, column).map { NumberLimits($0) }
    func result(
      _ verdict: AuditVerdict, _ message: String?, _ causes: [AuditCause] = [],
      figure: ContradictedFigure? = nil
    ) -> AuditedRow {
      if let message { details[row] = RowDetail(message: message, causes: causes, figure: figure) }
      let other = isAlone ? nil : standard
      let computed = other.flatMap { context.interval($0, column) }.map { NumberLimits($0) }
      return AuditedRow(row: row, verdict: verdict, published: published, computed: computed)
    }
    let name = RelationMessage.spoken(context.table.columns[column].name)
    let unit = context.table.columns[column].numbers[row]?.unit ?? .plain
    let isText = context.table.columns[column].isLabel
    if isAlone || (!isText && !hasFigure(row)) {
      if hasFigure(row), let (other, cause) = SameCauses(self).relabelled(row) {
        return result(
          .inconsistent, "\(name) \(text(row)) stands in \(document(other)) at “\(labelText(other))”",
          [cause],
          figure: ContradictedFigure(
            name: context.table.columns[column].name, printed: text(row), implied: "", unit: unit))
      }
      let reason = hasFigure(row) ? "it is printed in \(document(row)) only" : context.reason(row, column)
      return result(.missing, "not decidable: \(reason)")
    }
    guard let standard, !agrees(row, standard) else { return result(.consistent, nil) }
    let own = text(row).isEmpty ? "is not printed" : "is \(text(row))"
    let theirs = text(standard).isEmpty ? "nothing" : text(standard)
    return result(
      .inconsistent, "\(name) \(own) here, \(theirs) in \(document(standard))",
      context.options.findsCauses ? SameCauses(self).causes(ofRow: row, standard: standard) : [],
      figure: ContradictedFigure(
        name: context.table.columns[column].name, printed: text(row).isEmpty ? "nothing" : text(row),
        implied: theirs, unit: unit))
  }

  /// What tells a row from others of its document.
  func labelText(_ row: Int) -> String {
    grouping.map { context.table.columns[$0].texts[row] }.joined(separator: ", ")
  }
}
