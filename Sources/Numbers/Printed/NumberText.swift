/// Reads the printed form of a number.
package struct NumberText {
  /// What a text turned out to be.
  package enum Reading {
    case number(PrintedNumber)
    /// A number whose mark can be one of decimals or of thousands.
    case ambiguous
    case notANumber
  }

  private let text: String
  private var body: [UInt8]
  private var isNegative = false
  private var unit = NumberUnit.none
  /// The zeros that a letter or word behind the digits stands for.
  private var scale = 0

  /// Reads a text without marks and blanks around it.
  package static func read(_ text: String, decimalMark: DecimalMark?) -> Reading {
    if let plain = PrintedNumber(plain: text, decimalMark: decimalMark) { return .number(plain) }
    var reader = NumberText(text)
    return reader.stripSigns() ? reader.readBody(decimalMark) : .notANumber
  }

  /// Reads digits with at most one decimal point, the form of nearly every cell, without making a text.
  package static func readPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> (mantissa: Int, decimals: Int)? {
    guard !bytes.isEmpty, bytes.count <= 16 else { return nil }
    var mantissa = 0
    var point: Int?
    for (place, byte) in bytes.enumerated() {
      let digit = byte &- UInt8(ascii: "0")
      if digit < 10 {
        mantissa = mantissa &* 10 &+ Int(digit)
      } else if byte == UInt8(ascii: "."), point == nil, place > 0, place < bytes.count - 1 {
        point = place
      } else {
        return nil
      }
    }
    return (mantissa, point.map { bytes.count - 1 - $0 } ?? 0)
  }

  private init(_ text: String) {
    self.text = text
    var plain = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{2212}", "\u{2013}", "\u{FF0D}": plain.append("-")
      case "\u{A0}", "\u{202F}", "\u{2009}": plain.append(" ")
      case "\u{2019}", "\u{02BC}", "\u{2032}": plain.append("'")
      default: plain.unicodeScalars.append(scalar)
      }
    }
    body = Array(plain.utf8)
  }

  /// Letters and words that stand for zeros, longer ones first.
  private static let scales: [(suffix: String, zeros: Int)] = [
    ("thousand", 3), ("million", 6), ("billion", 9), ("bn", 9), ("mn", 6), ("k", 3), ("m", 6),
  ]

  /// Takes off the sign, the pound sign, the per cent sign and the word for zeros; false where one is repeated.
  private mutating func stripSigns() -> Bool {
    var signs = 0
    while let first = body.first {
      if first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
        isNegative = first == UInt8(ascii: "-")
        signs += 1
        body.removeFirst()
      } else if body.starts(with: [0xC2, 0xA3]), unit == .none {
        unit = .pounds
        body.removeFirst(2)
        trimBlanks()
      } else {
        break
      }
    }
    for suffix in ["%", "per cent", "percent"] where body.reversed().starts(with: suffix.utf8.reversed()) {
      guard unit == .none else { return false }
      unit = .perCent
      body.removeLast(suffix.utf8.count)
      trimBlanks()
    }
    if signs == 0, body.count > 1, body.last == UInt8(ascii: "-"), body.first.map(Self.isDigit) ?? false {
      isNegative = true
      signs = 1
      body.removeLast()
      trimBlanks()
    }
    if unit != .perCent, body.first.map(Self.isDigit) ?? false { stripScale() }
    return signs <= 1 && !body.isEmpty
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// Takes off `k`, `m`, `million` and their like behind a digit.
  private mutating func stripScale() {
    let small = body.map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
    for (suffix, zeros) in Self.scales where small.reversed().starts(with: suffix.utf8.reversed()) {
      let rest = body.dropLast(suffix.utf8.count)
      guard let last = rest.last(where: { $0 != UInt8(ascii: " ") }), Self.isDigit(last) else { return }
      scale = zeros
      body = Array(rest)
      trimBlanks()
      return
    }
  }

  private mutating func trimBlanks() {
    while body.last == UInt8(ascii: " ") { body.removeLast() }
    while body.first == UInt8(ascii: " ") { body.removeFirst() }
  }

  private func readBody(_ wanted: DecimalMark?) -> Reading {
    guard let mark = wanted ?? DecimalMarkEvidence.mark(of: body.filter { $0 != UInt8(ascii: " ") }) else {
      if DecimalMarkEvidence.isAmbiguous(body) { return .ambiguous }
      return number(decimalMark: .point)
    }
    return number(decimalMark: mark)
  }

  private func number(decimalMark: DecimalMark) -> Reading {
    guard let (digits, decimals) = digits(decimalMark: decimalMark) else { return .notANumber }
    guard scale == 0 || !digits.contains("e") else { return .notANumber }
    let signed = (isNegative ? "-" : "") + digits + (scale > 0 ? "e\(scale)" : "")
    guard let value = Double(signed), value.isFinite, let hundredth = Self.hundredth(of: signed) else {
      return .notANumber
    }
    return .number(
      PrintedNumber(
        value: value, decimals: decimals, unit: unit, text: text, hundredth: hundredth, scale: scale))
  }

  private static func hundredth(of digits: String) -> Double? {
    guard let exponent = digits.firstIndex(of: "e") else { return Double(digits + "e-2") }
    guard let power = Int(digits[digits.index(after: exponent)...]) else { return nil }
    return Double(digits[..<exponent] + "e\(power - 2)")
  }

  /// The digits with a point and without marks of thousands, and the number of decimals.
  private func digits(decimalMark: DecimalMark) -> (String, decimals: Int)? {
    var place = 0
    guard var digits = integerPart(&place, thousands: decimalMark.thousands) else { return nil }
    var decimals = 0
    if place < body.count, body[place] == decimalMark.byte {
      place += 1
      let fraction = run(&place)
      guard !fraction.isEmpty else { return nil }
      decimals = fraction.count
      digits = (digits.isEmpty ? "0" : digits) + "." + fraction
    }
    guard !digits.isEmpty else { return nil }
    if place < body.count, body[place] | 0x20 == UInt8(ascii: "e") {
      place += 1
      var power = ""
      if place < body.count, body[place] == UInt8(ascii: "-") || body[place] == UInt8(ascii: "+") {
        if body[place] == UInt8(ascii: "-") { power = "-" }
        place += 1
      }
      power += run(&place)
      guard let exponent = Int(power), abs(exponent) < 400 else { return nil }
      digits += "e\(exponent)"
      decimals = max(0, decimals - exponent)
    }
    return place == body.count ? (digits, decimals) : nil
  }

  /// The digits before the decimal mark: one run, or groups of three with one kind of sign between them.
  private func integerPart(_ place: inout Int, thousands: UInt8) -> String? {
    var digits = run(&place)
    guard place < body.count,
      body[place] == thousands || body[place] == UInt8(ascii: " ") || body[place] == UInt8(ascii: "'")
    else { return digits }
    let sign = body[place]
    guard (1...3).contains(digits.count) else { return nil }
    while place < body.count, body[place] == sign {
      place += 1
      let group = run(&place)
      guard group.count == 3 else { return nil }
      digits += group
    }
    return digits
  }

  private func run(_ place: inout Int) -> String {
    let start = place
    while place < body.count, body[place] &- UInt8(ascii: "0") < 10 { place += 1 }
    return String(decoding: body[start..<place], as: UTF8.self)
  }
}
