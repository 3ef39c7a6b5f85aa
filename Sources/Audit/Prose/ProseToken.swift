import Numbers

/// A word, a number or a sign of a text, with its line.
struct ProseToken {
  enum Kind {
    case word(String)
    case number(PublishedNumber)
    case sign(Character)
  }

  let kind: Kind
  /// The number, where the token is one.
  let number: PublishedNumber?
  /// The line, counted from 1.
  let line: Int
  /// The text as it stands.
  let text: String

  init(kind: Kind, line: Int, text: String) {
    self.kind = kind
    self.line = line
    self.text = text
    switch kind {
    case .number(let number): self.number = number
    case .word, .sign: number = nil
    }
  }

  var word: String? {
    if case .word(let word) = kind { return word }
    return nil
  }

  func isSign(_ character: Character) -> Bool {
    if case .sign(character) = kind { return true }
    return false
  }

  /// Whether a number is more likely a year than a count.
  var looksLikeYear: Bool {
    guard let number, number.isWholeCount, number.unit == .plain else { return false }
    return (1900...2099).contains(number.significand) && !text.contains(",")
  }
}
