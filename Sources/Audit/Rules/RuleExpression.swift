import Numbers

/// An arithmetic expression over columns, such as `100 * reoffenders / cohort`.
indirect enum RuleExpression: Sendable {
  case number(PublishedNumber)
  case column(name: String, position: Int)
  /// The sum of a column over the rows of a group.
  case sum(name: String, position: Int)
  case negative(RuleExpression)
  case operation(Operator, RuleExpression, RuleExpression)
  case squareRoot(RuleExpression)

  enum Operator: Character, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
  }

  /// The column that the expression is, where it is nothing else.
  var singleColumn: String? {
    if case .column(let name, _) = self { return name }
    return nil
  }

  /// Whether whole numbers in the columns always give a whole number.
  var givesWholeNumbers: Bool {
    switch self {
    case .number(let number): number.decimals == 0
    case .column, .sum: true
    case .negative(let inner): inner.givesWholeNumbers
    case .operation(.divide, _, _), .squareRoot: false
    case .operation(_, let left, let right): left.givesWholeNumbers && right.givesWholeNumbers
    }
  }

  /// Whether a sum over rows stands in the expression.
  var containsSum: Bool {
    switch self {
    case .number, .column: false
    case .sum: true
    case .negative(let inner), .squareRoot(let inner): inner.containsSum
    case .operation(_, let left, let right): left.containsSum || right.containsSum
    }
  }

  /// Whether something is divided in an expression.
  var divides: Bool {
    switch self {
    case .number, .column, .sum: false
    case .negative(let inner), .squareRoot(let inner): inner.divides
    case .operation(let symbol, let left, let right): symbol == .divide || left.divides || right.divides
    }
  }

  /// The names of the columns in an expression.
  var columnNames: [String] {
    switch self {
    case .number: []
    case .column(let name, _), .sum(let name, _): [name]
    case .negative(let inner), .squareRoot(let inner): inner.columnNames
    case .operation(_, let left, let right): left.columnNames + right.columnNames
    }
  }
}

extension RuleExpression: CustomStringConvertible {
  /// The expression in the notation of the rules.
  var description: String {
    switch self {
    case .number(let number): number.description
    case .column(let name, _): Self.quoted(name)
    case .sum(let name, _): "sum(\(Self.quoted(name)))"
    case .negative(let inner): "-\(inner.inBrackets)"
    case .squareRoot(let inner): "sqrt(\(inner))"
    case .operation(let symbol, let left, let right):
      switch symbol {
      case .add: "\(left) + \(right)"
      case .subtract: "\(left) - \(right.inBrackets)"
      case .multiply: "\(left.inBrackets) * \(right.inBrackets)"
      case .divide: "\(left.inBracketsUnlessProduct) / \(right.inBracketsAlways)"
      }
    }
  }

  /// A column name as a rule writes it: in quotes where it is not one word.
  static func quoted(_ name: String) -> String {
    let plain = name.first?.isLetter == true && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    return plain ? name : "\"\(name)\""
  }

  private var inBrackets: String {
    if case .operation(let symbol, _, _) = self, symbol == .add || symbol == .subtract { return "(\(self))" }
    return description
  }

  private var inBracketsUnlessProduct: String { inBrackets }

  private var inBracketsAlways: String {
    if case .operation = self { return "(\(self))" }
    return description
  }
}
