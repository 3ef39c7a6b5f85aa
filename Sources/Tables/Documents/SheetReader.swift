/// Reads the sheets of a spreadsheet as a document: blocks of cells as tables, lines of one cell as text.
struct SheetReader {
  private(set) var blocks: [TextDocument.Block] = []
  private(set) var tableLines: [[Int]] = []
  /// The number of the first line of each sheet, and its name.
  private(set) var starts: [Int] = []
  private(set) var names: [String] = []

  init(_ bytes: [UInt8], source: String) throws(TableError) {
    var next = 1
    for (name, rows) in try Spreadsheet(bytes, source: source).shownSheets() {
      starts.append(next)
      names.append(name)
      read(rows, startingAt: next)
      next += max(1, rows.count)
    }
  }

  private mutating func read(_ rows: [[String]], startingAt first: Int) {
    var index = 0
    while index < rows.count {
      let filled = rows[index].count { !$0.isEmpty }
      if filled < 2 {
        if let text = rows[index].first(where: { !$0.isEmpty }) {
          blocks.append(.passage(number: first + index, text: text))
        }
        index += 1
        continue
      }
      var end = index
      while end < rows.count, rows[end].contains(where: { !$0.isEmpty }) { end += 1 }
      while end > index + 1, rows[end - 1].count(where: { !$0.isEmpty }) < 2 { end -= 1 }
      add(rows, index..<end, startingAt: first)
      index = end
    }
  }

  /// One table: the lines without figures at its top are the names of its columns.
  private mutating func add(_ rows: [[String]], _ range: Range<Int>, startingAt first: Int) {
    let columns = (rows[range.lowerBound..<range.upperBound].map(\.count).max() ?? 0)
    let used = (0..<columns).filter { column in
      rows[range].contains { $0.indices.contains(column) && !$0[column].isEmpty }
    }
    let cells = rows[range].map { row in used.map { row.indices.contains($0) ? row[$0] : "" } }
    var head = 1
    while head < min(4, cells.count - 1), !cells[head].contains(where: { Self.isFigure($0) }),
      cells[head].contains(where: { !$0.isEmpty }), cells[head].first?.isEmpty == true
    { head += 1 }
    let names = used.indices.map { column in
      var parts: [String] = []
      for row in 0..<head where !cells[row][column].isEmpty && parts.last != cells[row][column] {
        parts.append(cells[row][column])
      }
      return parts.joined(separator: " ")
    }
    guard cells.count > head, used.count >= 2 else { return }
    blocks.append(.table(number: first + range.lowerBound, rows: [names] + cells[head...]))
    tableLines.append([first + range.lowerBound] + (head..<cells.count).map { first + range.lowerBound + $0 })
  }

  private static func isFigure(_ text: String) -> Bool {
    text.contains { $0.isASCII && $0.isNumber } && text.count { $0.isLetter } <= 2
  }
}
