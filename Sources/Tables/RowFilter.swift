/// A condition that rows must meet to be kept: `area = "Dudley" and age >= 18`.
///
/// Two numbers are compared as numbers, anything else as texts with their case. Conditions are joined with `and`, `or`,
/// `not` and brackets; `sex in ("F", "M")` and `rate is missing` are conditions too. A column whose name has blanks or
/// signs stands in backticks. A comparison with a missing value is neither true nor false, as in SQL, so that its row
/// is not kept under `not` either.
public struct RowFilter: Hashable, Sendable, CustomStringConvertible {
  /// The condition as written.
  public let description: String

  package let expression: FilterExpression

  /// Understands a condition.
  ///
  /// - Throws: `TableError.filter` with the place at which it is not understood.
  public init(parsing text: String) throws(TableError) {
    var parser = try FilterParser(text)
    expression = try parser.parse()
    description = text
  }

  /// The words of a condition that one column is a text, whatever signs the two have in them.
  package static func condition(column: String, equals text: String) -> String {
    let name = column.replacing("`", with: "``")
    return "`\(name)` = \"\(text.replacing("\"", with: "\"\""))\""
  }

  /// A part of a condition, which goes on being called by the words of the whole.
  package init(_ expression: FilterExpression, of whole: RowFilter) {
    self.expression = expression
    description = whole.description
  }
}

extension Table {
  /// The rows that meet a condition, in their order.
  ///
  /// - Throws: `TableError.filter` where the table has no such column, or the column no such value, with the nearest
  ///   there is; `TableError.faults` where a cell cannot be compared; `TableError.noRows` where no row is kept.
  public func filtered(where filter: RowFilter) throws(TableError) -> Table {
    var evaluation = FilterEvaluation(filter, table: self)
    try evaluation.check(filter.expression)
    var rows: [Int] = []
    for row in 0..<rowCount where evaluation.value(of: filter.expression, row: row) == true {
      rows.append(row)
    }
    guard evaluation.faults.isEmpty else { throw .faults(evaluation.faults) }
    guard !rows.isEmpty || rowCount == 0 else {
      throw .noRows(expression: filter.description, source: source)
    }
    return selecting(rows: rows)
  }
}
