/// How numbers are printed: their decimals, their thousands and their minus sign; no locale has a say.
package struct NumberStyle: Hashable, Sendable {
  /// The decimals, padded with zeros; nil for as many as the value needs.
  package var decimals: Int?
  /// Whether commas stand between thousands.
  package var groupsThousands: Bool
  /// Whether the minus sign is the typographical one instead of the hyphen that programs read.
  package var hasTrueMinus: Bool

  /// Makes a style.
  package init(decimals: Int? = nil, groupsThousands: Bool = true, hasTrueMinus: Bool = true) {
    self.decimals = decimals
    self.groupsThousands = groupsThousands
    self.hasTrueMinus = hasTrueMinus
  }

  /// The style that programs read back to the same value.
  package static let exact = NumberStyle(groupsThousands: false, hasTrueMinus: false)

  /// The printed form of a finite number; halves are rounded away from zero as its shortest decimal form has them.
  package func text(_ value: Double) -> String {
    precondition(value.isFinite, "a number to be printed is finite")
    if self == .exact {
      return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
    }
    // Hundreds of zeros tell nobody anything.
    if decimals == nil, value != 0, !(1e-15..<1e21).contains(abs(value)) {
      return String(decoding: sign(value < 0), as: UTF8.self) + "\(abs(value))"
    }
    return text(of: ShortestDecimal(abs(value)), isNegative: value < 0)
  }

  /// The printed form of a fraction as a per cent, its decimal point moved rather than multiplied: 0.0725 is 7.3%, whose
  /// product with 100 is below 7.25.
  package func perCent(_ fraction: Double) -> String {
    precondition(fraction.isFinite, "a number to be printed is finite")
    var decimal = ShortestDecimal(abs(fraction))
    decimal.movePoint(by: 2)
    return text(of: decimal, isNegative: fraction < 0) + "%"
  }

  private func text(of exact: ShortestDecimal, isNegative: Bool) -> String {
    var decimal = exact
    if let decimals { decimal.round(to: decimals) }
    let places = decimals ?? max(0, decimal.digits.count - decimal.point)
    var bytes = sign(isNegative && !decimal.digits.isEmpty)
    let whole = max(1, decimal.point)
    for place in 0..<whole {
      if groupsThousands, place > 0, (whole - place).isMultiple(of: 3) { bytes.append(UInt8(ascii: ",")) }
      bytes.append(decimal.digit(at: place + min(0, decimal.point - 1)))
    }
    if places > 0 { bytes.append(UInt8(ascii: ".")) }
    for place in 0..<places { bytes.append(decimal.digit(at: decimal.point + place)) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The printed form of a whole number.
  package func text(_ value: Int) -> String {
    var bytes = sign(value < 0)
    let digits = String(value.magnitude).utf8
    for (place, digit) in digits.enumerated() {
      if groupsThousands, place > 0, (digits.count - place).isMultiple(of: 3) {
        bytes.append(UInt8(ascii: ","))
      }
      bytes.append(digit)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func sign(_ isNegative: Bool) -> [UInt8] {
    isNegative ? Array((hasTrueMinus ? "−" : "-").utf8) : []
  }
}

/// The digits of the shortest decimal form of a number, without zeros at either end.
private struct ShortestDecimal {
  /// The digits as characters; none for zero.
  private(set) var digits: [UInt8] = []
  /// How many of them stand before the decimal point; below zero where zeros stand behind it first.
  private(set) var point = 0

  init(_ value: Double) {
    let text = "\(value)".utf8
    let end = text.firstIndex(of: UInt8(ascii: "e")) ?? text.endIndex
    var hasPoint = false
    for byte in text[..<end] {
      if byte == UInt8(ascii: ".") {
        hasPoint = true
      } else if byte == UInt8(ascii: "0"), digits.isEmpty {
        if hasPoint { point -= 1 }
      } else {
        digits.append(byte)
        if !hasPoint { point += 1 }
      }
    }
    point += Int(Substring(text[end...].dropFirst())) ?? 0
    trim()
  }

  private mutating func trim() {
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    if digits.isEmpty { point = 0 }
  }

  /// Zero stays zero.
  mutating func movePoint(by places: Int) {
    if !digits.isEmpty { point += places }
  }

  /// Halves are rounded up.
  mutating func round(to decimals: Int) {
    let kept = point + decimals
    guard kept < digits.count else { return }
    let carries = kept >= 0 && digits[kept] >= UInt8(ascii: "5")
    digits.removeSubrange(max(0, kept)...)
    if carries {
      while digits.last == UInt8(ascii: "9") { digits.removeLast() }
      if digits.isEmpty {
        digits = [UInt8(ascii: "1")]
        point += 1
      } else {
        digits[digits.count - 1] += 1
      }
    }
    trim()
  }

  func digit(at place: Int) -> UInt8 {
    digits.indices.contains(place) ? digits[place] : UInt8(ascii: "0")
  }
}
