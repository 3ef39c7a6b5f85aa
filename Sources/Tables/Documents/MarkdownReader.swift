/// Reads the passages and pipe tables of Markdown: headings, list items and paragraphs each stand alone.
enum MarkdownReader {
  static func blocks(_ text: String) -> (blocks: [TextDocument.Block], tableLines: [[Int]]) {
    var blocks: [TextDocument.Block] = []
    var tableLines: [[Int]] = []
    var passage: (number: Int, lines: [String])?
    var table: (number: Int, rows: [[String]], lines: [Int])?
    var isCode = false
    func end() {
      if let passage {
        blocks.append(.passage(number: passage.number, text: passage.lines.joined(separator: "\n")))
      }
      if let table {
        var grid = TableGrid()
        for row in table.rows {
          grid.startRow()
          for cell in row { grid.add(cell) }
          grid.endRow()
        }
        if let rows = grid.table {
          blocks.append(.table(number: table.number, rows: rows))
          tableLines.append(table.lines)
        }
      }
      passage = nil
      table = nil
    }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let tabbed = TextTableFinder(lines.map { $0.contains("\t") ? $0 : "" }).tables()
    let taken = Set(tabbed.flatMap(\.lines))
    for (index, line) in lines.map({ RaisedText.marked(String($0)) }).enumerated() {
      if taken.contains(index) {
        end()
        if let found = tabbed.first(where: { $0.lines.first == index }) {
          blocks.append(.table(number: index + 1, rows: found.rows.map { $0.map { plain($0) } }))
          tableLines.append(found.lines.map { $0 + 1 })
        }
        continue
      }
      let bare = line.drop(while: \.isWhitespace)
      if bare.hasPrefix("```") || bare.hasPrefix("~~~") {
        end()
        isCode.toggle()
      } else if isCode {
        continue
      } else if bare.hasPrefix("|") {
        if table == nil { end() }
        let row = cells(bare)
        if !isRule(row) {
          if table == nil { table = (index + 1, [], []) }
          table?.rows.append(row)
          table?.lines.append(index + 1)
        }
        blocks += row.filter { !$0.isEmpty && !isRule([$0]) }.map { .passage(number: index + 1, text: $0) }
      } else if bare.isEmpty {
        end()
      } else {
        if table != nil || startsAlone(bare) { end() }
        if passage == nil { passage = (index + 1, []) }
        passage?.lines.append(plain(line))
        if bare.hasPrefix("#") { end() }
      }
    }
    end()
    return (blocks, tableLines)
  }

  /// A heading, a quotation or an item of a list.
  private static func startsAlone(_ line: Substring) -> Bool {
    if line.hasPrefix("#") || line.hasPrefix(">") { return true }
    if let first = line.first, "-*+•".contains(first), line.dropFirst().first == " " { return true }
    let digits = line.prefix { $0.isNumber }
    let rest = line.dropFirst(digits.count)
    return !digits.isEmpty && digits.count < 4 && (rest.hasPrefix(". ") || rest.hasPrefix(") "))
  }

  private static func cells(_ line: Substring) -> [String] {
    var inner = line
    while inner.last?.isWhitespace == true { inner.removeLast() }
    inner.removeFirst()
    if inner.last == "|" { inner.removeLast() }
    return inner.split(separator: "|", omittingEmptySubsequences: false).map { cell in
      withoutEmphasis(String(cell)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }

  /// Without the code of R Markdown and Quarto whose result stands in a sentence: `` `r round(rate, 1)` ``.
  private static func withoutCalculations(_ text: String) -> String {
    guard text.contains("`r ") || text.contains("`{") else { return text }
    return text.replacing(/`(?:r |\{)[^`]*`/, with: "…")
  }

  private static func isRule(_ row: [String]) -> Bool {
    row.allSatisfy { !$0.isEmpty && $0.allSatisfy { "-: ".contains($0) } && $0.contains("-") }
  }

  /// Without marks of emphasis and code, and without the number or mark of a list item or heading.
  private static func plain(_ line: String) -> String {
    var text = line.drop { $0.isWhitespace || "#>".contains($0) }
    if startsAlone(text), let space = text.firstIndex(of: " ") { text = text[text.index(after: space)...] }
    return withoutEmphasis(String(text))
  }

  /// Without marks of emphasis and code; in a cell `- 2,770` is a number and `> 55` no quotation.
  private static func withoutEmphasis(_ text: String) -> String {
    var result = ""
    let words = withoutCalculations(text).replacing("****", with: " ").replacing("[^", with: "[")
    for character in words
    where !"*`\\".contains(character) {
      result.append(character)
    }
    return result.replacing("__", with: "")
  }
}
