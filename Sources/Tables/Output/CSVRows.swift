/// Rows of comma-separated values made one at a time, for tables that are too large to be held as a whole.
///
/// The bytes are those of `OutputTable.csv()`.
package struct CSVRows: Sendable {
  /// The rows so far.
  package private(set) var bytes: [UInt8] = []

  /// Starts with the names of the columns.
  package init(columns: [String]) {
    bytes += Array(OutputTable.csvLine(columns).utf8)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Appends a row.
  package mutating func append(_ cells: [OutputCell]) {
    bytes += Array(OutputTable.csvLine(cells.map(\.exact)).utf8)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Hands the rows over and forgets them, if there are more than a million bytes or `atEnd` is true.
  package mutating func flush<Failure: Error>(
    atEnd: Bool = false, to write: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    guard atEnd || bytes.count > 1 << 20 else { return }
    try write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
