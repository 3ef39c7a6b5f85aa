internal import CGSL

/// Fine and Gray's model of the cumulative incidence of one cause, in the presence of others.
///
/// People with another event stay at risk with a weight that falls as they would have been censored. Ties are treated
/// by Breslow's approximation and the variance allows for the estimated weights, as in R's `cmprsk::crr`. Memory and
/// time grow with the number of people times the number of distinct event times.
///
/// - Source: Fine and Gray (1999), *Journal of the American Statistical Association* 94, 496–509,
///   doi:10.1080/01621459.1999.10474144.
public struct FineGrayModel: Sendable {
  /// The names of the coefficients.
  public let terms: [String]
  /// The estimates: logarithms of subdistribution hazard ratios.
  public let coefficients: [Double]
  /// Their covariance.
  public let covariance: SymmetricMatrix
  /// How many people there are.
  public let observations: Int
  /// How many events of the cause there are.
  public let events: Int
  /// The logarithm of the weighted partial likelihood, as `cmprsk::crr` has it; no likelihood of the data, so that twice a
  /// difference is no exact chi-squared.
  public let logLikelihood: Double
  /// The same with all coefficients zero.
  public let nullLogLikelihood: Double

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - formula: the covariates, such as `sex + age`; what is left of `~` is not looked at.
  ///   - frame: a row a person, with these columns; rows with a missing value are left out.
  ///   - time: the column of times.
  ///   - cause: the column of causes, 0 for censored.
  ///   - interest: the cause whose incidence is modelled.
  /// - Throws: `ModelError` for times below zero, causes that are no whole numbers, or no event of the cause.
  public init(
    _ formula: Formula, frame: ModelFrame, time: String, cause: String, of interest: Int
  ) throws(ModelError) {
    guard !formula.terms.isEmpty else {
      throw .undefined(quantity: "Fine and Gray's model", because: "the formula names no column")
    }
    let design = try DesignMatrix(formula.withOutcome(cause), frame: frame)
    let times = try frame.numbers(time)
    let patternOfRow = design.patterns.patternOfRow
    let rows = patternOfRow.indices.filter { patternOfRow[$0] >= 0 }
    for row in rows {
      let value = design.outcome.values[row]
      guard value >= 0, value == value.rounded() else {
        throw .badValue(column: cause, row: row + 1, found: value.formattedBriefly, allowed: "0, 1, 2, …")
      }
      guard times[row] >= 0 else {
        throw .badValue(column: time, row: row + 1, found: times[row].formattedBriefly, allowed: "0 or more")
      }
    }
    let problem = SubdistributionScores(
      design, rows: rows, times: rows.map { times[$0] }, causes: rows.map { Int(design.outcome.values[$0]) },
      interest: interest)
    guard problem.events > 0 else {
      throw .badOutcome(column: cause, reason: "never has the value \(interest): no event of that cause")
    }
    let null = problem.equations(Array(repeating: 0, count: design.terms.count - 1))
    let fit = try TimesMaximum.ofHazards(
      design.table, terms: design.terms, null: null, tolerance: 1e-18, method: "Fine and Gray's model"
    ) { problem.equations($0) }
    terms = Array(design.terms.dropFirst())
    coefficients = fit.coefficients
    covariance = problem.meat(fit.coefficients).sandwiched(
      by: CholeskyFactor(fit.equations.information).inverse)
    observations = rows.count
    events = problem.events
    logLikelihood = fit.equations.logLikelihood
    nullLogLikelihood = null.logLikelihood
  }

  /// The table of coefficients; exponentiated estimates are subdistribution hazard ratios.
  public func coefficientTable(level: ConfidenceLevel = .p95) -> [CoefficientEstimate] {
    terms.indices.map {
      CoefficientEstimate(
        term: terms[$0], estimate: coefficients[$0], standardError: covariance[$0, $0].squareRoot(),
        level: level)
    }
  }
}
