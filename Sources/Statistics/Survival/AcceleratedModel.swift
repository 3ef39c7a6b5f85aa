internal import CGSL

/// A parametric regression of time to an event: covariates lengthen or shorten every time by a factor.
///
/// The logarithm of the time is a linear predictor plus a scale times a standard error of extreme values (Weibull, and exponential with
/// scale 1), normal (log-normal) or logistic (log-logistic). In the coefficients over the scale and one over the scale the likelihood
/// has a single top.
///
/// - Source: Kalbfleisch and Prentice (2002), *The Statistical Analysis of Failure Time Data*, 2nd edition, section 3.3,
///   doi:10.1002/9781118032985; Burridge (1981), *Journal of the Royal Statistical Society B* 43, 41–45,
///   doi:10.1111/j.2517-6161.1981.tb01147.x, for the single top.
public struct AcceleratedModel: Sendable {
  /// How times are spread about their predictor.
  public enum Distribution: String, Hashable, Sendable, CaseIterable, Codable {
    /// A constant hazard.
    case exponential
    /// A hazard that rises or falls as a power of time.
    case weibull
    /// A normal logarithm: the hazard rises, then falls.
    case lognormal
    /// A logistic logarithm: the hazard may rise, and falls.
    case loglogistic

    /// Whether covariates move the hazard by a factor, too.
    public var hasProportionalHazards: Bool { self == .exponential || self == .weibull }
  }

  /// The names of the coefficients, the intercept first.
  public let terms: [String]
  /// Columns left out because they are sums of others.
  public let droppedTerms: [String]
  /// The distribution.
  public let distribution: Distribution
  /// The estimates: the logarithm of time without the covariates, and logarithms of ratios of times.
  public let coefficients: [Double]
  /// Their covariance, the inverse of the observed information, that of the scale's logarithm allowed for.
  public let covariance: SymmetricMatrix
  /// How widely the logarithms of times are spread; 1 for the exponential distribution.
  public let scale: Double
  /// The standard error of the scale's logarithm; nil for the exponential distribution.
  public let logScaleError: Double?
  /// The logarithm of the likelihood of the times at the estimate.
  public let logLikelihood: Double
  /// The same without covariates, at the scale that suits best then.
  public let nullLogLikelihood: Double
  /// How many rows there are, each by its weight.
  public let observations: Int
  /// How many events there are, each by its weight.
  public let events: Int
  /// How many rows were left out for a missing value.
  public let excludedRows: Int
  /// How many steps were taken.
  public let iterations: Int

  private let hazards: (coefficients: [Double], errors: [Double])
  let timeForm: TimeForm
  let design: DesignMatrix
  private let rows: Rows

  /// The last time of any row.
  var lastTime: Double { rows.last }

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - formula: the covariates, such as `fin + age`; what is left of `~` is not looked at.
  ///   - frame: the rows, with these columns; those with a missing value are left out and counted.
  ///   - time: the column of times.
  ///   - event: the column that is 1 for an event and 0 for censoring.
  ///   - distribution: how times are spread about their predictor.
  ///   - weights: a column of how many equal people a row stands for.
  /// - Throws: `ModelError` for times that are not above zero, no event, or a coefficient that runs off to infinity.
  public init(
    _ formula: Formula, frame: ModelFrame, time: String, event: String, distribution: Distribution,
    weights: String? = nil
  ) throws(ModelError) {
    let design = try DesignMatrix(formula.withOutcome(event), frame: frame)
    let rows = try Rows(design, frame, time: time, event: event, weights: weights)
    (self.design, self.rows) = (design, rows)
    let null = try Self.maximum(rows, columns: 1, distribution, design)
    let fit = try Self.maximum(rows, columns: design.terms.count, distribution, design, near: null)
    let slope = distribution == .exponential ? 1 : fit.coefficients[design.terms.count]
    let inverse = CholeskyFactor(fit.equations.information).inverse
    let kept = Array(design.terms.indices)
    // From coefficients over the scale and one over the scale to coefficients, by the delta method.
    let centred = kept.map { fit.coefficients[$0] / slope }
    var covariance = inverse.restricted(to: kept).scaled(by: 1 / (slope * slope))
    if distribution != .exponential {
      let last = design.terms.count
      for row in kept {
        for column in kept {
          covariance[row, column] +=
            (-centred[row] * inverse[last, column] - centred[column] * inverse[row, last]
              + centred[row] * centred[column] * inverse[last, last]) / (slope * slope)
        }
      }
      logScaleError = inverse[last, last].squareRoot() / slope
    } else {
      logScaleError = nil
    }
    var coefficients = design.table.uncentred(centred)
    coefficients[0] += rows.people.centre
    self.coefficients = coefficients
    self.covariance = design.table.uncentred(covariance)
    hazards = (
      kept.map { -fit.coefficients[$0] }, kept.map { inverse[$0, $0].squareRoot() }
    )
    // The same as a line in the logarithm of time: less the predictor, plus the slope.
    let isFixed = distribution == .exponential
    var line = SymmetricMatrix(order: kept.count + 1)
    for row in 0..<(isFixed ? kept.count : kept.count + 1) {
      for column in 0..<(isFixed ? kept.count : kept.count + 1) {
        line[row, column] = inverse[row, column] * ((row < kept.count) == (column < kept.count) ? 1 : -1)
      }
    }
    timeForm = TimeForm(
      centred: kept.map { -fit.coefficients[$0] } + [slope], covariance: line, table: design.table,
      centre: rows.people.centre)
    self.distribution = distribution
    terms = design.terms
    droppedTerms = design.droppedTerms
    scale = 1 / slope
    logLikelihood = fit.equations.logLikelihood
    nullLogLikelihood = null.equations.logLikelihood
    observations = Int(rows.people.all.rounded())
    events = Int(rows.people.ended.rounded())
    excludedRows = frame.excludedRows
    iterations = fit.iterations
  }

  /// Akaike's criterion.
  public var aic: Double { aic(distribution, logLikelihood) }

  private func aic(_ distribution: Distribution, _ logLikelihood: Double) -> Double {
    2 * (Double(coefficients.count + (distribution == .exponential ? 0 : 1)) - logLikelihood)
  }

  /// How well each distribution fits the same rows.
  ///
  /// It is the logarithm of the likelihood, and Akaike's criterion, of which the least is the best. A distribution that does
  /// not converge is not among them.
  public func distributionFits() -> [(distribution: Distribution, logLikelihood: Double, aic: Double)] {
    Distribution.allCases.compactMap { other in
      let logLikelihood =
        other == distribution
        ? self.logLikelihood
        : try? Self.maximum(
          rows, columns: terms.count, other, design,
          near: try? Self.maximum(rows, columns: 1, other, design)
        ).equations.logLikelihood
      return logLikelihood.map { (other, $0, aic(other, $0)) }
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
    return TestResult(
      score: Array(coefficients.dropFirst()), covariance: covariance.restricted(to: Array(1..<terms.count)),
      method: "wald")
  }

  /// The scale with limits on its logarithm; without limits for the exponential distribution.
  public func scaleEstimate(level: ConfidenceLevel = .p95) -> Estimate {
    guard let logScaleError else { return Estimate(scale, withoutIntervalAt: level, method: "fixed") }
    let reach = StandardNormal.quantile(upperTail: level.tail) * logScaleError
    return Estimate(
      scale,
      interval: ConfidenceInterval(lower: scale * exp(-reach), upper: scale * exp(reach), level: level),
      method: "wald-log")
  }

  /// The table of coefficients; exponentiated estimates are ratios of times.
  public func coefficientTable(level: ConfidenceLevel = .p95) -> [CoefficientEstimate] {
    terms.indices.map {
      CoefficientEstimate(
        term: terms[$0], estimate: coefficients[$0], standardError: covariance[$0, $0].squareRoot(),
        level: level)
    }
  }

  /// The covariates as logarithms of hazard ratios; empty where hazards are not proportional.
  public func hazardTable(level: ConfidenceLevel = .p95) -> [CoefficientEstimate] {
    guard distribution.hasProportionalHazards else { return [] }
    return terms.indices.dropFirst().map {
      CoefficientEstimate(
        term: terms[$0], estimate: hazards.coefficients[$0], standardError: hazards.errors[$0], level: level)
    }
  }

  /// - Parameter plain: the maximum without covariates, which costs next to nothing and is not far off.
  private static func maximum(
    _ rows: Rows, columns: Int, _ distribution: Distribution, _ design: DesignMatrix,
    near plain: MaximumLikelihood.Solution? = nil
  ) throws(ModelError) -> MaximumLikelihood.Solution {
    let isFree = distribution != .exponential
    var start = Array(repeating: 0.0, count: columns) + (isFree ? [1] : [])
    if let plain = plain?.coefficients {
      start[0] = plain[0]
      if isFree { start[columns] = plain[1] }
    }
    return try TimesMaximum.find(
      from: start, columns: columns, design, method: "the \(distribution.rawValue) model"
    ) { rows.equations($0, columns: columns, distribution) }
  }
}

/// The rows of a model of times.
private struct Rows {
  /// The people by pattern and time.
  let people: PatternTimes
  private let pooled: PatternTimes
  /// The last time.
  let last: Double

  init(
    _ design: DesignMatrix, _ frame: ModelFrame, time: String, event: String, weights: String?
  ) throws(ModelError) {
    let data = try CoxModel.times(design, frame, time: time, event: event, fromZero: false)
    people = PatternTimes(
      design,
      try RiskRows(
        frame, rows: data.rows, times: data.times, events: data.events, strata: data.rows.map { _ in 0 },
        counted: HazardRows(weights: weights), time: time))
    pooled = people.pooled
    last = data.times.max() ?? 0
  }

  /// Likelihood, score and information in the coefficients over the scale and, last, one over the scale.
  func equations(
    _ parameters: [Double], columns: Int, _ distribution: AcceleratedModel.Distribution
  ) -> NormalEquations {
    let isFree = distribution != .exponential
    let slope = isFree ? parameters[columns] : 1
    // The standard error of a logarithm of time is itself over the scale, less the covariates.
    var equations = (columns == 1 ? pooled : people).equations(
      distribution, parameters[..<columns], sign: -1, heights: people.logarithms.map { slope * $0 },
      basis: people.logarithms, width: isFree ? 1 : 0)
    guard slope > 0 else {
      equations.logLikelihood = -.infinity
      return equations
    }
    equations.logLikelihood += people.ended * log(slope) - people.endedTimes
    if isFree {
      equations.score[columns] += people.ended / slope
      equations.information[columns, columns] += people.ended / (slope * slope)
    }
    return equations
  }
}

extension AcceleratedModel.Distribution {
  private static let logRootOfCircle = 0.5 * log(2 * Double.pi)
  private static let logOfTwo = log(2.0)

  /// The logarithm of the standard error's density (event) or of its upper tail (end of observation), with two derivatives.
  func part(_ w: Double, isEvent: Bool) -> (value: Double, slope: Double, bend: Double) {
    switch self {
    case .exponential, .weibull:
      let power = exp(w)
      return isEvent ? (w - power, 1 - power, -power) : (-power, -power, -power)
    case .loglogistic:
      let power = exp(-abs(w))
      let share = (w > 0 ? 1 : power) / (1 + power)
      let tail = -max(w, 0) - log1p(power)
      let bend = -share * (1 - share)
      return isEvent ? (w + 2 * tail, 1 - 2 * share, 2 * bend) : (tail, -share, bend)
    case .lognormal:
      let density = -0.5 * w * w - Self.logRootOfCircle
      guard !isEvent else { return (density, -w, -1) }
      let tail = GSL.value("gsl_sf_log_erfc") { gsl_sf_log_erfc(w * 0.5.squareRoot()) } - Self.logOfTwo
      let hazard = exp(density - tail)
      return (tail, -hazard, -hazard * (hazard - w))
    }
  }
}
