import Numbers

/// The rows of a sheet as they come, turned into comma-separated values: row N of the sheet is line N.
struct SheetGrid {
  /// Cells that are one in the sheet, by row and column from 0.
  struct Merge {
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>
  }

  private(set) var bytes: [UInt8] = []
  /// How many rows have been written.
  private(set) var rowCount = 0
  private(set) var hiddenRows = 0
  /// The hidden columns that have something in them.
  private(set) var hiddenColumns: Set<Int> = []
  var merges: [Merge] = []
  /// How many cells hold a formula and no value.
  private(set) var uncomputedCells = 0
  /// The first of them, by its name.
  private(set) var firstUncomputed: String?
  /// How many cells store a fraction where a whole number is shown.
  private(set) var roundedCells = 0
  /// The first of them, by its name, with both readings.
  private(set) var firstRounded: (cell: String, stored: String, shown: String)?
  /// How many cells store a number of which they show the thousandth or the millionth.
  private(set) var scaledCells = 0
  /// The first of them, by its name, with both readings.
  private(set) var firstScaled: (cell: String, stored: String, shown: String)?
  /// How many cells have a raised sign of a note, which is left out.
  private(set) var signedCells = 0
  /// The first of them, by its name, with the sign.
  private(set) var firstSigned: (cell: String, sign: String)?

  /// How many fields each row has.
  private var widths: [UInt16] = []
  private var widest = 0
  /// Whether a row that is not blank has fewer fields than another.
  private var isRagged = false

  private var rowStart = 0
  private var nextColumn = 0
  private var hasCells = false

  /// A sheet has no more columns than this.
  static let mostColumns = 16_384
  /// A sheet has no more rows than this.
  static let mostRows = 1_048_576

  /// Starts a row, which is one of the sheet by its number from 0; rows before it that did not come are blank.
  mutating func startRow(_ number: Int) {
    while rowCount < number {
      bytes.append(LineBreaks.newline)
      widths.append(0)
      rowCount += 1
    }
    rowStart = bytes.count
    nextColumn = 0
    hasCells = false
  }

  /// Adds a cell to the row that is being read; one that stands before the last is left out.
  ///
  /// - Parameter isPlain: whether nothing in it needs quotes, as in a number.
  mutating func add(_ text: UnsafeBufferPointer<UInt8>, column: Int, isPlain: Bool = false) {
    guard !text.isEmpty, column < Self.mostColumns, column >= nextColumn else { return }
    hasCells = true
    let commas = hasFields ? column - nextColumn + 1 : column
    for _ in 0..<commas { bytes.append(UInt8(ascii: ",")) }
    nextColumn = column + 1
    guard !isPlain, text.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 < 0x20 })
    else {
      bytes.append(contentsOf: text)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte < 0x20 ? UInt8(ascii: " ") : byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether the row has a field already.
  private var hasFields: Bool { nextColumn > 0 }

  /// Adds a cell to the row that is being read.
  mutating func add(_ text: String, column: Int) {
    var text = text
    text.withUTF8 { add($0, column: column) }
  }

  /// Forgets the cells of the row that is being read.
  mutating func discardRow() {
    bytes.removeSubrange(rowStart...)
    nextColumn = 0
    hasCells = false
  }

  /// Ends the row that was started.
  mutating func endRow(isHidden: Bool) {
    if isHidden {
      hiddenRows += hasCells ? 1 : 0
      discardRow()
    }
    if nextColumn > 0 {
      if nextColumn != widest {
        if widest > 0 { isRagged = true }
        widest = max(widest, nextColumn)
      }
    }
    widths.append(UInt16(truncatingIfNeeded: nextColumn))
    bytes.append(LineBreaks.newline)
    rowCount += 1
    nextColumn = 0
    hasCells = false
  }

  /// Notes a cell that stores a fraction where a whole number is shown.
  mutating func noteRounded(row: Int, column: Int, stored: String, shown: String) {
    roundedCells += 1
    if firstRounded == nil { firstRounded = (Self.name(row: row, column: column), stored, shown) }
  }

  /// Notes a cell that stores a number of which it shows the thousandth or the millionth.
  mutating func noteScaled(row: Int, column: Int, stored: String, shown: String) {
    scaledCells += 1
    if firstScaled == nil { firstScaled = (Self.name(row: row, column: column), stored, shown) }
  }

  /// Notes a cell whose raised sign of a note is left out.
  mutating func noteSign(_ sign: String, row: Int, column: Int) {
    signedCells += 1
    if firstSigned == nil { firstSigned = (Self.name(row: row, column: column), sign) }
  }

  /// Notes a cell of a hidden column.
  mutating func noteHidden(column: Int) { hiddenColumns.insert(column) }

  /// Notes a cell whose formula no program has computed, so that it has no value.
  mutating func noteUncomputed(row: Int, column: Int) {
    uncomputedCells += 1
    if firstUncomputed == nil { firstUncomputed = Self.name(row: row, column: column) }
  }

  /// What a cell is called, such as `B7`.
  private static func name(row: Int, column: Int) -> String {
    "\(CellRange.letters(column))\(row + 1)"
  }

  /// The values, with the text of a merged cell in every cell that it covers.
  consuming func filled() throws(TableError) -> [UInt8] {
    guard !merges.isEmpty else { return padded() }
    var rows = DelimitedText.rows(of: bytes, separator: .comma)
    var cells = 0
    for merge in merges {
      cells += merge.rows.count * merge.columns.count
      guard cells < 4_000_000, rows.indices.contains(merge.rows.lowerBound) else { continue }
      let first = rows[merge.rows.lowerBound]
      guard first.indices.contains(merge.columns.lowerBound) else { continue }
      let text = first[merge.columns.lowerBound]
      // A text that stands alone over several columns, or beside a number of a table or the sign of a footnote, is a
      // title or a note, not the name of each.
      let own = first.filter { !$0.isEmpty && !LayoutLine.isLink($0) }
      let isSentence = text.count > 60 || (own.count == 2 && merge.columns.count * 2 >= widest)
      let isAlone = merge.columns.count > 1 && (own.count < 2 || isSentence)
      // Beside figures, a text over several columns is the name of its row.
      let isRowName =
        merge.columns.count > 1
        && first.contains { text in
          let cell = LayoutCell(text)
          return cell.isNumber && !cell.isYear
        }
      let columns = isRowName ? merge.columns.lowerBound...merge.columns.lowerBound : merge.columns
      guard !text.isEmpty, !isAlone else { continue }
      for row in merge.rows where rows.indices.contains(row) {
        for column in columns where column < Self.mostColumns {
          while rows[row].count <= column { rows[row].append("") }
          if rows[row][column].isEmpty { rows[row][column] = text }
        }
      }
    }
    let width = rows.map(\.count).max() ?? 0
    for row in rows.indices where rows[row].contains(where: { !$0.isEmpty }) {
      rows[row] += Array(repeating: "", count: width - rows[row].count)
    }
    return DelimitedText.bytes(of: rows)
  }

  /// The values with as many fields in every row that is not blank: sheets leave out empty cells at the end.
  private func padded() -> [UInt8] {
    guard isRagged else { return bytes }
    var padded: [UInt8] = []
    padded.reserveCapacity(bytes.count + bytes.count / 8)
    var start = 0
    var row = 0
    // No field holds a line break: they are blanks here.
    while start < bytes.count, row < widths.count {
      let end = bytes[start...].firstIndex(of: LineBreaks.newline) ?? bytes.count
      padded.append(contentsOf: bytes[start..<end])
      if widths[row] > 0 { for _ in Int(widths[row])..<widest { padded.append(UInt8(ascii: ",")) } }
      padded.append(LineBreaks.newline)
      start = end + 1
      row += 1
    }
    return padded
  }
}

/// Comma-separated values as rows of texts.
enum DelimitedText {
  /// The rows, a line each; a line break within a cell is a blank.
  static func rows(of bytes: [UInt8], separator: Separator) -> [[String]] {
    var rows: [[String]] = []
    bytes.withUnsafeBufferPointer { buffer in
      var scanner = CSVScanner(buffer, separator: separator)
      while let record = scanner.next() {
        while rows.count < record.line - 1 { rows.append([]) }
        rows.append(
          (0..<record.fieldCount).map { field in
            scanner.text(of: record.firstField + field, buffer).split(whereSeparator: \.isNewline)
              .joined(separator: " ")
          })
        scanner.removeFields(from: 0)
      }
    }
    return rows
  }

  /// Whether a quote is not closed, or text follows a closed one: what stands there is not known, and is refused by
  /// whoever reads the bytes as they are.
  static func hasWrongQuotes(_ bytes: [UInt8], separator: Separator) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      var scanner = CSVScanner(buffer, separator: separator)
      while let record = scanner.next() {
        if record.problem != nil { return true }
        scanner.removeFields(from: 0)
      }
      return false
    }
  }

  /// The rows as separated values, a line each.
  static func bytes(of rows: [[String]], separator: Separator = .comma) -> [UInt8] {
    var bytes: [UInt8] = []
    for row in rows {
      if row.contains(where: { !$0.isEmpty }) {
        bytes.append(contentsOf: line(row, separator: separator).utf8)
      }
      bytes.append(LineBreaks.newline)
    }
    return bytes
  }

  /// A line of texts as they are, in quotes where they need them.
  static func line(_ row: [String], separator: Separator) -> String {
    let sign = Character(Unicode.Scalar(separator.byte))
    return row.map { cell in
      guard
        cell.contains(where: { $0 == sign || $0 == "\"" || $0.isNewline }) || cell.first?.isWhitespace == true
      else { return cell }
      return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        + "\""
    }.joined(separator: String(sign))
  }
}
