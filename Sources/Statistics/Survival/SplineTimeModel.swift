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
  ///   - time: the column of times.
  ///   - event: the column that is 1 for an event and 0 for censoring.
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
      centred: fit.coefficients, covariance: inverse.inverse, table: design.table, centre: likelihood.centre)
    (coefficients, covariance) = (form.coefficients, form.covariance)
    self.design = design
    self.scale = scale
    knots = likelihood.spline.knots.map { $0 + likelihood.centre }
    terms = design.terms
    droppedTerms = design.droppedTerms
    logLikelihood = fit.equations.logLikelihood
    nullLogLikelihood = null.equations.logLikelihood
    observations = Int(likelihood.all.rounded())
    events = Int(likelihood.ended.rounded())
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

/// The rows of a spline model, with logarithms of times about their mean.
private struct SplineLikelihood {
  let spline: LogTimeSpline
  /// The mean logarithm of time, which all are less.
  let centre: Double
  /// How many people there are.
  let all: Double
  /// How many have the event.
  let ended: Double
  private let scale: SplineTimeModel.Scale
  /// The columns that are not zero in each pattern, centred.
  private let entries: [[(column: Int, value: Double)]]
  /// How many people of each pattern end at each distinct time, one pattern after the other.
  private let cells: PatternTimes
  /// The same of all patterns together, for the model without covariates.
  private let pooled: PatternTimes
  /// The spline's columns at each distinct time, and their slopes.
  private let basis: [Double]
  private let slopes: [Double]
  /// How many events come at each distinct time.
  private let endedAt: [Double]
  private let rate: Double
  private let endedTimes: Double

  init(
    _ design: DesignMatrix, _ rows: RiskRows, _ scale: SplineTimeModel.Scale, innerKnots: Int
  ) throws(ModelError) {
    let distinct = DistinctValues(rows.times + (rows.entries ?? []), uses: { _ in true })
    let logarithms = distinct.values.map { $0 > 0 ? log($0) : 0 }
    var (at, endedAt) = (logarithms.map { _ in 0.0 }, logarithms.map { _ in 0.0 })
    for row in rows.times.indices {
      let (code, weight) = (Int(distinct.codes[row]), rows.weight(row))
      at[code] += weight
      if rows.events[row] { endedAt[code] += weight }
    }
    (all, ended) = (at.reduce(0, +), endedAt.reduce(0, +))
    endedTimes = zip(endedAt, logarithms).reduce(0) { $0 + $1.0 * $1.1 }
    let middle = zip(at, logarithms).reduce(0) { $0 + $1.0 * $1.1 } / all
    centre = middle
    let centred = zip(distinct.values, logarithms).map { $0 > 0 ? $1 - middle : 0 }
    let ends = centred.indices.filter { endedAt[$0] > 0 }
    guard
      let spline = LogTimeSpline(
        values: ends.map { centred[$0] }, counts: ends.map { endedAt[$0] }, inner: innerKnots)
    else {
      throw .undefined(
        quantity: "a spline with \(innerKnots) inner knots",
        because: "too many events come at the same times; take fewer knots")
    }
    self.spline = spline
    self.endedAt = endedAt
    basis = centred.flatMap(spline.columns)
    slopes = centred.flatMap(spline.slopes)
    cells = PatternTimes(design, rows, codes: distinct.codes, times: centred.count)
    pooled = cells.pooled
    let time = rows.times.indices.reduce(0) {
      $0 + rows.weight($1) * (rows.times[$1] - (rows.entries?[$1] ?? 0))
    }
    rate = log(ended / time) + middle
    self.scale = scale
    entries = (0..<design.patterns.count).map { design.table.entries($0) }
  }

  /// The exponential distribution, or its like on the other scales.
  func start(columns: Int) -> [Double] {
    [scale == .hazard ? rate : 0] + Array(repeating: 0, count: columns - 1) + [1]
      + Array(repeating: 0, count: spline.width - 1)
  }

  /// Likelihood, score and information in the coefficients of the centred columns and, after them, of the spline.
  func equations(_ parameters: [Double], columns: Int) -> NormalEquations {
    let width = spline.width
    let own = Array(parameters[columns...])
    var equations = NormalEquations(
      information: SymmetricMatrix(order: parameters.count),
      score: Array(repeating: 0, count: parameters.count), logLikelihood: -.infinity, largestPredictor: 0)
    let times = endedAt.count
    func along(_ columns: [Double]) -> [Double] {
      (0..<times).map { time in (0..<width).reduce(0) { $0 + columns[time * width + $1] * own[$1] } }
    }
    let (heights, rates) = (along(basis), along(slopes))
    guard (0..<times).allSatisfy({ endedAt[$0] == 0 || rates[$0] > 0 }) else { return equations }
    let entries = columns == 1 ? [[(column: 0, value: 1.0)]] : self.entries
    let predictors = entries.map { row in row.reduce(0) { $0 + $1.value * parameters[$1.column] } }
    // Rows of one pattern, and of one time, share their columns: their parts are added up first.
    let parts = (columns == 1 ? pooled : cells).parts(
      scale.distribution, predictors, heights, basis, width: width)
    var sum = CompensatedSum()
    sum.add(-endedTimes)
    sum.add(parts.value)
    let (first, second, cross) = (parts.first, parts.second, parts.cross)
    for code in 0..<times
    where parts.firstOfTime[code] != 0 || parts.secondOfTime[code] != 0 || endedAt[code] != 0 {
      let (events, rate, from) = (endedAt[code], rates[code], code * width)
      if events > 0 { sum.add(events * log(rate)) }
      for one in 0..<width {
        equations.score[columns + one] += parts.firstOfTime[code] * basis[from + one]
        if events > 0 { equations.score[columns + one] += events * slopes[from + one] / rate }
        for other in 0..<width {
          var value = parts.secondOfTime[code] * basis[from + one] * basis[from + other]
          if events > 0 { value += events * slopes[from + one] * slopes[from + other] / (rate * rate) }
          equations.information[columns + one, columns + other] += value
        }
      }
    }
    for (pattern, entries) in entries.enumerated() {
      for one in entries {
        equations.score[one.column] += first[pattern] * one.value
        for other in entries {
          equations.information[one.column, other.column] += second[pattern] * one.value * other.value
        }
        for column in 0..<width {
          let value = cross[pattern * width + column] * one.value
          equations.information[one.column, columns + column] += value
          equations.information[columns + column, one.column] += value
        }
      }
    }
    equations.logLikelihood = sum.value
    return equations
  }
}
