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
    var reading = table.reading()
    let rowLabels = reading.texts(rowName, missing: .refused)
    let columnLabels = reading.texts(columnName, missing: .refused)
    let rates = reading.rates(rateName, missing: .refused)
    let marks = markName.flatMap { table.firstColumn(among: [$0]) }.map { reading.texts($0.name) }
    try reading.finish()
    var cells: [Cell] = []
    var seen: Set<[String]> = []
    for index in rowLabels.indices {
      guard let row = rowLabels.values[index], let column = columnLabels.values[index],
        let rate = rates.values[index]
      else { continue }
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
    guard let first = complete.first, let highest = cells.max(by: { $0.rate.fraction < $1.rate.fraction }) else {
      return "Rates of reoffending by offence and area"
    }
    return complete.count == 1
      ? "\(first) is among the highest rates of every area"
      : "The highest rate is that of \(highest.row.lowercased()) in \(highest.column) (\(highest.rate))"
  }

  /// A sentence a cell.
  public var sentences: [String] {
    cells.map { "\($0.row), \($0.column): \($0.rate)\($0.isLowVolume ? " (low volume)" : "")." }
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
