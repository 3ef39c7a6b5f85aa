import Numbers

/// “Show average rates”: an average lies between the smallest and the largest of what it is taken of.
struct AverageStatementCheck {
  private let check: StatementCheck

  init(_ check: StatementCheck) {
    self.check = check
  }

  func finding() -> StatementFinding {
    guard let against = check.against else {
      return check.result(.missing, "the figures that the average is taken of are not named")
    }
    let others = StatementCheck(
      statement: check.statement, table: against.table, rows: against.rows, plausible: check.plausible)
    let rates = against.rows.compactMap { row in others.rate(row, others.actual).map { (row, $0.interval) } }
    guard let lowest = rates.min(by: { $0.1.lower < $1.1.lower }),
      let highest = rates.max(by: { $0.1.upper < $1.1.upper }), rates.count > 1
    else { return check.result(.missing, "fewer than two rates are printed to take an average of") }
    func text(_ row: Int) -> String { others.actual.map { against.table.columns[$0].texts[row] } ?? "" }
    let range = "\(text(lowest.0)) to \(text(highest.0)) in \(against.table.name)"
    for row in check.rows {
      guard let own = check.rate(row, check.actual)?.interval, let column = check.actual else { continue }
      let printed = check.table.columns[column].texts[row]
      if own.lower > highest.1.upper || own.upper < lowest.1.lower {
        return check.result(.inconsistent, "\(printed) lies outside \(range), where every average must lie")
      }
      return check.result(.consistent, "\(printed) lies within \(range), where every average must lie")
    }
    return check.result(.missing, "no rate is printed")
  }
}
