import Numbers

/// A word, number or sign of a rule with its place.
struct RuleToken {
  enum Kind: Equatable {
    case word(String)
    case quoted(String)
    case number(PublishedNumber)
    case sign(String)
    case end
  }

  let kind: Kind
  /// The place of its first character, counted from 1.
  let position: Int

  /// What a user would call it.
  var name: String {
    switch kind {
    case .word(let text): "“\(text)”"
    case .quoted(let text): "\"\(text)\""
    case .number(let number): "the number \(number)"
    case .sign(let text): "“\(text)”"
    case .end: "the end"
    }
  }

  /// Cuts a rule into tokens.
  static func tokens(of rule: String) throws(AuditError) -> [RuleToken] {
    let text = Array(rule)
    var tokens: [RuleToken] = []
    var index = 0
    while index < text.count {
      let character = text[index]
      if character.isWhitespace {
        index += 1
        continue
      }
      let (kind, length) = try token(in: text, at: index, rule: rule)
      tokens.append(RuleToken(kind: kind, position: index + 1))
      index += length
    }
    return tokens + [RuleToken(kind: .end, position: text.count + 1)]
  }

  private static func token(in text: [Character], at index: Int, rule: String) throws(AuditError) -> (
    Kind, Int
  ) {
    let character = text[index]
    if character == "\"" || character == "“" || character == "`" {
      let close: Character = character == "“" ? "”" : character
      guard let end = text[(index + 1)...].firstIndex(of: close) else {
        throw .syntax(rule: rule, position: index + 1, found: "an open quote", expected: "a closing \(close)")
      }
      return (.quoted(String(text[(index + 1)..<end])), end + 1 - index)
    }
    if character.isLetter || character == "_" {
      let end = text[index...].firstIndex { !($0.isLetter || $0.isNumber || $0 == "_") } ?? text.count
      return (.word(String(text[index..<end])), end - index)
    }
    if character.isNumber {
      let end = text[index...].firstIndex { !($0.isNumber || $0 == ".") } ?? text.count
      let written = String(text[index..<end])
      guard let number = PublishedNumber(written) else {
        throw .syntax(
          rule: rule, position: index + 1, found: "“\(written)”", expected: "a number such as 12.5")
      }
      return (.number(number), end - index)
    }
    let two = index + 1 < text.count ? String(text[index...(index + 1)]) : ""
    if ["<=", ">=", "==", "!="].contains(two) { return (.sign(two == "==" ? "=" : two), 2) }
    if let sign = signs[character] { return (.sign(sign), 1) }
    throw .syntax(
      rule: rule, position: index + 1, found: "“\(character)”", expected: "a column, a number or an operator")
  }

  private static let signs: [Character: String] = [
    "+": "+", "-": "-", "−": "-", "–": "-", "*": "*", "×": "*", "·": "*", "/": "/", "÷": "/", "(": "(",
    ")": ")",
    ",": ",", "=": "=", "<": "<", ">": ">", "≤": "<=", "≥": ">=",
  ]
}
