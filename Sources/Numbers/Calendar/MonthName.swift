/// The names of months, in English and in Welsh.
enum MonthName {
  private static let names: [[String]] = [
    ["january", "jan", "ionawr", "ion"], ["february", "feb", "chwefror", "chwef", "chwe"],
    ["march", "mar", "mawrth", "fawrth", "maw"], ["april", "apr", "ebrill", "ebr"], ["may", "mai", "fai"],
    ["june", "jun", "mehefin", "fehefin", "meh"], ["july", "jul", "gorffennaf", "orffennaf", "gorff", "gor"],
    ["august", "aug", "awst", "aws"], ["september", "sep", "sept", "medi", "fedi"],
    ["october", "oct", "hydref", "hyd"], ["november", "nov", "tachwedd", "dachwedd", "tach"],
    ["december", "dec", "rhagfyr", "ragfyr", "rhag"],
  ]

  private static let numbers: [String: Int] = Dictionary(
    uniqueKeysWithValues: names.enumerated().flatMap { month, words in words.map { ($0, month + 1) } })

  /// The number of a month, whose name is in lower case; nil for any other word.
  static func number(_ word: String) -> Int? { numbers[word] }
}
