/// The running text and the tables of a document: plain text, Markdown, HTML, Word, PDF, a
/// spreadsheet or separated values.
public struct TextDocument: Sendable {
  /// The kinds that are read.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Text without marks.
    case plain
    /// Markdown, also that of R Markdown and Quarto.
    case markdown
    /// HTML.
    case html
    /// Word's `.docx`.
    case word
    /// PDF.
    case pdf
    /// The sheets of `.xlsx` or `.ods`, as they show their cells.
    case spreadsheet
    /// Several tables in one file of separated values.
    case separated

    /// The kind that the ending of a path tells; nil for any other.
    public init?(path: String) {
      let ending = path.lowercased().split(separator: ".", omittingEmptySubsequences: false).last ?? ""
      switch ending {
      case "txt", "text": self = .plain
      case "md", "markdown", "rmd", "qmd": self = .markdown
      case "html", "htm", "xhtml": self = .html
      case "docx": self = .word
      case "pdf": self = .pdf
      default: return nil
      }
    }

    /// What the number of a block counts.
    public var unit: String {
      switch self {
      case .plain, .markdown, .html, .pdf, .separated: "line"
      case .word: "paragraph"
      case .spreadsheet: "row"
      }
    }
  }

  /// A passage or a table, with the line or the paragraph on which it starts.
  public enum Block: Hashable, Sendable {
    /// Words that belong together; a line break in them is one of the file.
    case passage(number: Int, text: String)
    /// Cells, row by row, all rows of one length.
    case table(number: Int, rows: [[String]])
  }

  /// The file name.
  public let source: String
  /// The kind.
  public let kind: Kind
  /// The text and the tables in their order.
  public let blocks: [Block]
  /// The numbers of the rows of each table, in the order of the tables; empty where only its start is known.
  public let tableLines: [[Int]]
  /// The number of the first line of each page, where the document has pages.
  public let pageStarts: [Int]
  /// The names of the sheets, where the document has sheets in place of pages.
  public let sheetNames: [String]

  /// Reads a document.
  ///
  /// - Parameters:
  ///   - bytes: what the file holds.
  ///   - kind: as which they are read, whatever the ending of the name.
  ///   - source: the file name, for messages.
  ///   - headerLines: the lines on which the tables of separated values begin, beside those behind a blank line.
  /// - Throws: `TableError.damaged` where a Word file is none, is cut short or would take more memory than any report
  ///   does; what decoding throws for a text in an encoding that is not read.
  public init(_ bytes: [UInt8], kind: Kind, source: String, headerLines: [Int] = []) throws(TableError) {
    self.source = source
    self.kind = kind
    var read: [Block]
    var lines: [[Int]] = []
    var pages: [Int] = []
    var sheets: [String] = []
    switch kind {
    case .plain: (read, lines) = PlainTextReader.blocks(Self.withoutMarks(try Self.decoded(bytes, source)))
    case .markdown: (read, lines) = MarkdownReader.blocks(try Self.decoded(bytes, source))
    case .html: (read, lines) = try HTMLReader.blocks(bytes, source: source)
    case .word: read = try WordReader.blocks(bytes, source: source)
    case .pdf: (read, lines, pages) = try PDFReader.blocks(bytes, source: source)
    case .spreadsheet:
      let reader = try SheetReader(bytes, source: source)
      (read, lines, pages, sheets) = (reader.blocks, reader.tableLines, reader.starts, reader.names)
    case .separated:
      let (text, _) = try TextDecoder.decode(bytes, source: source, as: nil)
      let reader = SheetReader(separated: text, headerLines: Set(headerLines))
      (read, lines) = (reader.blocks, reader.tableLines)
    }
    try DocumentBudget.check(read, unit: kind.unit, source: source)
    sheetNames = sheets
    tableLines = lines
    pageStarts = pages
    blocks = read.compactMap { block in
      switch block {
      case .passage(let number, let text):
        let plain = Self.plain(text)
        return plain.allSatisfy(\.isWhitespace) ? nil : .passage(number: number, text: plain)
      case .table(let number, let rows):
        return .table(number: number, rows: rows.map { $0.map { Self.plain($0).trimmed } })
      }
    }
  }

  /// Where a line stands: `line 12`, `page 3, line 7` or `paragraph 4`.
  public func place(_ number: Int) -> String {
    guard let page = pageStarts.lastIndex(where: { $0 <= number }) else { return "\(kind.unit) \(number)" }
    if sheetNames.indices.contains(page) {
      return "sheet “\(sheetNames[page])”, row \(number - pageStarts[page] + 1)"
    }
    return "page \(page + 1), line \(number - pageStarts[page] + 1)"
  }

  private static func decoded(_ bytes: [UInt8], _ source: String) throws(TableError) -> String {
    let (text, _) = try TextDecoder.decode(bytes, source: source, as: nil)
    return String(decoding: text, as: UTF8.self)
  }

  /// Plain text without the marks of emphasis and the tags that some programs leave in it.
  private static func withoutMarks(_ text: String) -> String {
    guard text.contains("**") || text.contains("</") else { return text }
    return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
      RaisedText.marked(String(line)).replacing("****", with: " ").replacing("**", with: " ")
    }.joined(separator: "\n")
  }

  /// Special blanks as blanks, without soft hyphens and marks of direction.
  private static func plain(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xA0, 0x2000...0x200A, 0x202F: result.append(" ")
      case 0xAD, 0x200B, 0x200E, 0x200F, 0xFEFF: break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension String {
  /// Without blanks at either end, and with one blank for each run of them.
  fileprivate var trimmed: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
