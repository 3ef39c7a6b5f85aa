/// Rows that share their labels in some columns.
struct RowGroups: Sendable {
  /// The group of each row; nil for rows that a condition leaves out.
  let groupOfRow: [Int?]
  /// The rows of each group, in the order of their first appearance.
  let rows: [[Int]]

  init(_ table: AuditedTable, columns: [Int], including rows: [Bool]) {
    var known: [[String]: Int] = [:]
    var members: [[Int]] = []
    var groups: [Int?] = Array(repeating: nil, count: table.rowCount)
    for row in 0..<table.rowCount where rows[row] {
      let key = columns.map { LabelKey.key(table.columns[$0].texts[row]) }
      let group = known[key] ?? members.count
      if group == members.count {
        known[key] = group
        members.append([])
      }
      members[group].append(row)
      groups[row] = group
    }
    groupOfRow = groups
    self.rows = members
  }

  /// The parts that a group lacks though another group that has all of its parts has them as well.
  ///
  /// A group of which only the men are printed does not add up to anything.
  func missingParts(of group: Int, in table: AuditedTable, besides grouping: [Int]) -> [String] {
    guard let part = partColumn(in: table, besides: grouping) else { return [] }
    func labels(_ group: Int) -> [String: String] {
      Dictionary(
        rows[group].map { (LabelKey.key(table.columns[part].texts[$0]), table.columns[part].texts[$0]) },
        uniquingKeysWith: { first, _ in first })
    }
    let own = labels(group)
    for other in rows.indices where other != group && rows[other].count > rows[group].count {
      let theirs = labels(other)
      if own.keys.allSatisfy({ theirs[$0] != nil }), theirs.count > own.count {
        return theirs.filter { own[$0.key] == nil }.map(\.value).sorted()
      }
    }
    return []
  }

  /// The column that names the parts: the first label that differs between all rows of every group.
  private func partColumn(in table: AuditedTable, besides grouping: [Int]) -> Int? {
    table.columns.indices.first { column in
      guard !grouping.contains(column), table.columns[column].isLabel, rows.contains(where: { $0.count > 1 }) else {
        return false
      }
      return rows.allSatisfy { rows in
        Set(rows.map { LabelKey.key(table.columns[column].texts[$0]) }).count == rows.count
      }
    }
  }
}
