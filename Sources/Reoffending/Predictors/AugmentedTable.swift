import Numbers
import Statistics
import Tables

/// A table of people with columns of numbers added, and how a saved fit reads such a table.
struct AugmentedTable {
  let people: Table
  let added: [String]
  /// The numbers of a row; nil for one that cannot be predicted.
  let values: (Int) -> [Double?]

  /// Refuses a table that has one of the columns already.
  static func checkAdded(_ added: [String], _ table: Table) throws(TableError) {
    var reading = table.reading()
    for column in added.compactMap({ table.firstColumn(among: [$0]) }) {
      reading.report(
        Fault(at: table.headerLocation(of: column), "the table has the column \(column.name) already"))
    }
    try reading.finish()
  }

  private static func place(_ error: ModelError, _ table: Table) -> (location: CellLocation, text: String)? {
    guard case .badValue(let column, let row, let found, let allowed) = error,
      let place = table.firstColumn(among: [column])
    else { return nil }
    return (table.location(row: row - 1, column: place), "“\(found)” must be \(allowed)")
  }

  static func text(_ error: ModelError, _ table: Table) -> String {
    place(error, table).map { "\($0.location): \($0.text)" } ?? error.description
  }

  static func located(_ error: ModelError, _ table: Table) -> any Error {
    guard let place = place(error, table) else { return error }
    var faults = FaultList()
    faults.append(
      Fault(at: place.location, "\(place.text); --skip-invalid leaves such people without a prediction"))
    return TableError.faults(faults)
  }

  /// The columns of the fit: numbers (yes and no as 1 and 0, days as days since 1970) or categories.
  static func frame(_ table: Table, _ names: [String], categories: Set<String>) throws -> ModelFrame {
    var columns: [ModelColumn] = []
    var complete = Array(repeating: true, count: table.rowCount)
    for name in names {
      guard !categories.contains(name) else {
        var reading = table.reading()
        let texts = reading.texts(name)
        try reading.finish()
        for row in complete.indices where texts.values[row] == nil { complete[row] = false }
        columns.append(try ModelColumn(name, texts: texts.values.map { $0 ?? "" }))
        continue
      }
      let values = try numbers(table, name)
      for row in complete.indices where values[row] == nil { complete[row] = false }
      columns.append(ModelColumn(name, numbers: values.map { $0 ?? 0 }))
    }
    if columns.isEmpty {
      columns = [ModelColumn("row", numbers: (0..<table.rowCount).map(Double.init))]
    }
    return try ModelFrame(columns, complete: complete.contains(false) ? complete : nil)
  }

  private static func numbers(_ table: Table, _ name: String) throws -> [Double?] {
    var (plain, flags, days) = (table.reading(), table.reading(), table.reading())
    let values = plain.numbers(name).values.map { $0?.plainValue }
    if plain.faults.isEmpty { return values }
    let answers = flags.booleans(name).values.map { $0.map { $0 ? 1.0 : 0 } }
    if flags.faults.isEmpty { return answers }
    let dates = days.dates(name).values.map { $0.map { Double($0.daysSince1970) } }
    if days.faults.isEmpty { return dates }
    try plain.finish()
    return values
  }

  private func cells(row: Int) -> [OutputCell] {
    people.columns.map { .text(people.cell(row: row, column: $0).text) } + values(row).map { .optional($0) }
  }

  /// The table with the columns added.
  var table: OutputTable {
    OutputTable(
      columns: people.columns.map { OutputColumn(key: $0.name) }
        + added.map { OutputColumn(key: $0, kind: .number(decimals: 4)) },
      rows: (0..<people.rowCount).map(cells))
  }

  /// Writes the table with the columns added as CSV, a piece at a time.
  func csv<Failure: Error>(to write: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    var rows = CSVRows(columns: people.columns.map(\.name) + added)
    for row in 0..<people.rowCount {
      rows.append(cells(row: row))
      try rows.flush(to: write)
    }
    try rows.flush(atEnd: true, to: write)
  }

  /// A row a person, for JSON.
  var objects: [ResultObject] {
    (0..<people.rowCount).map { row in
      var fields: [(String, (any Encodable)?)] = people.columns.filter { !$0.name.isEmpty }.map {
        ($0.name, people.cell(row: row, column: $0).text)
      }
      fields += zip(added, values(row)).map { ($0, $1.finite) }
      return ResultObject(fields)
    }
  }
}
