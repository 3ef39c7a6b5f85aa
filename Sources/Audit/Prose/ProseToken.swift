import Numbers

/// A word, a number or a sign of a text, with its place.
struct ProseToken {
  enum Kind {
    case word(String)
    case number(PublishedNumber)
    case sign(Character)
  }

  /// What a number is besides a figure.
  enum Role: Hashable {
    /// A figure.
    case figure
    /// A figure in words: “five”.
    case word
    /// A figure whose thousands are set apart by blanks, which may be two figures as well.
    case spaced
    /// A year, a period, a date or a time of day.
    case date
    /// A number that names something: a reference, a section, a product.
    case label
    /// An age.
    case age
    /// A quantity of something that is measured and not counted, with the unit.
    case measure(String)

    /// Whether it is a quantity of something that is measured.
    var isMeasure: Bool {
      if case .measure = self { return true }
      return false
    }
    /// What a rate is taken per: the 1,000 of “per 1,000”.
    case base
    /// An average, which is no count.
    case average
    /// Digits behind a figure and a full stop, which may be the decimals of that figure: the 4 of “51 . 4 %”.
    case torn
  }

  let kind: Kind
  /// The number, where the token is one.
  let number: PublishedNumber?
  /// The line, counted from 1.
  let line: Int
  /// The text as it stands.
  let text: String
  /// The characters of the passage that it covers.
  let range: Range<Int>
  /// What a number is; without meaning for words and signs.
  let role: Role

  init(kind: Kind, line: Int, text: String, range: Range<Int> = 0..<0, role: Role = .figure) {
    self.kind = kind
    self.line = line
    self.text = text
    self.range = range
    self.role = role
    switch kind {
    case .number(let number): self.number = number
    case .word, .sign: number = nil
    }
  }

  /// The same with another role.
  func marked(_ role: Role) -> ProseToken {
    ProseToken(kind: kind, line: line, text: text, range: range, role: role)
  }

  /// The same number with a word before it that says how far to trust it.
  func qualified(_ qualifier: NumberQualifier) -> ProseToken {
    guard let number else { return self }
    let other = PublishedNumber(
      significand: number.significand, decimals: number.decimals, scale: number.scale, unit: number.unit,
      qualifier: qualifier)
    return ProseToken(kind: .number(other), line: line, text: text, range: range, role: role)
  }

  var word: String? {
    if case .word(let word) = kind { return word }
    return nil
  }

  func isSign(_ character: Character) -> Bool {
    if case .sign(character) = kind { return true }
    return false
  }

  /// Whether the token is one of some signs.
  func isSign(in signs: String) -> Bool {
    if case .sign(let own) = kind { return signs.contains(own) }
    return false
  }

  /// Whether the token is a number that dates, names and measures nothing.
  var isPlainFigure: Bool {
    guard number != nil else { return false }
    switch role {
    case .figure, .word, .spaced, .average: return true
    case .date, .label, .age, .measure, .base, .torn: return false
    }
  }

  /// Whether a number is more likely a year than a count.
  var looksLikeYear: Bool {
    guard let number, number.decimals == 0, number.scale == 0, number.unit == .plain else { return false }
    return role == .date || (1900...2099).contains(number.significand) && !text.contains(",")
  }
}
