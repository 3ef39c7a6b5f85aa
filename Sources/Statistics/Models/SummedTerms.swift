/// The functions of numbers that a model needs, so that whoever keeps the rows can add up their products.
///
/// Each column of a model is a number that a row's categories decide, times one of these functions, or times 1.
public struct SummedTerms: Sendable {
  /// The functions, each once.
  public let functions: [ModelExpression]

  /// Finds the functions of a formula.
  ///
  /// - Parameters:
  ///   - formula: of whose terms the functions are; its outcome is not looked at.
  ///   - numbers: the columns whose numbers are not known one by one.
  /// - Throws: `ModelError.undefined` with the term that is no such function.
  public init(_ formula: Formula, numbers: Set<String>) throws(ModelError) {
    var functions: [ModelExpression] = []
    for term in formula.terms {
      for product in try Self.products(of: term, formula, numbers) where !functions.contains(product) {
        functions.append(product)
      }
    }
    self.functions = functions
  }

  /// The functions of numbers that the columns of a term are made of, those of its first factor fastest; empty for categories alone.
  static func products(
    of term: [Formula.Factor], _ formula: Formula, _ numbers: Set<String>
  ) throws(ModelError) -> [ModelExpression] {
    var products: [ModelExpression] = []
    for factor in term where try isSummed(factor, formula, numbers) {
      let own = try columns(of: factor, formula, numbers)
      products =
        products.isEmpty ? own : own.flatMap { later in products.map { .binary(.times, $0, later) } }
    }
    return products
  }

  /// Whether a factor is a function of numbers that are not known one by one.
  private static func isSummed(
    _ factor: Formula.Factor, _ formula: Formula, _ numbers: Set<String>
  ) throws(ModelError) -> Bool {
    if case .categories(let name, _) = factor {
      guard !numbers.contains(name) else { throw refusal(factor, "its levels are not known beforehand") }
      return false
    }
    guard let derived = formula.derivations[factor.column] else { return numbers.contains(factor.column) }
    guard case .number(let expression) = derived, expression.columns.allSatisfy(numbers.contains) else {
      throw refusal(factor, "it is made of each row’s own values")
    }
    return true
  }

  /// The columns of a factor as functions of numbers.
  private static func columns(
    of factor: Formula.Factor, _ formula: Formula, _ numbers: Set<String>
  ) throws(ModelError) -> [ModelExpression] {
    let column: ModelExpression
    if case .number(let expression)? = formula.derivations[factor.column] {
      column = expression
    } else {
      column = .column(factor.column)
    }
    switch factor {
    case .column: return [column]
    case .logarithm: return [.call(.logarithm, [column])]
    case .powers(_, let degree):
      return (1...degree).map { .binary(.power, column, .number(Double($0))) }
    case .expression(_, let expression, _): return [expression]
    case .categories, .polynomial, .naturalSpline, .restrictedSpline, .restrictedSplineAt, .scaled,
      .naturalSplineAt, .bSpline, .bSplineAt:
      throw refusal(factor, "its columns depend on the order of all values")
    }
  }

  private static func refusal(_ factor: Formula.Factor, _ because: String) -> ModelError {
    .undefined(quantity: "a sum of \(factor.label) over rows", because: because)
  }
}
