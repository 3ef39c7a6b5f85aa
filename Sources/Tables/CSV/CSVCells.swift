/// The cells of a file: its bytes, and where in them each cell of the rows that could be read lies.
struct CSVCells: Sendable {
  let bytes: [UInt8]
  private(set) var header = CSVHeader()
  private(set) var faults = FaultList()
  private var starts: [UInt32] = []
  private var ends: [UInt32] = []
  private var lines: [UInt32] = []
  private var lastRowHasBreaks = false

  init(
    _ bytes: [UInt8], separator: Separator, source: String, firstLine: Int = 1
  ) throws(TableError) {
    self.bytes = bytes
    let isRead = bytes.withUnsafeBufferPointer {
      read($0, separator: separator, source: source, firstLine: firstLine)
    }
    guard isRead else { throw .empty(source: source) }
  }

  var rowCount: Int { lines.count }
  var columns: [Column] { header.columns }

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
    withBytes(row: row, column: column) { CSVScanner.text($0, isEscaped: $1) }
  }

  /// The line on which a cell starts: that of its row, and one more for each break in the cells before it.
  func line(row: Int, column: Int) -> Int {
    guard mayHaveBreaks(row) else { return Int(lines[row]) }
    let first = row * columns.count
    let breaks = bytes.withUnsafeBufferPointer {
      LineBreaks.count(in: $0, from: Int(starts[first]), to: Int(starts[first + column]))
    }
    return Int(lines[row]) + breaks
  }

  /// Whether a row may go over several lines: not where the next one stands on the next.
  private func mayHaveBreaks(_ row: Int) -> Bool {
    row + 1 < lines.count ? lines[row + 1] != lines[row] + 1 : lastRowHasBreaks
  }

  /// Reads all records; false where there is none.
  private mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, separator: Separator, source: String, firstLine: Int
  ) -> Bool {
    var scanner = CSVScanner(bytes, separator: separator, line: firstLine)
    guard let header = CSVHeader.read(&scanner, bytes, source: source) else { return false }
    self.header = header
    faults = header.faults
    scanner.reserve(fields: max(16, bytes.count / 8))
    while let record = scanner.next() {
      guard record.hasContent, isRegular(record, header, scanner, bytes, source) else {
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
    if !lines.isEmpty, let last = ends.last {
      let first = Int(starts[(lines.count - 1) * columns.count])
      lastRowHasBreaks =
        LineBreaks.count(in: bytes, from: first, to: Int(last & ~CSVScanner.escapedBit)) > 0
    }
    reportUnnamedColumns(source: source)
    return true
  }

  /// Whether a record has the fields of the header; what is wrong is reported.
  private mutating func isRegular(
    _ record: CSVScanner.Record, _ header: CSVHeader, _ scanner: CSVScanner,
    _ bytes: UnsafeBufferPointer<UInt8>, _ source: String
  ) -> Bool {
    guard let (problem, line, field) = header.problem(of: record, scanner, bytes) else { return true }
    faults.append(Fault(at: header.location(line: line, field: field, source: source), problem))
    return false
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
