/// Reads plain text: its tables, and the rest as one passage in which every line keeps its place.
enum PlainTextReader {
  static func blocks(_ text: String, startingAt first: Int = 1) -> (
    blocks: [TextDocument.Block], tableLines: [[Int]]
  ) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let tables = TextTableFinder(lines).tables()
    var taken = Set(tables.flatMap(\.lines))
    var blocks: [TextDocument.Block] = []
    for table in tables {
      for (row, line) in zip(table.rows, table.lines).dropFirst()
      where !row.contains(where: { $0.count { $0 == " " } > 7 }) {
        for cell in row where cell.count(where: { $0.isNumber }) > 2 && cell.contains("(") {
          blocks.append(.passage(number: first + line, text: cell))
        }
      }
      for (row, line) in zip(table.rows, table.lines)
      where row.contains(where: { $0.count { $0 == " " } > 7 }) {
        taken.remove(line)
      }
    }
    let rest = lines.enumerated().map { taken.contains($0.offset) ? "" : String($0.element) }.joined(
      separator: "\n")
    var result: [TextDocument.Block] = [.passage(number: first, text: rest)]
    result += blocks
    var places: [[Int]] = []
    for table in tables {
      result.append(.table(number: first + (table.lines.first ?? 0), rows: table.rows))
      places.append(table.lines.map { first + $0 })
    }
    return (result, places)
  }
}
