/// A cubic spline basis that is linear beyond the range of the data, as R's `splines::ns`.
///
/// B-splines are projected on the space in which the second derivative at both ends is zero, by the same
/// Householder reflections as in R, so that coefficients agree one by one.
///
/// - Source: de Boor (2001), *A Practical Guide to Splines*, chapters IX-X, doi:10.1007/978-1-4612-6333-3;
///   Hastie (1992), in Chambers and Hastie, *Statistical Models in S*, chapter 7, doi:10.1201/9780203738535.
struct NaturalSpline: Sendable {
  private let boundary: (lower: Double, upper: Double)
  private let knots: [Double]
  private let reflectors: [[Double]]

  let columns: Int

  /// The outer and inner knots in increasing order.
  var distinctKnots: [Double] { Array(knots.dropFirst(3).dropLast(3)) }

  /// Knots at quantiles of the values, or nil where they coincide with each other or an end.
  init?(values: [Double], counts: [Double], degreesOfFreedom: Int) {
    let quantile = CountedQuantile(values: values, counts: counts)
    self.init(
      values: values,
      inner: (1..<max(1, degreesOfFreedom)).map { quantile(Double($0) / Double(degreesOfFreedom)) })
  }

  /// Given inner knots, or nil where they do not increase inside the range of the values.
  init?(values: [Double], inner: [Double]) {
    guard let first = values.first, let last = values.last, first < last else { return nil }
    let all = [first] + inner + [last]
    guard zip(all, all.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
    let knots = Array(repeating: first, count: 4) + inner + Array(repeating: last, count: 4)
    let constraints = [first, last].map { point in
      Array(Self.splines(knots, at: point, derivative: 2).dropFirst())
    }
    boundary = (first, last)
    self.knots = knots
    columns = inner.count + 1
    reflectors = Self.reflect(constraints)
  }

  func callAsFunction(_ x: Double) -> [Double] {
    if x < boundary.lower { return extended(from: boundary.lower, to: x) }
    if x > boundary.upper { return extended(from: boundary.upper, to: x) }
    return projected(Self.splines(knots, at: x, derivative: 0))
  }

  private func extended(from end: Double, to x: Double) -> [Double] {
    let value = projected(Self.splines(knots, at: end, derivative: 0))
    let slope = projected(Self.splines(knots, at: end, derivative: 1))
    return zip(value, slope).map { $0 + $1 * (x - end) }
  }

  private func projected(_ splines: [Double]) -> [Double] {
    var y = Array(splines.dropFirst())
    for (pivot, reflector) in reflectors.enumerated() {
      Self.apply(reflector, pivot, to: &y)
    }
    return Array(y.dropFirst(2))
  }

  private static func reflect(_ columns: [[Double]]) -> [[Double]] {
    var work = columns
    var reflectors: [[Double]] = []
    for pivot in work.indices {
      var v = work[pivot]
      for index in 0..<pivot { v[index] = 0 }
      var norm = v.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if v[pivot] < 0 { norm = -norm }
      v = v.map { $0 / norm }
      v[pivot] += 1
      reflectors.append(v)
      for later in pivot + 1..<max(pivot + 1, work.count) { apply(v, pivot, to: &work[later]) }
    }
    return reflectors
  }

  private static func apply(_ v: [Double], _ pivot: Int, to y: inout [Double]) {
    var sum = 0.0
    for index in pivot..<y.count { sum += v[index] * y[index] }
    let t = -sum / v[pivot]
    for index in pivot..<y.count { y[index] += t * v[index] }
  }

  /// All cubic B-splines, or their derivatives, at a point inside the range.
  private static func splines(_ knots: [Double], at x: Double, derivative: Int) -> [Double] {
    let count = knots.count - 4
    let last = knots[count]
    // The last interval is closed on the right.
    let interval = x >= last ? count - 1 : (knots.lastIndex { $0 <= x } ?? 3)
    var basis = Array(repeating: 0.0, count: knots.count - 1)
    basis[interval] = 1
    let plain = 3 - derivative
    for degree in 1..<max(1, plain + 1) {
      basis = raise(basis, degree) { i in
        let left = knots[i + degree] - knots[i]
        let right = knots[i + degree + 1] - knots[i + 1]
        return (left > 0 ? (x - knots[i]) / left : 0, right > 0 ? (knots[i + degree + 1] - x) / right : 0)
      }
    }
    for degree in max(1, plain + 1)..<4 {
      basis = raise(basis, degree) { i in
        let left = knots[i + degree] - knots[i]
        let right = knots[i + degree + 1] - knots[i + 1]
        return (left > 0 ? Double(degree) / left : 0, right > 0 ? -Double(degree) / right : 0)
      }
    }
    return Array(basis.prefix(count))
  }

  private static func raise(
    _ basis: [Double], _ degree: Int, _ factors: (Int) -> (Double, Double)
  ) -> [Double] {
    (0..<basis.count - 1).map { i in
      let (left, right) = factors(i)
      return left * basis[i] + right * basis[i + 1]
    }
  }
}
