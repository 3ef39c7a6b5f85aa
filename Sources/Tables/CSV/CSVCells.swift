/// The cells of a file: its bytes, and where in them each cell of the rows that could be read lies.
struct CSVCells: Sendable {
  let bytes: [UInt8]
  private(set) var columns: [Column] = []
  private(set) var headerLine = 1
  private(set) var faults = FaultList()
  private var starts: [UInt32] = []
  private var ends: [UInt32] = []
  private var lines: [UInt32] = []

  init(_ bytes: [UInt8], separator: Separator, source: String) throws(TableError) {
    self.bytes = bytes
    let isRead = bytes.withUnsafeBufferPointer { read($0, separator: separator, source: source) }
    guard isRead else { throw .empty(source: source) }
  }

  var rowCount: Int { lines.count }

  /// The bytes of a cell, and whether it holds doubled quotes.
  func withBytes<Result>(
    row: Int, column: Int, _ body: (UnsafeBufferPointer<UInt8>, _ isEscaped: Bool) -> Result
  ) -> Result {
    let place = row * columns.count + column
    let start = Int(starts[place])
    let end = Int(ends[place] & ~CSVScanner.escapedBit)
    return bytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[start..<end]), ends[place] & CSVScanner.escapedBit != 0)
    }
  }

  /// The text of a cell.
  func text(row: Int, column: Int) -> String {
    withBytes(row: row, column: column) { Self.text($0, isEscaped: $1) }
  }

  /// The line on which a cell starts: that of its row, and one more for each break in the cells before it.
  func line(row: Int, column: Int) -> Int {
    let first = row * columns.count
    let breaks = bytes.withUnsafeBufferPointer {
      LineBreaks.count(in: $0, from: Int(starts[first]), to: Int(starts[first + column]))
    }
    return Int(lines[row]) + breaks
  }

  private static func text(_ bytes: UnsafeBufferPointer<UInt8>, isEscaped: Bool) -> String {
    guard isEscaped else { return String(decoding: bytes, as: UTF8.self) }
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var isSecond = false
    for byte in bytes {
      isSecond = byte == UInt8(ascii: "\"") && !isSecond
      if byte != UInt8(ascii: "\"") || isSecond { plain.append(byte) }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// Reads all records; false where there is none.
  private mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, separator: Separator, source: String
  ) -> Bool {
    var scanner = CSVScanner(bytes, separator: separator)
    var header: CSVScanner.Record?
    while header == nil, let record = scanner.next() {
      if record.hasContent { header = record } else { scanner.removeFields(from: 0) }
    }
    guard let header else { return false }
    let names = (0..<header.fieldCount).map { field in
      name(of: header.firstField + field, in: scanner, bytes)
    }
    takeHeader(names, of: header, source: source)
    scanner.removeFields(from: 0)
    scanner.reserve(fields: max(16, bytes.count / 8))
    while let record = scanner.next() {
      guard record.hasContent, isRegular(record, scanner, bytes, source) else {
        scanner.removeFields(from: record.firstField)
        continue
      }
      if record.fieldCount > columns.count {
        scanner.removeFields(from: record.firstField + columns.count)
      }
      lines.append(UInt32(truncatingIfNeeded: record.line))
    }
    starts = scanner.starts
    ends = scanner.ends
    reportUnnamedColumns(source: source)
    return true
  }

  private func name(of field: Int, in scanner: CSVScanner, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let end = scanner.ends[field]
    let range = Int(scanner.starts[field])..<Int(end & ~CSVScanner.escapedBit)
    let text = Self.text(
      UnsafeBufferPointer(rebasing: bytes[range]), isEscaped: end & CSVScanner.escapedBit != 0)
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private mutating func takeHeader(_ names: [String], of header: CSVScanner.Record, source: String) {
    headerLine = header.line
    let width = (names.lastIndex { !$0.isEmpty } ?? 0) + 1
    columns = names.prefix(width).enumerated().map { Column(name: $1, index: $0) }
    if let (problem, line, field) = header.problem {
      let name = field <= columns.count ? columns[field - 1].name : ""
      faults.append(
        Fault(at: CellLocation(source: source, line: line, columnNumber: field, columnName: name), problem))
    }
    var first: [String: Int] = [:]
    for column in columns where !column.name.isEmpty {
      if let earlier = first[column.name] {
        let place = CellLocation(
          source: source, line: headerLine, columnNumber: column.number, columnName: column.name)
        faults.append(Fault(at: place, .duplicateHeader(column.name, first: earlier)))
      } else {
        first[column.name] = column.number
      }
    }
  }

  /// Whether a record has the fields of the header; blank ones beyond them do no harm.
  private mutating func isRegular(
    _ record: CSVScanner.Record, _ scanner: CSVScanner, _ bytes: UnsafeBufferPointer<UInt8>, _ source: String
  ) -> Bool {
    var found = record.problem
    if found == nil, record.fieldCount != columns.count {
      var filled = record.fieldCount
      while filled > columns.count, isBlank(record.firstField + filled - 1, scanner, bytes) { filled -= 1 }
      if filled != columns.count {
        found = (.ragged(found: filled, expected: columns.count), record.line, min(filled, columns.count) + 1)
      }
    }
    guard let (problem, line, field) = found else { return true }
    let name = field <= columns.count ? columns[field - 1].name : ""
    let place = CellLocation(source: source, line: line, columnNumber: field, columnName: name)
    faults.append(Fault(at: place, problem))
    return false
  }

  private func isBlank(_ field: Int, _ scanner: CSVScanner, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = Int(scanner.starts[field])..<Int(scanner.ends[field] & ~CSVScanner.escapedBit)
    return bytes[range].allSatisfy { $0 <= UInt8(ascii: " ") }
  }

  /// Refuses values without a name above them, except in the first column, where programs put the names of rows.
  private mutating func reportUnnamedColumns(source: String) {
    for column in columns where column.name.isEmpty && column.index > 0 {
      let row = (0..<rowCount).first { row in
        withBytes(row: row, column: column.index) { bytes, _ in
          bytes.contains { $0 > UInt8(ascii: " ") }
        }
      }
      guard let row else { continue }
      let place = CellLocation(
        source: source, line: line(row: row, column: column.index), columnNumber: column.number,
        columnName: "")
      faults.append(Fault(at: place, .unnamedColumn))
    }
  }
}
