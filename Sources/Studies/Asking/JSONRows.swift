import Statistics
import Tables

/// A list of a result that is written a piece at a time, so that a million rows need not be held as text at once.
enum JSONRows {
  /// How many rows are encoded at once.
  private static let piece = 8_192

  /// Writes a result, byte for byte as `JSONText` does.
  ///
  /// - Parameters:
  ///   - rows: the rows, at least one, of a list right below the top of the result.
  ///   - list: the key of the list.
  ///   - rest: the result with that list empty.
  ///   - write: takes the bytes, in order.
  static func write<Row: Encodable & Sendable>(
    _ rows: [Row], into list: String, of rest: some Encodable, to write: ([UInt8]) throws(TableError) -> Void
  ) throws(TableError) {
    try Self.write(list, of: text(rest), to: write) { () throws(TableError) in
      for start in stride(from: 0, to: rows.count, by: piece) {
        let end = min(start + piece, rows.count)
        let texts = OrderedChunks.joined(count: end - start, atLeast: 512) { range in
          [
            Result { () throws(TableError) in
              try encode(rows[(start + range.lowerBound)..<(start + range.upperBound)])
            }
          ]
        }
        for (number, text) in texts.enumerated() {
          try write(Array((start > 0 || number > 0 ? ",\n" : "\n").utf8))
          try write(text.get())
        }
      }
    }
  }

  /// Writes a result of which a list is empty, with what stands in the list.
  ///
  /// - Parameters:
  ///   - list: the key of the list, right below the top of the result.
  ///   - frame: the result as JSON.
  ///   - write: takes the bytes, in order.
  ///   - rows: writes what stands in the list, beginning with a line break.
  static func write(
    _ list: String, of frame: String, to write: ([UInt8]) throws(TableError) -> Void,
    rows: () throws(TableError) -> Void
  ) throws(TableError) {
    guard let key = frame.firstRange(of: "\"\(list)\" : ["),
      let end = frame[key.upperBound...].firstIndex(of: "]")
    else { throw .cannotWrite(path: "the result", reason: "it has no list of \(list)") }
    try write(Array(frame[..<key.upperBound].utf8))
    try rows()
    try write(Array(("\n  " + frame[end...]).utf8))
  }

  /// Rows as the elements of a list right below the top.
  private static func encode(_ rows: ArraySlice<some Encodable>) throws(TableError) -> [UInt8] {
    let list = try text(Array(rows)).utf8
    // Without the brackets of the list and their line breaks, and moved in below the key of the list.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(list.count * 9 / 8)
    var isAtStart = true
    for byte in list.dropFirst(2).dropLast(3) {
      if isAtStart, byte != UInt8(ascii: "\n") { bytes += [UInt8(ascii: " "), UInt8(ascii: " ")] }
      bytes.append(byte)
      isAtStart = byte == UInt8(ascii: "\n")
    }
    return bytes
  }

  private static func text(_ value: some Encodable) throws(TableError) -> String {
    do { return try JSONText.encode(value) } catch {
      throw .cannotWrite(path: "the result", reason: error.message)
    }
  }
}
