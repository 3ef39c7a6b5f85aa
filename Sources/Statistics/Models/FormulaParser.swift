/// Reads the tokens of a formula by recursive descent.
struct FormulaParser {
  struct Parsed {
    var outcome: Formula.Outcome?
    var terms: [Formula.Term] = []
    var hasIntercept = true
    var offsets: [Formula.Factor] = []
  }

  private let tokens: [FormulaToken]
  private var index = 0
  private var offsets: [Formula.Factor] = []
  private var depth = 0

  private static let deepest = 100
  private static let mostTerms = 1000

  init(_ text: String) throws(ModelError) {
    tokens = try FormulaToken.tokens(of: text)
  }

  private var token: FormulaToken { tokens[index] }

  mutating func formula() throws(ModelError) -> Parsed {
    var parsed = Parsed()
    if tokens.contains(where: { $0.kind == .symbol("~") }) {
      if token.kind != .symbol("~") { parsed.outcome = try outcome() }
      try expect("~", "after the outcome comes ~")
    }
    try sum(into: &parsed)
    guard token.kind == .end else {
      throw wrong("a term is followed by + - : * or nothing")
    }
    parsed.offsets = offsets
    return parsed
  }

  private mutating func outcome() throws(ModelError) -> Formula.Outcome {
    let name = try name("the outcome is the name of a column")
    guard name == "cbind", token.kind == .symbol("(") else { return .column(name) }
    index += 1
    let events = try self.name("cbind(events, others) names two columns")
    try expect(",", "cbind(events, others) names two columns")
    let others = try self.name("cbind(events, others) names two columns")
    try expect(")", "cbind(events, others) ends with )")
    return .counts(events: events, others: others)
  }

  /// A term list in which an empty term stands for the intercept.
  private mutating func sum(into parsed: inout Parsed) throws(ModelError) {
    var sign: Character = "+"
    if case .symbol(let symbol) = token.kind, symbol == "+" || symbol == "-" {
      sign = symbol
      index += 1
    }
    while true {
      let isZero = token.kind == .number(0)
      let terms = try product()
      try checkSize(parsed.terms.count + terms.count)
      if sign == "+" && !isZero {
        if terms.contains([]) { parsed.hasIntercept = true }
        parsed.terms = Self.union(parsed.terms, terms.filter { !$0.isEmpty })
      } else {
        if isZero { parsed.hasIntercept = sign == "-" }
        if !isZero, terms.contains([]) { parsed.hasIntercept = false }
        let removed = terms.map { Set($0) }
        parsed.terms.removeAll { removed.contains(Set($0)) }
      }
      guard case .symbol(let symbol) = token.kind, symbol == "+" || symbol == "-" else { return }
      sign = symbol
      index += 1
    }
  }

  private mutating func product() throws(ModelError) -> [Formula.Term] {
    var terms = try interaction()
    while token.kind == .symbol("*") {
      index += 1
      let right = try interaction()
      try checkSize(terms.count * right.count + terms.count + right.count)
      terms = Self.union(Self.union(terms, right), Self.cross(terms, right))
    }
    return terms
  }

  private mutating func interaction() throws(ModelError) -> [Formula.Term] {
    var terms = try primary()
    while token.kind == .symbol(":") {
      index += 1
      let right = try primary()
      try checkSize(terms.count * right.count)
      terms = Self.cross(terms, right)
    }
    return terms
  }

  private mutating func primary() throws(ModelError) -> [Formula.Term] {
    switch token.kind {
    case .number(let value):
      guard value == 0 || value == 1 else {
        throw wrong("only 1 and 0, for the intercept, may stand as a number")
      }
      index += 1
      return [[]]
    case .symbol("("):
      guard depth < Self.deepest else { throw wrong("brackets may lie at most \(Self.deepest) deep") }
      depth += 1
      defer { depth -= 1 }
      index += 1
      var inner = Parsed()
      try sum(into: &inner)
      try expect(")", "the bracket is closed by )")
      return inner.terms
    case .name(let name):
      let start = token
      index += 1
      guard token.kind == .symbol("(") else { return [[.column(name)]] }
      index += 1
      return try call(name, at: start)
    default:
      throw wrong("a term is a column, a function of a column, or a sum in brackets")
    }
  }

  private mutating func call(_ function: String, at start: FormulaToken) throws(ModelError) -> [Formula
    .Term]
  {
    let factor: Formula.Factor
    switch function {
    case "factor":
      let column = try name("factor() takes the name of a column")
      factor = .categories(column, reference: try reference())
    case "log":
      factor = .logarithm(try name("log() takes the name of a column"))
    case "poly":
      let (column, values) = try nameAndNumbers(function)
      factor = .polynomial(column, degree: try whole(values, function, 1...20, at: start))
    case "ns":
      let (column, values) = try nameAndNumbers(function)
      factor = .naturalSpline(column, degreesOfFreedom: try whole(values, function, 1...30, at: start))
    case "rcs":
      let (column, values) = try nameAndNumbers(function)
      factor =
        values.count == 1
        ? .restrictedSpline(column, knotCount: try whole(values, function, 3...7, at: start))
        : .restrictedSplineAt(column, knots: try increasing(values, at: start))
    case "offset":
      offsets.append(try offset())
      try expect(")", "the bracket is closed by )")
      return []
    default:
      throw .formula(
        "the functions known are factor, log, poly, ns, rcs and offset", position: start.position,
        found: start.found)
    }
    try expect(")", "the bracket is closed by )")
    return [[factor]]
  }

  private mutating func offset() throws(ModelError) -> Formula.Factor {
    let column = try name("offset() takes a column or log() of one")
    guard column == "log", token.kind == .symbol("(") else { return .column(column) }
    index += 1
    let inner = try name("log() takes the name of a column")
    try expect(")", "the bracket is closed by )")
    return .logarithm(inner)
  }

  private mutating func reference() throws(ModelError) -> String? {
    guard token.kind == .symbol(",") else { return nil }
    index += 1
    guard token.kind == .name("ref") else { throw wrong("factor(x, ref = \"level\") has no other option") }
    index += 1
    try expect("=", "ref is followed by = and a level in quotes")
    switch token.kind {
    case .text(let level):
      index += 1
      return level
    case .number(let value):
      index += 1
      return value.formattedBriefly
    default: throw wrong("ref is followed by = and a level in quotes")
    }
  }

  private mutating func nameAndNumbers(_ function: String) throws(ModelError) -> (String, [Double]) {
    let column = try name("\(function)() takes the name of a column and a number")
    var values: [Double] = []
    while token.kind == .symbol(",") {
      index += 1
      if case .name = token.kind, tokens[min(index + 1, tokens.count - 1)].kind == .symbol("=") { index += 2 }
      let isNegative = token.kind == .symbol("-")
      if isNegative { index += 1 }
      guard case .number(let value) = token.kind else { throw wrong("\(function)() takes a number here") }
      index += 1
      values.append(isNegative ? -value : value)
    }
    return (column, values)
  }

  private func whole(
    _ values: [Double], _ function: String, _ range: ClosedRange<Int>, at start: FormulaToken
  ) throws(ModelError) -> Int {
    guard values.count == 1, let value = Int(exactly: values[0]), range.contains(value) else {
      throw .formula(
        "\(function)(x, n) takes a whole number n from \(range.lowerBound) to \(range.upperBound)",
        position: start.position, found: start.found)
    }
    return value
  }

  private func increasing(_ knots: [Double], at start: FormulaToken) throws(ModelError) -> [Double] {
    guard knots.count >= 3, zip(knots, knots.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw .formula(
        "rcs() takes a number of knots, or three or more knots that increase", position: start.position,
        found: start.found)
    }
    return knots
  }

  private mutating func name(_ expectation: String) throws(ModelError) -> String {
    guard case .name(let name) = token.kind else { throw wrong(expectation) }
    index += 1
    return name
  }

  private mutating func expect(_ symbol: Character, _ expectation: String) throws(ModelError) {
    guard token.kind == .symbol(symbol) else { throw wrong(expectation) }
    index += 1
  }

  /// Refuses more terms than a model could have, before they are multiplied out.
  private func checkSize(_ terms: Int) throws(ModelError) {
    guard terms <= Self.mostTerms else { throw wrong("a formula may have at most \(Self.mostTerms) terms") }
  }

  private func wrong(_ expectation: String) -> ModelError {
    .formula(expectation, position: token.position, found: token.found)
  }

  private static func union(_ a: [Formula.Term], _ b: [Formula.Term]) -> [Formula.Term] {
    var seen = Set(a.map { Set($0) })
    return a + b.filter { seen.insert(Set($0)).inserted }
  }

  private static func cross(_ a: [Formula.Term], _ b: [Formula.Term]) -> [Formula.Term] {
    union([], a.flatMap { left in b.map { right in left + right.filter { !left.contains($0) } } })
  }
}
