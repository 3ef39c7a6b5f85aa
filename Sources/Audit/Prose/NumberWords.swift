import Numbers

/// Numbers as words.
enum NumberWords {
  /// The value of a word such as “five” or “twenty-five”.
  static func value(of word: String) -> Int? {
    if let value = values[word] { return value }
    let parts = word.split(whereSeparator: { hyphens.contains($0) })
    guard parts.count == 2, let tens = values[String(parts[0])], let ones = values[String(parts[1])],
      tens >= 20, tens % 10 == 0, (1...9).contains(ones)
    else { return nil }
    return tens + ones
  }

  /// What joins the parts of a word: the hyphen of a keyboard, U+2010, U+2011 that no line ends at, and U+00AD that shows
  /// at the end of a line only.
  static let hyphens: Set<Character> = ["-", "\u{2010}", "\u{2011}", "\u{AD}"]

  private static let values: [String: Int] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
  ]

  /// A fraction in words at a place of a sentence: its percentage, its first token and the one behind it.
  static func fraction(in tokens: [ProseToken], at index: Int) -> (percent: Double, start: Int, end: Int)? {
    guard let word = tokens[index].word else { return nil }
    guard let size = sizes[word] else {
      // Most words have no hyphen, and are read by several kinds of claims.
      guard word.utf8.contains(where: { $0 == 0x2D || $0 >= 0x80 }) else { return nil }
      let parts = word.split(whereSeparator: { hyphens.contains($0) })
      guard parts.count == 2, let joined = joinedFractions[parts.joined(separator: "-")] else { return nil }
      return (joined, index, index + 1)
    }
    var times = 1.0
    var start = index
    if index > 0 {
      if let number = tokens[index - 1].number, tokens[index - 1].role == .word {
        times = Double(number.significand)
        start = index - 1
      } else if ["a", "one"].contains(tokens[index - 1].word ?? "") {
        start = index - 1
      }
    }
    let isPlural = word.hasSuffix("s") && word != "halves"
    guard isPlural == (times > 1), times * size < 100, start < index || word == "half" else { return nil }
    return (times * size, start, index + 1)
  }

  private static let sizes: [String: Double] = [
    "half": 50, "third": 100 / 3.0, "thirds": 100 / 3.0, "quarter": 25, "quarters": 25, "fifth": 20,
    "fifths": 20, "sixth": 100 / 6.0, "tenth": 10, "tenths": 10, "eighth": 12.5,
  ]

  /// What a number in words in front of them is the top of a fraction of.
  static let parts: Set<String> = ["thirds", "quarters", "fifths", "sixths", "eighths", "tenths"]

  private static let joinedFractions: [String: Double] = [
    "one-third": 100 / 3.0, "two-thirds": 200 / 3.0, "three-quarters": 75, "one-quarter": 25, "one-half": 50,
    "one-fifth": 20, "two-fifths": 40, "three-fifths": 60, "four-fifths": 80, "one-tenth": 10,
    "three-fourths": 75,
  ]
}
