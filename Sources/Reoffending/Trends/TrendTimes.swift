import Numbers
import Tables

/// What the column of time of a table says: for each name its period.
package struct TrendTimes {
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
    let totals = Set(label.map { table.texts(of: $0).rows(where: TotalLabel.isTotal) } ?? [])
    let rows = (0..<table.rowCount).filter { !totals.contains($0) }
    for name in columns {
      guard let column = reading.column(name) else { continue }
      let own = table.texts(of: column)
      let texts = rows.map { own[$0] }
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
      let key = keyed.map { table.texts(of: $0)[row] }
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

  /// Reads the periods of a file of people.
  ///
  /// - Parameter keys: for each group the parts of its key that name its period, and perhaps the ends of it.
  /// - Throws: `TableError.faults` with the first row of every period that is not understood.
  init(_ keys: [[GroupKey.Part]], of people: PersonTable, options: TrendOptions) throws(TableError) {
    guard !options.isInOrder, let first = keys.first else {
      notes = ["The rows are taken to stand in order of time, one step from each to the next."]
      return
    }
    var faults = FaultList()
    var read: [[String: Period]] = Array(repeating: [:], count: first.count)
    for place in first.count == 1 ? 0..<1 : 1..<first.count {
      var seen: Set<String> = []
      let texts = keys.map { $0[place].value }.filter { seen.insert($0).inserted }
      let names = PeriodNames(texts, order: options.dates)
      notes += names.notes.filter { !notes.contains($0) }
      if names.scale == .elapsed { isElapsed = true }
      for (index, problem) in names.problems {
        faults.append(
          Fault(
            at: try people.firstLocation(of: texts[index], in: first[place].column),
            problem + "; --in-order takes the rows in the order of the table"))
      }
      for (text, period) in zip(texts, names.periods) { read[place][text] = period }
    }
    guard faults.isEmpty else { throw .faults(faults) }
    for key in keys {
      let ends = (key.count == 1 ? key[...] : key.dropFirst()).enumerated().map { index, part in
        read[key.count == 1 ? 0 : index + 1][part.value]
      }
      guard let begin = ends.first ?? nil, let end = ends.last ?? nil else { continue }
      guard let period = Period(from: begin.first, through: end.last) else {
        faults.append(
          Fault(
            at: try people.firstLocation(of: key[key.count - 1].value, in: key[key.count - 1].column),
            "the period ends on \(end.last), before it begins on \(begin.first)"))
        continue
      }
      periods[key.map(\.value)] = period
    }
    guard faults.isEmpty else { throw .faults(faults) }
  }

  /// The columns of the first and the last day of each period, where a table has both and neither names the period.
  package static func ends(of time: String, named: (String) -> String?) -> [String] {
    let ends = ["period_start", "period_end"].compactMap(named)
    let namesTime = ends.contains { Column.normalized($0) == Column.normalized(time) }
    return ends.count == 2 && !namesTime ? ends : []
  }

  /// The period of a group, whose key holds the name of the period and perhaps its ends; nil where rows are in order.
  func period(_ names: [String]) -> Period? { periods[names] }
}
