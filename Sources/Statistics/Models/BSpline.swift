/// A basis of piecewise polynomials that join smoothly at knots, as R's `splines::bs` without intercept.
///
/// Beyond the range of the data the outermost polynomials go on, as in R.
///
/// - Source: de Boor (2001), *A Practical Guide to Splines*, chapters IX-X, doi:10.1007/978-1-4612-6333-3.
struct BSpline: Sendable {
  let degree: Int
  private let knots: [Double]

  /// Inner knots at quantiles of the values; nil where they coincide with each other or an end.
  init?(values: [Double], counts: [Double], degree: Int, degreesOfFreedom: Int) {
    let inner = degreesOfFreedom - degree
    guard inner >= 0 else { return nil }
    let quantile = CountedQuantile(values: values, counts: counts)
    self.init(
      values: values, degree: degree,
      inner: (0..<inner).map { quantile(Double($0 + 1) / Double(inner + 1)) })
  }

  /// Given inner knots; nil where they do not increase inside the range of the values.
  init?(values: [Double], degree: Int, inner: [Double]) {
    guard let first = values.first, let last = values.last, first < last else { return nil }
    let all = [first] + inner + [last]
    guard zip(all, all.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
    self.degree = degree
    knots =
      Array(repeating: first, count: degree + 1) + inner + Array(repeating: last, count: degree + 1)
  }

  /// The outer and inner knots in increasing order.
  var distinctKnots: [Double] { Array(knots.dropFirst(degree).dropLast(degree)) }

  /// How many columns there are.
  var columns: Int { knots.count - degree - 2 }

  func callAsFunction(_ x: Double) -> [Double] {
    let count = knots.count - degree - 1
    let interval = min(count - 1, max(degree, knots.lastIndex { $0 <= x } ?? degree))
    var basis = Array(repeating: 0.0, count: knots.count - 1)
    basis[interval] = 1
    for order in 1..<max(1, degree + 1) {
      basis = (0..<basis.count - 1).map { i in
        let left = knots[i + order] - knots[i]
        let right = knots[i + order + 1] - knots[i + 1]
        return (left > 0 ? (x - knots[i]) / left * basis[i] : 0)
          + (right > 0 ? (knots[i + order + 1] - x) / right * basis[i + 1] : 0)
      }
    }
    return Array(basis.prefix(count).dropFirst())
  }
}
