import Numbers

/// The values of one column, a row each, in the order of the table's rows.
public struct TypedColumn<Value: Sendable>: Sendable, RandomAccessCollection {
  /// The values alone; nil where one is missing or faulty.
  public private(set) var values: [Value?] = []

  private let table: Table
  private let column: Column
  private var missing: [Int: MissingReason] = [:]
  private var marks: [Int: [Mark]] = [:]

  init(of column: Column, in table: Table) {
    self.table = table
    self.column = column
    values.reserveCapacity(table.rowCount)
  }

  /// A column that was not found: a row each, no value in any.
  static func faulty(named name: String, in table: Table) -> TypedColumn {
    var column = TypedColumn(of: Column(name: name, index: 0), in: table)
    column.values = Array(repeating: nil, count: table.rowCount)
    return column
  }

  /// The name of the column.
  public var name: String { column.name }

  /// The first row.
  public var startIndex: Int { 0 }

  /// The number of rows.
  public var endIndex: Int { values.count }

  /// The value of a row with its reason, marks and place.
  public subscript(row: Int) -> Entry<Value> {
    Entry(value: values[row], missing: missing[row], marks: marks[row] ?? [], location: location(row: row))
  }

  /// Where the cell of a row stands.
  public func location(row: Int) -> CellLocation {
    table.location(row: row, column: column)
  }

  mutating func append(_ value: Value?, marks: [Mark] = []) {
    if !marks.isEmpty { self.marks[values.count] = marks }
    values.append(value)
  }

  mutating func append(missing reason: MissingReason) {
    missing[values.count] = reason
    values.append(nil)
  }

  /// The same rows with other values, keeping reasons and marks.
  func replacingValues<Other: Sendable>(_ other: [Other?]) -> TypedColumn<Other> {
    var column = TypedColumn<Other>(of: column, in: table)
    column.values = other
    column.missing = missing
    column.marks = marks
    return column
  }
}
