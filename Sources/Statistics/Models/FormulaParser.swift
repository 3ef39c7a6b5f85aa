/// Reads the tokens of a formula by recursive descent.
struct FormulaParser {
  struct Parsed {
    var outcome: Formula.Outcome?
    var terms: [Formula.Term] = []
    var hasIntercept = true
    var offsets: [Formula.Factor] = []
    var derivations: [String: DerivedColumn] = [:]
  }

  let tokens: [FormulaToken]
  var index = 0
  var offsets: [Formula.Factor] = []
  var derivations: [String: DerivedColumn] = [:]
  /// How many brackets are open.
  private var depth = 0
  private var operators = 0
  /// The columns for which `.` stands, less those on the left.
  private var others: [String]
  private let knowsOthers: Bool

  private static let deepest = 100
  private static let mostTerms = 1000

  init(_ text: String, columns: [String] = []) throws(ModelError) {
    tokens = try FormulaToken.tokens(of: text)
    others = columns
    knowsOthers = !columns.isEmpty
  }

  var token: FormulaToken { tokens[index] }

  mutating func formula() throws(ModelError) -> Parsed {
    var parsed = Parsed()
    if tokens.contains(where: { $0.kind == .symbol("~") }) {
      if token.kind != .symbol("~") {
        let outcome = try outcome()
        parsed.outcome = outcome
        let names: [String] =
          switch outcome {
          case .column(let name): [name]
          case .counts(let events, let rest): [events, rest]
          }
        let taken = Set(names.flatMap { derivations[$0]?.expression.columns ?? [$0] })
        others.removeAll { taken.contains($0) }
      }
      try expect("~", "after the outcome comes ~")
    }
    try sum(into: &parsed)
    guard token.kind == .end else {
      throw wrong("a term is followed by + - : * or nothing")
    }
    parsed.offsets = offsets
    parsed.derivations = derivations
    return parsed
  }

  private mutating func outcome() throws(ModelError) -> Formula.Outcome {
    if token.kind == .name("cbind"), tokens[index + 1].kind == .symbol("(") {
      index += 2
      let events = try column("cbind(events, others) names two columns")
      try expect(",", "cbind(events, others) names two columns")
      let others = try column("cbind(events, others) names two columns")
      try expect(")", "cbind(events, others) ends with )")
      return .counts(events: events, others: others)
    }
    return .column(try column("the outcome is the name of a column"))
  }

  /// A term list in which an empty term stands for the intercept.
  private mutating func sum(into parsed: inout Parsed) throws(ModelError) {
    var sign: Character = "+"
    if case .symbol(let symbol) = token.kind, symbol == "+" || symbol == "-" {
      sign = symbol
      index += 1
    }
    while true {
      if sign == "+", token.kind == .symbol("-") {
        sign = "-"
        index += 1
      }
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
    var terms = try nested()
    while token.kind == .symbol("*") || token.kind == .symbol("/") {
      let nests = token.kind == .symbol("/")
      index += 1
      let right = try nested()
      try checkSize(terms.count * right.count + terms.count + right.count)
      if nests {
        let all = terms.flatMap(\.self).reduce(into: Formula.Term()) { if !$0.contains($1) { $0.append($1) } }
        terms = Self.union(terms, Self.cross([all], right))
      } else {
        terms = Self.union(Self.union(terms, right), Self.cross(terms, right))
      }
    }
    return terms
  }

  /// `a %in% b`, which is the interaction.
  private mutating func nested() throws(ModelError) -> [Formula.Term] {
    var terms = try interaction()
    while token.kind == .sign("%in%") {
      index += 1
      let right = try interaction()
      try checkSize(terms.count * right.count)
      terms = Self.cross(terms, right)
    }
    return terms
  }

  private mutating func interaction() throws(ModelError) -> [Formula.Term] {
    var terms = try power()
    while token.kind == .symbol(":") {
      index += 1
      let right = try power()
      try checkSize(terms.count * right.count)
      terms = Self.cross(terms, right)
    }
    return terms
  }

  /// `(a + b + c)^2`: the terms and their interactions up to an order.
  private mutating func power() throws(ModelError) -> [Formula.Term] {
    let terms = try primary()
    guard token.kind == .symbol("^") else { return terms }
    index += 1
    guard case .number(let order) = token.kind, let order = Int(exactly: order), (1...10).contains(order)
    else {
      throw wrong(
        "^ is followed by the highest order of interactions, a whole number; a power of a column is I(x^2)")
    }
    index += 1
    var found = terms
    for _ in 1..<max(1, order) {
      try checkSize(found.count * terms.count)
      found = Self.union(found, Self.cross(found, terms))
    }
    return found
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
      index += 1
      var inner = Parsed()
      try open()
      try sum(into: &inner)
      try close()
      return inner.terms
    case .symbol("-"):
      throw wrong("a term is taken away by - between terms")
    case .name(".") where tokens[index + 1].kind != .symbol("("):
      guard knowsOthers else {
        throw wrong("the dot stands for all other columns, which are not known here; name them")
      }
      index += 1
      return others.map { [.column($0)] }
    case .name(let name):
      let start = token
      index += 1
      guard token.kind == .symbol("(") else { return [[.column(name)]] }
      index += 1
      return try call(name, at: start)
    case .text(let name):
      index += 1
      return [[.column(name)]]
    default:
      throw wrong("a term is a column, a function of a column, or a sum in brackets")
    }
  }

  mutating func name(_ expectation: String) throws(ModelError) -> String {
    guard case .name(let name) = token.kind else { throw wrong(expectation) }
    index += 1
    return name
  }

  mutating func expect(_ symbol: Character, _ expectation: String) throws(ModelError) {
    guard token.kind == .symbol(symbol) else { throw wrong(expectation) }
    index += 1
  }

  /// Goes into a bracket, of which only so many can stand inside each other.
  mutating func open() throws(ModelError) {
    guard depth < Self.deepest else { throw wrong("brackets may lie at most \(Self.deepest) deep") }
    depth += 1
  }

  mutating func close() throws(ModelError) {
    try expect(")", "the bracket is closed by )")
    leave()
  }

  /// Comes out of what `open` went into, where no bracket says so: a sign or a power.
  mutating func leave() { depth -= 1 }

  /// Counts an operator, of which an expression can have only so many.
  mutating func countOperator() throws(ModelError) {
    operators += 1
    guard operators <= Self.mostTerms else {
      throw wrong("an expression may have at most \(Self.mostTerms) operators")
    }
  }

  /// Refuses more terms than a model could have, before they are multiplied out.
  private func checkSize(_ terms: Int) throws(ModelError) {
    guard terms <= Self.mostTerms else { throw wrong("a formula may have at most \(Self.mostTerms) terms") }
  }

  func wrong(_ expectation: String) -> ModelError {
    var isSecondName = false
    if case .name = token.kind, index > 0, case .name = tokens[index - 1].kind { isSecondName = true }
    let hint =
      isSecondName ? " (a column whose name has blanks or signs stands in backticks: `age band`)" : ""
    return .formula(expectation + hint, position: token.position, found: token.found)
  }

  private static func union(_ a: [Formula.Term], _ b: [Formula.Term]) -> [Formula.Term] {
    var seen = Set(a.map { Set($0) })
    return a + b.filter { seen.insert(Set($0)).inserted }
  }

  private static func cross(_ a: [Formula.Term], _ b: [Formula.Term]) -> [Formula.Term] {
    union([], a.flatMap { left in b.map { right in left + right.filter { !left.contains($0) } } })
  }
}
