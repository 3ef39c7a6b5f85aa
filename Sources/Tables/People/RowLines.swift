/// The line on which each row starts, or what it is called where there are no lines.
enum RowLines: Sendable {
  /// A row on each line from the first on.
  case consecutive(from: Int)
  /// Any lines.
  case listed([UInt32])
  /// The rows of a database, which are counted instead.
  case named(RowNames)

  subscript(row: Int) -> Int {
    switch self {
    case .consecutive(let first): first + row
    case .listed(let lines): Int(lines[row])
    case .named: row + 1
    }
  }

  /// Where the cell of a row stands.
  func location(row: Int, source: String, column: Column) -> CellLocation {
    CellLocation(
      source: source, line: self[row], columnNumber: column.number, columnName: column.name, row: name(row))
  }

  /// What a row is called; nil where it is known by its line.
  func name(_ row: Int) -> String? {
    if case .named(let names) = self { names[row] } else { nil }
  }
}
