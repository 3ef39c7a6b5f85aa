/// Rows that share their labels in some columns.
struct RowGroups: Sendable {
  /// The group of each row; nil for rows that a condition leaves out.
  let groupOfRow: [Int?]
  /// The rows of each group, in the order of their first appearance.
  let rows: [[Int]]
  /// The parts of each group, where some groups lack parts that a group with all of theirs has.
  private let lacking: [Int: [String]]

  init(_ table: AuditedTable, columns: [Int], including rows: [Bool], findingMissingParts: Bool = false) {
    var known: [[String]: Int] = [:]
    var keys: [[String: String]] = columns.map { _ in [:] }
    var members: [[Int]] = []
    var groups: [Int?] = Array(repeating: nil, count: table.rowCount)
    for row in 0..<table.rowCount where rows[row] {
      let key = columns.indices.map { index in
        let text = table.columns[columns[index]].texts[row]
        if let known = keys[index][text] { return known }
        let key = LabelKey.key(text)
        keys[index][text] = key
        return key
      }
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
    lacking = findingMissingParts ? Self.lacking(members, in: table, besides: columns) : [:]
  }

  /// The parts that a group lacks though another group that has all of its parts has them as well.
  ///
  /// A group of which only the men are printed does not add up to anything.
  func missingParts(of group: Int) -> [String] {
    lacking[group] ?? []
  }

  private static func lacking(_ groups: [[Int]], in table: AuditedTable, besides grouping: [Int]) -> [Int:
    [String]]
  {
    guard groups.count > 1, groups.contains(where: { $0.count > 1 }),
      let part = partColumn(groups, in: table, besides: grouping)
    else { return [:] }
    let texts = table.columns[part].texts
    let labels = groups.map { rows in
      Dictionary(rows.map { (LabelKey.key(texts[$0]), texts[$0]) }, uniquingKeysWith: { first, _ in first })
    }
    var found: [Int: [String]] = [:]
    let largest = groups.indices.sorted { groups[$0].count > groups[$1].count }.prefix(100)
    for group in groups.indices {
      for other in largest where labels[other].count > labels[group].count {
        guard labels[group].keys.allSatisfy({ labels[other][$0] != nil }) else { continue }
        found[group] = labels[other].filter { labels[group][$0.key] == nil }.map(\.value).sorted()
        break
      }
    }
    return found
  }

  /// The column that names the parts: the first label that differs between all rows of every group.
  private static func partColumn(_ groups: [[Int]], in table: AuditedTable, besides grouping: [Int]) -> Int? {
    table.columns.indices.first { column in
      guard !grouping.contains(column), table.columns[column].isLabel else { return false }
      return groups.allSatisfy { rows in
        Set(rows.map { LabelKey.key(table.columns[column].texts[$0]) }).count == rows.count
      }
    }
  }
}
