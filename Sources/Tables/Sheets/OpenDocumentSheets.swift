import Numbers

/// A spreadsheet of the OpenDocument format, `.ods`: its sheets, and one of them read row by row.
///
/// Values are those stored; repeated and covered cells stand where the sheet shows them.
///
/// - Source: OASIS (2021), *OpenDocument Format for Office Applications, Version 1.3, Part 3*, section 9.
struct OpenDocumentSheets: SpreadsheetContent {
  let sheets: [SheetEntry]
  private let zip: ZipContainer
  private let source: String

  init(_ zip: ZipContainer, source: String) throws(TableError) {
    self.zip = zip
    self.source = source
    if let manifest = try zip.file("META-INF/manifest.xml"),
      String(decoding: manifest, as: UTF8.self).contains("encryption-data")
    {
      throw .damaged(source: source, problem: "it is protected by a password; save a copy without one")
    }
    let listener = DocumentListener(wanted: nil, mostRows: .max, cells: .stored)
    try Self.walk(zip, source, listener)
    sheets = listener.sheets
  }

  func read(_ index: Int, atMost rows: Int?, cells: SheetCells) throws(TableError) -> SheetGrid {
    let listener = DocumentListener(wanted: index, mostRows: rows ?? .max, cells: cells)
    try Self.walk(zip, source, listener)
    return listener.grid
  }

  private static func walk(_ zip: ZipContainer, _ source: String, _ listener: DocumentListener)
    throws(TableError)
  {
    let stream = MarkupStream(listener)
    var isWellFormed = true
    var hasEnded = false
    try zip.stream("content.xml") { piece in
      isWellFormed = stream.parse(piece)
      hasEnded = listener.isDone
      return isWellFormed && !hasEnded
    }
    if isWellFormed, !hasEnded { isWellFormed = stream.finish() }
    guard isWellFormed else { throw .damaged(source: source, problem: "content.xml is no well-formed XML") }
  }
}

/// The sheets of a document, and the cells of one of them.
private final class DocumentListener: PausableListener {
  private(set) var grid = SheetGrid()
  private(set) var sheets: [SheetEntry] = []
  private(set) var isDone = false

  private struct Cell {
    let text: String
    let column: Int
  }

  private let wanted: Int?
  private let mostRows: Int
  private let cells: SheetCells
  private var hiddenStyles: Set<String> = []
  private var style: String?
  private var depth = 0
  private var row = 0
  private var rowRepeats = 1
  private var isHidden = false
  private var columnDefinition = 0
  private var hiddenColumns: Set<Int> = []
  private var rowCells: [Cell] = []
  private var column = 0
  private var repeats = 1
  private var text = ""
  private var stored: String?
  private var isDay = false
  private var isFormula = false
  private var paragraphs = 0
  private var isText = false
  private var skipped = 0

  init(wanted: Int?, mostRows: Int, cells: SheetCells) {
    self.cells = cells
    self.wanted = wanted
    self.mostRows = mostRows
  }

  private var isWanted: Bool { wanted == sheets.count - 1 && depth > 0 }

  func start(_ name: MarkupStream.Name, _ attributes: MarkupStream.Attributes) {
    if name == "style" {
      style = attributes["name"]
    } else if name == "table-properties", let style, attributes["display"] == "false" {
      hiddenStyles.insert(style)
    } else if name == "table" {
      startTable(attributes)
    } else if skipped > 0 || name == "annotation" {
      skipped += name == "annotation" ? 1 : 0
    } else if isWanted {
      startPart(name, attributes)
    }
  }

  private func startTable(_ attributes: MarkupStream.Attributes) {
    depth += 1
    guard depth == 1 else { return }
    let isHidden = attributes["style-name"].map { hiddenStyles.contains($0) } ?? false
    sheets.append(SheetEntry(name: attributes["name"] ?? "", isHidden: isHidden))
  }

  /// How often or how far, from once to as far as a sheet goes.
  private static func count(_ text: String?, atMost most: Int) -> Int {
    min(most, max(1, text.flatMap { Int($0) } ?? 1))
  }

  private func startPart(_ name: MarkupStream.Name, _ attributes: MarkupStream.Attributes) {
    if name == "table-row" {
      rowRepeats = Self.count(attributes["number-rows-repeated"], atMost: SheetGrid.mostRows)
      isHidden = ["collapse", "filter"].contains(attributes["visibility"] ?? "")
      column = 0
      rowCells = []
    } else if name == "table-column" {
      let count = Self.count(attributes["number-columns-repeated"], atMost: SheetGrid.mostColumns)
      if ["collapse", "filter"].contains(attributes["visibility"] ?? "") {
        hiddenColumns.formUnion(columnDefinition..<columnDefinition + count)
      }
      columnDefinition += count
    } else if name == "table-cell" || name == "covered-table-cell" {
      repeats = Self.count(attributes["number-columns-repeated"], atMost: SheetGrid.mostColumns)
      text = ""
      paragraphs = 0
      stored = Self.stored(attributes)
      isDay = attributes["value-type"] == "date"
      isFormula = attributes["formula"] != nil
      let rows = Self.count(attributes["number-rows-spanned"], atMost: SheetGrid.mostRows)
      let columns = Self.count(attributes["number-columns-spanned"], atMost: SheetGrid.mostColumns)
      if name == "table-cell", rows > 1 || columns > 1 {
        grid.merges.append(
          SheetGrid.Merge(rows: row...(row + rows - 1), columns: column...(column + columns - 1)))
      }
    } else if name == "p" || name == "h" {
      if paragraphs > 0 { text += " " }
      paragraphs += 1
      isText = true
    } else if name == "s", isText {
      text += String(repeating: " ", count: min(1000, attributes["c"].flatMap { Int($0) } ?? 1))
    } else if name == "tab" || name == "line-break", isText {
      text += " "
    }
  }

  /// The value that a cell stores besides its text; nil where the text is the value.
  private static func stored(_ attributes: MarkupStream.Attributes) -> String? {
    switch attributes["value-type"] {
    case "float", "currency": attributes["value"].map { BinaryNoise.without($0) }
    case "percentage": attributes["value"].map { CellFormat.perCent($0) ?? $0 }
    case "date":
      attributes["date-value"].map { $0.hasSuffix("T00:00:00") ? String($0.dropLast(9)) : $0 }
    case "boolean": attributes["boolean-value"].map { $0 == "true" ? "TRUE" : "FALSE" }
    // An error has an empty text as its value and shows its name.
    case "string": attributes["string-value"].flatMap { $0.isEmpty ? nil : $0 }
    default: nil
    }
  }

  func end(_ name: MarkupStream.Name) {
    if name == "annotation" {
      skipped = max(0, skipped - 1)
    } else if name == "table" {
      depth -= 1
      if depth == 0, wanted == sheets.count - 1 { isDone = true }
    } else if isWanted, skipped == 0 {
      if name == "p" || name == "h" {
        isText = false
      } else if name == "table-cell" || name == "covered-table-cell" {
        endCell()
      } else if name == "table-row" {
        endRow()
      }
    }
  }

  private func endCell() {
    if isFormula, text.isEmpty, stored == nil { grid.noteUncomputed(row: row, column: column) }
    let isText = cells == .shown && !text.isEmpty && !isDay
    let value = isText ? text : stored ?? text
    if cells == .stored, let stored, let number = Double(stored), !text.isEmpty,
      text.allSatisfy({ $0.isNumber || ", -−.".contains($0) })
    {
      if Self.isThousandth(text, of: number) {
        grid.noteScaled(row: row, column: column, stored: stored, shown: text)
      } else if number != number.rounded(), !text.contains(".") {
        grid.noteRounded(row: row, column: column, stored: stored, shown: text)
      }
    }
    if !value.isEmpty {
      for offset in 0..<repeats {
        guard !hiddenColumns.contains(column + offset) else {
          grid.noteHidden(column: column + offset)
          continue
        }
        rowCells.append(Cell(text: value, column: column + offset))
      }
    }
    column += repeats
  }

  /// Whether a text shows the thousandth of a number.
  private static func isThousandth(_ text: String, of number: Double) -> Bool {
    guard abs(number) >= 1000, let shown = Double(text.filter { $0.isNumber || $0 == "." }) else {
      return false
    }
    return shown > 0 && abs(shown * 1000 - abs(number)) <= 500
  }

  private func endRow() {
    // Blank rows to the end of the sheet are a million; only those before others matter.
    if !rowCells.isEmpty {
      for _ in 0..<min(rowRepeats, SheetGrid.mostRows - min(row, SheetGrid.mostRows - 1)) {
        grid.startRow(row)
        for cell in rowCells { grid.add(cell.text, column: cell.column) }
        grid.endRow(isHidden: isHidden)
        row += 1
        if grid.rowCount >= mostRows || grid.bytes.count > 1 << 30 {
          isDone = true
          return
        }
      }
    } else {
      row += rowRepeats
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isText, skipped == 0 { text += String(decoding: bytes, as: UTF8.self) }
  }
}
