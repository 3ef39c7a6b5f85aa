/// How the effects of studies differ with what is known of the studies.
///
/// Each study is weighted by the inverse of its variance plus the variance that is left between studies.
///
/// - Source: Berkey, Hoaglin, Mosteller and Colditz (1995), *Statistics in Medicine* 14, 395–411,
///   doi:10.1002/sim.4780140406; Raudenbush in Cooper, Hedges and Valentine (2009), *The Handbook of Research Synthesis and
///   Meta-Analysis*, 2nd edition, chapter 16; Knapp and Hartung (2003), *Statistics in Medicine* 22, 2693–2710,
///   doi:10.1002/sim.1482.
public struct MetaRegression: Sendable {
  /// The names of the coefficients.
  public let terms: [String]
  /// The level that the others of each factor are compared with, such as `setting=prison`.
  public let referenceLevels: [String]
  /// The estimates, in the order of `terms`.
  public let coefficients: [Double]
  /// Their covariance.
  public let covariance: SymmetricMatrix
  /// The variance between studies that the moderators leave.
  public let tauSquared: Double
  /// The share of the variance that is left between studies.
  public let iSquared: Double
  /// The share of the variance between studies that the moderators account for; nil where there is none, or none is assumed.
  public let rSquared: Double?
  /// The test that no moderator matters; nil without one.
  public let moderatorTest: TestResult?
  /// The test that the moderators account for all differences between studies.
  public let residualTest: TestResult
  /// How many studies there are.
  public let studies: Int
  private let reference: CoefficientReference

  /// Fits a line, or differences between kinds of studies.
  ///
  /// - Parameters:
  ///   - formula: the moderators, such as `~ year + setting`.
  ///   - frame: their columns, a row a study.
  ///   - effects: the effect of each study, in the order of the rows, on the scale on which studies are combined.
  ///   - variances: the variance of each effect.
  ///   - model: how the variance between studies is estimated, or that there is none.
  ///   - hartungKnapp: whether errors are taken from the scatter of the studies, with Student's t and F.
  /// - Throws: `ModelError` for as many coefficients as studies, or moderators that cannot be told apart; `StatisticsError` as
  ///   `MetaAnalysis`.
  public init(
    _ formula: Formula, frame: ModelFrame, effects: [Double], variances: [Double],
    model: MetaAnalysis.Model = .restrictedMaximumLikelihood, hartungKnapp: Bool = false
  ) throws {
    let plain = try MetaAnalysis(effects: effects, variances: variances, model: model)
    guard frame.rows == effects.count else {
      throw ModelError.lengthMismatch(column: "effects", count: effects.count, expected: frame.rows)
    }
    let outcome = "effect of the studies"
    var columns: [ModelColumn] = []
    for name in frame.names { columns.append(try frame.column(name)) }
    let design = try DesignMatrix(
      formula.withOutcome(outcome),
      frame: ModelFrame(columns + [ModelColumn(outcome, numbers: effects)]), collinearity: .refuse)
    let count = design.terms.count
    guard effects.count > count else {
      throw ModelError.tooFewRows(rows: effects.count, coefficients: count)
    }
    let lines = WeightedLines(
      rows: design.patterns.patternOfRow.map { design.table.entries(Int($0)) }, columns: count,
      effects: effects, variances: variances)
    let fixed = lines.fit(0)
    let degrees = Double(effects.count - count)
    let moments = (fixed.q - degrees) / fixed.trace
    tauSquared =
      switch model {
      case .fixed: 0
      case .derSimonianLaird: max(0, moments)
      case .restrictedMaximumLikelihood: lines.restrictedMaximumLikelihood(from: moments)
      }
    let fit = lines.fit(tauSquared)
    let scale = hartungKnapp ? fit.q / degrees : 1
    let centred = fit.inverse.scaled(by: scale)
    let (estimates, covariance) = (
      design.table.uncentred(fit.coefficients), design.table.uncentred(centred)
    )
    (coefficients, self.covariance, terms) = (estimates, covariance, design.terms)
    referenceLevels = design.referenceLevels
    studies = effects.count
    let between = model == .fixed ? max(0, moments) : tauSquared
    iSquared = between / (between + degrees / fixed.trace)
    rSquared =
      plain.tauSquared > 0 ? max(0, (plain.tauSquared - tauSquared) / plain.tauSquared) : nil
    residualTest = TestResult(
      statistic: fixed.q, degreesOfFreedom: degrees,
      pValue: ReferenceTails.chiSquared(fixed.q, degreesOfFreedom: degrees), method: "cochran-q")
    reference = hartungKnapp ? .student(degreesOfFreedom: degrees) : .normal
    let own = design.terms.indices.filter { design.terms[$0] != "(Intercept)" }
    guard !own.isEmpty else {
      moderatorTest = nil
      return
    }
    let tested = own.map { estimates[$0] }
    let solved = CholeskyFactor(covariance.restricted(to: own)).solve(tested)
    let wald = zip(solved, tested).reduce(0) { $0 + $1.0 * $1.1 }
    let size = Double(own.count)
    moderatorTest =
      hartungKnapp
      ? TestResult(
        statistic: wald / size, degreesOfFreedom: size, pValue: ReferenceTails.f(wald / size, size, degrees),
        method: "F")
      : TestResult(
        statistic: wald, degreesOfFreedom: size,
        pValue: ReferenceTails.chiSquared(wald, degreesOfFreedom: size), method: "wald")
  }

  /// The table of coefficients.
  public func coefficientTable(level: ConfidenceLevel = .p95) -> [CoefficientEstimate] {
    terms.indices.map {
      CoefficientEstimate(
        term: terms[$0], estimate: coefficients[$0], standardError: covariance[$0, $0].squareRoot(),
        reference: reference, level: level)
    }
  }
}

/// Effects regressed on moderators at any variance between studies.
private struct WeightedLines {
  let rows: [[(column: Int, value: Double)]]
  let columns: Int
  let effects: [Double]
  let variances: [Double]

  struct Fit {
    let coefficients: [Double]
    let inverse: SymmetricMatrix
    /// The weighted squares of the residuals, added up.
    let q: Double
    /// The trace of the projection that leaves residuals, with its weights.
    let trace: Double
    /// The derivative of the restricted log likelihood by the variance between studies, twice.
    let slope: Double
  }

  func fit(_ tauSquared: Double) -> Fit {
    var gram = SymmetricMatrix(order: columns)
    var squares = SymmetricMatrix(order: columns)
    var right = Array(repeating: 0.0, count: columns)
    let weights = variances.map { 1 / ($0 + tauSquared) }
    for (row, (weight, effect)) in zip(rows, zip(weights, effects)) {
      for one in row {
        right[one.column] += weight * one.value * effect
        for other in row {
          gram[one.column, other.column] += weight * one.value * other.value
          squares[one.column, other.column] += weight * weight * one.value * other.value
        }
      }
    }
    let factor = CholeskyFactor(gram)
    let (coefficients, inverse) = (factor.solve(right), factor.inverse)
    var trace = CompensatedSum()
    var q = CompensatedSum()
    var slope = CompensatedSum()
    for (row, (weight, effect)) in zip(rows, zip(weights, effects)) {
      let residual = effect - row.reduce(0) { $0 + $1.value * coefficients[$1.column] }
      q.add(weight * residual * residual)
      slope.add(weight * residual * (weight * residual))
      trace.add(weight)
    }
    for row in 0..<columns {
      for column in 0..<columns { trace.add(-inverse[row, column] * squares[row, column]) }
    }
    return Fit(
      coefficients: coefficients, inverse: inverse, q: q.value, trace: trace.value,
      slope: slope.value - trace.value)
  }

  /// The variance at which the restricted likelihood is greatest, or 0 where it falls from the start.
  func restrictedMaximumLikelihood(from moments: Double) -> Double {
    guard fit(0).slope > 0 else { return 0 }
    var high = max(variances.max() ?? 1, moments)
    while fit(high).slope > 0 { high *= 2 }
    return BracketedRoot.find(from: 0, to: high) { fit($0).slope }
  }
}
