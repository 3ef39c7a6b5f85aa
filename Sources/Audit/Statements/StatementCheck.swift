import Numbers

/// The check of one statement against the rows it stands on.
struct StatementCheck {
  let statement: Statement
  let table: AuditedTable
  let rows: [Int]
  let plausible: ClosedRange<Int>
  /// The rows of the same document that an average is taken of.
  var against: (table: AuditedTable, rows: [Int])?

  func finding() -> StatementFinding {
    switch statement.kind {
    case .increase, .decrease: ChangeStatementCheck(self).finding()
    case .higher, .lower, .significant, .withinExpected: ComparisonStatementCheck(self).finding()
    case .rank: RankStatementCheck(self).finding()
    case .average: AverageStatementCheck(self).finding()
    case .difference, .trend, .other: repeated() ?? result(.missing, "nothing in the figures decides it")
    }
  }

  func result(
    _ verdict: AuditVerdict, _ message: String, smallestCohort: Int? = nil, pValue: Double? = nil
  ) -> StatementFinding {
    StatementFinding(statement, verdict, message, smallestCohort: smallestCohort, pValue: pValue)
  }

  /// A number in the words that is printed in the rows as well.
  func repeated() -> StatementFinding? {
    let words = statement.words.split(separator: " ").compactMap { PublishedNumber(trimmed($0)) }
    for number in words where number.significantDigits > 1 || number.unit != .plain {
      for row in rows {
        for column in table.columns where column.numbers[row]?.value.magnitude == number.value.magnitude {
          return result(.consistent, "repeats \(column.name) \(column.texts[row])")
        }
      }
    }
    return nil
  }

  /// The first numeric column whose name has one of some words and none of others.
  func column(_ words: Set<String>, without others: Set<String> = []) -> Int? {
    table.columns.indices.first { column in
      let names = AuditedTable.words(of: table.columns[column].name)
      return table.columns[column].isNumeric && !names.isDisjoint(with: words)
        && names.isDisjoint(with: others)
    }
  }

  func number(_ row: Int, _ column: Int?) -> PublishedNumber? {
    column.flatMap { table.columns[$0].numbers[row] }
  }

  func count(_ row: Int, _ column: Int?) -> Int? {
    number(row, column).flatMap { $0.isWholeCount ? $0.significand : nil }
  }

  /// A rate as a fraction, with what its rounding allows.
  func rate(_ row: Int, _ column: Int?) -> (value: Double, interval: RoundingInterval)? {
    guard let number = number(row, column), number.unit == .percent || number.value.double > 1 else {
      return nil
    }
    return (number.value.double / 100, number.interval(wholeIsRounded: true))
  }

  var actual: Int? { column(["actual", "observed"], without: ["rank"]) }
  var expected: Int? { column(["predicted", "expected"], without: ["rank"]) }
  var cohort: Int? { column(["cohort", "offenders", "trials"], without: ["rate"]) }
  var reoffenders: Int? { column(["reoffenders", "events"]) }
  var reoffences: Int? { column(["reoffences"]) }

  func has(_ words: [String]) -> Bool {
    let text = statement.words.lowercased()
    return words.contains { text.contains($0) }
  }

  private func trimmed(_ word: Substring) -> String {
    String(word.drop { "(+“\"".contains($0) }.reversed().drop { "),.;”\"".contains($0) }.reversed())
  }
}
