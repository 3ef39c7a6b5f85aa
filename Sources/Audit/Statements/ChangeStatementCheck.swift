import Numbers

/// “Increase” and “decrease”: two periods are needed, and “marginal” must not hide what chance does not explain.
struct ChangeStatementCheck {
  private let check: StatementCheck

  init(_ check: StatementCheck) {
    self.check = check
  }

  func finding() -> StatementFinding {
    if let repeated = check.repeated() { return repeated }
    let periods = self.periods
    if periods.count < 2 {
      let isComparison = check.rows.contains { row in
        check.number(row, check.actual) != nil && check.number(row, check.expected) != nil
      }
      if isComparison, let period = periods.first {
        return check.result(
          .inconsistent,
          "the figures are of one period (\(period)) and compare actual with expected rates; "
            + "an \(check.statement.kind.rawValue) needs an earlier period")
      }
      return check.result(.missing, "no earlier figure is printed")
    }
    guard let first = check.rows.first, let last = check.rows.last else {
      return check.result(.missing, "no rows")
    }
    return change(from: first, to: last)
  }

  private var periods: [String] {
    let names: Set = ["year", "period", "quarter", "month"]
    guard
      let column = check.table.columns.indices.first(where: {
        !AuditedTable.words(of: check.table.columns[$0].name).isDisjoint(with: names)
      })
    else { return [] }
    var keys: Set<String> = []
    return check.rows.compactMap { row in
      let text = check.table.columns[column].texts[row]
      return !text.isEmpty && keys.insert(LabelKey.key(text)).inserted ? text : nil
    }
  }

  private func change(from first: Int, to last: Int) -> StatementFinding {
    var parts: [(words: String, rises: Bool, p: Double)] = []
    if let a = check.count(first, check.reoffenders), let n = check.count(first, check.cohort),
      let b = check.count(last, check.reoffenders), let m = check.count(last, check.cohort), n > 0, m > 0,
      let p = ChanceComparison.pValue((a, n), (b, m))
    {
      let (before, after) = (100 * Double(a) / Double(n), 100 * Double(b) / Double(m))
      let words =
        "the rate went from \(BriefNumber.text(tenths(before))) % to \(BriefNumber.text(tenths(after))) % "
        + "(\(ChanceComparison.text(p)))"
      parts.append((words, after > before, p))
    }
    if let a = check.count(first, check.reoffences), let b = check.count(last, check.reoffences), a > 0,
      let p = ChanceComparison.pValue(counts: a, b)
    {
      let percent = tenths(100 * Double(b - a) / Double(a))
      parts.append(
        (
          "reoffences went from \(a) to \(b), by \(BriefNumber.text(percent)) % (\(ChanceComparison.text(p)))",
          b > a,
          p
        ))
    }
    guard let smallest = parts.map(\.p).min() else { return check.result(.missing, "no counts are printed") }
    let words = parts.map(\.words).joined(separator: "; ")
    let wanted = check.statement.kind == .increase
    if parts.allSatisfy({ $0.rises != wanted }) {
      return check.result(.inconsistent, "the figures go the other way: \(words)", pValue: smallest)
    }
    if check.has(["marginal", "slight", "small", "minor"]), smallest < 0.05 {
      return check.result(
        .inconsistent, "more than marginal, as chance does not explain it: \(words)", pValue: smallest)
    }
    return check.result(.consistent, words, pValue: smallest)
  }

  private func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
