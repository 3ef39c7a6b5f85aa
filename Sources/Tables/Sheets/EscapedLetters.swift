/// Letters that a workbook writes by their number, as `_x000D_` for the end of a line.
///
/// - Source: ECMA-376-1:2016, *Office Open XML File Formats*, 22.9.2.19 (ST_Xstring).
enum EscapedLetters {
  /// The text with the letters themselves, and ends of lines and other control characters as blanks; nil where none is written
  /// by its number.
  static func read(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var rest = bytes
    while let (place, letter) = next(in: rest) {
      result.append(contentsOf: rest[..<place])
      rest = rest[(place + length)...]
      if letter.value >= 0x20 {
        result.append(contentsOf: String(letter).utf8)
      } else if let following = rest.first, following > 0x20 {
        result.append(UInt8(ascii: " "))
      }
    }
    return rest.count == bytes.count ? nil : result + rest
  }

  /// Whether a text has the sign with which such a letter begins; most have none.
  static func mayStand(in bytes: UnsafeBufferPointer<UInt8>) -> Bool { bytes.contains(UInt8(ascii: "_")) }

  private static let length = 7

  /// The next letter that is written as `_x`, four hexadecimal digits and `_`, and where.
  private static func next(in bytes: ArraySlice<UInt8>) -> (place: Int, letter: Unicode.Scalar)? {
    var start = bytes.startIndex
    while let place = bytes[start...].firstIndex(of: UInt8(ascii: "_")), place + length <= bytes.endIndex {
      start = place + 1
      guard bytes[place + 1] == UInt8(ascii: "x"), bytes[place + length - 1] == UInt8(ascii: "_") else {
        continue
      }
      let digits = String(decoding: bytes[(place + 2)..<(place + length - 1)], as: UTF8.self)
      if let number = UInt32(digits, radix: 16), number > 0, let letter = Unicode.Scalar(number) {
        return (place, letter)
      }
    }
    return nil
  }
}
