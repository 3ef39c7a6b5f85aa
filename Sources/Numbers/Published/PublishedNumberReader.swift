/// Reads a printed number from text, byte by byte.
package struct PublishedNumberReader {
  private let bytes: [UInt8]
  private var position = 0

  private init(_ text: Substring) {
    bytes = Array(text.utf8)
  }

  /// The number that a whole cell holds, or nil where it is not a number.
  package static func read(_ text: Substring) -> PublishedNumber? {
    if let plain = plain(text) { return plain }
    guard mayBegin(text) else { return nil }
    var reader = PublishedNumberReader(Substring(text.lowercased()))
    return reader.number()
  }

  /// Whether a text begins as a number does, or with the word that stands before one or for one.
  private static func mayBegin(_ text: Substring) -> Bool {
    let word = leadingWord(text.utf8)
    return word == 0 || firstWords.contains(word)
  }

  private static let firstWords = Set(
    (Array(NumberQualifier.words.keys) + Digits.fractions.map(\.0) + Digits.words.map(\.0)).map {
      leadingWord($0.utf8)
    })

  /// The letters that a text begins with, eight at most, as one number; 0 for none.
  private static func leadingWord(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var word: UInt64 = 0
    for byte in bytes.drop(while: { $0 == 0x20 }).prefix(8) {
      let lower = byte | 0x20
      guard (0x61...0x7A).contains(lower) else { break }
      word = word << 8 | UInt64(lower)
    }
    return word
  }

  /// The common case without any allocation: sign, digits, thousands separators, decimals, percent sign.
  package static func plain(_ text: Substring) -> PublishedNumber? {
    var copy = text
    return copy.withUTF8 { plain($0) }
  }

  private static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> PublishedNumber? {
    var index = 0
    var end = bytes.count
    while index < end, bytes[index] == 0x20 { index += 1 }
    while end > index, bytes[end - 1] == 0x20 { end -= 1 }
    guard index < end else { return nil }
    let negative = bytes[index] == 0x2D
    if negative || bytes[index] == 0x2B { index += 1 }
    var unit = PublishedUnit.plain
    if bytes[end - 1] == 0x25 {
      unit = .percent
      end -= 1
      while end > index, bytes[end - 1] == 0x20 { end -= 1 }
    }
    guard let digits = Digits(bytes[index..<end]) else { return nil }
    let signed = negative ? -digits.significand : digits.significand
    return PublishedNumber(significand: signed, decimals: digits.decimals, unit: unit)
  }

  private mutating func number() -> PublishedNumber? {
    skipSpaces()
    var qualifier = readQualifier()
    skipSpaces()
    var negative = false
    if take("-") || take("−") { negative = true } else { _ = take("+") }
    skipSpaces()
    var unit: PublishedUnit = take("£") ? .pounds : .plain
    guard var first = readDigits() ?? readWordNumber() else { return nil }
    var power = 0
    readPower(of: &first, into: &power)
    if first.isPercentOfOne { unit = .percent }
    var scale = power > 0 ? power : readScale()
    readUnit(into: &unit)
    var second: PublishedNumber.Second?
    skipSpaces()
    let start = position
    if qualifier == .between || qualifier == nil,
      take("and ") || take("to ") || take("– ") || take("–") || take("- ")
    {
      skipSpaces()
      _ = take("£")
      if let upper = readDigits() ?? readWordNumber() {
        qualifier = .between
        second = PublishedNumber.Second(significand: upper.significand, decimals: upper.decimals)
        if scale == 0 { scale = readScale() } else { _ = readScale() }
        readUnit(into: &unit)
      } else {
        position = start
      }
    }
    skipSpaces()
    while take("*") || take("†") || take("‡") { skipSpaces() }
    guard position == bytes.count, first.decimals <= 15 else { return nil }
    return PublishedNumber(
      significand: negative ? -first.significand : first.significand, decimals: first.decimals, scale: scale,
      unit: unit, qualifier: qualifier ?? .exactly, second: second)
  }

  private mutating func readQualifier() -> NumberQualifier? {
    let start = position
    var words: [String] = []
    var best: (NumberQualifier, Int)?
    for _ in 0..<3 {
      guard let word = readWord() else { break }
      words.append(word)
      if let found = NumberQualifier(words: words.joined(separator: " ")) { best = (found, position) }
      skipSpaces()
    }
    position = best?.1 ?? start
    return best?.0
  }

  private mutating func readWord() -> String? {
    for (sign, word) in Self.signs where take(sign) { return word }
    let start = position
    while position < bytes.count, isWordByte(bytes[position]) { position += 1 }
    return position == start ? nil : String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || byte == 0x2E
  }

  /// Signs that stand before a number without a blank: `<.001`.
  private static let signs = [
    ("<=", "≤"), (">=", "≥"), ("<", "<"), (">", ">"), ("≤", "≤"), ("≥", "≥"), ("~", "~"),
  ]

  private mutating func readDigits() -> Digits? {
    let start = position
    while position < bytes.count,
      (0x30...0x39).contains(bytes[position]) || [0x2C, 0x2E].contains(bytes[position])
    {
      position += 1
    }
    if let digits = Digits(bytes[start..<position]) { return digits }
    position = start
    return nil
  }

  /// A power of ten behind digits, which a negative one moves behind the point.
  private mutating func readPower(of digits: inout Digits, into scale: inout Int) {
    guard position < bytes.count, "ex*^ ".utf8.contains(bytes[position]) || bytes[position] >= 0x80 else {
      return
    }
    let isPower =
      digits.significand == 10 && digits.decimals == 0
      && (bytes[position] == UInt8(ascii: "^") || bytes[position...].starts(with: "⁻".utf8))
    let rest = Substring(decoding: bytes[position...], as: UTF8.self)
    guard let power = PowerOfTen(startOf: rest, isOfTen: isPower),
      (-15...12).contains(power.exponent),
      Double(digits.significand) * Double(powerOfTen(max(0, power.exponent))) < 1e15
    else { return }
    position = bytes.count - rest.dropFirst(power.length).utf8.count
    digits = Digits(
      significand: isPower ? 1 : digits.significand, decimals: digits.decimals + max(0, -power.exponent))
    scale = max(0, power.exponent)
  }

  private mutating func readWordNumber() -> Digits? {
    for (words, digits) in Digits.fractions where take(words) { return digits }
    for (word, value) in Digits.words where take(word) { return Digits(significand: value, decimals: 0) }
    return nil
  }

  private mutating func readScale() -> Int {
    skipSpaces()
    if take("thousand") || take("k") { return 3 }
    if take("million") || take("m") { return 6 }
    if take("billion") || take("bn") { return 9 }
    return 0
  }

  private mutating func readUnit(into unit: inout PublishedUnit) {
    skipSpaces()
    if take("percentage points") || take("percentage point") {
      unit = .percentagePoints
    } else if take("%") || take("per cent") || take("percent") {
      skipSpaces()
      unit = take("points") || take("point") ? .percentagePoints : .percent
    }
  }

  private mutating func take(_ text: String) -> Bool {
    let wanted = text.utf8
    guard position + wanted.count <= bytes.count else { return false }
    guard bytes[position..<position + wanted.count].elementsEqual(wanted) else { return false }
    position += wanted.count
    return true
  }

  private mutating func skipSpaces() {
    while position < bytes.count, bytes[position] == 0x20 { position += 1 }
  }
}

extension PublishedNumber {
  /// Reads a number as printed: `1,166,420`, `29.9%`, `-25.66 %`, `about 7,500`, `£9.5 to £13 billion`, `a third`.
  ///
  /// Thousands separators must stand where they belong; `1,16` is not a number.
  public init?(_ text: some StringProtocol) {
    guard let number = PublishedNumberReader.read(Substring(text)) else { return nil }
    self = number
  }
}
