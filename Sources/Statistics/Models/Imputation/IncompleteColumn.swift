/// A column of which some values are missing.
public struct IncompleteColumn: Sendable {
  /// The column; what it holds in missing rows is not looked at.
  public let column: ModelColumn
  /// Which rows are missing.
  public let isMissing: [Bool]

  /// Joins a column with its missing rows.
  ///
  /// - Throws: `ModelError` for unequal lengths or a column without any value.
  public init(_ column: ModelColumn, isMissing: [Bool]) throws(ModelError) {
    guard isMissing.count == column.count else {
      throw .lengthMismatch(column: column.name, count: column.count, expected: isMissing.count)
    }
    guard isMissing.contains(false) else {
      throw .undefined(quantity: "an imputation of \(column.name)", because: "every value is missing")
    }
    self.column = column
    self.isMissing = isMissing
  }

  /// A complete column.
  public init(complete column: ModelColumn) {
    self.column = column
    isMissing = Array(repeating: false, count: column.count)
  }

  var missingRows: [Int] { isMissing.indices.filter { isMissing[$0] } }
  var observedRows: [Int] { isMissing.indices.filter { !isMissing[$0] } }

  /// The column with other values in the missing rows.
  func filled(_ value: (Int) -> Double) -> ModelColumn {
    switch column.content {
    case .numeric(let numbers):
      return ModelColumn(
        column.name, numbers: numbers.indices.map { isMissing[$0] ? value($0) : numbers[$0] })
    case .categorical(let codes, let levels, let reference):
      return ModelColumn(
        column.name, checkedCodes: codes.indices.map { isMissing[$0] ? Int32(value($0)) : codes[$0] },
        levels: levels, reference: reference)
    }
  }
}
