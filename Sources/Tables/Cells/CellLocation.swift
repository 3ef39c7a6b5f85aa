/// Where a cell stands: what was read, and the line and column in it.
public struct CellLocation: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The file name or the name of the bundled data set.
  public let source: String
  /// The line of the file on which the cell starts, counted from 1; 0 for the name of a column that stands on no line.
  public let line: Int
  /// What the row is called where it has no line, such as `row id 17` of a database; nil for a file.
  public let row: String?
  /// The number of the field within its row, counted from 1.
  public let columnNumber: Int
  /// The name above the column; empty where the header has none.
  public let columnName: String

  /// Makes a location.
  public init(source: String, line: Int, columnNumber: Int, columnName: String, row: String? = nil) {
    self.source = source
    self.row = row
    self.line = line
    self.columnNumber = columnNumber
    self.columnName = columnName
  }

  /// The row: `line 3`, or what a row without lines is called; empty for what stands on none.
  public var place: String { row ?? (line > 0 ? "line \(line)" : "") }

  /// The opening of every message: `figures.csv, line 3, column reoffenders`.
  public var description: String {
    source + (place.isEmpty ? "" : ", \(place)")
      + ", column \(columnName.isEmpty ? String(columnNumber) : columnName)"
  }

  /// The order of reading: by source, then line, then column.
  public static func < (first: CellLocation, second: CellLocation) -> Bool {
    (first.source, first.line, first.columnNumber) < (second.source, second.line, second.columnNumber)
  }
}
