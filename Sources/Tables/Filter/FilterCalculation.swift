import Foundation

/// A number that a filter works out of columns: `age - age_at_first_offence`, `log(previous_offences + 1)`.
package indirect enum FilterCalculation: Hashable, Sendable {
  /// The functions, which are some of those of a formula.
  package enum Function: String, CaseIterable, Hashable, Sendable {
    case log, log2, log10, sqrt, exp, abs, round, floor, ceiling
  }

  /// What stands between two numbers.
  package enum Sign: String, Hashable, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
    case power = "^"
  }

  case number(Double)
  case column(String, offset: Int)
  case negative(FilterCalculation)
  case binary(FilterCalculation, Sign, FilterCalculation)
  case call(Function, FilterCalculation)

  /// The columns that it needs, from left to right.
  package var columns: [(name: String, offset: Int)] {
    switch self {
    case .number: []
    case .column(let name, let offset): [(name, offset)]
    case .negative(let inner), .call(_, let inner): inner.columns
    case .binary(let first, _, let second): first.columns + second.columns
    }
  }

  /// The number, where each column has one; nil where one is missing or the result is not finite, as of a division by 0.
  func value(_ cell: (String) -> Double?) -> Double? {
    guard let result = unchecked(cell), result.isFinite else { return nil }
    return result
  }

  private func unchecked(_ cell: (String) -> Double?) -> Double? {
    switch self {
    case .number(let number): return number
    case .column(let name, _): return cell(name)
    case .negative(let inner): return inner.unchecked(cell).map { -$0 }
    case .binary(let first, let sign, let second):
      guard let one = first.unchecked(cell), let other = second.unchecked(cell) else { return nil }
      switch sign {
      case .plus: return one + other
      case .minus: return one - other
      case .times: return one * other
      case .over: return one / other
      case .power: return Foundation.pow(one, other)
      }
    case .call(let function, let inner): return inner.unchecked(cell).map(function.callAsFunction)
    }
  }
}

extension FilterCalculation.Function {
  /// - Returns: the value; not finite or not a number outside the function's domain.
  func callAsFunction(_ x: Double) -> Double {
    switch self {
    case .log: Foundation.log(x)
    case .log2: Foundation.log2(x)
    case .log10: Foundation.log10(x)
    case .sqrt: x.squareRoot()
    case .exp: Foundation.exp(x)
    case .abs: x.magnitude
    case .round: x.rounded(.toNearestOrEven)
    case .floor: x.rounded(.down)
    case .ceiling: x.rounded(.up)
    }
  }
}
