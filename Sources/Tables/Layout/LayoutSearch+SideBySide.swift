import Numbers

extension LayoutSearch {
  /// The columns of tables that stand side by side: parted by a column with nothing in it, each begins with the name that
  /// the first one begins with, or with words beside figures of its own.
  func sideBySide(_ names: [String], _ header: ClosedRange<Int>, before end: Int) -> [ClosedRange<Int>] {
    let body = lines[header.upperBound + 1..<max(header.upperBound + 1, end)].filter { !$0.isBlank }
    guard body.count > 1, names.count > 3, let first = names.firstIndex(where: { !$0.isEmpty }) else {
      return []
    }
    let repeated = repeatedBlocks(names, body)
    if !repeated.isEmpty { return repeated }
    // Names of rows without a name above them belong to all that stands to their right.
    guard active.first.map({ $0 >= first }) ?? true else { return [] }
    func isEmpty(_ column: Int) -> Bool {
      names[column].isEmpty
        && !body.contains { $0.cells.indices.contains(column) && !$0.cells[column].isEmpty }
    }
    var blocks: [ClosedRange<Int>] = []
    for column in first..<names.count where !isEmpty(column) {
      if let last = blocks.last, last.upperBound == column - 1 {
        blocks[blocks.count - 1] = last.lowerBound...column
      } else {
        blocks.append(column...column)
      }
    }
    guard blocks.count > 1, blocks.allSatisfy({ $0.count > 1 }) else { return [] }
    let lowest = lines[header.upperBound].texts
    func name(_ column: Int) -> String {
      lowest.indices.contains(column) && !lowest[column].isEmpty ? lowest[column] : names[column]
    }
    let areAlike = blocks.dropFirst().allSatisfy {
      ComparedName.of(name($0.lowerBound)) == ComparedName.of(name(blocks[0].lowerBound))
    }
    return areAlike || blocks.allSatisfy({ isTable($0, body) }) ? blocks : []
  }

  /// Tables without a column between them, which have the same names again: `Area, Cohort, Area, Cohort`.
  private func repeatedBlocks(_ names: [String], _ body: [LayoutLine]) -> [ClosedRange<Int>] {
    let count = (names.lastIndex { !$0.isEmpty } ?? -1) + 1
    let plain = names.prefix(count).map { ComparedName.of(ColumnName.withoutNotes($0)) }
    guard count > 3, !plain.contains("") else { return [] }
    for width in 2...(count / 2) where count.isMultiple(of: width) {
      let starts = Array(stride(from: 0, to: count, by: width))
      guard Set(plain[..<width]).count == width,
        starts.allSatisfy({ plain[$0..<($0 + width)].elementsEqual(plain[..<width]) })
      else { continue }
      // Each begins with names of rows, or years.
      let areNamed = starts.allSatisfy { start in
        let cells = body.compactMap { $0.isEmpty(start) ? nil : $0.isFigure(start) }
        return !cells.isEmpty && cells.count { $0 } * 2 < cells.count
      }
      if areNamed { return starts.map { $0...($0 + width - 1) } }
    }
    return []
  }

  /// Whether columns hold names of rows of their own, each once, and figures beside them.
  private func isTable(_ columns: ClosedRange<Int>, _ body: [LayoutLine]) -> Bool {
    let names = body.compactMap { line -> String? in
      let place = columns.lowerBound
      guard line.cells.indices.contains(place), !line.cells[place].isEmpty else { return nil }
      return line.cells[place].isNumber && !line.cells[place].isYear ? "" : line.texts[place]
    }
    let figures = body.count { line in
      columns.dropFirst().contains { line.cells.indices.contains($0) && line.cells[$0].isNumber }
    }
    return names.count > 1 && !names.contains("") && Set(names).count == names.count
      && figures * 2 >= names.count
  }
}
