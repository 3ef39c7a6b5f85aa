import Statistics
import Tables

/// A list of a result that is written a piece at a time, so that a million rows need not be held as text at once.
package enum JSONRows {
  /// What stands in the place of the rows while the rest of the result is encoded.
  static let placeholder = "\u{1}rows"

  /// How many rows are encoded at once.
  private static let piece = 8_192

  /// Writes a result, byte for byte as `JSONText` does.
  ///
  /// - Parameters:
  ///   - rows: the rows, at least one, of a list right below the top of the result.
  ///   - rest: the result with the placeholder in their place.
  ///   - write: takes the bytes, in order.
  static func write<Row: Encodable & Sendable>(
    _ rows: [Row], in rest: some Encodable, to write: ([UInt8]) throws(TableError) -> Void
  ) throws(TableError) {
    let parts = try text(rest).split(separator: #""\u0001rows""#, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw .cannotWrite(path: "the result", reason: "its rows have no place in its JSON")
    }
    try write(Array(parts[0].utf8))
    try write(Array("[\n".utf8))
    for start in stride(from: 0, to: rows.count, by: piece) {
      let end = min(start + piece, rows.count)
      let texts = OrderedChunks.joined(count: end - start, atLeast: 512) { range in
        [
          Result { () throws(TableError) in
            try Self.encode(rows[(start + range.lowerBound)..<(start + range.upperBound)])
          }
        ]
      }
      for (number, text) in texts.enumerated() {
        if start > 0 || number > 0 { try write(Array(",\n".utf8)) }
        try write(text.get())
      }
    }
    try write(Array(("\n  ]" + parts[1]).utf8))
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
