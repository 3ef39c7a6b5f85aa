/// The columns that a model is fitted to, with the rows to use.
public struct ModelFrame: Sendable {
  /// The columns by name.
  public let columns: [String: ModelColumn]
  /// The names in the order given.
  public let names: [String]
  /// How many rows there are, those left out included.
  public let rows: Int
  /// Which rows to use; nil where all are complete.
  public let complete: [Bool]?

  /// Joins columns of equal length.
  ///
  /// - Parameters:
  ///   - columns: the columns, each with a name of its own; at least one.
  ///   - complete: false for a row with a missing value in a column that the model uses; such rows are left out and
  ///     counted.
  /// - Throws: `ModelError` for columns of unequal length, a name used twice, or no rows.
  public init(_ columns: [ModelColumn], complete: [Bool]? = nil) throws(ModelError) {
    guard let first = columns.first, first.count > 0 else { throw .noRows(excluded: 0) }
    var byName: [String: ModelColumn] = [:]
    for column in columns {
      guard column.count == first.count else {
        throw .lengthMismatch(column: column.name, count: column.count, expected: first.count)
      }
      guard byName.updateValue(column, forKey: column.name) == nil else {
        throw .duplicateColumn(column.name)
      }
    }
    if let complete, complete.count != first.count {
      throw .lengthMismatch(column: "complete", count: complete.count, expected: first.count)
    }
    self.columns = byName
    names = columns.map(\.name)
    rows = first.count
    self.complete = complete
  }

  /// How many rows are left out for a missing value.
  public var excludedRows: Int { complete?.count { !$0 } ?? 0 }

  func column(_ name: String) throws(ModelError) -> ModelColumn {
    guard let column = columns[name] else { throw .unknownColumn(name, known: names) }
    return column
  }

  func uses(_ row: Int) -> Bool { complete?[row] ?? true }

  /// The greatest number that a model takes: products of four stay finite.
  static let greatest = 1e60

  /// The numbers of a column, those of the rows in use checked to be such that products of several stay finite.
  func numbers(_ name: String) throws(ModelError) -> [Double] {
    guard case .numeric(let values) = try column(name).content else {
      throw .wrongKind(column: name, needed: "a number")
    }
    for row in values.indices where !(abs(values[row]) <= Self.greatest) && uses(row) {
      throw .badValue(
        column: name, row: row + 1, found: "\(values[row])",
        allowed: values[row].isFinite
          ? "from -1e60 to 1e60; write it in a larger unit" : "a finite number, or the row left out")
    }
    return values
  }
}
