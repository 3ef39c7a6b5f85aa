/// The encoding of Western European Windows.
///
/// - Source: *Index windows-1252* of the WHATWG Encoding Standard, except that the five bytes without a letter are
///   refused rather than read as control characters.
enum Windows1252 {
  /// The letters of the bytes from 0x80 to 0x9F; 0 where there is none.
  private static let special: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
    0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,
    0x017E,
    0x0178,
  ]

  /// Whether a byte is no letter.
  static func isUndefined(_ byte: UInt8) -> Bool {
    (0x80..<0xA0).contains(byte) && special[Int(byte) - 0x80] == 0
  }

  /// The same text in UTF-8.
  static func decode(_ bytes: [UInt8], source: String) throws(TableError) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 8)
    for (offset, byte) in bytes.enumerated() {
      guard byte >= 0x80 else {
        output.append(byte)
        continue
      }
      let code = byte < 0xA0 ? special[Int(byte) - 0x80] : UInt32(byte)
      guard code != 0, let letter = Unicode.Scalar(code) else {
        throw .undecodable(source: source, line: TextDecoder.line(of: offset, in: bytes), byte: byte)
      }
      output.append(contentsOf: Character(letter).utf8)
    }
    return output
  }
}
