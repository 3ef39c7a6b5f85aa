import Numbers

/// Where each printed figure of a table stands, so that copies are found at once.
struct CopyIndex {
  private struct Print: Hashable {
    let significand: Int
    let decimals: Int
    let column: Int
  }

  /// Longer tables are searched near the row only.
  private static let longestIndexed = 20_000

  private var rows: [Print: [Int]] = [:]
  let context: RuleContext

  init(_ context: RuleContext) {
    self.context = context
    guard context.table.rowCount <= Self.longestIndexed else { return }
    for (index, column) in context.table.columns.enumerated() where column.isNumeric {
      for (row, number) in column.numbers.enumerated() {
        guard let number else { continue }
        rows[Print(significand: number.significand, decimals: number.decimals, column: index), default: []]
          .append(row)
      }
    }
  }

  /// The other rows that print the same figure in a column.
  func rows(printing number: PublishedNumber, inColumn column: Int, besides row: Int) -> [Int] {
    guard context.table.rowCount <= Self.longestIndexed else {
      let near = max(0, row - 500)..<min(context.table.rowCount, row + 500)
      let numbers = context.table.columns[column].numbers
      return near.filter { $0 != row && numbers[$0]?.hasSamePrint(as: number) == true }
    }
    let print = Print(significand: number.significand, decimals: number.decimals, column: column)
    return (rows[print] ?? []).filter { $0 != row }
  }

  /// A row in words: its number and its label.
  func name(_ row: Int) -> String {
    let label = context.table.label(ofRow: row)
    return label.isEmpty ? "row \(row + 1)" : "row \(row + 1) (\(label))"
  }

  /// The figures of other tables that are printed alike.
  func otherTables(printing number: PublishedNumber) -> [(
    table: AuditedTable, row: Int, column: AuditedColumn
  )] {
    var found: [(table: AuditedTable, row: Int, column: AuditedColumn)] = []
    guard number.significantDigits >= 3 else { return [] }
    for table in context.options.context where table.name != context.table.name {
      for column in table.columns where column.isNumeric {
        for (row, other) in column.numbers.enumerated() {
          if let other, other.hasSamePrint(as: number) { found.append((table, row, column)) }
        }
      }
    }
    return found
  }
}

extension PublishedNumber {
  /// The digits without zeros at either end.
  var significantDigits: Int {
    var value = significand.magnitude
    while value != 0, value % 10 == 0 { value /= 10 }
    return value == 0 ? 1 : String(value).count
  }
}
