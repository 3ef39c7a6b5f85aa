/// The functions of a column that a term may be.
extension FormulaParser {
  /// The names that have a meaning before a bracket.
  static let functions = Set(
    [
      "factor", "as.factor", "relevel", "I", "as.numeric", "as.integer", "scale", "cut", "poly", "ns", "bs",
      "rcs",
    ]
      + ["offset", "c"] + ModelExpression.Function.allCases.map(\.rawValue))

  mutating func call(_ function: String, at start: FormulaToken) throws(ModelError) -> [Formula.Term] {
    let factor: Formula.Factor
    switch function {
    case "factor", "as.factor": factor = try categories()
    case "relevel": factor = try relevelled()
    case "poly", "ns", "bs", "rcs", "scale": factor = try basis(function, at: start)
    case "cut": factor = .column(try bands(at: start))
    case "offset":
      offsets.append(try offset())
      try expect(")", "the bracket is closed by )")
      return []
    case "as.numeric", "as.integer", "I":
      let column = try expressionColumn(wrapped: function == "I")
      try expect(")", "the bracket is closed by )")
      return [[column]]
    case _ where ModelExpression.Function(rawValue: function) != nil:
      // Read again from the name on, as the expression that it is; what follows it is another term.
      index -= 2
      let position = token
      return [[try asFactor(try atom(), wrapped: false, at: position)]]
    default:
      throw .formula(
        "the functions known are \(Self.functions.subtracting(["c"]).sorted().joined(separator: ", "))",
        position: start.position, found: start.found)
    }
    try expect(")", "the bracket is closed by )")
    return [[factor]]
  }

  /// The column that a function reads: one that there is, or one made of an expression.
  mutating func column(_ expectation: String) throws(ModelError) -> String {
    switch token.kind {
    case .name, .text, .symbol("("), .symbol("-"), .number: break
    default: throw wrong(expectation)
    }
    if case .text(let name) = token.kind {
      index += 1
      return name
    }
    if token.kind == .name("I"), tokens[index + 1].kind == .symbol("(") {
      index += 2
      let inner = try expression()
      try expect(")", "the bracket is closed by )")
      return derived(inner, text: "I(\(inner.text))")
    }
    let inner = try expression()
    return derived(inner, text: inner.text)
  }

  private mutating func derived(_ expression: ModelExpression, text: String) -> String {
    if case .column(let name) = expression { return name }
    derivations[text] = .number(expression)
    return text
  }

  /// An expression as a factor: a function of its one column, or a column of its own where it has several.
  private mutating func expressionColumn(wrapped: Bool) throws(ModelError) -> Formula.Factor {
    let start = token
    return try asFactor(try expression(), wrapped: wrapped, at: start)
  }

  private mutating func asFactor(
    _ inner: ModelExpression, wrapped: Bool, at start: FormulaToken
  ) throws(ModelError) -> Formula.Factor {
    guard !inner.columns.isEmpty else {
      throw .formula("an expression reckons with a column", position: start.position, found: start.found)
    }
    if case .column(let name) = inner { return .column(name) }
    if !wrapped, case .call(.logarithm, let arguments) = inner, arguments.count == 1,
      case .column(let name) = arguments[0]
    {
      return .logarithm(name)
    }
    let text = wrapped ? "I(\(inner.text))" : inner.text
    guard inner.columns.count == 1, !inner.readsTexts else { return .column(derived(inner, text: text)) }
    return .expression(inner.columns[0], inner, text: text)
  }

  private mutating func categories() throws(ModelError) -> Formula.Factor {
    let column = try column("factor() takes the name of a column")
    if token.kind == .symbol(","), tokens[index + 1].kind == .name("levels") {
      index += 2
      return .column(try orderedLevels(of: column))
    }
    return .categories(column, reference: try reference())
  }

  /// `factor(x, levels = c("b", "a"))`, a column of its own whose first level is compared with.
  private mutating func orderedLevels(of column: String) throws(ModelError) -> String {
    let start = token
    try expect("=", "levels is followed by = and c() of levels in quotes")
    let levels = try texts()
    guard levels.count > 1, Set(levels).count == levels.count, derivations[column] == nil else {
      throw .formula(
        "factor(x, levels = c(\"a\", \"b\")) takes a column and two or more different levels",
        position: start.position,
        found: start.found)
    }
    let text =
      "factor(\(Formula.quoted(column)), levels = c(\(levels.map { "\"\($0)\"" }.joined(separator: ", "))))"
    derivations[text] = .levels(column, levels)
    return text
  }

  private mutating func relevelled() throws(ModelError) -> Formula.Factor {
    if token.kind == .name("factor") || token.kind == .name("as.factor"),
      tokens[index + 1].kind == .symbol("(")
    {
      index += 2
      let column = try column("factor() takes the name of a column")
      try expect(")", "the bracket is closed by )")
      return .categories(column, reference: try reference())
    }
    let column = try column("relevel() takes the name of a column")
    guard let reference = try reference(named: false) else {
      throw wrong("relevel(x, ref = \"level\") names the level")
    }
    return .categories(column, reference: reference)
  }

  /// The level to compare with; without its name only `relevel` takes it.
  private mutating func reference(named isNamed: Bool = true) throws(ModelError) -> String? {
    guard token.kind == .symbol(",") else { return nil }
    index += 1
    if token.kind == .name("ref") {
      index += 1
      try expect("=", "ref is followed by = and a level in quotes")
    } else if isNamed {
      throw wrong("factor(x, ref = \"level\") has no other option")
    }
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

  private mutating func offset() throws(ModelError) -> Formula.Factor {
    let inner = try expression()
    switch inner {
    case .column(let name): return .column(name)
    case .call(.logarithm, let arguments):
      if arguments.count == 1, case .column(let name) = arguments[0] { return .logarithm(name) }
    default: break
    }
    return .column(derived(inner, text: inner.text))
  }

  private mutating func basis(_ function: String, at start: FormulaToken) throws(ModelError) -> Formula.Factor
  {
    let column = try column("\(function)() takes the name of a column and a number")
    var options = try options(function)
    func bad(_ sentence: String) -> ModelError {
      .formula(sentence, position: start.position, found: start.found)
    }
    func whole(_ values: [Double], _ range: ClosedRange<Int>) throws(ModelError) -> Int {
      guard values.count == 1, let value = Int(exactly: values[0]), range.contains(value) else {
        throw bad("\(function)(x, n) takes a whole number n from \(range.lowerBound) to \(range.upperBound)")
      }
      return value
    }
    func flag(_ name: String, _ otherwise: Bool) -> Bool {
      options.take(name)?.first.map { $0 != 0 } ?? otherwise
    }
    let factor: Formula.Factor
    switch function {
    case "scale": factor = .scaled(column, centre: flag("center", true), spread: flag("scale", true))
    case "poly":
      let isRaw = flag("raw", false)
      let degree = try whole(options.take("degree") ?? options.takeUnnamed() ?? [1], 1...20)
      factor = isRaw ? .powers(column, degree: degree) : .polynomial(column, degree: degree)
    case "ns":
      if let knots = options.take("knots") {
        factor = .naturalSplineAt(column, knots: knots)
      } else {
        factor = .naturalSpline(
          column, degreesOfFreedom: try whole(options.take("df") ?? options.takeUnnamed() ?? [1], 1...30))
      }
    case "bs":
      let degree = try whole(options.take("degree") ?? [3], 1...10)
      if let knots = options.take("knots") {
        factor = .bSplineAt(column, degree: degree, knots: knots)
      } else {
        let df = try whole(options.take("df") ?? options.takeUnnamed() ?? [Double(degree)], degree...40)
        factor = .bSpline(column, degree: degree, degreesOfFreedom: df)
      }
    default:
      let values = options.take("parms") ?? options.take("knots") ?? options.takeUnnamed() ?? [5]
      if values.count == 1 {
        factor = .restrictedSpline(column, knotCount: try whole(values, 3...7))
      } else {
        guard values.count >= 3, zip(values, values.dropFirst()).allSatisfy({ $0 < $1 }) else {
          throw bad("rcs() takes a number of knots, or three or more knots that increase")
        }
        factor = .restrictedSplineAt(column, knots: values)
      }
    }
    guard let unknown = options.names.first else { return factor }
    throw bad("\(function)() has no option \(unknown.isEmpty ? "in this place" : unknown)")
  }

  /// `cut(x, c(0, 18, 30, Inf))` with the options of R.
  private mutating func bands(at start: FormulaToken) throws(ModelError) -> String {
    let tokenStart = index
    let inner = try expression()
    var labels: [String]?
    var options = Options()
    while token.kind == .symbol(",") {
      index += 1
      let name = optionName() ?? ""
      if name == "labels" {
        labels = try texts()
      } else {
        options.add(name, try values("cut()"))
      }
    }
    let breaks = options.take("breaks") ?? options.takeUnnamed() ?? []
    let isCount = breaks.count == 1 && breaks[0] >= 2 && breaks[0] <= 1000 && breaks[0] == breaks[0].rounded()
    guard index > tokenStart, isCount || breaks.count >= 2,
      zip(breaks, breaks.dropFirst()).allSatisfy({ $0 < $1 })
    else {
      throw .formula(
        "cut(x, c(0, 18, 30)) takes two or more breaks that increase, cut(x, 3) a number of bands",
        position: start.position, found: start.found)
    }
    let holdsUpper = options.take("right")?.first.map { $0 != 0 } ?? true
    let includes = options.take("include.lowest")?.first.map { $0 != 0 } ?? false
    if let unknown = options.names.first {
      throw .formula("cut() has no option \(unknown)", position: start.position, found: start.found)
    }
    func written(_ value: Double) -> String {
      value.isInfinite ? (value > 0 ? "Inf" : "-Inf") : value.formattedBriefly
    }
    let count = isCount ? Int(breaks[0]) : breaks.count - 1
    guard labels == nil || labels?.count == count else {
      throw .formula(
        "cut() needs \(count) labels, one for each band", position: start.position, found: start.found)
    }
    let further =
      (holdsUpper ? "" : ", right = FALSE") + (includes ? ", include.lowest = TRUE" : "")
      + (labels.map { ", labels = c(\($0.map { "\"\($0)\"" }.joined(separator: ", ")))" } ?? "") + ")"
    guard !isCount else {
      let text = "cut(\(inner.text), \(count)" + further
      derivations[text] = .equalBands(
        inner, .init(count: count, holdsUpper: holdsUpper, includesLowest: includes, labels: labels))
      return text
    }
    let names = DerivedColumn.Bands.names(
      breaks.map(written), holdsUpper: holdsUpper, includesLowest: includes)
    let text = "cut(\(inner.text), c(\(breaks.map(written).joined(separator: ", ")))" + further
    derivations[text] = .bands(
      inner,
      .init(breaks: breaks, holdsUpper: holdsUpper, includesLowest: includes, labels: labels ?? names))
    return text
  }

  /// Options with or without a name, each of numbers.
  struct Options {
    private var given: [(name: String, values: [Double])] = []

    var names: [String] { given.map(\.name) }

    mutating func add(_ name: String, _ values: [Double]) { given.append((name, values)) }

    mutating func take(_ name: String) -> [Double]? {
      guard let place = given.firstIndex(where: { $0.name == name }) else { return nil }
      return given.remove(at: place).values
    }

    /// All values without a name together.
    mutating func takeUnnamed() -> [Double]? {
      let values = given.filter { $0.name.isEmpty }.flatMap(\.values)
      given.removeAll { $0.name.isEmpty }
      return values.isEmpty ? nil : values
    }
  }

  private mutating func options(_ function: String) throws(ModelError) -> Options {
    var options = Options()
    while token.kind == .symbol(",") {
      index += 1
      let name = optionName() ?? ""
      options.add(name, try values("\(function)()"))
    }
    return options
  }

  /// The name of an option before its `=`.
  private mutating func optionName() -> String? {
    guard case .name(let name) = token.kind, tokens[index + 1].kind == .symbol("=") else { return nil }
    index += 2
    return name
  }

  /// A number, TRUE or FALSE, or several in `c()`.
  private mutating func values(_ function: String) throws(ModelError) -> [Double] {
    guard token.kind == .name("c"), tokens[index + 1].kind == .symbol("(") else {
      return [try constant(function)]
    }
    index += 2
    var values = [try constant(function)]
    while token.kind == .symbol(",") {
      index += 1
      values.append(try constant(function))
    }
    try expect(")", "c() ends with )")
    return values
  }

  private mutating func constant(_ function: String) throws(ModelError) -> Double {
    let start = token
    guard
      [.symbol("-"), .name("TRUE"), .name("FALSE"), .name("T"), .name("F"), .name("Inf")].contains(token.kind)
        || { if case .number = token.kind { true } else { false } }()
    else { throw wrong("\(function) takes a number here") }
    let inner = try expression()
    guard inner.columns.isEmpty else {
      throw .formula("\(function) takes a number here", position: start.position, found: start.found)
    }
    return inner.value { _ in .nan }
  }

  /// Texts in `c()`, or one alone.
  mutating func texts() throws(ModelError) -> [String] {
    func text() throws(ModelError) -> String {
      switch token.kind {
      case .text(let text): return text
      case .number(let value): return value.formattedBriefly
      default: throw wrong("a text in quotes is needed")
      }
    }
    guard token.kind == .name("c"), tokens[index + 1].kind == .symbol("(") else {
      let one = try text()
      index += 1
      return [one]
    }
    index += 2
    var texts = [try text()]
    index += 1
    while token.kind == .symbol(",") {
      index += 1
      texts.append(try text())
      index += 1
    }
    try expect(")", "c() ends with )")
    return texts
  }
}
