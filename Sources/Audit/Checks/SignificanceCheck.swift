import Numbers

/// Checks `significance(p, lower, upper, 1)`: p-values below 0.05 go with 95 % intervals that leave out the value of no effect,
/// others with such that hold it.
struct SignificanceCheck {
  let context: RuleContext
  private let p: Int
  private let lower: Int
  private let upper: Int
  private let noEffect: Double

  init(_ context: RuleContext, _ columns: AuditRule.Significance) throws(AuditError) {
    self.context = context
    p = try context.numericColumn(columns.p)
    lower = try context.numericColumn(columns.lower)
    upper = try context.numericColumn(columns.upper)
    noEffect = Double(columns.noEffect)
  }

  /// The verdicts on all rows.
  func run() -> RuleAudit { context.audit(check) }

  private func check(_ row: Int) -> (verdict: AuditVerdict, detail: RowDetail?) {
    let columns = context.table.columns
    guard let number = columns[p].numbers[row],
      let low = context.interval(row, lower, wholeIsRounded: true),
      let high = context.interval(row, upper, wholeIsRounded: true)
    else {
      let gap = [p, lower, upper].first { columns[$0].numbers[row] == nil } ?? p
      return (.missing, RowDetail(message: "not decidable: \(context.reason(row, gap))"))
    }
    let texts = [p, lower, upper].map { columns[$0].texts[row] }
    guard (0...1).contains(number.value.double), low.lower <= high.upper else {
      return (
        .missing, RowDetail(message: "not decidable: \(texts[0]) is no p-value, or the limits are none")
      )
    }
    guard
      let found = IntervalSignificance(p: number, number.qualifier, low, high, noEffect: noEffect)
    else {
      return (.missing, RowDetail(message: "not decidable: rounding or a p-value near 0.05 leaves it open"))
    }
    guard !found.agrees else { return (.consistent, nil) }
    let message = found.message(
      "\(RelationMessage.spoken(columns[p].name)) \(texts[0])", "\(texts[1]) to \(texts[2])")
    return (
      .inconsistent,
      RowDetail(
        message: message,
        figure: ContradictedFigure(
          name: columns[p].name, printed: texts[0], implied: found.implied, unit: .plain))
    )
  }
}
