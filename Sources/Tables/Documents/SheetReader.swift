/// Reads the sheets of a spreadsheet, or a file of separated values, as a document.
///
/// Blocks of cells are tables, lines of one cell are text. Tables that stand side by side, with a column between them, are tables of
/// their own.
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
      let first = next
      read(rows, numbers: rows.indices.map { first + $0 })
      next += max(1, rows.count)
    }
  }

  /// - Parameter headerLines: lines on which a table begins though none is blank before them.
  init(separated text: [UInt8], headerLines: Set<Int>) {
    let lines = text.withUnsafeBufferPointer {
      LayoutLine.read($0, separator: SeparatorDetection.separator(of: $0))
    }
    read(lines.map(\.texts), numbers: lines.map(\.number), headerLines: headerLines)
  }

  private mutating func read(_ rows: [[String]], numbers: [Int], headerLines: Set<Int> = []) {
    var index = 0
    while index < rows.count {
      let filled = rows[index].count { !$0.isEmpty }
      if filled < 2 {
        if let text = rows[index].first(where: { !$0.isEmpty }) {
          blocks.append(.passage(number: numbers[index], text: text))
        }
        index += 1
        continue
      }
      var end = index
      while end < rows.count, rows[end].contains(where: { !$0.isEmpty }),
        end == index || !headerLines.contains(numbers[end])
      { end += 1 }
      while end > index + 1, rows[end - 1].count(where: { !$0.isEmpty }) < 2 { end -= 1 }
      for columns in columns(of: rows[index..<end]) { add(rows, index..<end, columns, numbers) }
      index = end
    }
  }

  /// The columns with something in them, those of each table apart.
  private func columns(of rows: ArraySlice<[String]>) -> [[Int]] {
    let count = rows.map(\.count).max() ?? 0
    func text(_ row: [String], _ column: Int) -> String { row.indices.contains(column) ? row[column] : "" }
    let used = (0..<count).filter { column in rows.contains { !text($0, column).isEmpty } }
    var parts: [[Int]] = []
    for column in used {
      if let last = parts.last?.last, last == column - 1 {
        parts[parts.count - 1].append(column)
      } else {
        parts.append([column])
      }
    }
    // Each has names above all its columns, and in its first column names of rows.
    let areTables =
      parts.count > 1
      && parts.allSatisfy { part in
        guard part.count > 1, let header = rows.first, part.allSatisfy({ !text(header, $0).isEmpty }) else {
          return false
        }
        let names = rows.dropFirst().map { text($0, part[0]) }.filter { !$0.isEmpty }
        return names.count > 1 && !names.contains { TableHead.isFigure($0) }
      }
    return areTables ? parts : [used]
  }

  /// One table: the lines without figures at its top are the names of its columns.
  private mutating func add(_ rows: [[String]], _ block: Range<Int>, _ used: [Int], _ numbers: [Int]) {
    var range = block
    func isBlank(_ row: [String]) -> Bool { used.allSatisfy { !row.indices.contains($0) || row[$0].isEmpty } }
    while range.count > 1, isBlank(rows[range.upperBound - 1]) {
      range = range.lowerBound..<range.upperBound - 1
    }
    let cells = rows[range].map { row in used.map { row.indices.contains($0) ? row[$0] : "" } }
    var head = 1
    while head < min(4, cells.count - 1), !cells[head].contains(where: { TableHead.isFigure($0) }),
      cells[head].contains(where: { !$0.isEmpty }), cells[head].first?.isEmpty == true
    { head += 1 }
    let names = TableHead.names(Array(cells[..<head]))
    guard cells.count > head, used.count >= 2 else { return }
    blocks.append(.table(number: numbers[range.lowerBound], rows: [names] + cells[head...]))
    tableLines.append(
      [numbers[range.lowerBound]] + (head..<cells.count).map { numbers[range.lowerBound + $0] })
  }
}
