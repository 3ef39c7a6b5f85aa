import Numbers

/// How much text a document may hold: as much as a thousand reports, so that what is no report is refused at once.
enum DocumentBudget {
  /// The most paragraphs: passages, and the parts of one between empty lines.
  static let mostParagraphs = 200_000
  /// The most bytes of one paragraph.
  static let longestParagraph = 1 << 20
  /// The most bytes of all passages.
  static let mostText = 64 << 20
  /// The most cells of all tables.
  static let mostCells = 5_000_000

  /// Refuses a document that holds more, with the place and the figure.
  ///
  /// - Throws: `TableError.damaged`.
  static func check(_ blocks: [TextDocument.Block], unit: String, source: String) throws(TableError) {
    let style = NumberStyle()
    func refusal(_ problem: String) -> TableError { .damaged(source: source, problem: problem) }
    var paragraphs = 0
    var text = 0
    var cells = 0
    for block in blocks {
      switch block {
      case .passage(let number, let words):
        text += words.utf8.count
        let (count, longest, line) = measure(words)
        paragraphs += count
        guard longest <= longestParagraph else {
          throw refusal(
            "the paragraph at \(unit) \(unit == "line" ? number + line : number) has \(style.text(longest)) bytes; one of "
              + "up to \(style.text(longestParagraph)) is read")
        }
      case .table(_, let rows): cells += rows.reduce(0) { $0 + $1.count }
      }
    }
    guard paragraphs <= mostParagraphs else {
      throw refusal(
        "it has \(style.text(paragraphs)) paragraphs; up to \(style.text(mostParagraphs)) are read of a document"
      )
    }
    guard text <= mostText else {
      throw refusal(
        "it has \(style.text(text)) bytes of text; up to \(style.text(mostText)) are read of a document")
    }
    guard cells <= mostCells else {
      throw refusal(
        "its tables have \(style.text(cells)) cells; up to \(style.text(mostCells)) are read of a document")
    }
  }

  /// How many parts a text has between empty lines, the bytes of the longest, and the line on which that begins.
  private static func measure(_ words: String) -> (count: Int, longest: Int, line: Int) {
    var count = 0
    var longest = (size: 0, line: 0)
    var size = 0
    var start = 0
    var line = 0
    var isEmptyLine = true
    func isLonger() -> Bool { size > longest.size }
    for byte in words.utf8 {
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        if isEmptyLine {
          if size > 0 { count += 1 }
          if isLonger() { longest = (size, start) }
          size = 0
        }
        isEmptyLine = true
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): if size > 0 { size += 1 }
      default:
        if size == 0 { start = line }
        size += 1
        isEmptyLine = false
      }
    }
    if size > 0 { count += 1 }
    return isLonger() ? (count, size, start) : (count, longest.size, longest.line)
  }
}
