internal import CGSL

/// Visits every table with the margins of an observed one, column by column.
struct TableEnumeration {
  private let logFactorials: LogFactorials
  private let columns: [Int]
  private let observed: Double
  private let constant: Double
  private let budget: Int
  private var rows: [Int]
  private var visited = 0
  private var extreme = 0.0

  init(_ table: ContingencyTable, _ logFactorials: LogFactorials, budget: Int) {
    self.logFactorials = logFactorials
    self.budget = budget
    // Fewer columns than rows make fewer steps down; large columns first make the last choices few.
    let isWide = table.columnTotals.count > table.rowTotals.count
    rows = (isWide ? table.columnTotals : table.rowTotals).filter { $0 > 0 }
    columns = (isWide ? table.rowTotals : table.columnTotals).filter { $0 > 0 }.sorted(by: >)
    observed = -table.counts.joined().reduce(0) { $0 + logFactorials[$1] }
    constant =
      table.rowTotals.reduce(0) { $0 + logFactorials[$1] }
      + table.columnTotals.reduce(0) { $0 + logFactorials[$1] } - logFactorials[table.total]
  }

  /// The probability of all tables no more likely than the observed one, or nil where the budget was too small.
  mutating func pValue() -> Double? {
    fill(column: 0, row: 0, left: columns[0], weight: 0)
    return visited > budget ? nil : extreme
  }

  private mutating func fill(column: Int, row: Int, left: Int, weight: Double) {
    guard visited <= budget else { return }
    if column == columns.count - 1 {
      visited += 1
      finish(weight - rows.reduce(0) { $0 + logFactorials[$1] })
      return
    }
    if row == rows.count - 1 {
      guard left <= rows[row] else { return }
      rows[row] -= left
      fill(column: column + 1, row: 0, left: columns[column + 1], weight: weight - logFactorials[left])
      rows[row] += left
      return
    }
    let rest = rows[(row + 1)...].reduce(0, +)
    for count in stride(from: max(0, left - rest), through: min(left, rows[row]), by: 1) {
      rows[row] -= count
      fill(column: column, row: row + 1, left: left - count, weight: weight - logFactorials[count])
      rows[row] += count
    }
  }

  private mutating func finish(_ weight: Double) {
    if weight <= observed + FixedMargins.tieTolerance { extreme += exp(weight + constant) }
  }
}
