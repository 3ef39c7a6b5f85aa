internal import CGSL

/// Logistic regression with Firth's penalty, which has finite estimates also where the outcome is separated.
///
/// The likelihood is multiplied by Jeffreys' prior, the root of the determinant of the information matrix. Standard
/// errors come from the inverse information at the estimate (as R's `brglm2`; `logistf` up to version 1.24 too).
/// Limits are those of the profile of the penalised likelihood and p-values those of the penalised likelihood-ratio
/// test, as in `logistf`, because Wald's do badly in just the data for which the penalty is needed.
///
/// - Source: Firth (1993), *Biometrika* 80, 27–38, doi:10.1093/biomet/80.1.27; Heinze and Schemper (2002),
///   *Statistics in Medicine* 21, 2409–2419, doi:10.1002/sim.1047.
public struct FirthModel: Sendable {
  /// The columns that it was fitted to.
  public let design: DesignMatrix
  /// The estimates, in the order of `design.terms`.
  public let coefficients: [Double]
  /// The inverse of the information at the estimate.
  public let covariance: SymmetricMatrix
  /// The penalised log-likelihood, without constants.
  public let penalizedLogLikelihood: Double
  /// How many steps were taken.
  public let iterations: Int

  private let centredCoefficients: [Double]

  /// The most coefficients of which profile intervals are found.
  public static let mostProfiledColumns = ModelBudget.mostProfiledFirthColumns

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - design: the columns of the terms over the rows, with a binary outcome.
  ///   - intervals: the intervals that will be asked for.
  /// - Throws: `ModelError` for an outcome that is not binary, for more coefficients than such intervals are found of,
  ///   or where no maximum was found.
  public init(_ design: DesignMatrix, intervals: CoefficientIntervals = .wald) throws(ModelError) {
    if intervals != .wald { try ModelBudget.check(profiledFirthColumns: design.terms.count) }
    try ModelFamily.binomial.checkOutcome(design.outcome, design.patterns)
    let start = Array(repeating: 0.0, count: design.terms.count)
    let search = FirthSearch(table: design.table, patterns: design.patterns)
    guard let found = search.maximum(start: start, holding: nil) else {
      throw .noConvergence(method: "Firth's penalised likelihood", iterations: FirthSearch.limit)
    }
    self.design = design
    centredCoefficients = found.coefficients
    coefficients = design.table.uncentred(found.coefficients)
    covariance = design.table.uncentred(CholeskyFactor(found.information).inverse)
    penalizedLogLikelihood = found.penalized
    iterations = found.iterations
  }

  /// The names of the coefficients.
  public var terms: [String] { design.terms }

  /// The fitted probability of each row of the frame, nil for a row that was left out.
  public var fittedValues: [Double?] {
    let predictor = design.table.linearPredictor(centredCoefficients, offsets: design.patterns.offsets)
    return design.patterns.patternOfRow.map { $0 < 0 ? nil : ModelFamily.binomial.mean(predictor[Int($0)]) }
  }

  /// The table of coefficients.
  ///
  /// With profile intervals the statistic is the penalised likelihood ratio (χ² with one degree of freedom), with
  /// Wald's it is the estimate over its standard error.
  public func coefficientTable(
    intervals: CoefficientIntervals = .profile, level: ConfidenceLevel = .p95
  ) throws(ModelError) -> [CoefficientEstimate] {
    if intervals != .wald { try ModelBudget.check(profiledFirthColumns: terms.count) }
    let quantile = StandardNormal.quantile(upperTail: level.tail)
    var table: [CoefficientEstimate] = []
    for (index, term) in terms.enumerated() {
      let estimate = coefficients[index]
      let standardError = covariance[index, index].squareRoot()
      switch intervals {
      case .wald:
        table.append(
          CoefficientEstimate(term: term, estimate: estimate, standardError: standardError, level: level))
      case .profile, .likelihoodRatio:
        let profile = profile(index, drop: quantile * quantile / 2)
        guard let atZero = profile.point(at: 0) else {
          throw .noConvergence(method: "Firth's penalised likelihood", iterations: FirthSearch.limit)
        }
        let statistic = max(0, 2 * (penalizedLogLikelihood - atZero.logLikelihood))
        let (lower, upper) = (try profile.limit(towards: -1), try profile.limit(towards: 1))
        table.append(
          CoefficientEstimate(
            term: term, estimate: estimate, standardError: standardError, statistic: statistic,
            pValue: ReferenceTails.chiSquared(statistic, degreesOfFreedom: 1),
            interval: ConfidenceInterval(lower: lower, upper: upper, level: level)))
      }
    }
    return table
  }

  private func profile(_ index: Int, drop: Double) -> ProfileLikelihood {
    let isIntercept = index == 0 && design.hasIntercept
    let table = isIntercept ? design.table.withoutCentring : design.table
    let search = FirthSearch(table: table, patterns: design.patterns)
    return ProfileLikelihood(
      maximum: { value, start in
        var start = start
        start[index] = value
        return search.maximum(start: start, holding: index).map {
          .init(value: value, coefficients: $0.coefficients, logLikelihood: $0.penalized)
        }
      },
      estimate: .init(
        value: coefficients[index], coefficients: isIntercept ? coefficients : centredCoefficients,
        logLikelihood: penalizedLogLikelihood),
      direction: design.ridge(index, covariance, centred: !isIntercept),
      standardError: covariance[index, index].squareRoot(), drop: drop, isConcave: false)
  }
}
