/// A cubic spline of the logarithm of time that is linear beyond its outer knots.
///
/// For each inner knot k the column is (x − k)₊³ − λ(x − a)₊³ − (1 − λ)(x − b)₊³ with the outer knots a and b and
/// λ = (b − k)/(b − a); the first column is x itself.
///
/// - Source: Royston and Parmar (2002), *Statistics in Medicine* 21, 2175–2197, doi:10.1002/sim.1203, section 3.2.
struct LogTimeSpline: Hashable, Sendable, Codable {
  /// In increasing order; the first and the last are the outer ones.
  let knots: [Double]

  /// Outer knots at the least and greatest value, inner ones at evenly spaced quantiles; nil where two coincide.
  init?(values: [Double], counts: [Double], inner: Int) {
    let quantile = CountedQuantile(values: values, counts: counts)
    knots = (0...inner + 1).map { quantile(Double($0) / Double(inner + 1)) }
    guard inner == 0 || zip(knots, knots.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
  }

  init(knots: [Double]) {
    self.knots = knots
  }

  /// How many columns there are.
  var width: Int { max(1, knots.count - 1) }

  /// The columns at a logarithm of time.
  func columns(_ x: Double) -> [Double] {
    [x] + inner(x) { max(0, $0) * max(0, $0) * max(0, $0) }
  }

  /// Their derivatives.
  func slopes(_ x: Double) -> [Double] {
    [1] + inner(x) { 3 * max(0, $0) * max(0, $0) }
  }

  private func inner(_ x: Double, _ power: (Double) -> Double) -> [Double] {
    guard let first = knots.first, let last = knots.last, knots.count > 2 else { return [] }
    return knots.dropFirst().dropLast().map { knot in
      let share = (last - knot) / (last - first)
      return power(x - knot) - share * power(x - first) - (1 - share) * power(x - last)
    }
  }
}

/// The coefficients of columns and of a spline of the logarithm of time, as both are written.
struct TimeForm: Sendable {
  /// Those of the columns, the intercept first, then those of the spline.
  let coefficients: [Double]
  let covariance: SymmetricMatrix

  /// From those of centred columns, and of logarithms of time less a centre.
  init(centred: [Double], covariance: SymmetricMatrix, table: DesignTable, centre: Double) {
    let columns = table.columnCount
    var first = Array(repeating: 0.0, count: centred.count)
    first[0] = 1
    for column in 1..<max(1, columns) { first[column] = -table.centres[column] }
    first[columns] = -centre
    coefficients = [zip(first, centred).reduce(0) { $0 + $1.0 * $1.1 }] + centred.dropFirst()
    let moved = covariance.times(first)
    var plain = covariance
    for index in 1..<max(1, covariance.order) {
      plain[0, index] = moved[index]
      plain[index, 0] = moved[index]
    }
    plain[0, 0] = zip(first, moved).reduce(0) { $0 + $1.0 * $1.1 }
    self.covariance = plain
  }
}
