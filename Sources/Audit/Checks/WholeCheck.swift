import Numbers

/// Checks `whole(rate * cohort / 100)`: some whole number must fit, as people cannot be divided.
///
/// With a percentage and the number it is a share of, this is the test GRIM. It can fail only where half a unit of the
/// last digit is less than half a person; elsewhere every percentage passes, and the message says so.
///
/// - Source: Brown and Heathers (2017), *Social Psychological and Personality Science* 8, 363–369,
///   doi:10.1177/1948550616673876.
struct WholeCheck {
  let context: RuleContext
  private let formula: RuleFormula

  init(_ context: RuleContext, _ expression: RuleExpression) throws(AuditError) {
    self.context = context
    formula = try context.formula(expression)
  }

  /// The verdicts on all rows.
  func run() -> RuleAudit {
    var rows: [AuditedRow] = []
    var details: [Int: RowDetail] = [:]
    for row in 0..<context.table.rowCount where context.included[row] { rows.append(check(row, &details)) }
    return RuleAudit(rule: context.rule, rows: rows, details: details, table: context.table)
  }

  private func check(_ row: Int, _ details: inout [Int: RowDetail]) -> AuditedRow {
    var slots: [ValueRange] = []
    for slot in formula.slots {
      guard let interval = context.interval(row, slot.column) else {
        details[row] = RowDetail(message: "not decidable: \(context.reason(row, slot.column))")
        return AuditedRow(row: row, verdict: .missing, published: nil, computed: nil)
      }
      slots.append(ValueRange(interval.lower, interval.upper))
    }
    guard let range = try? formula.range(over: slots), range.lower.isFinite, range.upper.isFinite else {
      details[row] = RowDetail(message: "not decidable: the calculation does not exist")
      return AuditedRow(row: row, verdict: .missing, published: nil, computed: nil)
    }
    let fits = range.lower.ceiling <= range.upper.floor
    let computed = NumberLimits(range)
    if !fits {
      details[row] = RowDetail(
        message: "no whole number lies within \(RoundingInterval(range.lower, range.upper)); "
          + "the nearest are \(range.lower.floor) and \(range.upper.ceiling)")
    } else if (try? range.upper - range.lower).map({ $0 >= ExactNumber(1) }) ?? false {
      details[row] = RowDetail(message: "agrees, as any figure with these decimals would")
    }
    return AuditedRow(
      row: row, verdict: fits ? .consistent : .inconsistent, published: nil, computed: computed)
  }
}
