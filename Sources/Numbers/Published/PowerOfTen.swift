/// A power of ten behind a number: `e-06`, `× 10⁻⁶`, `x 10^-6`, `· 10−6`.
package struct PowerOfTen {
  package let exponent: Int
  /// How many characters it takes.
  package let length: Int

  /// The power that a text begins with.
  ///
  /// Ten itself may be the number, as in `10^-6`, whose power begins behind it.
  ///
  /// - Parameter isOfTen: whether the number before is 10.
  package init?(startOf text: Substring, isOfTen: Bool = false) {
    var rest = text
    if let first = rest.first, "eE".contains(first) {
      rest.removeFirst()
      guard let exponent = Self.signed(&rest) else { return nil }
      self.exponent = exponent
    } else if let exponent = Self.behindTimes(&rest) ?? (isOfTen ? Self.marked(&rest) : nil) {
      self.exponent = exponent
    } else {
      return nil
    }
    if let next = rest.first, next.isLetter || next.isNumber { return nil }
    length = text.count - rest.count
  }

  private static func behindTimes(_ rest: inout Substring) -> Int? {
    var ahead = rest.drop { $0 == " " }
    guard let sign = ahead.first, "×x*·⋅".contains(sign) else { return nil }
    ahead = ahead.dropFirst().drop { $0 == " " }
    guard ahead.hasPrefix("10") else { return nil }
    ahead = ahead.dropFirst(2)
    guard let exponent = marked(&ahead) ?? signed(&ahead) else { return nil }
    rest = ahead
    return exponent
  }

  /// An exponent behind a caret, in brackets or not, or raised.
  private static func marked(_ rest: inout Substring) -> Int? {
    if rest.first == "^" {
      var ahead = rest.dropFirst()
      let close: Character? = ahead.first == "(" ? ")" : ahead.first == "{" ? "}" : nil
      if close != nil { ahead.removeFirst() }
      let plain = ahead.first?.isNumber == true ? "+" + ahead : ahead
      var number = plain
      guard let exponent = signed(&number), close == nil || number.first == close else { return nil }
      rest = rest.suffix(number.count - (close == nil ? 0 : 1))
      return exponent
    }
    let raised = rest.prefix { "⁻⁺".contains($0) || digits[$0] != nil }
    guard let first = raised.first, "⁻⁺".contains(first), raised.count > 1 else { return nil }
    let values = raised.dropFirst().compactMap { digits[$0] }
    guard values.count == raised.count - 1, values.count <= 3 else { return nil }
    rest = rest.dropFirst(raised.count)
    return (first == "⁻" ? -1 : 1) * values.reduce(0) { 10 * $0 + $1 }
  }

  /// A sign and up to three digits.
  private static func signed(_ rest: inout Substring) -> Int? {
    guard let sign = rest.first, "+-−–".contains(sign) else { return nil }
    let written = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
    guard (1...3).contains(written.count), let value = Int(written) else { return nil }
    rest = rest.dropFirst(1 + written.count)
    return sign == "+" ? value : -value
  }

  private static let digits: [Character: Int] = Dictionary(
    uniqueKeysWithValues: "⁰¹²³⁴⁵⁶⁷⁸⁹".enumerated().map { ($1, $0) })
}
