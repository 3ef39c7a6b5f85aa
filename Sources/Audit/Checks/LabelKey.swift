import Numbers

/// A label reduced to what tells it from others, so that printings that differ in hyphens, capitals or abbreviated
/// months count as one: “April 15 – March 16” is “April 2015 - March 2016”, “60 %” is “60.00%”.
enum LabelKey {
  /// The reduced form.
  static func key(_ text: String) -> String {
    if let number = PublishedNumber(text) {
      return "\(number.interval(rounding: .truncated).lower) \(number.qualifier.rawValue)"
    }
    var words: [String] = []
    for lower in lowercasedWords(text) {
      if skipped.contains(lower) { continue }
      if lower.count == 2, lower.allSatisfy(\.isNumber), let before = words.last, months.contains(before) {
        words.append("20" + lower)
      } else {
        words.append(
          months.contains(String(lower.prefix(3))) && isMonth(lower) ? String(lower.prefix(3)) : lower)
      }
    }
    return words.joined(separator: " ")
  }

  /// The words of the reduced form.
  static func words(_ text: String) -> Set<String> {
    Set(key(text).split(separator: " ").map(String.init))
  }

  /// Runs of letters and digits in small letters; labels are compared by the thousand, and most of them are ASCII.
  private static func lowercasedWords(_ text: String) -> [String] {
    if text.utf8.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "'") }) {
      return text.lowercased().utf8.split {
        !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
          && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
      }.map { String(Substring($0)) }
    }
    return joined(text).split { !($0.isLetter || $0.isNumber) }.map { $0.lowercased() }
  }

  /// Without the hyphens inside words and the apostrophes of shortened years.
  private static func joined(_ text: String) -> String {
    let letters = Array(text)
    return String(
      letters.indices.lazy.filter { index in
        if letters[index] == "’" || letters[index] == "'" { return false }
        guard letters[index] == "-", index > 0, index + 1 < letters.count else { return true }
        return !(letters[index - 1].isLetter && letters[index + 1].isLetter)
      }.map { letters[$0] })
  }

  private static func isMonth(_ word: String) -> Bool {
    names.contains(word) || word.count == 3 || word == "sept"
  }

  private static let skipped: Set<String> = [
    "the", "of", "from", "a", "an", "and", "in", "to", "for", "plus",
  ]
  private static let names: Set<String> = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november",
    "december",
  ]
  private static let months = Set(names.map { String($0.prefix(3)) })
}
