/// Reads the paragraphs, tables and notes of a Word document.
///
/// A paragraph is read through all its runs, so that a figure that Word has split over several is whole. Deleted text
/// of tracked changes is left out, inserted text is read. Paragraphs are counted in the order of the text, those in
/// cells of tables included, empty ones not.
///
/// - Source: ECMA-376-1 (2016), *Office Open XML File Formats*, part 1, section 17.
struct WordReader {
  private var blocks: [TextDocument.Block] = []
  private var paragraph = ""
  private var number = 0
  private var isText = false
  /// Whether the run that is open is raised.
  private var isRaised = false
  /// How many elements deep what is not read has begun, 0 where all is read.
  private var skipped = 0
  private var grids: [TableGrid] = []
  private var cells: [(text: String, columns: Int, isContinued: Bool)] = []
  private var firstNumbers: [Int] = []

  static func blocks(_ bytes: [UInt8], source: String) throws(TableError) -> [TextDocument.Block] {
    let archive = try ZipContainer(bytes, source: source)
    var reader = WordReader()
    guard let main = try archive.file("word/document.xml") else {
      throw .damaged(source: source, problem: "it is no Word document: it holds no word/document.xml")
    }
    guard try MarkupTree.xml(main, source: "\(source), word/document.xml", { reader.visit($0) }) else {
      throw .damaged(source: source, problem: "word/document.xml is not well-formed XML")
    }
    for name in ["word/footnotes.xml", "word/endnotes.xml"] {
      guard let notes = try archive.file(name) else { continue }
      guard try MarkupTree.xml(notes, source: "\(source), \(name)", { reader.visit($0) }) else {
        throw .damaged(source: source, problem: "\(name) is not well-formed XML")
      }
    }
    return reader.blocks
  }

  private mutating func visit(_ event: MarkupTree.Event) {
    switch event {
    case .enter(let name, _, let attributes): enter(name, attributes)
    case .text(let text): if isText, skipped == 0 { paragraph += isRaised ? RaisedText.text(text) : text }
    case .leave(let name): leave(name)
    }
  }

  private mutating func enter(_ name: String, _ attributes: [String: String]) {
    if skipped > 0 || Self.unread.contains(name) {
      skipped += 1
      return
    }
    switch name {
    case "t": isText = true
    case "r": isRaised = false
    case "vertAlign": isRaised = attributes["val"] == "superscript"
    case "tab", "br", "cr": paragraph += " "
    case "noBreakHyphen": paragraph += "-"
    case "tbl":
      grids.append(TableGrid())
      firstNumbers.append(number + 1)
    case "tr": if !grids.isEmpty { grids[grids.count - 1].startRow() }
    case "tc": cells.append(("", 1, false))
    case "gridSpan": if !cells.isEmpty { cells[cells.count - 1].columns = Int(attributes["val"] ?? "") ?? 1 }
    case "vMerge": if !cells.isEmpty { cells[cells.count - 1].isContinued = attributes["val"] != "restart" }
    default: break
    }
  }

  private mutating func leave(_ name: String) {
    if skipped > 0 {
      skipped -= 1
      return
    }
    switch name {
    case "t": isText = false
    case "p": endParagraph()
    case "tc": endCell()
    case "tr": if !grids.isEmpty { grids[grids.count - 1].endRow() }
    case "tbl":
      if let grid = grids.popLast(), let first = firstNumbers.popLast(), let rows = grid.table {
        blocks.append(.table(number: first, rows: rows))
      }
    default: break
    }
  }

  private mutating func endParagraph() {
    defer { paragraph = "" }
    guard !paragraph.allSatisfy(\.isWhitespace) else { return }
    number += 1
    let text = paragraph.replacing("\n", with: " ")
    blocks.append(.passage(number: number, text: text))
    if !cells.isEmpty {
      cells[cells.count - 1].text += (cells[cells.count - 1].text.isEmpty ? "" : " ") + text
    }
  }

  private mutating func endCell() {
    guard let cell = cells.popLast(), !grids.isEmpty else { return }
    if cell.isContinued {
      grids[grids.count - 1].addContinuation(columns: cell.columns)
    } else {
      grids[grids.count - 1].add(cell.text, columns: cell.columns)
    }
  }

  /// Deleted text, what stands in a newer form beside it, and the marks of fields.
  private static let unread: Set<String> = [
    "del", "moveFrom", "Fallback", "instrText", "delText", "separator",
  ]
}
