import Numbers

/// Understands a filter: `or` binds least, then `and`, then `not`, then comparisons.
///
/// Brackets and negations may lie `deepest` deep and `most` conditions be joined, since what decides them goes as deep.
struct FilterParser {
  private let expression: String
  private let tokens: [FilterToken]
  private var place = 0
  private var depth = 0
  private var joined = 0

  private static let deepest = 100
  private static let most = 1000

  init(_ expression: String) throws(TableError) {
    self.expression = expression
    tokens = try FilterToken.all(of: expression)
  }

  /// The whole expression.
  mutating func parse() throws(TableError) -> FilterExpression {
    let result = try alternatives()
    guard current.kind == .end else { throw refusal("“and” or “or” is needed here, or the end") }
    return result
  }

  private var current: FilterToken { tokens[place] }

  private mutating func accept(word: String) -> Bool {
    guard current.isWord(word) else { return false }
    place += 1
    return true
  }

  private mutating func accept(sign: String) -> Bool {
    guard current.isSign(sign) else { return false }
    place += 1
    return true
  }

  private func refusal(_ problem: String) -> TableError {
    .filter(expression: expression, offset: current.offset, problem: problem)
  }

  private mutating func alternatives() throws(TableError) -> FilterExpression {
    var result = try conjunction()
    while accept(word: "or") { result = .or(result, try conjunction()) }
    return result
  }

  private mutating func conjunction() throws(TableError) -> FilterExpression {
    var result = try negation()
    while accept(word: "and") { result = .and(result, try negation()) }
    return result
  }

  private mutating func negation() throws(TableError) -> FilterExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw refusal("brackets or negations lie more than \(Self.deepest) deep")
    }
    joined += 1
    guard joined <= Self.most else {
      throw refusal("more than \(Self.most) conditions are joined; “in (…)” takes a list of any length")
    }
    if accept(word: "not") { return .not(try negation()) }
    guard accept(sign: "(") else { return try condition() }
    let inner = try alternatives()
    guard accept(sign: ")") else { throw refusal("a closing bracket is needed here") }
    return inner
  }

  private mutating func condition() throws(TableError) -> FilterExpression {
    let first = try operand()
    if case .column(let name, let offset) = first {
      if accept(word: "is") {
        let isNegated = accept(word: "not")
        guard accept(word: "missing") else {
          throw refusal("“missing” or “not missing” is needed after “is”")
        }
        let test = FilterExpression.isMissing(column: name, offset: offset)
        return isNegated ? .not(test) : test
      }
      if accept(word: "in") { return .membership(column: name, offset: offset, values: try values()) }
      if current.isWord("not"), tokens[place + 1].isWord("in") {
        place += 2
        return .not(.membership(column: name, offset: offset, values: try values()))
      }
    }
    guard case .sign(let sign) = current.kind, let comparison = FilterExpression.Comparison(rawValue: sign)
    else {
      let isName = if case .word = current.kind, case .column = first { true } else { false }
      throw refusal(
        "a comparison is needed here: =, !=, <, <=, >, >=, in (…), is missing"
          + (isName
            ? "; a column whose name has blanks or signs stands in backticks, such as `age band`" : ""))
    }
    place += 1
    return .comparison(first, comparison, try operand())
  }

  private mutating func values() throws(TableError) -> [FilterExpression.Operand] {
    guard accept(sign: "(") else { throw refusal("a list in brackets is needed after “in”") }
    var values: [FilterExpression.Operand] = []
    repeat {
      let start = current
      let value = try operand()
      if case .column(let name, _) = value {
        throw .filter(
          expression: expression, offset: start.offset,
          problem: "a list holds values; write \"\(name)\" in quotes")
      }
      values.append(value)
    } while accept(sign: ",")
    guard accept(sign: ")") else { throw refusal("a comma or a closing bracket is needed here") }
    return values
  }

  private mutating func operand() throws(TableError) -> FilterExpression.Operand {
    let token = current
    switch token.kind {
    case .word(let word) where !["and", "or", "not", "in", "is"].contains(word.lowercased()):
      place += 1
      return .column(word, offset: token.offset)
    case .name(let name):
      place += 1
      return .column(name, offset: token.offset)
    case .text(let text):
      place += 1
      return .text(text, offset: token.offset)
    case .number(let text):
      guard case .number(let number) = NumberText.read(text, decimalMark: .point) else {
        throw refusal("“\(text)” is not a number; put texts in quotes")
      }
      place += 1
      return .number(number, offset: token.offset)
    case .word, .sign, .end:
      throw refusal("a column, a number or a text in quotes is needed here")
    }
  }
}
