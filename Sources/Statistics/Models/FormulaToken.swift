import Numbers

/// A piece of a formula with the position of its first character, counted from 1.
struct FormulaToken: Hashable {
  enum Kind: Hashable {
    case name(String)
    case number(Double)
    case text(String)
    case symbol(Character)
    /// An operator of several characters, such as `%in%` and `<=`.
    case sign(String)
    case end
  }

  let kind: Kind
  let position: Int

  var found: String {
    switch kind {
    case .name(let name): "“\(name)”"
    case .number(let value): "“\(value.formattedBriefly)”"
    case .text(let text): "the text “\(text)”"
    case .symbol(let symbol): "“\(symbol)”"
    case .sign(let sign): "“\(sign)”"
    case .end: "the end"
    }
  }

  static func tokens(of text: String) throws(ModelError) -> [FormulaToken] {
    let characters = Array(text)
    var tokens: [FormulaToken] = []
    var index = 0
    while index < characters.count {
      let start = index
      let character = characters[index]
      if character.isWhitespace {
        index += 1
        continue
      }
      let kind: Kind
      if let end = GroupExpression.end(in: characters, from: index) {
        kind = .name(String(characters[index..<end]))
        index = end
      } else if character.isLetter || character == "_"
        || character == "." && !Self.isDigit(characters, index + 1)
      {
        kind = .name(take(characters, &index) { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." })
      } else if character.isASCII, character.isNumber || character == "." {
        var digits = take(characters, &index) { $0.isASCII && ($0.isNumber || $0 == ".") }
        digits += exponent(characters, &index)
        guard let value = Double(digits) else {
          throw .formula("a number is needed", position: start + 1, found: "“\(digits)”")
        }
        kind = .number(value)
      } else if character == "\"" || character == "'" || character == "`" {
        index += 1
        let content = take(characters, &index) { $0 != character }
        guard index < characters.count else {
          throw .formula("the quotation is never closed", position: start + 1, found: "“\(character)”")
        }
        index += 1
        kind = character == "`" ? .name(content) : .text(content)
      } else if let sign = signs.first(where: { characters[start...].starts(with: $0) }) {
        index += sign.count
        kind = .sign(sign)
      } else if "~+-:*(),=^/<>!&|".contains(character) {
        index += 1
        kind = .symbol(character)
      } else {
        throw .formula(
          "only names, numbers, quotations and ~ + - : * / ^ %in% ( ) , = may stand here",
          position: start + 1,
          found: "“\(character)”")
      }
      tokens.append(FormulaToken(kind: kind, position: start + 1))
    }
    tokens.append(FormulaToken(kind: .end, position: characters.count + 1))
    return tokens
  }

  private static let signs = ["%in%", "%%", "%/%", "<=", ">=", "==", "!="]

  /// The exponent of a number such as 1e-3.
  private static func exponent(_ characters: [Character], _ index: inout Int) -> String {
    guard index < characters.count, characters[index] == "e" || characters[index] == "E" else { return "" }
    var ahead = index + 1
    if ahead < characters.count, characters[ahead] == "-" || characters[ahead] == "+" { ahead += 1 }
    guard isDigit(characters, ahead) else { return "" }
    let sign = String(characters[index..<ahead])
    index = ahead
    return sign + take(characters, &index) { $0.isASCII && $0.isNumber }
  }

  private static func isDigit(_ characters: [Character], _ index: Int) -> Bool {
    index < characters.count && characters[index].isASCII && characters[index].isNumber
  }

  private static func take(
    _ characters: [Character], _ index: inout Int, while belongs: (Character) -> Bool
  ) -> String {
    let start = index
    while index < characters.count, belongs(characters[index]) { index += 1 }
    return String(characters[start..<index])
  }
}
