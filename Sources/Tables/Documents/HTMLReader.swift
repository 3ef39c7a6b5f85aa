/// Reads the passages and tables of a page.
struct HTMLReader {
  private var blocks: [TextDocument.Block] = []
  private var passage = ""
  private var line = 1
  private var start = 1
  /// How many elements deep what is not read has begun, 0 where all is read.
  private var skipped = 0
  private var grids: [TableGrid] = []
  private var cells: [(text: String, columns: Int, rows: Int)] = []
  private var firstLines: [Int] = []
  private var rowLines: [[Int]] = []
  private var tableLines: [[Int]] = []
  /// The text of the raised element that is open, nil where none is.
  private var raised: String?

  static func blocks(_ bytes: [UInt8], source: String) throws(TableError) -> (
    blocks: [TextDocument.Block], tableLines: [[Int]]
  ) {
    var reader = HTMLReader()
    guard try MarkupTree.html(bytes, source: source, { reader.visit($0) }) else {
      throw .damaged(source: source, problem: "it holds no HTML")
    }
    reader.endPassage()
    return (reader.blocks, reader.tableLines)
  }

  private mutating func visit(_ event: MarkupTree.Event) {
    switch event {
    case .enter(let name, let line, let attributes): enter(name, line, attributes)
    case .text(let text):
      guard skipped == 0 else { return }
      if raised == nil { append(text) } else { raised? += text }
    case .leave(let name): leave(name)
    }
  }

  private mutating func append(_ text: String) {
    if passage.allSatisfy(\.isWhitespace) { start = line }
    passage += text.replacing("\n", with: " ")
  }

  private mutating func enter(_ name: String, _ line: Int, _ attributes: [String: String]) {
    self.line = line
    if skipped > 0 || Self.unread.contains(name) {
      skipped += 1
      return
    }
    if Self.separating.contains(name) { endPassage() }
    switch name {
    case "br": passage += " "
    case "sup": raised = raised ?? ""
    case "table":
      grids.append(TableGrid())
      firstLines.append(line)
      rowLines.append([])
    case "tr":
      if !grids.isEmpty {
        grids[grids.count - 1].startRow()
        rowLines[rowLines.count - 1].append(line)
      }
    case "td", "th":
      cells.append(("", Int(attributes["colspan"] ?? "") ?? 1, Int(attributes["rowspan"] ?? "") ?? 1))
    default: break
    }
  }

  private mutating func leave(_ name: String) {
    if skipped > 0 {
      skipped -= 1
      return
    }
    if Self.separating.contains(name) { endPassage() }
    switch name {
    case "sup":
      if let text = raised {
        raised = nil
        append(RaisedText.text(text))
      }
    case "td", "th":
      if let cell = cells.popLast(), !grids.isEmpty {
        grids[grids.count - 1].add(cell.text, columns: cell.columns, rows: cell.rows)
      }
    case "tr": if !grids.isEmpty { grids[grids.count - 1].endRow() }
    case "table":
      if let grid = grids.popLast(), let first = firstLines.popLast(), let lines = rowLines.popLast(),
        let rows = grid.table
      {
        blocks.append(.table(number: first, rows: rows))
        tableLines.append(lines.count == rows.count ? lines : [])
      }
    default: break
    }
  }

  private mutating func endPassage() {
    defer { passage = "" }
    guard !passage.allSatisfy(\.isWhitespace) else { return }
    blocks.append(.passage(number: start, text: passage))
    if !cells.isEmpty {
      cells[cells.count - 1].text += (cells[cells.count - 1].text.isEmpty ? "" : " ") + passage
    }
  }

  private static let unread: Set<String> = [
    "script", "style", "head", "template", "noscript", "svg", "del", "s",
  ]
  private static let separating: Set<String> = [
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "td",
    "th",
    "section", "article", "header", "footer", "nav", "aside", "main", "figure", "figcaption", "blockquote",
    "pre",
    "hr", "body", "caption", "summary", "details", "form", "option", "thead", "tbody", "tfoot",
  ]
}
