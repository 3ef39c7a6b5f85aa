import Numbers

/// Reads a rule by recursive descent.
///
/// Brackets and signs may lie `deepest` deep and `most` numbers and columns stand in it, since what computes it goes as deep.
struct RuleParser {
  private let text: String
  private var tokens: [RuleToken]
  private var index = 0
  private var depth = 0
  private var operands = 0

  private static let deepest = 100
  private static let most = 1000

  init(_ text: String) throws(AuditError) {
    self.text = text
    tokens = try RuleToken.tokens(of: text)
  }

  /// Reads the whole rule.
  mutating func rule() throws(AuditError) -> AuditRule {
    let body: AuditRule.Body
    var groups: [AuditRule.Name] = []
    if takeFunction("same") {
      let column = try name()
      try expect(")")
      groups = try groupsIfAny()
      try expectWord("across")
      body = .same(column, across: try name())
    } else if takeFunction("whole") {
      body = try whole()
    } else if takeFunction("significance") {
      body = .significance(try significance())
    } else if takeFunction("distinct") {
      let column = try name()
      try expect(",")
      let other = try name()
      try expect(")")
      body = .distinct(column, from: other)
    } else if isFunction("cohort") || isFunction("parts") {
      (body, groups) = try cohort()
    } else if isWord("orders", ahead: 1) {
      let rank = try name()
      index += 1
      let value = try name()
      let descending = takeWord("descending")
      if !descending { _ = takeWord("ascending") }
      body = .order(rank: rank, of: value, descending: descending)
    } else {
      (body, groups) = try relations()
    }
    groups += try groupsIfAny()
    let condition = takeWord("where") ? try rowCondition() : nil
    guard case .end = current.kind else { throw unexpected("the end of the rule, “by” or “where”") }
    return AuditRule(text: text, body: body, groups: groups, condition: condition)
  }

  /// Reads conditions joined by `and`, to the end.
  mutating func rowCondition() throws(AuditError) -> RowCondition {
    var parts: [RowCondition.Part] = []
    repeat {
      let column = try name()
      guard case .sign(let sign) = current.kind, let comparison = RowCondition.Comparison(rawValue: sign)
      else {
        throw unexpected("=, !=, <, <=, > or >=")
      }
      index += 1
      let value: String
      switch current.kind {
      case .quoted(let text), .word(let text): value = text
      case .number(let number): value = number.description
      case .sign, .end: throw unexpected("a value in quotes or a number")
      }
      index += 1
      parts.append(
        RowCondition.Part(
          column: column.text, position: column.position, comparison: comparison, value: value))
    } while takeWord("and")
    return RowCondition(parts: parts)
  }

  private mutating func relations() throws(AuditError) -> (AuditRule.Body, [AuditRule.Name]) {
    var left = try expression()
    let groups = try groupsIfAny()
    var relations: [AuditRule.Relation] = []
    while case .sign(let sign) = current.kind, let comparison = RowCondition.Comparison(rawValue: sign) {
      guard comparison != .unequal else { throw unexpected("=, <, <=, > or >=") }
      index += 1
      let right = try expression()
      relations.append(AuditRule.Relation(left: left, comparison: comparison, right: right))
      left = right
    }
    guard let first = relations.first else { throw unexpected("an operator, =, <=, >= or “orders”") }
    guard case .sum(let name, let position) = first.left, relations.count == 1, first.comparison == .equal
    else {
      return (.relations(relations), groups)
    }
    let column = AuditRule.Name(text: name, position: position)
    if case .column(let target, _) = first.right, target == name, takeWord("where") {
      return (.total(column: column, .row(try rowCondition())), groups)
    }
    return (.total(column: column, .expression(first.right)), groups)
  }

  /// Reads `rate * cohort / 100)` or `mean, deviation, n)`, behind `whole(`.
  private mutating func whole() throws(AuditError) -> AuditRule.Body {
    let start = current.position
    let first = try expression()
    if take(")") { return .whole(first) }
    guard take(",") else { throw unexpected("“)”, or “,” and two more columns") }
    guard case .column(let mean, _) = first else {
      throw .syntax(
        rule: text, position: start, found: "an expression before “,”",
        expected: "a column of means, as in whole(mean, deviation, n)")
    }
    let deviation = try name()
    try expect(",")
    let count = try name()
    try expect(")")
    return .wholes(mean: AuditRule.Name(text: mean, position: start), deviation: deviation, count: count)
  }

  /// Reads `p, lower, upper, 1)`, behind `significance(`.
  private mutating func significance() throws(AuditError) -> AuditRule.Significance {
    var columns: [AuditRule.Name] = []
    for _ in 0..<3 {
      columns.append(try name())
      try expect(",")
    }
    guard case .number(let number) = current.kind, number.isWholeCount, (0...1).contains(number.significand)
    else { throw unexpected("the value of no effect, 1 of ratios or 0 of differences") }
    index += 1
    try expect(")")
    return AuditRule.Significance(
      p: columns[0], lower: columns[1], upper: columns[2], noEffect: number.significand)
  }

  /// Reads `cohort(rate) by area <= 60`.
  private mutating func cohort() throws(AuditError) -> (AuditRule.Body, [AuditRule.Name]) {
    let addsUp = isFunction("parts")
    index += 2
    let column = try name()
    try expect(")")
    let groups = try groupsIfAny()
    try expect("<=")
    guard case .number(let number) = current.kind, number.isWholeCount,
      (1...1_000_000).contains(number.significand)
    else { throw unexpected("the largest cohort, a whole number up to 1000000") }
    index += 1
    return (.cohort(column, limit: number.significand, addsUp: addsUp), groups)
  }

  private mutating func groupsIfAny() throws(AuditError) -> [AuditRule.Name] {
    guard takeWord("by") else { return [] }
    var names = [try name()]
    while take(",") { names.append(try name()) }
    return names
  }

  private mutating func expression() throws(AuditError) -> RuleExpression {
    var left = try product()
    while true {
      if take("+") {
        left = .operation(.add, left, try product())
      } else if take("-") {
        left = .operation(.subtract, left, try product())
      } else {
        return left
      }
    }
  }

  private mutating func product() throws(AuditError) -> RuleExpression {
    var left = try factor()
    while true {
      if take("*") {
        left = .operation(.multiply, left, try factor())
      } else if take("/") {
        left = .operation(.divide, left, try factor())
      } else {
        return left
      }
    }
  }

  private mutating func factor() throws(AuditError) -> RuleExpression {
    depth += 1
    defer { depth -= 1 }
    operands += 1
    guard depth <= Self.deepest else {
      throw unexpected("no bracket or sign more than \(Self.deepest) deep within others")
    }
    guard operands <= Self.most else {
      throw unexpected("the end of the rule, after \(Self.most) numbers or columns")
    }
    if take("-") { return .negative(try factor()) }
    if take("(") {
      let inner = try expression()
      try expect(")")
      return inner
    }
    if case .number(let number) = current.kind {
      index += 1
      return .number(number)
    }
    if takeFunction("sum") {
      let column = try name()
      try expect(")")
      return .sum(name: column.text, position: column.position)
    }
    if takeFunction("sqrt") {
      let inner = try expression()
      try expect(")")
      return .squareRoot(inner)
    }
    let column = try name()
    if case .sign("(") = current.kind {
      throw .syntax(
        rule: text, position: column.position, found: "the function “\(column.text)”",
        expected: "sum, sqrt, same, whole, significance or distinct")
    }
    return .column(name: column.text, position: column.position)
  }

  private mutating func name() throws(AuditError) -> AuditRule.Name {
    let position = current.position
    switch current.kind {
    case .word(let text) where !["by", "where", "across", "and"].contains(text.lowercased()),
      .quoted(let text):
      index += 1
      return AuditRule.Name(text: text, position: position)
    case .word, .number, .sign, .end: throw unexpected("a column name")
    }
  }

  private var current: RuleToken { tokens[index] }

  private func unexpected(_ expected: String) -> AuditError {
    var isSecondName = false
    if case .word = current.kind, index > 0, case .word = tokens[index - 1].kind { isSecondName = true }
    let hint =
      isSecondName ? "; a column whose name has blanks or signs stands in quotes, such as \"age band\"" : ""
    return .syntax(rule: text, position: current.position, found: current.name, expected: expected + hint)
  }

  private mutating func expect(_ sign: String) throws(AuditError) {
    guard take(sign) else { throw unexpected("“\(sign)”") }
  }

  private mutating func expectWord(_ word: String) throws(AuditError) {
    guard takeWord(word) else { throw unexpected("“\(word)”") }
  }

  private mutating func take(_ sign: String) -> Bool {
    guard current.kind == .sign(sign) else { return false }
    index += 1
    return true
  }

  private func isWord(_ word: String, ahead: Int = 0) -> Bool {
    guard index + ahead < tokens.count, case .word(let text) = tokens[index + ahead].kind else {
      return false
    }
    return text.lowercased() == word
  }

  private mutating func takeWord(_ word: String) -> Bool {
    guard isWord(word) else { return false }
    index += 1
    return true
  }

  private func isFunction(_ word: String) -> Bool {
    isWord(word) && index + 1 < tokens.count && tokens[index + 1].kind == .sign("(")
  }

  private mutating func takeFunction(_ word: String) -> Bool {
    guard isFunction(word) else { return false }
    index += 2
    return true
  }
}
