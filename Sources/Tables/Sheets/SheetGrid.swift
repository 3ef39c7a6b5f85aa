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
  var merges: [Merge] = []

  /// For each row where its bytes end, and how many fields it has.
  private var ends: [(end: Int, width: Int)] = []

  private var row: [(column: Int, start: Int, end: Int)] = []
  private var texts: [UInt8] = []

  /// A sheet has no more columns than this.
  static let mostColumns = 16_384

  /// Adds a cell to the row that is being read.
  mutating func add(_ text: UnsafeBufferPointer<UInt8>, column: Int) {
    guard !text.isEmpty, column < Self.mostColumns else { return }
    let start = texts.count
    texts.append(contentsOf: text)
    row.append((column, start, texts.count))
  }

  /// Adds a cell to the row that is being read.
  mutating func add(_ text: String, column: Int) {
    var text = text
    text.withUTF8 { add($0, column: column) }
  }

  /// Ends a row, which is one of the sheet by its number from 0; rows before it that did not come are blank.
  mutating func endRow(_ number: Int, isHidden: Bool) {
    while rowCount < number {
      ends.append((bytes.count, 0))
      bytes.append(LineBreaks.newline)
      rowCount += 1
    }
    var width = 0
    if isHidden { hiddenRows += row.isEmpty ? 0 : 1 } else { width = write() }
    ends.append((bytes.count, width))
    bytes.append(LineBreaks.newline)
    rowCount += 1
    row.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
  }

  /// Writes the row, and says how many fields it has.
  private mutating func write() -> Int {
    var next = 0
    texts.withUnsafeBufferPointer { texts in
      for cell in row where cell.column >= next {
        for _ in next..<cell.column { bytes.append(UInt8(ascii: ",")) }
        next = cell.column
        let text = texts[cell.start..<cell.end]
        let needsQuotes = text.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 < 0x20 }
        guard needsQuotes else {
          bytes.append(contentsOf: text)
          continue
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in text {
          if byte == UInt8(ascii: "\"") { bytes.append(byte) }
          bytes.append(byte < 0x20 ? UInt8(ascii: " ") : byte)
        }
        bytes.append(UInt8(ascii: "\""))
      }
    }
    return (row.map(\.column).max() ?? -1) + 1
  }

  /// The values, with the text of a merged cell in every cell that it covers.
  func filled() throws(TableError) -> [UInt8] {
    guard !merges.isEmpty else { return padded() }
    var rows = DelimitedText.rows(of: bytes, separator: .comma)
    var cells = 0
    for merge in merges {
      cells += merge.rows.count * merge.columns.count
      guard cells < 4_000_000, rows.indices.contains(merge.rows.lowerBound) else { continue }
      let first = rows[merge.rows.lowerBound]
      guard first.indices.contains(merge.columns.lowerBound) else { continue }
      let text = first[merge.columns.lowerBound]
      // A text that stands alone over several columns is a title, not the name of each.
      let isAlone = merge.columns.count > 1 && first.filter { !$0.isEmpty }.count == 1
      guard !text.isEmpty, !isAlone else { continue }
      for row in merge.rows where rows.indices.contains(row) {
        for column in merge.columns where column < Self.mostColumns {
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
    let width = ends.map(\.width).max() ?? 0
    guard ends.contains(where: { $0.width > 0 && $0.width < width }) else { return bytes }
    var padded: [UInt8] = []
    padded.reserveCapacity(bytes.count + bytes.count / 8)
    var start = 0
    for (end, own) in ends {
      padded.append(contentsOf: bytes[start..<end])
      if own > 0 { for _ in own..<width { padded.append(UInt8(ascii: ",")) } }
      padded.append(LineBreaks.newline)
      start = end + 1
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
