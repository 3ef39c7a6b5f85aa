extension PrintedNumber {
  /// Reads digits with at most one decimal point and a minus sign, the form of nearly every number, byte by byte; nil
  /// for any other form.
  ///
  /// The digits as a whole number are exact up to 2⁵³ and powers of ten up to 22 are too, so that their quotient is the
  /// nearest `Double`; longer ones are left to the standard library.
  package init?(plain text: String, decimalMark: DecimalMark?) {
    guard let found = text.utf8.withContiguousStorageIfAvailable({ Self.digits($0) }), let found,
      found.decimals == 0 || decimalMark == .point
    else { return nil }
    var value: Double?
    var hundredth: Double?
    if found.mantissa < 1 << 53 {
      let signed = found.isNegative ? -Double(found.mantissa) : Double(found.mantissa)
      value = PowersOfTen.divide(signed, found.decimals)
      hundredth = PowersOfTen.divide(signed, found.decimals + 2)
    } else {
      value = Double(text)
      hundredth = Double(text + "e-2")
    }
    guard let value, let hundredth else { return nil }
    self.init(value: value, decimals: found.decimals, unit: .none, text: text, hundredth: hundredth)
  }

  /// Digits of which every whole number fits; with two more decimals, powers of ten stay within 22.
  private static let mostDigits = 18

  private static func digits(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (mantissa: Int, decimals: Int, isNegative: Bool)? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    let start = isNegative ? 1 : 0
    guard bytes.count > start, bytes.count - start <= mostDigits + 1 else { return nil }
    var mantissa = 0
    var point: Int?
    for place in start..<bytes.count {
      let digit = bytes[place] &- UInt8(ascii: "0")
      if digit < 10 {
        mantissa = mantissa &* 10 &+ Int(digit)
      } else if bytes[place] == UInt8(ascii: "."), point == nil, place > start, place < bytes.count - 1 {
        point = place
      } else {
        return nil
      }
    }
    guard bytes.count - start - (point == nil ? 0 : 1) <= mostDigits else { return nil }
    return (mantissa, point.map { bytes.count - 1 - $0 } ?? 0, isNegative)
  }
}
