internal import CGSL

/// A function of one number with one or several columns.
enum BasisExpansion: Sendable {
  case identity
  case logarithm
  case polynomial(OrthogonalPolynomial)
  case naturalSpline(NaturalSpline)
  case restrictedSpline(RestrictedSpline)
  case expression(ModelExpression)
  case scaled(centre: Double, spread: Double)
  case powers(Int)
  case bSpline(BSpline)

  var columns: Int {
    switch self {
    case .identity, .logarithm, .expression, .scaled: 1
    case .powers(let degree): degree
    case .bSpline(let basis): basis.columns
    case .polynomial(let basis): basis.degree
    case .naturalSpline(let basis): basis.columns
    case .restrictedSpline(let basis): basis.knots.count - 1
    }
  }

  func callAsFunction(_ x: Double) -> [Double] {
    switch self {
    case .identity: [x]
    case .logarithm: [log(x)]
    case .polynomial(let basis): basis(x)
    case .naturalSpline(let basis): basis(x)
    case .restrictedSpline(let basis): basis(x)
    case .expression(let expression): [expression.value { _ in x }]
    case .scaled(let centre, let spread): [(x - centre) / spread]
    case .powers(let degree): (1...degree).map { pow(x, Double($0)) }
    case .bSpline(let basis): basis(x)
    }
  }

  static func logarithm(_ value: Double, column: String, row: Int) throws(ModelError) -> Double {
    guard value > 0 else {
      throw .badValue(
        column: column, row: row + 1, found: value.formattedBriefly,
        allowed: "above 0, because its logarithm is taken")
    }
    return log(value)
  }
}
