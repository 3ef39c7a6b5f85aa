package import Numbers

/// A filter once understood.
package indirect enum FilterExpression: Hashable, Sendable {
  /// One side of a comparison.
  package enum Operand: Hashable, Sendable {
    case column(String, offset: Int)
    case text(String, offset: Int)
    case number(PrintedNumber, offset: Int)
    case calculation(FilterCalculation)

    /// The columns that it needs.
    package var columns: [(name: String, offset: Int)] {
      switch self {
      case .column(let name, let offset): [(name, offset)]
      case .calculation(let calculation): calculation.columns
      case .text, .number: []
      }
    }
  }

  /// How two sides are compared.
  package enum Comparison: String, Hashable, Sendable {
    case equal = "="
    case unequal = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    /// The comparison that holds where the sides change places.
    package var turned: Comparison {
      switch self {
      case .less: .greater
      case .lessOrEqual: .greaterOrEqual
      case .greater: .less
      case .greaterOrEqual: .lessOrEqual
      case .equal, .unequal: self
      }
    }

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
