package import Numbers

/// A filter once understood.
package indirect enum FilterExpression: Hashable, Sendable {
  /// One side of a comparison.
  package enum Operand: Hashable, Sendable {
    case column(String, offset: Int)
    case text(String, offset: Int)
    case number(PrintedNumber, offset: Int)
  }

  /// How two sides are compared.
  package enum Comparison: String, Hashable, Sendable {
    case equal = "="
    case unequal = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    /// Whether the order of two values satisfies the comparison.
    func holds<Value: Comparable>(_ first: Value, _ second: Value) -> Bool {
      switch self {
      case .equal: first == second
      case .unequal: first != second
      case .less: first < second
      case .lessOrEqual: first <= second
      case .greater: first > second
      case .greaterOrEqual: first >= second
      }
    }
  }

  case and(FilterExpression, FilterExpression)
  case or(FilterExpression, FilterExpression)
  case not(FilterExpression)
  case comparison(Operand, Comparison, Operand)
  case membership(column: String, offset: Int, values: [Operand])
  case isMissing(column: String, offset: Int)
}
