/// How many columns of a terminal a text takes.
///
/// - Source: *Unicode Standard Annex 11: East Asian Width*; of its wide letters, the blocks in use.
package enum DisplayWidth {
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
  ]

  /// The number of columns.
  static func of(_ text: String) -> Int {
    text.reduce(0) { $0 + width(of: $1) }
  }

  /// The text on one line, without what would move a cursor or turn the order of letters.
  package static func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isMoving) else { return text }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t": shown.append(" ")
      default: shown.append(isMoving(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return String(shown)
  }

  /// The lines of a text, each without what would move a cursor or turn the order of letters.
  package static func printableLines(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 != "\n" && isMoving($0) }) else { return text }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      shown.append(scalar == "\n" || scalar == "\t" || !isMoving(scalar) ? scalar : "\u{FFFD}")
    }
    return String(shown)
  }

  private static func isMoving(_ scalar: Unicode.Scalar) -> Bool {
    // The controls of the bidirectional algorithm.
    if (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value) { return true }
    return scalar.properties.generalCategory == .control
  }

  private static func width(of character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if character.unicodeScalars.contains(where: { $0.properties.isEmojiPresentation || $0 == "\u{FE0F}" }) {
      return 2
    }
    if wide.contains(where: { $0.contains(first.value) }) { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return 1
    }
  }
}
