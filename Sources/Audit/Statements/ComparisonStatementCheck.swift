import Numbers

/// “Higher than expected”, “significantly higher”, “within expected parameters”.
struct ComparisonStatementCheck {
  private let check: StatementCheck

  private struct Part {
    let words: String
    let isHigher: Bool?
    let pValue: Double?
    let smallestCohort: Int?
  }

  init(_ check: StatementCheck) {
    self.check = check
  }

  func finding() -> StatementFinding {
    if let repeated = check.repeated() { return repeated }
    let parts = self.parts
    guard !parts.isEmpty else { return check.result(.missing, "no figure to compare with is printed") }
    let words = parts.prefix(4).map(\.words).joined(separator: "; ")
    switch check.statement.kind {
    case .withinExpected: return within(parts, words)
    case .significant: return significant(parts, words)
    default: return direction(parts, words)
    }
  }

  private func direction(_ parts: [Part], _ words: String) -> StatementFinding {
    let wanted = check.statement.kind == .higher
    let sizes = parts.compactMap(\.smallestCohort).max()
    let note = sizes.map { "; significant from a cohort of \($0)" } ?? ""
    if parts.contains(where: { $0.isHigher == !wanted }) {
      return check.result(.inconsistent, "the figures go the other way: \(words)", smallestCohort: sizes)
    }
    guard parts.allSatisfy({ $0.isHigher == wanted }) else {
      return check.result(.missing, "the rounding hides the difference: \(words)")
    }
    return check.result(.consistent, words + note, smallestCohort: sizes)
  }

  private func significant(_ parts: [Part], _ words: String) -> StatementFinding {
    if let worst = parts.compactMap(\.pValue).max() {
      return check.result(worst < 0.05 ? .consistent : .inconsistent, words, pValue: worst)
    }
    guard let size = parts.compactMap(\.smallestCohort).max() else {
      return check.result(.inconsistent, "no cohort can show a difference: \(words)")
    }
    if size <= check.plausible.lowerBound {
      return check.result(
        .consistent, "\(words); any groups of \(size) people would show it", smallestCohort: size)
    }
    if size > check.plausible.upperBound {
      return check.result(
        .inconsistent, "\(words); that would need \(size) people, more than there can be",
        smallestCohort: size)
    }
    return check.result(
      .missing, "\(words); significant only with \(size) people or more, and no counts are printed",
      smallestCohort: size)
  }

  private func within(_ parts: [Part], _ words: String) -> StatementFinding {
    if let least = parts.compactMap(\.pValue).min() {
      return check.result(least < 0.05 ? .inconsistent : .consistent, words, pValue: least)
    }
    guard let size = parts.compactMap(\.smallestCohort).min() else { return check.result(.consistent, words) }
    if size <= check.plausible.lowerBound {
      return check.result(
        .inconsistent, "\(words); chance does not explain that from \(size) people on", smallestCohort: size)
    }
    if size > check.plausible.upperBound {
      return check.result(
        .consistent, "\(words); no plausible cohort would show a difference", smallestCohort: size)
    }
    return check.result(
      .missing, "\(words); within what chance explains only if the cohort has fewer than \(size) people",
      smallestCohort: size)
  }

  /// Actual against expected row by row; two groups against each other; a place against one that the words name.
  private var parts: [Part] {
    let own = check.rows.compactMap { againstExpected($0) }
    if !own.isEmpty, own.count == check.rows.count || named == nil { return own }
    let column = check.actual ?? check.column(["rate", "share", "percent"], without: ["rank"])
    if let named, let other = check.rows.first(where: { $0 != named }) {
      return [groups(other, named, column)].compactMap { $0 }
    }
    if own.isEmpty, check.rows.count == 2 {
      return [groups(check.rows[0], check.rows[1], column)].compactMap { $0 }
    }
    return own
  }

  /// The row whose label stands in the words, as “England” does.
  private var named: Int? {
    check.rows.first { row in
      check.table.labelColumns.contains { column in
        let text = check.table.columns[column].texts[row]
        return text.count > 3 && check.statement.words.contains(text)
      }
    }
  }

  private func againstExpected(_ row: Int) -> Part? {
    guard let actual = check.rate(row, check.actual), let expected = check.rate(row, check.expected) else {
      return nil
    }
    let columns = check.table.columns
    let label = columns[check.table.labelColumns.first ?? 0].texts[row]
    let words =
      "\(label) \(text(row, check.actual)) against \(text(row, check.expected)) expected"
    if let events = check.count(row, check.reoffenders), let trials = check.count(row, check.cohort),
      let p = ChanceComparison.pValue(events: events, trials: trials, expected: expected.value)
    {
      return Part(
        words: words + " (\(ChanceComparison.text(p)))", isHigher: actual.value > expected.value, pValue: p,
        smallestCohort: nil)
    }
    return Part(
      words: words, isHigher: higher(actual.interval, expected.interval), pValue: nil,
      smallestCohort: ChanceComparison.smallestCohort(actual: actual.value, expected: expected.value))
  }

  private func groups(_ row: Int, _ other: Int, _ column: Int?) -> Part? {
    guard let a = check.rate(row, column), let b = check.rate(other, column) else { return nil }
    let words = "\(check.table.label(ofRow: row)): \(text(row, column)) against \(text(other, column))"
    if let x = check.count(row, check.reoffenders), let n = check.count(row, check.cohort),
      let y = check.count(other, check.reoffenders), let m = check.count(other, check.cohort),
      let p = ChanceComparison.pValue((x, n), (y, m))
    {
      return Part(
        words: words + " (\(ChanceComparison.text(p)))", isHigher: a.value > b.value, pValue: p,
        smallestCohort: nil)
    }
    return Part(
      words: words, isHigher: higher(a.interval, b.interval), pValue: nil,
      smallestCohort: ChanceComparison.smallestGroups(a.value, b.value))
  }

  private func higher(_ a: RoundingInterval, _ b: RoundingInterval) -> Bool? {
    if a.lower > b.upper { return true }
    return a.upper < b.lower ? false : nil
  }

  private func text(_ row: Int, _ column: Int?) -> String {
    column.map { check.table.columns[$0].texts[row] } ?? ""
  }
}
