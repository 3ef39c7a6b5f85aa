/// The rows that share their texts in the grouping columns.
public struct TableGroup: Sendable {
  /// The shared texts, one for each grouping column.
  public let key: [String]
  /// The rows, in the order of the file.
  public let table: Table
}

extension Table {
  /// The groups in the order in which they first appear; without a column, all rows are one group.
  public func grouped(by columns: [Column]) -> [TableGroup] {
    var rows: [[String]: [Int]] = [:]
    var order: [[String]] = []
    for row in 0..<rowCount {
      let key = columns.map { cell(row: row, column: $0).text }
      if rows[key] == nil { order.append(key) }
      rows[key, default: []].append(row)
    }
    return order.map { TableGroup(key: $0, table: selecting(rows: rows[$0] ?? [])) }
  }
}
