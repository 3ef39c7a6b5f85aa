import Numbers
import Tables

/// Reads a table that has a row a person.
struct PeopleReading {
  private(set) var groups: [CohortGroup] = []
  private(set) var notes: [String] = []

  init(
    _ table: Table, by keys: [Column], columns: [CohortColumns.Quantity: String], reading: TableReading
  ) throws(TableError) {
    var reading = reading
    guard reading.faults.count == table.structureFaults.count, let outcomeName = columns[.outcome] else {
      try reading.finish()
      return
    }
    let outcome = reading.booleans(outcomeName)
    let reoffences = columns[.reoffences].map { reading.counts($0) }
    let predicted = columns[.predicted].map { reading.rates($0) }
    let count = try CountedPeople.column(
      of: table, outcome: outcomeName, but: Array(columns.values) + keys.map(\.name))
    let people = count.map { reading.counts($0.name) }
    if let reoffences, let people {
      var sum = CountSum()
      for row in 0..<table.rowCount
      where !sum.add(reoffences.values[row] ?? 0, times: people.values[row] ?? 0) {
        reading.report(Fault(at: reoffences.location(row: row), Problem.sumTooLarge))
        break
      }
    }
    try reading.finish()

    var order: [GroupKey] = []
    var sums: [GroupKey: PeopleSums] = [:]
    let rowKeys = RowKeys(table, keys)
    var all = 0
    for row in 0..<table.rowCount {
      let times = people.map { $0.values[row] ?? 0 } ?? 1
      all += times
      guard let reoffended = outcome.values[row], times > 0 else { continue }
      let key = rowKeys[row]
      if sums[key] == nil { order.append(key) }
      sums[key, default: PeopleSums()].add(
        reoffended, reoffences: reoffences?.values[row], probability: predicted?.values[row]?.fraction,
        times: times)
    }
    notes =
      [count.map { CountedPeople.note($0) }].compactMap(\.self)
      + PeopleSums.notes(
        Array(sums.values), outcome: outcomeName, rows: all, hasPrediction: predicted != nil)
    groups = order.compactMap { key in
      sums[key].map {
        $0.group(key, hasReoffences: reoffences != nil, hasPrediction: predicted != nil)
      }
    }
    guard !groups.isEmpty else {
      reading.report(
        Fault(at: table.headerLocation(of: table.columns[0]), "no row has a value in \(outcomeName)"))
      try reading.finish()
      return
    }
  }
}
