/// Whether small studies have other effects than large ones, as they have where unwelcome results were not published.
///
/// The effects are regressed on their standard errors, weighted by the inverse of their variances, with the scatter of the
/// studies taken from the data; the test is of the slope, with Student's t on k − 2 degrees of freedom.
///
/// - Source: Egger, Davey Smith, Schneider and Minder (1997), *BMJ* 315, 629–634, doi:10.1136/bmj.315.7109.629.
public struct EggerTest: Hashable, Sendable {
  /// How much the effect grows with the standard error.
  public let slope: Double
  /// The slope's standard error.
  public let standardError: Double
  /// The test.
  public let result: TestResult

  /// Tests the effects of studies.
  ///
  /// - Throws: `StatisticsError` for fewer than three studies, unequal lengths, a variance that is not above 0, and where
  ///   all have the same standard error.
  public init(effects: [Double], variances: [Double]) throws(StatisticsError) {
    guard effects.count >= 3 else {
      throw .undefined(quantity: "a test of bias", because: "three studies are needed")
    }
    guard effects.count == variances.count else {
      throw .lengthMismatch(
        first: "effects", firstCount: effects.count, second: "variances", secondCount: variances.count)
    }
    for (place, variance) in variances.enumerated() {
      try Require.positive(variance, "variance \(place + 1)")
    }
    let errors = variances.map { $0.squareRoot() }
    let weights = variances.map { 1 / $0 }
    let sum = weights.reduce(0, +)
    func mean(_ values: [Double]) -> Double { zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 } / sum }
    let (centre, level) = (mean(errors), mean(effects))
    var (square, product) = (0.0, 0.0)
    for (index, weight) in weights.enumerated() {
      square += weight * (errors[index] - centre) * (errors[index] - centre)
      product += weight * (errors[index] - centre) * (effects[index] - level)
    }
    guard square > 1e-12 * sum * centre * centre else {
      throw .undefined(quantity: "a test of bias", because: "all studies have the same standard error")
    }
    slope = product / square
    var residual = 0.0
    for (index, weight) in weights.enumerated() {
      let distance = effects[index] - level - slope * (errors[index] - centre)
      residual += weight * distance * distance
    }
    let degrees = Double(effects.count - 2)
    standardError = (residual / degrees / square).squareRoot()
    guard standardError > 0 else {
      throw .undefined(quantity: "a test of bias", because: "the effects lie on a line")
    }
    let t = slope / standardError
    result = TestResult(
      statistic: t, degreesOfFreedom: degrees,
      pValue: CoefficientReference.student(degreesOfFreedom: degrees).twoSidedPValue(t), method: "egger")
  }
}
