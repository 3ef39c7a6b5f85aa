/// Expressions of numbers, by the precedence of R.
extension FormulaParser {
  mutating func expression() throws(ModelError) -> ModelExpression {
    try binary(1)
  }

  /// Operators that bind at least so closely, from the loosest to the tightest.
  private mutating func binary(_ binding: Int) throws(ModelError) -> ModelExpression {
    if binding == 3 {
      guard token.kind == .symbol("!") else { return try binary(4) }
      index += 1
      try open()
      let inner = try binary(3)
      leave()
      return .not(inner)
    }
    guard binding < 8 else { return try unary() }
    var left = try binary(binding + 1)
    if binding == 4 { return try comparison(left) }
    while let sign = sign, sign.binding == binding {
      try countOperator()
      index += 1
      left = .binary(sign, left, try binary(binding + 1))
    }
    return left
  }

  /// The operator at the place, where there is one.
  private var sign: ModelExpression.Operator? {
    switch token.kind {
    case .symbol(let symbol): ModelExpression.Operator(rawValue: String(symbol))
    case .sign(let sign): ModelExpression.Operator(rawValue: sign)
    default: nil
    }
  }

  private mutating func comparison(_ left: ModelExpression) throws(ModelError) -> ModelExpression {
    if token.kind == .sign("%in%") {
      index += 1
      guard case .column(let name) = left else { throw wrong("before %in% stands a column") }
      return .text(column: name, isOneOf: try texts())
    }
    guard let sign, sign.binding == 4 else { return left }
    index += 1
    if case .text(let text) = token.kind, case .column(let name) = left {
      guard sign == .equal || sign == .unequal else { throw wrong("texts are compared by == and !=") }
      index += 1
      let isOne = ModelExpression.text(column: name, isOneOf: [text])
      return sign == .equal ? isOne : .not(isOne)
    }
    return .binary(sign, left, try binary(5))
  }

  /// A sign, which binds less closely than a power: −2² is −4.
  private mutating func unary() throws(ModelError) -> ModelExpression {
    switch token.kind {
    case .symbol("-"):
      index += 1
      try open()
      let inner = try unary()
      leave()
      if case .number(let value) = inner { return .number(-value) }
      return .negative(inner)
    case .symbol("+"):
      index += 1
      try open()
      let inner = try unary()
      leave()
      return inner
    default:
      let base = try atom()
      guard token.kind == .symbol("^") else { return base }
      index += 1
      try open()
      let exponent = try unary()
      leave()
      return .binary(.power, base, exponent)
    }
  }

  mutating func atom() throws(ModelError) -> ModelExpression {
    switch token.kind {
    case .number(let value):
      index += 1
      return .number(value)
    case .symbol("("):
      index += 1
      try open()
      let inner = try expression()
      try close()
      return inner
    case .name(let name):
      let start = token
      index += 1
      guard token.kind == .symbol("(") else {
        return switch name {
        case "TRUE", "T": .number(1)
        case "FALSE", "F": .number(0)
        case "Inf": .number(.infinity)
        default: .column(name)
        }
      }
      index += 1
      return try call(expression: name, at: start)
    default:
      throw wrong("an expression is made of columns, numbers, + - * / ^ and functions")
    }
  }

  private mutating func call(
    expression name: String, at start: FormulaToken
  ) throws(ModelError) -> ModelExpression {
    try open()
    var arguments = [try expression()]
    while token.kind == .symbol(",") {
      index += 1
      if case .name = token.kind, tokens[index + 1].kind == .symbol("=") { index += 2 }
      arguments.append(try expression())
    }
    try close()
    if ["I", "as.numeric", "as.integer"].contains(name), arguments.count == 1 { return arguments[0] }
    guard let function = ModelExpression.Function(rawValue: name) else {
      let known = ModelExpression.Function.allCases.map(\.rawValue).sorted().joined(separator: ", ")
      throw .formula(
        "the functions of numbers are \(known)", position: start.position, found: start.found)
    }
    guard function.arguments.contains(arguments.count) else {
      let (least, most) = (function.arguments.lowerBound, function.arguments.upperBound)
      throw .formula(
        "\(name)() takes \(least == most ? "\(least)" : "\(least) to \(most)") expressions, not \(arguments.count)",
        position: start.position, found: start.found)
    }
    return .call(function, arguments)
  }
}
