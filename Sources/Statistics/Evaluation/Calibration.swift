internal import CGSL

/// Whether predicted probabilities are right on average, and not too extreme or too timid.
///
/// - Source: Cox (1958), *Biometrika* 45, 562–565, doi:10.1093/biomet/45.3-4.562; Van Calster and others (2019), *BMC
///   Medicine* 17, 230, doi:10.1186/s12916-019-1466-7.
public struct Calibration: Sendable {
  /// The log-odds by which outcomes exceed predictions, the slope held at 1: calibration in the large.
  public let inTheLarge: CoefficientEstimate
  /// The intercept of the recalibration model.
  public let intercept: CoefficientEstimate
  /// The slope of the recalibration model: below 1, predictions are too extreme.
  ///
  /// Its own test is against 0; `slopePValue` is against 1.
  public let slope: CoefficientEstimate
  /// The p-value of a slope of 1.
  public let slopePValue: Double
  /// Events observed over events expected.
  public let observedOverExpected: Double
  /// The likelihood-ratio test that intercept is 0 and slope 1.
  public let test: TestResult

  /// Fits the recalibration models.
  ///
  /// - Throws: `ModelError` for a prediction of exactly 0 or 1, whose log-odds are infinite, for predictions that are
  ///   all alike, or where all or none had the event.
  public init(_ data: PredictedOutcomes, level: ConfidenceLevel = .p95) throws(ModelError) {
    for row in data.probabilities.indices where data.probabilities[row] == 0 || data.probabilities[row] == 1 {
      throw .badValue(
        column: "predicted", row: row + 1, found: data.probabilities[row].formattedBriefly,
        allowed: "above 0 and below 1, because its log-odds are taken")
    }
    let logits = data.probabilities.map { log($0 / (1 - $0)) }
    let frame = try ModelFrame([
      ModelColumn("outcome", flags: data.outcomes), ModelColumn("logit", numbers: logits),
    ])
    let large = try GeneralizedLinearModel(
      DesignMatrix(Formula("outcome ~ 1 + offset(logit)"), frame: frame), family: .binomial)
    let recalibrated = try GeneralizedLinearModel(
      DesignMatrix(Formula("outcome ~ logit"), frame: frame), family: .binomial)
    inTheLarge = try large.coefficientTable(level: level)[0]
    let table = try recalibrated.coefficientTable(level: level)
    intercept = table[0]
    slope = table[1]
    slopePValue = StandardNormal.pValue(
      (slope.estimate - 1) / slope.standardError, alternative: .twoSided)
    observedOverExpected = Double(data.events) / data.probabilities.reduce(0, +)
    var likelihood = CompensatedSum()
    for (p, happened) in zip(data.probabilities, data.outcomes) {
      likelihood.add(happened ? log(p) : log1p(-p))
    }
    test = TestResult(
      likelihoods: recalibrated.logLikelihood ?? 0, likelihood.value, degreesOfFreedom: 2)
  }
}
