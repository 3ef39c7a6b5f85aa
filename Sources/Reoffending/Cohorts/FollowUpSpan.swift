import Numbers

/// A time of following people up, as rows of a table name it: `Within 6 months`, `1 year`, `Year 3`.
struct FollowUpSpan {
  /// Its length, months and years in days of their mean.
  let days: Double

  /// Reads a name; nil where it is no such time.
  ///
  /// - Parameter column: the name of its column, where a number alone is one: `Years after release`.
  init?(_ name: String, column: String) {
    let words = Self.words(name)
    let numbers = words.compactMap { Double($0) ?? Self.numerals[$0] }
    let units = words.compactMap(Self.length)
    guard numbers.count == 1, numbers[0] > 0, numbers[0] < 1000,
      words.count == numbers.count + units.count + words.count(where: Self.fillers.contains)
    else { return nil }
    if units.count == 1 {
      days = numbers[0] * units[0]
      return
    }
    let columnWords = Self.words(column)
    guard units.isEmpty, columnWords.contains(where: Self.elapsing.contains) else { return nil }
    days = numbers[0] * (columnWords.compactMap(Self.length).first ?? 1)
  }

  /// The days of a unit of time, also in the plural.
  private static func length(_ word: String) -> Double? {
    lengths[word.hasSuffix("s") ? String(word.dropLast()) : word]
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "." }.map(String.init)
  }

  private static let lengths: [String: Double] = [
    "day": 1, "week": 7, "month": 365.25 / 12, "quarter": 365.25 / 4, "year": 365.25, "yr": 365.25,
    "mth": 365.25 / 12,
  ]
  private static let numerals: [String: Double] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "ten": 10, "twelve": 12,
  ]
  private static let fillers: Set = ["within", "after", "by", "up", "to", "at", "of", "release", "follow"]
  private static let elapsing: Set = [
    "follow", "followed", "followup", "after", "since", "within", "elapsed",
  ]
}
