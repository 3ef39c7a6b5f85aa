import Numbers

/// The tables of two versions, matched by the names of their columns, and their rows by their labels.
struct TableComparison {
  private(set) var changes: [FigureChange] = []
  private(set) var onlyOld: [FigureChange] = []
  private(set) var onlyNew: [FigureChange] = []
  private(set) var same = 0

  init(_ old: VersionComparison.Version, _ new: VersionComparison.Version) {
    var taken: Set<Int> = []
    for table in new.tables {
      let own = Set(table.columns.map { LabelKey.key($0.name) })
      let best = old.tables.indices.filter { !taken.contains($0) }.map { index -> (Int, Double) in
        let theirs = Set(old.tables[index].columns.map { LabelKey.key($0.name) })
        let labels = Self.labels(table).intersection(Self.labels(old.tables[index])).count
        let likeness = Double(own.intersection(theirs).count) / Double(max(1, own.union(theirs).count))
        return (index, likeness + Double(labels) / Double(max(1, table.rowCount)))
      }.max { $0.1 < $1.1 }
      guard let (index, likeness) = best, likeness >= 0.8 else {
        onlyNew.append(
          FigureChange(
            words: table.name, old: nil, new: "a table of \(table.rowCount) rows", oldPlace: nil,
            newPlace: table.name))
        continue
      }
      taken.insert(index)
      compare(old.tables[index], table)
    }
    for index in old.tables.indices where !taken.contains(index) {
      let table = old.tables[index]
      onlyOld.append(
        FigureChange(
          words: table.name, old: "a table of \(table.rowCount) rows", new: nil, oldPlace: table.name,
          newPlace: nil))
    }
  }

  private static func key(_ table: AuditedTable, _ row: Int) -> String {
    let columns = table.labelColumns.isEmpty ? Array(table.columns.indices.prefix(1)) : table.labelColumns
    return columns.map { LabelKey.key(table.columns[$0].texts[row]) }.joined(separator: " | ")
  }

  private static func labels(_ table: AuditedTable) -> Set<String> {
    Set((0..<table.rowCount).map { key(table, $0) })
  }

  private static func place(_ table: AuditedTable, _ row: Int) -> String {
    table.line(ofRow: row).map { "\(table.name), line \($0)" } ?? "\(table.name), row \(row + 1)"
  }

  private mutating func compare(_ old: AuditedTable, _ new: AuditedTable) {
    var rows: [String: [Int]] = [:]
    for row in (0..<old.rowCount).reversed() { rows[Self.key(old, row), default: []].append(row) }
    for row in 0..<new.rowCount {
      let label = Self.key(new, row)
      let shown = new.label(ofRow: row).isEmpty ? label : new.label(ofRow: row)
      guard let other = rows[label]?.popLast() else {
        onlyNew.append(
          FigureChange(
            words: shown, old: nil, new: figures(new, row), oldPlace: nil, newPlace: Self.place(new, row)))
        continue
      }
      for column in new.columns where !column.isLabel {
        guard let theirs = old.columns.first(where: { LabelKey.key($0.name) == LabelKey.key(column.name) })
        else { continue }
        let (before, after) = (theirs.texts[other], column.texts[row])
        if before == after {
          if column.numbers[row] != nil { same += 1 }
        } else {
          changes.append(
            FigureChange(
              words: "\(shown): \(column.name)", old: before, new: after, oldPlace: Self.place(old, other),
              newPlace: Self.place(new, row)))
        }
      }
    }
    for (_, left) in rows.sorted(by: { $0.key < $1.key }) {
      for row in left {
        let label = old.label(ofRow: row)
        onlyOld.append(
          FigureChange(
            words: label, old: figures(old, row), new: nil, oldPlace: Self.place(old, row), newPlace: nil))
      }
    }
  }

  private func figures(_ table: AuditedTable, _ row: Int) -> String {
    table.columns.filter { !$0.isLabel }.map { $0.texts[row] }.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
