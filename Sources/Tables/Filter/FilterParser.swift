import Numbers

/// Understands a filter: `or` binds least, then `and`, then `not`, then comparisons, then arithmetic.
///
/// Brackets and negations may lie `deepest` deep, `most` conditions and `mostSigns` numbers be joined, since what
/// decides them goes as deep.
struct FilterParser {
  private let expression: String
  private let tokens: [FilterToken]
  private var place = 0
  private var depth = 0
  private var joined = 0

  private static let deepest = 100
  private static let most = 1000
  private static let mostSigns = 200
  private var signs = 0

  /// For each opening bracket whether it holds conditions; those of arithmetic hold none.
  private let holdsCondition: [Int: Bool]

  init(_ expression: String) throws(TableError) {
    self.expression = expression
    tokens = try FilterToken.all(of: expression)
    holdsCondition = Self.brackets(in: tokens)
  }

  private static func brackets(in tokens: [FilterToken]) -> [Int: Bool] {
    var found: [Int: Bool] = [:]
    var open: [(place: Int, hasCondition: Bool)] = []
    for (place, token) in tokens.enumerated() {
      switch token.kind {
      case .sign("("): open.append((place, false))
      case .sign(")"):
        guard let last = open.popLast() else { continue }
        found[last.place] = last.hasCondition
        if last.hasCondition, !open.isEmpty { open[open.count - 1].hasCondition = true }
      case .sign(let sign) where FilterExpression.Comparison(rawValue: sign) != nil,
        .word(let sign) where FilterToken.keywords.contains(sign.lowercased()):
        if !open.isEmpty { open[open.count - 1].hasCondition = true }
      default: break
      }
    }
    // What stays open is told where it is missed.
    for bracket in open { found[bracket.place] = true }
    return found
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
    guard holdsCondition[place] == true, accept(sign: "(") else { return try condition() }
    let inner = try alternatives()
    guard accept(sign: ")") else { throw refusal("a closing bracket is needed here") }
    return inner
  }

  private mutating func condition() throws(TableError) -> FilterExpression {
    let read = try side()
    let first = condensed(read)
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
    let second = try side()
    for (one, other) in [(first, second), (second, first)] {
      guard case .calculation = one else { continue }
      switch other {
      case .text(_, let offset):
        throw .filter(
          expression: expression, offset: offset,
          problem:
            "what is calculated is compared with a number; a column whose name has signs stands in backticks")
      case .number(let number, let offset) where number.unit == .perCent:
        throw .filter(
          expression: expression, offset: offset,
          problem: "what is calculated has no per cent sign; write 0.45 for 45%")
      case .column, .number, .calculation: break
      }
    }
    return .comparison(first, comparison, second)
  }

  /// A text in front of a list, or compared with what is no column, can only be meant as the name of one.
  private func condensed(_ first: FilterExpression.Operand) -> FilterExpression.Operand {
    guard case .text(let name, let offset) = first else { return first }
    let next = tokens[min(place + 1, tokens.count - 1)]
    let isBeforeConstant =
      switch next.kind {
      case .text, .number: true
      case .word, .name, .sign, .end: false
      }
    let isMeant = current.isWord("in") || current.isWord("is") || current.isWord("not") || isBeforeConstant
    return isMeant ? .column(name, offset: offset) : first
  }

  /// A column, a text or a number, or what is worked out of several.
  private mutating func side() throws(TableError) -> FilterExpression.Operand {
    let start = place
    signs = 0
    if startsCalculation(at: start) { return .calculation(try sum()) }
    let first = try operand()
    guard isSign(of: "+-*/^") else { return first }
    place = start
    return .calculation(try sum())
  }

  private func startsCalculation(at start: Int) -> Bool {
    if tokens[start].isSign("(") || tokens[start].isSign("-") || tokens[start].isSign("+") { return true }
    guard case .word = tokens[start].kind else { return false }
    return tokens[start + 1].isSign("(")
  }

  private func isSign(of signs: String) -> Bool {
    if case .sign(let sign) = current.kind { signs.contains(sign) } else { false }
  }

  private mutating func sign(of list: String) throws(TableError) -> FilterCalculation.Sign? {
    guard isSign(of: list), case .sign(let text) = current.kind else { return nil }
    signs += 1
    guard signs <= Self.mostSigns else { throw refusal("more than \(Self.mostSigns) numbers are joined") }
    place += 1
    return FilterCalculation.Sign(rawValue: text)
  }

  private mutating func sum() throws(TableError) -> FilterCalculation {
    var result = try product()
    while let sign = try sign(of: "+-") { result = .binary(result, sign, try product()) }
    return result
  }

  private mutating func product() throws(TableError) -> FilterCalculation {
    var result = try signed()
    while let sign = try sign(of: "*/") { result = .binary(result, sign, try signed()) }
    return result
  }

  private mutating func signed() throws(TableError) -> FilterCalculation {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw refusal("brackets lie more than \(Self.deepest) deep") }
    if accept(sign: "-") { return .negative(try signed()) }
    if accept(sign: "+") { return try signed() }
    let isNumber = if case .number = current.kind { true } else { false }
    let base = try factor()
    guard let sign = try sign(of: "^") else { return base }
    // A power binds more than a minus, also more than that of a number: −2^2 is −4.
    if isNumber, case .number(let number) = base, number < 0 {
      return .negative(.binary(.number(-number), sign, try signed()))
    }
    return .binary(base, sign, try signed())
  }

  private mutating func factor() throws(TableError) -> FilterCalculation {
    let token = current
    if accept(sign: "(") {
      let inner = try sum()
      guard accept(sign: ")") else { throw refusal("a closing bracket is needed here") }
      return inner
    }
    if case .word(let word) = token.kind, tokens[place + 1].isSign("(") {
      guard let function = FilterCalculation.Function(rawValue: word.lowercased()) else {
        let names = FilterCalculation.Function.allCases.map(\.rawValue)
        let nearest = NearestName.find(word, among: names).map { "; did you mean \($0)?" } ?? ""
        throw refusal(
          "\(word) is no function that is known: \(names.joined(separator: ", "))\(nearest)")
      }
      place += 1
      return .call(function, try factor())
    }
    switch try operand() {
    case .column(let name, let offset): return .column(name, offset: offset)
    case .number(let number, _) where number.unit == .none: return .number(number.value)
    case .number(let number, let offset):
      throw .filter(
        expression: expression, offset: offset,
        problem: "\(number.text) cannot be calculated with; write a number without a sign, 0.45 for 45%")
    case .text(_, let offset):
      throw .filter(expression: expression, offset: offset, problem: "a text cannot be calculated with")
    case .calculation: throw refusal("a column or a number is needed here")
    }
  }

  private mutating func values() throws(TableError) -> [FilterExpression.Operand] {
    // R's c("a", "b") is the same list.
    if current.isWord("c"), tokens[place + 1].isSign("(") { place += 1 }
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
    case .word(let word) where !token.isKeyword:
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
