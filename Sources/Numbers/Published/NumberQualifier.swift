/// A word before a number that says how far to trust it.
public enum NumberQualifier: String, Hashable, Sendable, Codable, CaseIterable {
  /// The number as it stands.
  case exactly
  /// “about”, “around”, “c.”: the number was rounded to its last digit that is not zero.
  case about
  /// “nearly”, “just under”: at most one unit of that digit less.
  case nearly
  /// “just over”: at most one unit of that digit more.
  case justOver = "just over"
  /// “more than”, “over”.
  case moreThan = "more than"
  /// “at least”.
  case atLeast = "at least"
  /// “less than”, “under”, “fewer than”.
  case lessThan = "less than"
  /// “up to”, “at most”.
  case upTo = "up to"
  /// “between a and b”, “a to b”.
  case between

  /// The qualifier that a word or a pair of words stands for, in lower case.
  package init?(words: String) {
    guard let found = Self.words[words] else { return nil }
    self = found
  }

  /// What words and signs say.
  static let words: [String: NumberQualifier] = {
    let lists: [(NumberQualifier, [String])] = [
      (
        .about,
        [
          "about", "around", "approximately", "approx", "approx.", "roughly", "some", "c.", "ca.", "circa",
          "~",
        ]
      ),
      (.nearly, ["nearly", "almost", "just under", "just below"]), (.justOver, ["just over", "just above"]),
      (.moreThan, ["more than", "over", "above", "greater than", ">"]),
      (.atLeast, ["at least", "no less than", "no fewer than", "≥"]),
      (.lessThan, ["less than", "under", "below", "fewer than", "<"]),
      (.upTo, ["up to", "at most", "no more than", "≤"]), (.between, ["between", "from"]),
    ]
    return Dictionary(uniqueKeysWithValues: lists.flatMap { own in own.1.map { ($0, own.0) } })
  }()
}
