internal import CGSL

/// A flexible parametric regression of time to an event: the curve is a spline of the logarithm of time, which covariates shift.
///
/// On the scale of hazards the logarithm of the cumulative hazard is the spline plus the covariates, so that these move the hazard
/// by a factor, as in Cox's model; on that of odds it is the log odds of having had the event, on the normal scale its normal
/// quantile. Without inner knots the three are the Weibull, log-logistic and log-normal distributions. Outer knots lie at the
/// first and the last event, inner ones at evenly spaced quantiles of the logarithms of times with an event.
///
/// - Source: Royston and Parmar (2002), *Statistics in Medicine* 21, 2175–2197, doi:10.1002/sim.1203.
public struct SplineTimeModel: Sendable {
  /// What the covariates shift.
  public enum Scale: String, Hashable, Sendable, CaseIterable, Codable {
    /// The logarithm of the cumulative hazard: ratios of hazards.
    case hazard
    /// The log odds of having had the event: ratios of odds.
    case odds
    /// The normal quantile of the share with the event.
    case normal

    /// The distribution that the model is without inner knots.
    var distribution: AcceleratedModel.Distribution {
      switch self {
      case .hazard: .weibull
      case .odds: .loglogistic
      case .normal: .lognormal
      }
    }

    /// The share without the event at a value of spline and covariates.
    func share(_ predictor: Double) -> Double { exp(distribution.part(predictor, isEvent: false).value) }
  }

  /// What the covariates shift.
  public let scale: Scale
  /// The knots, as logarithms of time in increasing order, the outer ones included.
  public let knots: [Double]
  /// The names of the coefficients, the intercept first.
  public let terms: [String]
  /// Columns left out because they are sums of others.
  public let droppedTerms: [String]
  /// The estimates: those of `terms`, then those of the spline's columns.
  public let coefficients: [Double]
  /// Their covariance, the inverse of the observed information.
  public let covariance: SymmetricMatrix
  /// The logarithm of the likelihood of the times at the estimate.
  public let logLikelihood: Double
  /// The same without covariates, with the same knots.
  public let nullLogLikelihood: Double
  /// How many rows there are, each by its weight.
  public let observations: Int
  /// How many events there are, each by its weight.
  public let events: Int
  /// How many rows were left out for a missing value.
  public let excludedRows: Int
  /// How many steps were taken.
  public let iterations: Int
  let design: DesignMatrix
  let lastTime: Double

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - formula: the covariates, such as `fin + age`; what is left of `~` is not looked at.
  ///   - frame: the rows, with these columns; those with a missing value are left out and counted.
  ///   - time: the column of times.
  ///   - event: the column that is 1 for an event and 0 for censoring.
  ///   - scale: what the covariates shift: the hazard, the odds, or the normal quantile.
  ///   - innerKnots: how many knots there are between the first and the last event.
  ///   - entry: a column of the times from which rows are at risk.
  ///   - weights: a column of how many equal people a row stands for.
  /// - Throws: `ModelError` for times that are not above zero, no event, more knots than times with an event can tell, or a
  ///   coefficient that runs off to infinity.
  public init(
    _ formula: Formula, frame: ModelFrame, time: String, event: String, scale: Scale = .hazard,
    innerKnots: Int = 2, entry: String? = nil, weights: String? = nil
  ) throws(ModelError) {
    guard (0...10).contains(innerKnots) else {
      throw .outOfRange(argument: "knots", value: Double(innerKnots), allowed: "0 to 10")
    }
    let design = try DesignMatrix(formula.withOutcome(event), frame: frame)
    let data = try CoxModel.times(design, frame, time: time, event: event, fromZero: false)
    let rows = try RiskRows(
      frame, rows: data.rows, times: data.times, events: data.events, strata: data.rows.map { _ in 0 },
      counted: HazardRows(entry: entry, weights: weights), time: time)
    let likelihood = try SplineLikelihood(design, rows, scale, innerKnots: innerKnots)
    let columns = design.terms.count
    let fit = try Self.maximum(likelihood, columns: columns, design)
    let null = try Self.maximum(likelihood, columns: 1, design)
    let inverse = CholeskyFactor(fit.equations.information)
    guard inverse.isPositiveDefinite else {
      throw .noConvergence(method: "the spline of times", iterations: fit.iterations)
    }
    let form = TimeForm(
      centred: fit.coefficients, covariance: inverse.inverse, table: design.table,
      centre: likelihood.people.centre)
    (coefficients, covariance) = (form.coefficients, form.covariance)
    self.design = design
    self.scale = scale
    knots = likelihood.spline.knots.map { $0 + likelihood.people.centre }
    terms = design.terms
    droppedTerms = design.droppedTerms
    logLikelihood = fit.equations.logLikelihood
    nullLogLikelihood = null.equations.logLikelihood
    observations = Int(likelihood.people.all.rounded())
    events = Int(likelihood.people.ended.rounded())
    excludedRows = frame.excludedRows
    iterations = fit.iterations
    lastTime = data.times.max() ?? 0
  }

  /// Akaike's criterion.
  public var aic: Double { 2 * (Double(coefficients.count) - logLikelihood) }

  /// The covariates: logarithms of ratios of hazards or of odds, or differences of normal quantiles.
  public func coefficientTable(level: ConfidenceLevel = .p95) -> [CoefficientEstimate] {
    table(1..<terms.count, level) { terms[$0] }
  }

  /// The intercept, the slope of the logarithm of time, and the columns of the inner knots: gamma0, gamma1 and so on.
  public func splineTable(level: ConfidenceLevel = .p95) -> [CoefficientEstimate] {
    table(0..<1, level) { _ in "gamma0" }
      + table(terms.count..<coefficients.count, level) { "gamma\($0 - terms.count + 1)" }
  }

  private func table(
    _ columns: Range<Int>, _ level: ConfidenceLevel, _ name: (Int) -> String
  ) -> [CoefficientEstimate] {
    columns.map {
      CoefficientEstimate(
        term: name($0), estimate: coefficients[$0], standardError: covariance[$0, $0].squareRoot(),
        level: level)
    }
  }

  /// The likelihood-ratio test that no covariate matters; nil without covariates.
  public var likelihoodRatioTest: TestResult? {
    guard terms.count > 1 else { return nil }
    return TestResult(
      likelihoods: logLikelihood, nullLogLikelihood, degreesOfFreedom: Double(terms.count - 1))
  }

  /// Wald's test that no covariate matters; nil without covariates.
  public var waldTest: TestResult? {
    guard terms.count > 1 else { return nil }
    let own = Array(1..<terms.count)
    return TestResult(
      score: own.map { coefficients[$0] }, covariance: covariance.restricted(to: own), method: "wald")
  }

  private static func maximum(
    _ likelihood: SplineLikelihood, columns: Int, _ design: DesignMatrix
  ) throws(ModelError) -> MaximumLikelihood.Solution {
    try TimesMaximum.find(
      from: likelihood.start(columns: columns), columns: columns, design, method: "the spline of times"
    ) { likelihood.equations($0, columns: columns) }
  }
}

/// The likelihood of a spline model.
private struct SplineLikelihood {
  let spline: LogTimeSpline
  /// The people by pattern and time.
  let people: PatternTimes
  private let pooled: PatternTimes
  private let scale: SplineTimeModel.Scale
  /// The spline's columns at each distinct time, and their slopes.
  private let basis: [Double]
  private let slopes: [Double]
  private let rate: Double

  init(
    _ design: DesignMatrix, _ rows: RiskRows, _ scale: SplineTimeModel.Scale, innerKnots: Int
  ) throws(ModelError) {
    let people = PatternTimes(design, rows)
    let ends = people.endedAt.indices.filter { people.endedAt[$0] > 0 }
    guard
      let spline = LogTimeSpline(
        values: ends.map { people.logarithms[$0] }, counts: ends.map { people.endedAt[$0] }, inner: innerKnots
      )
    else {
      throw .undefined(
        quantity: "a spline with \(innerKnots) inner knots",
        because: "too many events come at the same times; take fewer knots")
    }
    (self.people, pooled) = (people, people.pooled)
    self.spline = spline
    basis = people.logarithms.flatMap(spline.columns)
    slopes = people.logarithms.flatMap(spline.slopes)
    let time = rows.times.indices.reduce(0) {
      $0 + rows.weight($1) * (rows.times[$1] - (rows.entries?[$1] ?? 0))
    }
    rate = log(people.ended / time) + people.centre
    self.scale = scale
  }

  /// The exponential distribution, or its like on the other scales.
  func start(columns: Int) -> [Double] {
    [scale == .hazard ? rate : 0] + Array(repeating: 0, count: columns - 1) + [1]
      + Array(repeating: 0, count: spline.width - 1)
  }

  /// Likelihood, score and information in the coefficients of the centred columns and, after them, of the spline.
  func equations(_ parameters: [Double], columns: Int) -> NormalEquations {
    let (width, times) = (spline.width, people.logarithms.indices)
    func along(_ columnsOfTimes: [Double]) -> [Double] {
      times.map { time in
        (0..<width).reduce(0) { $0 + columnsOfTimes[time * width + $1] * parameters[columns + $1] }
      }
    }
    let rates = along(slopes)
    var equations = (columns == 1 ? pooled : people).equations(
      scale.distribution, parameters[..<columns], sign: 1, heights: along(basis), basis: basis, width: width)
    guard times.allSatisfy({ people.endedAt[$0] == 0 || rates[$0] > 0 }) else {
      equations.logLikelihood = -.infinity
      return equations
    }
    var sum = CompensatedSum()
    sum.add(equations.logLikelihood)
    sum.add(-people.endedTimes)
    for time in times where people.endedAt[time] > 0 {
      let (events, rate, from) = (people.endedAt[time], rates[time], time * width)
      sum.add(events * log(rate))
      for one in 0..<width {
        equations.score[columns + one] += events * slopes[from + one] / rate
        for other in 0..<width {
          equations.information[columns + one, columns + other] +=
            events * slopes[from + one] * slopes[from + other] / (rate * rate)
        }
      }
    }
    equations.logLikelihood = sum.value
    return equations
  }
}
