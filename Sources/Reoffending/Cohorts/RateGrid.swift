public import Numbers
public import Tables

/// Printed rates in two directions, such as offence by area.
public struct RateGrid: Sendable {
  /// One printed rate.
  public struct Cell: Sendable {
    /// The row, such as an offence.
    public let row: String
    /// The column, such as an area.
    public let column: String
    /// The rate as printed.
    public let rate: PrintedRate
    /// Whether the source marks it as resting on few people.
    public let isLowVolume: Bool
  }

  /// What the rows are, by the column that names them.
  public let rowName: String
  /// Labels that are taken for one, because they differ only in brackets, blanks or case.
  public let notes: [String]
  /// The cells, in the order of the table.
  public let cells: [Cell]
  /// The columns in order of first appearance.
  public let columns: [String]
  /// The rows, those with a rate in most columns first, then by their highest rate.
  public let rows: [String]

  /// Reads a table in long form.
  ///
  /// - Throws: `TableError.faults` where a column or a rate is missing, or a cell is given twice.
  public init(
    _ table: Table, row rowName: String, column columnName: String, rate rateName: String = "actual_rate",
    mark markName: String? = "mark"
  ) throws(TableError) {
    self.rowName = rowName
    var reading = table.reading()
    let rowLabels = reading.texts(rowName, missing: .refused)
    let columnLabels = reading.texts(columnName, missing: .refused)
    let rates = reading.rates(rateName, missing: .refused)
    let marks = markName.flatMap { table.firstColumn(among: [$0]) }.map { reading.texts($0.name) }
    try reading.finish()
    var cells: [Cell] = []
    var spellings: [String: String] = [:]
    var merged: [String] = []
    var seen: Set<[String]> = []
    for index in rowLabels.indices {
      guard let printed = rowLabels.values[index], let column = columnLabels.values[index],
        let rate = rates.values[index]
      else { continue }
      let row = spellings[Self.plain(printed)] ?? printed
      spellings[Self.plain(printed)] = row
      if row != printed {
        merged.append("“\(printed)” is taken for “\(row)”.")
      }
      if !seen.insert([row, column]).inserted {
        reading.report(
          Fault(
            at: rowLabels.location(row: index),
            "\(row) in \(column) is given twice; keep one document or period with --where"))
      }
      let mark = marks?.values[index]
      cells.append(Cell(row: row, column: column, rate: rate, isLowVolume: mark?.isEmpty == false))
    }
    try reading.finish()
    self.cells = cells
    notes = Self.unique(merged)
    columns = Self.unique(cells.map(\.column))
    let byRow = Dictionary(grouping: cells, by: \.row)
    func order(_ row: String) -> (Int, Double) {
      let members = byRow[row] ?? []
      return (-members.count, -(members.map(\.rate.fraction).max() ?? 0))
    }
    rows = Self.unique(cells.map(\.row)).sorted { order($0) < order($1) }
  }

  /// The finding in a sentence: the rows in which every column has a rate.
  public var headline: String {
    let complete = rows.filter { row in cells.count { $0.row == row } == columns.count }
    let names = complete.enumerated().map { $0.offset == 0 ? $0.element : $0.element.lowercased() }
    guard !names.isEmpty else { return "No row has a rate in every column" }
    return "\(NameList.joined(names)) \(names.count > 1 ? "are" : "is") among the highest rates everywhere"
  }

  /// A sentence a cell.
  public var sentences: [String] {
    cells.map { "\($0.row), \($0.column): \($0.rate)\($0.isLowVolume ? " (low volume)" : "")." }
  }

  /// A label without brackets, blanks and case.
  private static func plain(_ label: String) -> String {
    label.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
