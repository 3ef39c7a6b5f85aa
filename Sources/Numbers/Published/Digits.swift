/// Digits with or without thousands separators and decimals, or a number word.
package struct Digits {
  package let significand: Int
  package let decimals: Int
  package var isPercentOfOne = false

  package init(significand: Int, decimals: Int, isPercentOfOne: Bool = false) {
    self.significand = significand
    self.decimals = decimals
    self.isPercentOfOne = isPercentOfOne
  }

  /// Reads the digits, or nil where anything else stands among them or a separator stands where none belongs.
  package init?(_ bytes: some Sequence<UInt8>) {
    var value = 0
    var decimals = 0
    var count = 0
    var sinceSeparator = -1
    var pointSeen = false
    for byte in bytes {
      switch byte {
      case 0x30...0x39:
        guard count < 17 else { return nil }
        value = value * 10 + Int(byte - 0x30)
        count += 1
        if pointSeen { decimals += 1 } else if sinceSeparator >= 0 { sinceSeparator += 1 }
      case 0x2C:
        guard !pointSeen, (1...3).contains(count) || sinceSeparator == 3,
          sinceSeparator == 3 || sinceSeparator < 0
        else { return nil }
        sinceSeparator = 0
      case 0x2E:
        guard !pointSeen, sinceSeparator < 0 || sinceSeparator == 3 else { return nil }
        pointSeen = true
      default: return nil
      }
    }
    guard count > 0, sinceSeparator < 0 || sinceSeparator == 3, !pointSeen || decimals > 0, decimals <= 15
    else {
      return nil
    }
    significand = value
    self.decimals = decimals
  }

  /// Fractions in words, as percentages with the decimals that the word carries.
  package static let fractions: [(String, Digits)] = [
    ("two thirds", percent(667, 1)), ("two-thirds", percent(667, 1)), ("three quarters", percent(75, 0)),
    ("three-quarters", percent(75, 0)), ("a half", percent(50, 0)), ("half", percent(50, 0)),
    ("a third", percent(333, 1)), ("one third", percent(333, 1)), ("one-third", percent(333, 1)),
    ("a quarter", percent(25, 0)), ("one quarter", percent(25, 0)), ("a fifth", percent(20, 0)),
    ("one fifth", percent(20, 0)), ("a tenth", percent(10, 0)),
  ]

  /// Small whole numbers in words.
  package static let words: [(String, Int)] = [
    ("zero", 0), ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7),
    ("eight", 8), ("nine", 9), ("ten", 10), ("eleven", 11), ("twelve", 12),
  ]

  private static func percent(_ significand: Int, _ decimals: Int) -> Digits {
    Digits(significand: significand, decimals: decimals, isPercentOfOne: true)
  }
}
