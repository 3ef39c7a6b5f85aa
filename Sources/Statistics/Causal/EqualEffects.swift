/// The test that several estimates with known influences are of one value.
package enum EqualEffects {
  /// Wald's chi-squared of the differences from the first, with the covariance that the influences have.
  ///
  /// - Throws: `StatisticsError` for fewer than two estimates, or a covariance that is singular.
  package static func test(
    _ values: [Double], influences: [[Double]]
  ) throws(StatisticsError) -> TestResult {
    try Require.atLeast(2, values.count, "the number of effects")
    guard influences.count == values.count else {
      throw .lengthMismatch(
        first: "effects", firstCount: values.count, second: "influences", secondCount: influences.count)
    }
    let count = values.count - 1
    let gaps = (0..<count).map { values[$0 + 1] - values[0] }
    var covariance = SymmetricMatrix(order: count)
    let contrasts = (0..<count).map { other in zip(influences[other + 1], influences[0]).map { $0 - $1 } }
    for i in 0..<count {
      for j in 0...i {
        let sum = zip(contrasts[i], contrasts[j]).reduce(0) { $0 + $1.0 * $1.1 }
        (covariance[i, j], covariance[j, i]) = (sum, sum)
      }
    }
    let factor = CholeskyFactor(covariance)
    guard factor.isPositiveDefinite else {
      throw .undefined(quantity: "a test of equal effects", because: "their covariance is singular")
    }
    let statistic = zip(gaps, factor.solve(gaps)).reduce(0) { $0 + $1.0 * $1.1 }
    let degrees = Double(count)
    return TestResult(
      statistic: statistic, degreesOfFreedom: degrees,
      pValue: min(1, try ChiSquared(degreesOfFreedom: degrees).upperTail(statistic)), method: "wald")
  }
}
