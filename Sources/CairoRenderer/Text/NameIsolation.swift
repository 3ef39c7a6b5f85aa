/// Keeps names that are read from right to left apart from a line that is read from left to right.
///
/// Without it the brackets and figures behind such a name, as in `highest for Acre (12%)` with the name in Hebrew, would be
/// ordered as if they were part of it.
///
/// - Source: Unicode Standard Annex 9, isolates (FSI … PDI), unicode.org/reports/tr9.
enum NameIsolation {
  /// The line with each such name between the signs of an isolate; unchanged where it is itself read from right to left.
  static func applied(to line: String) -> String {
    guard line.utf8.contains(where: { $0 >= 0xD6 }) else { return line }
    let scalars = Array(line.unicodeScalars)
    guard let first = scalars.first(where: \.properties.isAlphabetic), !isRightToLeft(first),
      scalars.contains(where: isRightToLeft),
      !scalars.contains(where: { (0x2066...0x2069).contains($0.value) })
    else { return line }
    var isolated = String.UnicodeScalarView()
    var place = 0
    while place < scalars.count {
      guard isRightToLeft(scalars[place]) else {
        isolated.append(scalars[place])
        place += 1
        continue
      }
      let end = endOfName(in: scalars, from: place)
      isolated.append("\u{2068}")
      isolated.append(contentsOf: scalars[place..<end])
      isolated.append("\u{2069}")
      place = end
    }
    return String(isolated)
  }

  /// The place behind a name: behind its last letter, or behind a number that belongs to it.
  private static func endOfName(in scalars: [Unicode.Scalar], from start: Int) -> Int {
    var end = start + 1
    var place = end
    while place < scalars.count, isRightToLeft(scalars[place]) || isWithinName(scalars[place]) {
      if !isBetweenWords(scalars[place]) { end = place + 1 }
      place += 1
    }
    var behind = end
    while behind < scalars.count, scalars[behind] == " " { behind += 1 }
    let number = scalars[behind...].prefix { $0.properties.numericType == .decimal }
    // A rate or a number with decimals says something of the name.
    let next = scalars[number.endIndex...].first
    return number.isEmpty || next == "%" || next == "." || next == "," ? end : number.endIndex
  }

  /// Letters of Hebrew, Arabic, Syriac, Thaana, N’Ko and the other scripts that are read from right to left.
  private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      scalar.properties.isAlphabetic
    default: false
    }
  }

  /// What may stand between or upon the letters of a name.
  private static func isWithinName(_ scalar: Unicode.Scalar) -> Bool {
    isBetweenWords(scalar) || scalar.properties.canonicalCombiningClass != .notReordered
      || (0x590...0x8FF).contains(scalar.value)
  }

  private static func isBetweenWords(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "-" || scalar == "'" || scalar == "’" || scalar == "\""
      || scalar.properties.numericType == .decimal
  }
}
