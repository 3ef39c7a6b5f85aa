import Numbers
import Tables

/// Reads a table that has a row a group.
struct CountsReading {
  private(set) var groups: [CohortGroup] = []
  private(set) var total: CohortGroup?
  private(set) var notes: [String] = []

  private struct Figures {
    var cohort: TypedColumn<Int>?
    var reoffenders: TypedColumn<Int>?
    var reoffences: TypedColumn<Int>?
    var actual: TypedColumn<PrintedRate>?
    var predicted: TypedColumn<PrintedRate>?
  }

  init(
    _ table: Table, by keys: [Column], columns: [CohortColumns.Quantity: String], reading: TableReading
  ) throws(TableError) {
    var reading = reading
    // A column that is not there makes every further message a guess; faulty rows do not.
    guard reading.faults.count == table.structureFaults.count else {
      try reading.finish()
      return
    }
    guard columns[.reoffenders] != nil || columns[.actual] != nil else {
      let place = table.headerLocation(of: table.columns[0])
      reading.report(
        Fault(
          at: place,
          "there is no column reoffenders, actual_rate or reoffended; name the one that says how many reoffended "
            + "with --reoffenders, --actual or --outcome"))
      try reading.finish()
      return
    }
    let labels = keys.isEmpty ? Self.labelColumns(of: table, measures: Array(columns.values)) : keys
    guard let first = labels.first else {
      reading.report(
        Fault(
          at: table.headerLocation(of: table.columns[0]),
          "no columns tell the rows apart; name the columns that do with --by, or keep the rows of one kind with "
            + "--where"))
      try reading.finish()
      return
    }
    let (rows, totals) = table.splittingTotal(first)
    let figures = Figures(
      cohort: columns[.cohort].map { reading.counts($0) },
      reoffenders: columns[.reoffenders].map { reading.counts($0) },
      reoffences: columns[.reoffences].map { reading.counts($0) },
      actual: columns[.actual].map { reading.rates($0) },
      predicted: columns[.predicted].map { reading.rates($0) })
    var singles: [CohortGroup] = []
    let isTotal = Self.totalRows(of: table, labelledBy: first, totals: totals)
    for row in 0..<table.rowCount {
      let key = GroupKey(
        labels.map { GroupKey.Part(column: $0.name, value: table.cell(row: row, column: $0).text) })
      let group = group(in: row, key: key, figures: figures, reading: &reading)
      if isTotal[row] { total = group } else { singles.append(group) }
    }
    try reading.finish()
    guard rows.rowCount > 0 else {
      reading.report(Fault(at: table.headerLocation(of: first), "no row is left but that of the total"))
      try reading.finish()
      return
    }
    gather(singles)
  }

  /// One row's figures, with what does not fit together reported.
  private mutating func group(
    in row: Int, key: GroupKey, figures: Figures, reading: inout TableReading
  ) -> CohortGroup {
    let trials = figures.cohort?.values[row]
    let printed = figures.actual?.values[row]
    var events: ConsistentCount?
    if let reoffenders = figures.reoffenders, let count = reoffenders.values[row] {
      if let trials, count > trials {
        reading.report(
          Fault(at: reoffenders.location(row: row), "\(count) is more than the cohort of \(trials)"))
      }
      events = ConsistentCount(exactly: count)
    }
    if let cohort = figures.cohort, trials == 0 {
      reading.report(
        Fault(at: cohort.location(row: row), "a cohort of 0 has no rate; a count of at least 1 is needed"))
    } else if let trials, let printed, let actual = figures.actual {
      let recovered = ConsistentCount(rate: printed, of: trials)
      if events == nil {
        events = recovered
        if recovered == nil {
          reading.report(
            Fault(
              at: actual.location(row: row),
              "no whole number of the \(trials) people in the cohort rounds to \(printed)"))
        }
      } else if let events, recovered.map({ !$0.candidates.contains(events.nearest) }) ?? true {
        let rate = NumberFormat.percent(Double(events.nearest) / Double(trials), decimals: 2)
        notes.append(
          "\(key): \(printed) is printed, but \(events.nearest) of \(NumberFormat.count(trials)) is \(rate); "
            + "the counts are used.")
      }
    }
    let marks =
      figures.actual.map { $0[row].marks } ?? figures.reoffenders.map { $0[row].marks } ?? []
    return CohortGroup(
      key: key, trials: trials, events: events, reoffences: figures.reoffences?.values[row],
      printedRate: printed, prediction: figures.predicted?.values[row].map { GroupPrediction(printed: $0) },
      marks: marks)
  }

  /// Joins the rows that share a key, and says what was recovered.
  private mutating func gather(_ singles: [CohortGroup]) {
    var order: [GroupKey] = []
    var members: [GroupKey: [CohortGroup]] = [:]
    for group in singles {
      if members[group.key] == nil { order.append(group.key) }
      members[group.key, default: []].append(group)
    }
    groups = order.compactMap { CohortGroup.joined(members[$0] ?? [], as: $0) }
    let recovered = groups.filter { group in
      group.printedRate.map { _ in group.events != nil } ?? false
    }
    let several = recovered.compactMap { group in group.events.map { (group.key, $0) } }
      .filter { !$0.1.isUnique }
    if !several.isEmpty {
      let names = several.map { "\($0.0) (\($0.1.candidates.lowerBound) to \($0.1.candidates.upperBound))" }
      notes.append(
        "The number of reoffenders is recovered from the cohort and the printed rate; more than one whole number fits "
          + "for \(Self.list(names)). The one nearest to the printed rate is shown, and a verdict is given only where "
          + "all of them agree.")
    }
  }

  /// The fewest leading columns, not constant and not figures, whose values tell all rows apart.
  private static func labelColumns(of table: Table, measures: [String]) -> [Column] {
    guard table.rowCount > 0 else { return [] }
    let candidates = table.columns.filter { column in !measures.contains(column.name) }
    if table.rowCount == 1 { return candidates.first.map { [$0] } ?? [] }
    var labels: [Column] = []
    for column in candidates {
      let values = Set((0..<table.rowCount).map { table.cell(row: $0, column: column).text })
      guard values.count > 1 else { continue }
      labels.append(column)
      if table.grouped(by: labels).count == table.rowCount { return labels }
      if labels.count == 3 { break }
    }
    return []
  }

  private static func totalRows(of table: Table, labelledBy column: Column, totals: Table?) -> [Bool] {
    var lines: Set<Int> = []
    if let totals {
      for row in 0..<totals.rowCount { lines.insert(totals.location(row: row, column: column).line) }
    }
    return (0..<table.rowCount).map { lines.contains(table.location(row: $0, column: column).line) }
  }

  private static func list(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
