internal import CGSL

/// Cox's proportional hazards model.
///
/// - Source: Cox (1972), *Journal of the Royal Statistical Society B* 34, 187–220,
///   doi:10.1111/j.2517-6161.1972.tb00899.x; ties after Efron (1977), *Journal of the American Statistical
///   Association* 72, 557–565, doi:10.1080/01621459.1977.10480613, or Breslow (1974), *Biometrics* 30, 89–99,
///   doi:10.2307/2529620; the exact likelihood of whole units of time is Cox's own, section 6.
public struct CoxModel: Sendable {
  /// How events at the same time are treated.
  public enum Ties: String, Hashable, Sendable, CaseIterable, Codable {
    /// Efron's approximation, close to the exact likelihood.
    case efron
    /// Breslow's approximation.
    case breslow
    /// The exact likelihood of times that are whole units: as likely any set of as many people at risk could have had the event
    /// (a conditional logistic regression by time). Where ties are many it takes long.
    case exact
  }

  /// The names of the coefficients.
  public let terms: [String]
  /// Columns left out because they are sums of others.
  public let droppedTerms: [String]
  /// The level that the others of each factor are compared with, such as `sex=Female`.
  public let referenceLevels: [String]
  /// The estimates: logarithms of hazard ratios.
  public let coefficients: [Double]
  /// Their covariance: robust where rows are clustered or robust errors were asked for, else `modelCovariance`.
  public let covariance: SymmetricMatrix
  /// The inverse of the observed information.
  public let modelCovariance: SymmetricMatrix
  /// The logarithm of the partial likelihood at the estimate.
  public let logLikelihood: Double
  /// The logarithm of the partial likelihood with all coefficients zero.
  public let nullLogLikelihood: Double
  /// How many rows there are, which without start-stop rows is the number of people.
  public let observations: Int
  /// How many events there are.
  public let events: Int
  /// How many rows were left out for a missing value.
  public let excludedRows: Int
  /// How many steps were taken.
  public let iterations: Int
  /// How ties are treated.
  public let ties: Ties
  /// How many clusters there are; nil without robust errors.
  public let clusters: Int?
  /// The score test whose variance is robust; nil without robust errors.
  public let robustScoreTest: TestResult?

  let design: DesignMatrix
  let partial: PartialLikelihood
  let termColumns: [(label: String, columns: [Int])]
  private let scoreStatistic: Double

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - formula: the covariates, such as `fin + age`; what is left of `~` is not looked at.
  ///   - frame: the rows, with these columns; those with a missing value are left out and counted.
  ///   - time: the column of times.
  ///   - event: the column that is 1 for an event and 0 for censoring.
  ///   - strata: a column of categories, each with a baseline hazard of its own.
  ///   - ties: how events at the same time are treated.
  ///   - counted: from when, and how, rows count. Robust errors are sums of squared score residuals within clusters,
  ///     without a correction for their number, as in R's `coxph`.
  /// - Throws: `ModelError` for times below zero, an entry that is not before its time, no event, or a coefficient that
  ///   runs off to infinity.
  public init(
    _ formula: Formula, frame: ModelFrame, time: String, event: String, strata: String? = nil,
    ties: Ties = .efron, rows counted: HazardRows = HazardRows()
  ) throws(ModelError) {
    guard !formula.terms.isEmpty else {
      throw .undefined(quantity: "a Cox model", because: "the formula names no column")
    }
    let design = try DesignMatrix(formula.withOutcome(event), frame: frame)
    let data = try Self.times(design, frame, time: time, event: event)
    let people = try RiskRows(
      frame, rows: data.rows, times: data.times, events: data.events,
      strata: try Self.codes(strata, frame, data.rows), counted: counted, time: time)
    let partial = PartialLikelihood(design: design, people: people, ties: ties)
    try Self.check(ties, partial, counted)
    let null = partial.equations(Array(repeating: 0, count: partial.columns))
    try Self.checkInformation(partial, null: null)
    let fit = try TimesMaximum.ofHazards(
      partial.table, terms: design.terms, null: null, tolerance: 1e-15, method: "Cox's model"
    ) { partial.equations($0) }
    self.partial = partial
    self.design = design
    self.ties = ties
    terms = Array(design.terms.dropFirst())
    droppedTerms = design.droppedTerms
    referenceLevels = design.referenceLevels
    coefficients = fit.coefficients
    let inverse = CholeskyFactor(fit.equations.information).inverse
    modelCovariance = inverse
    if counted.isRobust || counted.cluster != nil {
      let groups =
        counted.cluster == nil
        ? Array(data.rows.indices) : try Self.codes(counted.cluster, frame, data.rows)
      let sums = ClusteredScores(partial, coefficients: fit.coefficients, clusters: groups)
      guard sums.clusters > 1 else {
        throw .undefined(quantity: "a robust standard error", because: "there is one cluster only")
      }
      covariance = sums.squares.sandwiched(by: inverse)
      clusters = sums.clusters
      let null = ClusteredScores(
        partial, coefficients: fit.coefficients.map { _ in 0 }, clusters: groups)
      robustScoreTest = null.test
    } else {
      covariance = inverse
      clusters = nil
      robustScoreTest = nil
    }
    logLikelihood = fit.equations.logLikelihood
    nullLogLikelihood = null.logLikelihood
    scoreStatistic = zip(CholeskyFactor(null.information).solve(null.score), null.score)
      .reduce(0) { $0 + $1.0 * $1.1 }
    observations = data.rows.count
    events = data.events.count { $0 }
    excludedRows = frame.excludedRows
    iterations = fit.iterations
    termColumns = design.encoded.map { term in
      (Formula.label(term.term), design.columns(of: term).map { $0 - 1 })
    }
  }

  /// The most steps of sums over sets of tied people, some seconds each time that they are taken.
  private static let mostExactSteps = 4e9

  private static func check(
    _ ties: Ties, _ partial: PartialLikelihood, _ counted: HazardRows
  ) throws(ModelError) {
    guard ties == .exact else { return }
    guard counted.weights == nil, counted.cluster == nil, !counted.isRobust else {
      throw .undefined(
        quantity: "the exact likelihood of ties with weights or robust errors",
        because: "a set of people is chosen, each once; use Efron's ties")
    }
    guard partial.exactSteps <= mostExactSteps else {
      throw .undefined(
        quantity: "the exact likelihood of so many ties",
        because: "sums over all sets of tied people would take hours; Efron's ties come close to it")
    }
  }

  /// The table of coefficients; exponentiated estimates are hazard ratios.
  public func coefficientTable(level: ConfidenceLevel = .p95) -> [CoefficientEstimate] {
    terms.indices.map {
      CoefficientEstimate(
        term: terms[$0], estimate: coefficients[$0], standardError: covariance[$0, $0].squareRoot(),
        level: level)
    }
  }

  /// The likelihood-ratio test that no covariate matters.
  public var likelihoodRatioTest: TestResult {
    test(2 * (logLikelihood - nullLogLikelihood), "likelihood ratio")
  }

  /// Wald's test that no covariate matters.
  public var waldTest: TestResult {
    test(
      zip(coefficients, CholeskyFactor(covariance).solve(coefficients)).reduce(0) { $0 + $1.0 * $1.1 }, "wald"
    )
  }

  /// The score test that no covariate matters, which with one group is the log-rank test (up to ties).
  public var scoreTest: TestResult { test(scoreStatistic, "score") }

  private func test(_ statistic: Double, _ method: String) -> TestResult {
    let degrees = Double(coefficients.count)
    return TestResult(
      statistic: max(0, statistic), degreesOfFreedom: degrees,
      pValue: ReferenceTails.chiSquared(statistic, degreesOfFreedom: degrees), method: method)
  }

  /// The rows that are used, with their times and whether they end with the event.
  ///
  /// - Parameter fromZero: whether a time may be 0.
  static func times(
    _ design: DesignMatrix, _ frame: ModelFrame, time: String, event: String, fromZero: Bool = true
  ) throws(ModelError) -> (rows: [Int], times: [Double], events: [Bool]) {
    let times = try frame.numbers(time)
    let patternOfRow = design.patterns.patternOfRow
    let rows = patternOfRow.indices.filter { patternOfRow[$0] >= 0 }
    guard design.outcome.isBinary else {
      throw .badOutcome(column: event, reason: "has other values than 0 (censored) and 1 (event)")
    }
    for row in rows where times[row] < 0 || (times[row] == 0 && !fromZero) {
      throw .badValue(
        column: time, row: row + 1, found: times[row].formattedBriefly,
        allowed: fromZero ? "0 or more" : "above 0: a distribution of times has no event at once")
    }
    let events = rows.map { design.outcome.values[$0] == 1 }
    guard events.contains(true) else {
      throw .badOutcome(column: event, reason: "is 0 in every row: no event")
    }
    return (rows, rows.map { times[$0] }, events)
  }

  /// The number of the value of a column in each row; 0 in all without a column.
  static func codes(
    _ name: String?, _ frame: ModelFrame, _ rows: [Int]
  ) throws(ModelError) -> [Int] {
    guard let name else { return rows.map { _ in 0 } }
    switch try frame.column(name).content {
    case .categorical(let codes, _, _): return rows.map { Int(codes[$0]) }
    case .numeric:
      let distinct = DistinctValues(try frame.numbers(name), uses: frame.uses)
      return rows.map { Int(distinct.codes[$0]) }
    }
  }

  /// Refuses data that tell nothing of any coefficient.
  ///
  /// - Parameter null: the equations where all coefficients are zero.
  private static func checkInformation(
    _ partial: PartialLikelihood, null: NormalEquations
  ) throws(ModelError) {
    let events = Double(partial.people.events.count { $0 })
    guard
      zip(null.information.diagonal, partial.spread).contains(where: { $0 > 1e-12 * events * $1 * $1 })
    else {
      throw .undefined(
        quantity: "a hazard ratio",
        because:
          "at no event are people at risk together who differ, within their stratum where there are strata")
    }
  }
}

extension Formula {
  /// The same covariates with an intercept, for the outcome in a column.
  func withOutcome(_ column: String) -> Formula {
    Formula(self, outcome: .column(column))
  }

  private init(_ other: Formula, outcome: Outcome) {
    text = other.text
    self.outcome = outcome
    terms = other.terms
    hasIntercept = true
    offsets = other.offsets
    derivations = other.derivations
  }
}
