import Numbers

/// A word or sign of a filter, and where it begins.
struct FilterToken: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// A bare word: a column, or `and`, `or`, `not`, `in`, `is`, `missing`.
    case word(String)
    /// A column in backticks.
    case name(String)
    /// A text in quotes.
    case text(String)
    /// A number as written, perhaps with a per cent sign.
    case number(String)
    /// A comparison, a sign of arithmetic, a bracket or a comma.
    case sign(String)
    case end
  }

  let kind: Kind
  let offset: Int

  /// Whether this is a certain keyword, whatever its case.
  func isWord(_ word: String) -> Bool {
    if case .word(let text) = kind { text.lowercased() == word } else { false }
  }

  /// Whether this is a word of the language and no column.
  var isKeyword: Bool {
    if case .word(let word) = kind { Self.keywords.contains(word.lowercased()) } else { false }
  }

  static let keywords: Set = ["and", "or", "not", "in", "is"]

  /// Whether this is a certain sign.
  func isSign(_ sign: String) -> Bool { kind == .sign(sign) }

  /// Cuts a filter into tokens, the last of which is its end.
  static func all(of expression: String) throws(TableError) -> [FilterToken] {
    let letters = Array(expression)
    var tokens: [FilterToken] = []
    var place = 0
    while place < letters.count {
      if letters[place].isWhitespace {
        place += 1
        continue
      }
      let start = place
      let isOperand = tokens.last?.endsOperand ?? false
      let kind = try next(letters, &place, afterOperand: isOperand, expression)
      tokens.append(FilterToken(kind: kind, offset: start))
    }
    return tokens + [FilterToken(kind: .end, offset: letters.count)]
  }

  /// Whether what follows can only join this to something else, so that a minus is no part of a number.
  private var endsOperand: Bool {
    switch kind {
    case .word: !isKeyword
    case .name, .text, .number: true
    case .sign(let sign): sign == ")"
    case .end: false
    }
  }

  private static func next(
    _ letters: [Character], _ place: inout Int, afterOperand: Bool, _ expression: String
  ) throws(TableError) -> Kind {
    let first = letters[place]
    if let closing = ["\"": "\"", "'": "'", "`": "`", "“": "”"][first] {
      let text = try quoted(letters, &place, closing: Character(closing), expression)
      return first == "`" ? .name(text) : .text(text)
    }
    if let end = GroupExpression.end(in: letters, from: place) {
      let text = String(letters[place..<end])
      place = end
      return .name(text)
    }
    // As R writes them: x %in% c("a", "b"), & and |.
    for (sign, word) in [("%in%", "in"), ("&&", "and"), ("||", "or"), ("&", "and"), ("|", "or")]
    where letters[place...].starts(with: sign) {
      place += sign.count
      return .word(word)
    }
    let pair = String(letters[place..<min(place + 2, letters.count)])
    for sign in ["==", "!=", "<=", ">=", "<>"] where pair == sign {
      place += 2
      return .sign(sign == "==" ? "=" : sign == "<>" ? "!=" : sign)
    }
    if let sign = [
      "=": "=", "<": "<", ">": ">", "(": "(", ")": ")", ",": ",", "≤": "<=", "≥": ">=", "≠": "!=",
    ][first] {
      place += 1
      return .sign(sign)
    }
    if isDigit(first), let date = date(letters, from: place) {
      throw .filter(
        expression: expression, offset: place, problem: "a date stands in quotes: \"\(date)\"")
    }
    if !(afterOperand && "-−+".contains(first)), isNumberStart(letters, at: place) {
      return .number(number(letters, &place))
    }
    if let sign = ["+": "+", "-": "-", "−": "-", "*": "*", "×": "*", "/": "/", "÷": "/", "^": "^"][first] {
      place += 1
      return .sign(sign)
    }
    guard first.isLetter || first == "_" else {
      throw .filter(
        expression: expression, offset: place,
        problem:
          "“\(first)” cannot stand here; texts are put in quotes, and columns whose name has blanks or signs in "
          + "backticks, such as `age-band`")
    }
    let start = place
    while place < letters.count, isWordPart(letters[place]) { place += 1 }
    return .word(String(letters[start..<place]))
  }

  private static func quoted(
    _ letters: [Character], _ place: inout Int, closing: Character, _ expression: String
  ) throws(TableError) -> String {
    let open = place
    var text = ""
    place += 1
    while place < letters.count {
      if letters[place] == closing {
        guard place + 1 < letters.count, letters[place + 1] == closing else {
          place += 1
          return text
        }
        place += 1
      }
      text.append(letters[place])
      place += 1
    }
    throw .filter(expression: expression, offset: open, problem: "a quote is opened and not closed")
  }

  private static func number(_ letters: [Character], _ place: inout Int) -> String {
    let start = place
    place += 1
    while place < letters.count, isDigit(letters[place]) || letters[place] == "." { place += 1 }
    if place < letters.count, letters[place] == "%" { place += 1 }
    return String(letters[start..<place])
  }

  /// Digits, joined twice by a stroke without blanks, such as 2016-03-31 or 31/03/2016.
  private static func date(_ letters: [Character], from start: Int) -> String? {
    var place = start
    var strokes: [Character] = []
    while place < letters.count, isDigit(letters[place]) || "-/".contains(letters[place]) {
      if !isDigit(letters[place]) { strokes.append(letters[place]) }
      place += 1
    }
    guard strokes.count == 2, strokes[0] == strokes[1], isDigit(letters[place - 1]) else { return nil }
    let parts = letters[start..<place].split(separator: strokes[0])
    return parts.map(\.count).max() == 4 ? String(letters[start..<place]) : nil
  }

  private static func isNumberStart(_ letters: [Character], at place: Int) -> Bool {
    if isDigit(letters[place]) { return true }
    guard "-−.+".contains(letters[place]), place + 1 < letters.count else { return false }
    return isDigit(letters[place + 1]) || letters[place + 1] == "."
  }

  private static func isDigit(_ letter: Character) -> Bool { letter.isASCII && letter.isNumber }

  private static func isWordPart(_ letter: Character) -> Bool {
    letter.isLetter || letter.isNumber || letter == "_" || letter == "."
  }
}
