import Numbers
import Tables

/// What the column of time of a table says: for each name its period.
struct TrendTimes {
  private(set) var notes: [String] = []
  /// Whether the names count from a beginning that is not said, such as `Weeks 1 to 4`.
  private(set) var isElapsed = false
  private var periods: [[String]: Period] = [:]

  /// Reads the names of periods, or the columns of their ends where there are both.
  ///
  /// - Throws: `TableError.faults` with every row whose period is not understood.
  init(_ table: Table, time: String, ends: [String], options: TrendOptions) throws(TableError) {
    var found: [[String]: Period] = [:]
    guard !options.isInOrder else {
      notes = ["The rows are taken to stand in order of time, one step from each to the next."]
      return
    }
    var reading = table.reading()
    let columns = ends.isEmpty ? [time] : ends
    var read: [[Period?]] = []
    let label = reading.column(time)
    for name in columns {
      guard let column = reading.column(name) else { continue }
      let rows = (0..<table.rowCount).filter { row in
        label.map { !TotalLabel.isTotal(table.cell(row: row, column: $0).text) } ?? true
      }
      let texts = rows.map { table.cell(row: $0, column: column).text }
      let names = PeriodNames(texts, order: options.dates)
      notes += names.notes.filter { !notes.contains($0) }
      if names.scale == .elapsed { isElapsed = true }
      for (place, problem) in names.problems {
        reading.report(
          Fault(
            at: table.location(row: rows[place], column: column),
            problem + "; --in-order takes the rows in the order of the table"))
      }
      var all = Array(repeating: Period?.none, count: table.rowCount)
      for (place, row) in rows.enumerated() { all[row] = names.periods[place] }
      read.append(all)
    }
    try reading.finish()
    guard read.count == columns.count, let label else { return }
    let keyed = [label] + (ends.isEmpty ? [] : columns.compactMap { table.firstColumn(among: [$0]) })
    for row in 0..<table.rowCount {
      guard let first = read[0][row], let last = read[read.count - 1][row] else { continue }
      let key = keyed.map { table.cell(row: row, column: $0).text }
      guard let period = Period(from: first.first, through: last.last) else {
        reading.report(
          Fault(
            at: table.location(row: row, column: keyed[keyed.count - 1]),
            "the period ends on \(last.last), before it begins on \(first.first)"))
        continue
      }
      found[key] = period
    }
    try reading.finish()
    periods = found
  }

  /// The period of a group, whose key holds the name of the period and perhaps its ends; nil where rows are in order.
  func period(_ names: [String]) -> Period? { periods[names] }
}
