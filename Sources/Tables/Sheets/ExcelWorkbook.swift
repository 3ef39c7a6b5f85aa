import Numbers

/// A workbook of Excel, `.xlsx`: its sheets, and one of them read row by row.
///
/// Values are those stored, not those shown: formulas have the value that was last computed, days are dates, shares
/// formatted as per cents are per cents with all their digits. Hidden rows and columns are left out.
///
/// - Source: ECMA-376 (2016), *Office Open XML File Formats*, part 1, sections 18.2 to 18.8.
struct ExcelWorkbook: SpreadsheetContent {
  let sheets: [SheetEntry]
  private let zip: ZipContainer
  private let source: String
  private let paths: [String]
  private let startsIn1904: Bool
  private let formats: [CellFormat]
  private let shownNumbers: [ShownNumber?]

  init(_ zip: ZipContainer, source: String) throws(TableError) {
    self.zip = zip
    self.source = source
    let book = WorkbookListener()
    guard let content = try zip.file("xl/workbook.xml"), MarkupStream.read(content, book) else {
      throw .damaged(source: source, problem: "its workbook.xml is damaged or missing")
    }
    let relations = RelationListener()
    if let content = try zip.file("xl/_rels/workbook.xml.rels") { _ = MarkupStream.read(content, relations) }
    let styles = StyleListener()
    if let content = try zip.file("xl/styles.xml") { _ = MarkupStream.read(content, styles) }
    startsIn1904 = book.startsIn1904
    formats = styles.cellFormats
    shownNumbers = styles.shownNumbers
    sheets = book.sheets.map { SheetEntry(name: $0.name, isHidden: $0.isHidden) }
    paths = book.sheets.map { sheet in
      let target = relations.targets[sheet.relation] ?? ""
      return target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    }
  }

  func read(_ index: Int, atMost rows: Int?, cells: SheetCells) throws(TableError) -> SheetGrid {
    let texts = SharedTextListener(cells)
    if zip.contains("xl/sharedStrings.xml") {
      try walk("xl/sharedStrings.xml", texts)
    }
    let listener = SheetListener(
      texts: texts, formats: formats, shownNumbers: shownNumbers, startsIn1904: startsIn1904,
      mostRows: rows ?? .max, cells: cells)
    try walkRows(paths[index], listener)
    return listener.grid
  }

  /// Walks through a sheet: rows of the form that programs write byte by byte, all else by libxml2.
  private func walkRows(_ name: String, _ listener: SheetListener) throws(TableError) {
    let stream = MarkupStream(listener)
    let cutter = SheetRowCutter(
      rows: { listener.readRow($0) }, rest: { stream.parse($0) }, isDone: { listener.isDone })
    var isWellFormed = true
    try zip.stream(name) { piece in
      isWellFormed = cutter.take(piece)
      return isWellFormed && !listener.isDone
    }
    if isWellFormed, !listener.isDone { isWellFormed = cutter.finish() && stream.finish() }
    guard isWellFormed else { throw .damaged(source: source, problem: "\(name) is no well-formed XML") }
  }

  private func walk(_ name: String, _ listener: some PausableListener) throws(TableError) {
    let stream = MarkupStream(listener)
    var isWellFormed = true
    var hasEnded = false
    try zip.stream(name) { piece in
      isWellFormed = stream.parse(piece)
      hasEnded = listener.isDone
      return isWellFormed && !hasEnded
    }
    if isWellFormed, !hasEnded { isWellFormed = stream.finish() }
    guard isWellFormed else { throw .damaged(source: source, problem: "\(name) is no well-formed XML") }
  }
}

/// A listener that may have heard enough.
protocol PausableListener: MarkupStream.Listener {
  var isDone: Bool { get }
}

/// The list of sheets.
private final class WorkbookListener: MarkupStream.Listener {
  private(set) var sheets: [(name: String, relation: String, isHidden: Bool)] = []
  private(set) var startsIn1904 = false

  func start(_ name: MarkupStream.Name, _ attributes: MarkupStream.Attributes) {
    if name == "sheet" {
      sheets.append(
        (
          attributes["name"] ?? "", attributes["id"] ?? "", (attributes["state"] ?? "visible") != "visible"
        ))
    } else if name == "workbookPr" {
      startsIn1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
    }
  }
  func end(_ name: MarkupStream.Name) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Which file holds which sheet.
private final class RelationListener: MarkupStream.Listener {
  private(set) var targets: [String: String] = [:]

  func start(_ name: MarkupStream.Name, _ attributes: MarkupStream.Attributes) {
    if name == "Relationship", let id = attributes["Id"] { targets[id] = attributes["Target"] }
  }
  func end(_ name: MarkupStream.Name) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// The formats of cells.
private final class StyleListener: MarkupStream.Listener {
  private(set) var cellFormats: [CellFormat] = []
  private(set) var shownNumbers: [ShownNumber?] = []
  private var own: [Int: CellFormat] = [:]
  private var ownShown: [Int: ShownNumber] = [:]
  private var isInCells = false

  func start(_ name: MarkupStream.Name, _ attributes: MarkupStream.Attributes) {
    if name == "numFmt", let number = attributes["numFmtId"].flatMap({ Int($0) }) {
      own[number] = CellFormat(code: attributes["formatCode"] ?? "")
      ownShown[number] = ShownNumber(code: attributes["formatCode"] ?? "")
    } else if name == "cellXfs" {
      isInCells = true
    } else if name == "xf", isInCells {
      let number = attributes["numFmtId"].flatMap { Int($0) } ?? 0
      cellFormats.append(own[number] ?? CellFormat(builtIn: number))
      shownNumbers.append(own[number] == nil ? ShownNumber(builtIn: number) : ownShown[number])
    }
  }
  func end(_ name: MarkupStream.Name) { if name == "cellXfs" { isInCells = false } }
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// The texts that cells share, one after another in one piece of memory.
private final class SharedTextListener: PausableListener {
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [Int] = []
  let isDone = false
  /// The signs of notes that are left out, by the number of their text.
  private(set) var signs: [Int: String] = [:]
  private let cells: SheetCells
  private var isText = false
  private var isPhonetic = false
  private var isRaised = false
  private var raised: [UInt8] = []
  private var mayBeEscaped = false

  init(_ cells: SheetCells) { self.cells = cells }

  func start(_ name: MarkupStream.Name, _ attributes: MarkupStream.Attributes) {
    if name == "t" {
      isText = !isPhonetic
    } else if name == "rPh" {
      isPhonetic = true
    } else if name == "r" {
      isRaised = false
    } else if name == "vertAlign" {
      isRaised = attributes["val"] == "superscript"
    }
  }
  func end(_ name: MarkupStream.Name) {
    if name == "t" {
      isText = false
      if isRaised { addRaised() }
    } else if name == "rPh" {
      isPhonetic = false
    } else if name == "si" {
      isRaised = false
      if mayBeEscaped, let own = EscapedLetters.read(bytes[(ends.last ?? 0)...]) {
        bytes.replaceSubrange((ends.last ?? 0)..., with: own)
      }
      mayBeEscaped = false
      ends.append(bytes.count)
    }
  }
  func text(_ piece: UnsafeBufferPointer<UInt8>) {
    guard isText else { return }
    if !mayBeEscaped { mayBeEscaped = EscapedLetters.mayStand(in: piece) }
    if isRaised { raised.append(contentsOf: piece) } else { bytes.append(contentsOf: piece) }
  }

  /// Adds raised characters: the sign of a note is none of the name, and where cells are read as they are shown it stays
  /// raised, so that it is no digit of a number.
  private func addRaised() {
    let text = String(decoding: raised, as: UTF8.self)
    raised.removeAll()
    let start = ends.last ?? 0
    let before = bytes[start...].reversed().prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
    let isUnit = ["m", "mk", "mc", "mm"].contains(String(decoding: before, as: UTF8.self).lowercased())
    let isSign =
      bytes.count > start && !isUnit
      && !text.contains { !$0.isNumber && !", *†‡()[]".contains($0) }
    if isSign, cells == .stored {
      signs[ends.count] = text
    } else {
      bytes.append(contentsOf: (isSign ? RaisedText.text(text) : text).utf8)
    }
  }

  func withText(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    guard ends.indices.contains(index) else { return }
    let start = index == 0 ? 0 : ends[index - 1]
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<ends[index]])) }
  }
}

/// The cells of one sheet.
private final class SheetListener: PausableListener {
  private(set) var grid = SheetGrid()
  private(set) var isDone = false

  private enum Kind { case number, shared, text, boolean, failure, inline }

  private let texts: SharedTextListener
  private let formats: [CellFormat]
  private let shownNumbers: [ShownNumber?]
  /// For each style whether what it shows is looked at: as a whole number, or as a thousandth.
  private let isLookedAt: [Bool]
  private let startsIn1904: Bool
  private let mostRows: Int
  private let cells: SheetCells
  private var hiddenColumns: [ClosedRange<Int>] = []
  private var row = -1
  private var isHidden = false
  private var column = -1
  private var kind = Kind.number
  private var format = CellFormat.general
  private var style = -1
  private var value: [UInt8] = []
  private var isValue = false
  private var isPhonetic = false
  private var isFormula = false

  init(
    texts: SharedTextListener, formats: [CellFormat], shownNumbers: [ShownNumber?], startsIn1904: Bool,
    mostRows: Int, cells: SheetCells
  ) {
    self.shownNumbers = shownNumbers
    isLookedAt = shownNumbers.map { $0.map { $0.isWhole || $0.isScaled } ?? false }
    self.cells = cells
    self.texts = texts
    self.formats = formats
    self.startsIn1904 = startsIn1904
    self.mostRows = mostRows
  }

  func start(_ name: MarkupStream.Name, _ attributes: MarkupStream.Attributes) {
    guard !isDone else { return }
    if name == "c" {
      startCell(attributes)
    } else if name == "v" || (name == "t" && !isPhonetic) {
      isValue = true
    } else if name == "f" {
      isFormula = true
    } else if name == "row" {
      row = (attributes.withBytes(of: "r", Self.number) ?? nil).map { $0 - 1 } ?? row + 1
      isHidden = ["1", "true"].contains(attributes["hidden"] ?? "")
      column = -1
      // No program writes rows below the last that a sheet has.
      guard row < SheetGrid.mostRows else {
        isDone = true
        return
      }
      grid.startRow(row)
    } else if name == "rPh" {
      isPhonetic = true
    } else if name == "col", ["1", "true"].contains(attributes["hidden"] ?? ""),
      let first = attributes["min"].flatMap({ Int($0) }), let last = attributes["max"].flatMap({ Int($0) }),
      first >= 1, last >= first
    {
      hiddenColumns.append(first - 1...last - 1)
    } else if name == "mergeCell", let range = attributes["ref"] {
      addMerge(range)
    }
  }

  private func startCell(_ attributes: MarkupStream.Attributes) {
    column = (attributes.withBytes(of: "r", Self.column) ?? nil) ?? column + 1
    isFormula = false
    format = .general
    style = -1
    if let own = attributes.withBytes(of: "s", Self.number) ?? nil, formats.indices.contains(own) {
      format = formats[own]
      style = own
    }
    kind = attributes.withBytes(of: "t") { Self.kind($0) } ?? .number
    value.removeAll(keepingCapacity: true)
  }

  private static func kind(_ bytes: UnsafeBufferPointer<UInt8>) -> Kind {
    switch (bytes.first, bytes.count) {
    case (UInt8(ascii: "s"), 1): .shared
    case (UInt8(ascii: "s"), _): .text
    case (UInt8(ascii: "b"), _): .boolean
    case (UInt8(ascii: "e"), _): .failure
    case (UInt8(ascii: "i"), _): .inline
    case (UInt8(ascii: "d"), _): .text
    default: .number
    }
  }

  func end(_ name: MarkupStream.Name) {
    guard !isDone else { return }
    if name == "v" || name == "t" {
      isValue = false
    } else if name == "c" {
      endCell()
    } else if name == "row" {
      grid.endRow(isHidden: isHidden)
      if grid.rowCount >= mostRows { isDone = true }
    } else if name == "rPh" {
      isPhonetic = false
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) { if isValue { value.append(contentsOf: bytes) } }

  private func endCell() {
    if isFormula, value.isEmpty { grid.noteUncomputed(row: row, column: column) }
    guard !value.isEmpty else { return }
    guard !hiddenColumns.contains(where: { $0.contains(column) }) else {
      grid.noteHidden(column: column)
      return
    }
    switch kind {
    case .number where format == .general || (cells == .shown && format == .perCent): addNumber()
    case .number:
      grid.add(
        format.text(String(decoding: value, as: UTF8.self), startsIn1904: startsIn1904), column: column)
    case .shared:
      if let index = value.withUnsafeBufferPointer({ Self.number($0) }) {
        addShared(index)
      }
    case .boolean: grid.add(value == [UInt8(ascii: "1")] ? "TRUE" : "FALSE", column: column)
    case .text, .inline, .failure:
      if value.withUnsafeBufferPointer({ EscapedLetters.mayStand(in: $0) }), kind != .failure,
        let own = EscapedLetters.read(value[...])
      {
        value = own
      }
      value.withUnsafeBufferPointer { grid.add($0, column: column) }
    }
  }

  private func addShared(_ index: Int) {
    texts.withText(index) { grid.add($0, column: column) }
    if !texts.signs.isEmpty, let sign = texts.signs[index] { grid.noteSign(sign, row: row, column: column) }
  }

  /// Adds a number that is no day and no time of day.
  private func addNumber() {
    let isPlain =
      cells == .stored && value.count < 16 && !(style >= 0 && isLookedAt[style])
    guard !isPlain else {
      value.withUnsafeBufferPointer { grid.add($0, column: column) }
      return
    }
    let stored = BinaryNoise.without(String(decoding: value, as: UTF8.self))
    guard let number = Double(stored) else {
      grid.add(stored, column: column)
      return
    }
    let format = style >= 0 ? shownNumbers[style] : nil
    if cells == .shown {
      grid.add(
        format.map { $0.text(number) ?? stored } ?? ShownNumber.general(number, stored: stored),
        column: column)
      return
    }
    if let format, format.isWhole, number != number.rounded(), let shown = format.text(number) {
      grid.noteRounded(row: row, column: column, stored: stored, shown: shown)
    } else if let format, format.isScaled, number != 0, let shown = format.text(number) {
      grid.noteScaled(row: row, column: column, stored: stored, shown: shown)
    }
    grid.add(stored, column: column)
  }

  /// Reads one row as programs write it; false, with nothing kept of it, for one of any other form.
  func readRow(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard var scanner = SheetRowScanner(bytes) else { return false }
    guard scanner.startRow() else { return false }
    let previous = row
    row = scanner.number("r").map { $0 - 1 } ?? row + 1
    isHidden = scanner.flag("hidden")
    guard row >= grid.rowCount, row < SheetGrid.mostRows else {
      row = previous
      return false
    }
    column = -1
    grid.startRow(row)
    while let cell = scanner.nextCell() {
      column = cell.place.flatMap { Self.column($0) } ?? column + 1
      style = cell.style.flatMap { Self.number($0) }.flatMap { formats.indices.contains($0) ? $0 : nil } ?? -1
      format = style >= 0 ? formats[style] : .general
      kind = cell.kind.map { Self.kind($0) } ?? (cell.isInline ? .inline : .number)
      if cell.hasFormula, cell.value.isEmpty { grid.noteUncomputed(row: row, column: column) }
      add(cell.value, isEscaped: cell.isEscaped)
    }
    guard scanner.isComplete else {
      grid.discardRow()
      row = previous
      return false
    }
    grid.endRow(isHidden: isHidden)
    if grid.rowCount >= mostRows { isDone = true }
    return true
  }

  /// Adds the value of a cell, without a copy where it is a plain number or a shared text.
  private func add(_ bytes: UnsafeBufferPointer<UInt8>, isEscaped: Bool) {
    guard !bytes.isEmpty else { return }
    let isHiddenColumn = !hiddenColumns.isEmpty && hiddenColumns.contains { $0.contains(column) }
    if !isHiddenColumn, !isEscaped {
      if kind == .number, format == .general, cells == .stored, bytes.count < 16,
        !(style >= 0 && isLookedAt[style])
      {
        grid.add(bytes, column: column, isPlain: true)
        return
      }
      if kind == .shared, let index = Self.number(bytes) {
        addShared(index)
        return
      }
    }
    isFormula = false
    value.removeAll(keepingCapacity: true)
    if isEscaped { SheetRowScanner.unescape(bytes, into: &value) } else { value.append(contentsOf: bytes) }
    endCell()
  }

  private func addMerge(_ range: String) {
    let ends = range.split(separator: ":").map(String.init)
    guard ends.count == 2 else { return }
    let places = ends.compactMap { end -> (row: Int, column: Int)? in
      var text = end
      return text.withUTF8 { bytes in
        guard let column = Self.column(bytes),
          let row = Int(String(decoding: bytes.drop { $0 &- UInt8(ascii: "0") > 9 }, as: UTF8.self)),
          (1...SheetGrid.mostRows).contains(row)
        else { return nil }
        return (row - 1, column)
      }
    }
    guard places.count == 2, places[0].row <= places[1].row, places[0].column <= places[1].column else {
      return
    }
    grid.merges.append(
      SheetGrid.Merge(
        rows: places[0].row...places[1].row, columns: places[0].column...places[1].column))
  }

  private static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count < 10 else { return nil }
    var number = 0
    for byte in bytes {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }

  /// The column of a cell such as `AB12`, from 0.
  private static func column(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var column = 0
    for byte in bytes {
      let letter = byte &- UInt8(ascii: "A")
      guard letter < 26, column <= SheetGrid.mostColumns else { break }
      column = column * 26 + Int(letter) + 1
    }
    return column > 0 && column <= SheetGrid.mostColumns ? column - 1 : nil
  }
}
