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

  /// The verdict follows the people, who are independent of each other, wherever they are counted; reoffences, which
  /// come several to a person, decide only where they are all there is.
  private func change(from first: Int, to last: Int) -> StatementFinding {
    let people = peopleChange(from: first, to: last)
    let reoffences = reoffenceChange(from: first, to: last)
    let parts = [people, reoffences].compactMap(\.self)
    guard let deciding = people ?? reoffences else { return check.result(.missing, "no counts are printed") }
    let words = parts.map(\.words).joined(separator: "; ")
    let wanted = check.statement.kind == .increase
    if parts.allSatisfy({ $0.rises != wanted }) {
      return check.result(.inconsistent, "the figures go the other way: \(words)", pValue: deciding.p)
    }
    if check.has(["marginal", "slight", "small", "minor"]), let p = deciding.p, p < 0.05 {
      return check.result(
        .inconsistent, "more than marginal, as chance does not explain it: \(words)", pValue: p)
    }
    return check.result(.consistent, words, pValue: deciding.p)
  }

  private struct Change {
    let words: String
    let rises: Bool
    let p: Double?
  }

  private func peopleChange(from first: Int, to last: Int) -> Change? {
    guard let (a, n) = rate(first), let (b, m) = rate(last), let p = ChanceComparison.pValue((a, n), (b, m))
    else { return nil }
    let (before, after) = (100 * Double(a) / Double(n), 100 * Double(b) / Double(m))
    return Change(
      words:
        "the rate went from \(BriefNumber.text(tenths(before))) % to \(BriefNumber.text(tenths(after))) % "
        + "(\(ChanceComparison.text(p)))", rises: after > before, p: p)
  }

  private func reoffenceChange(from first: Int, to last: Int) -> Change? {
    guard let a = check.count(first, check.reoffences), let b = check.count(last, check.reoffences), a > 0
    else { return nil }
    let words =
      "reoffences went from \(a) to \(b), by \(BriefNumber.text(tenths(100 * Double(b - a) / Double(a)))) %"
    guard let (x, n) = rate(first), let (y, m) = rate(last),
      let p = ChanceComparison.pValue(
        .init(people: n, reoffenders: x, count: a), .init(people: m, reoffenders: y, count: b))
    else { return Change(words: words, rises: b > a, p: nil) }
    return Change(
      words: words + " (\(ChanceComparison.text(p)), as several come to a reoffender)", rises: b > a, p: p)
  }

  private func rate(_ row: Int) -> (events: Int, trials: Int)? {
    guard let events = check.count(row, check.reoffenders), let trials = check.count(row, check.cohort),
      trials > 0
    else { return nil }
    return (events, trials)
  }

  private func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
