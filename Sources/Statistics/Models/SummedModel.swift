internal import CGSL

/// Rows that are kept elsewhere, such as in a database, and of which only sums are known.
public struct SummedRows: Sendable {
  /// The functions of numbers that the sums are of.
  public let terms: SummedTerms
  /// The columns whose numbers are not known one by one.
  public let numbers: Set<String>
  /// What is known of each covariate of the formula, in its order.
  public let variables: [SummedVariable]
  /// The two levels of a categorical outcome, the second being the event; nil for numbers.
  public let outcomeLevels: [String]?
  /// The means of the functions.
  public let means: [Double]
  /// The sum of the outcomes.
  public let total: Double
  /// How many complete rows there are.
  public let rows: Int
  /// How many rows were left out for a missing value.
  public let excluded: Int
  /// The logarithms of the factorials of all outcomes, added up; of use for counts.
  public let logFactorials: Double

  /// Takes what is known of rows.
  public init(
    terms: SummedTerms, numbers: Set<String>, variables: [SummedVariable], outcomeLevels: [String]?,
    means: [Double], total: Double, rows: Int, excluded: Int, logFactorials: Double = 0
  ) {
    (self.terms, self.numbers, self.variables, self.means) = (terms, numbers, variables, means)
    (self.outcomeLevels, self.total, self.rows, self.excluded) = (outcomeLevels, total, rows, excluded)
    self.logFactorials = logFactorials
  }
}

extension GeneralizedLinearModel {
  /// Fits a model with its family's own link by Newton's method, of which each step asks for sums over all rows.
  ///
  /// The model is the same as of the rows themselves, as far as the sums are exact.
  ///
  /// - Parameters:
  ///   - formula: the outcome, which is one column, and the terms.
  ///   - rows: what is known of all rows together.
  ///   - family: binomial, Poisson or Gaussian, or their quasi-likelihoods.
  ///   - counts: sums with weight 1 and the outcome for a residual; the log-likelihood is that of a model that fits
  ///     every row, and Pearson's sum that of squared distances from the mean.
  ///   - sums: sums at a linear predictor.
  ///   - slopes: the least and the greatest value of a linear predictor among rows with an outcome above 0, and among
  ///     those without.
  /// - Throws: `ModelError` as the fit of rows; whatever `sums` and `slopes` throw.
  public init(
    _ formula: Formula, summed rows: SummedRows, family: ModelFamily, counts: [SummedGroup],
    sums: (SummedPredictor) throws -> [SummedGroup],
    slopes: (SummedPredictor) throws -> (events: ClosedRange<Double>, others: ClosedRange<Double>)
  ) throws {
    guard family != .negativeBinomial, case .column(let outcome) = formula.outcome else {
      throw ModelError.undefined(
        quantity: "a fit by sums",
        because: "the family \(family.rawValue), or such an outcome, needs the rows")
    }
    let people = Double(rows.rows)
    if family.isOfEvents, rows.total <= 0 || rows.total >= people {
      throw ModelError.badOutcome(
        column: outcome, reason: "is \(rows.total <= 0 ? 0 : 1) in every row, so nothing can be estimated")
    }
    let layout = try SummedDesign(
      formula, terms: rows.terms, numbers: rows.numbers, variables: rows.variables, means: rows.means,
      groups: counts.map { ($0.codes, $0.rows) })
    let design = try DesignMatrix(formula, outcome: outcome, layout, rows, counts: layout.equations(counts))
    guard rows.rows > design.terms.count || rows.rows == design.terms.count && !family.estimatesDispersion
    else {
      throw ModelError.tooFewRows(rows: rows.rows, coefficients: design.terms.count)
    }
    if let levels = Separation(design, family: family)?.levels(), !levels.isEmpty {
      throw ModelError.separation(columns: levels)
    }
    let kept = design.columnOfEncoded.indices.filter { design.columnOfEncoded[$0] >= 0 }
    func all(_ coefficients: [Double]) -> [Double] {
      design.columnOfEncoded.map { $0 < 0 ? 0 : coefficients[$0] }
    }
    var start = Array(repeating: 0.0, count: kept.count)
    if design.hasIntercept { start[0] = family.defaultLink.predictor(rows.total / people) }
    var pearson = 0.0
    var failure: (any Error)?
    let solution = MaximumLikelihood(tolerance: 1e-10, limit: 30).maximum(
      start: start,
      stop: { solution in
        guard family != .gaussian, failure == nil, solution.iterations >= 9,
          solution.equations.largestPredictor > 9
        else { return failure != nil }
        do {
          let found = try slopes(layout.predictor(all(solution.step)))
          let separated = design.columns(along: solution.step, found, isBinomial: family.isOfEvents)
          if !separated.isEmpty { failure = ModelError.separation(columns: separated) }
        } catch {
          failure = error
        }
        return failure != nil
      }
    ) { coefficients in
      var equations = NormalEquations(
        information: SymmetricMatrix(order: kept.count), score: coefficients, logLikelihood: -.infinity,
        largestPredictor: 0)
      guard failure == nil else { return equations }
      do {
        let groups = try sums(layout.predictor(all(coefficients)))
        let found = layout.equations(groups)
        pearson = groups.reduce(0) { $0 + $1.pearson }
        equations.information = found.information.restricted(to: kept)
        equations.score = kept.map { found.score[$0] }
        equations.logLikelihood = found.logLikelihood
        equations.largestPredictor = found.largestPredictor
      } catch {
        failure = error
      }
      return equations
    }
    if let failure { throw failure }
    guard solution.hasConverged else {
      throw ModelError.noConvergence(
        method: "maximum likelihood",
        iterations: solution.iterations)
    }
    try self.init(design, family, solution, rows, counts, pearson: pearson)
  }

  private init(
    _ design: DesignMatrix, _ family: ModelFamily, _ solution: MaximumLikelihood.Solution,
    _ rows: SummedRows, _ counts: [SummedGroup], pearson: Double
  ) throws(ModelError) {
    let factor = CholeskyFactor(solution.equations.information)
    guard factor.isPositiveDefinite else {
      throw .collinear(columns: factor.dependent.map { design.terms[$0] })
    }
    let people = Double(rows.rows)
    let saturated = counts.reduce(0) { $0 + $1.logLikelihood }
    let likelihood = solution.equations.logLikelihood
    let deviance = max(0, 2 * (saturated - likelihood))
    let share = rows.total / people
    let null: Double
    switch family {
    case .binomial, .quasiBinomial:
      null =
        design.hasIntercept
        ? rows.total * log(share) + (people - rows.total) * log1p(-share) : -people * log(2)
    case .poisson, .quasiPoisson, .negativeBinomial:
      null = design.hasIntercept ? rows.total * log(share) - rows.total : -people
    case .gaussian:
      let spread = counts.reduce(0) { $0 + $1.pearson }
      null = -(spread + (design.hasIntercept ? 0 : people * share * share)) / 2
    }
    let residual = Double(rows.rows - design.terms.count)
    self.init(
      design: design, family: family, solution: solution, inverse: factor.inverse, deviance: deviance,
      nullDeviance: max(0, 2 * (saturated - null)),
      logLikelihood: family == .gaussian
        ? -people * (log(2 * Double.pi * deviance / people) + 1) / 2
        : family.hasLikelihood ? likelihood - rows.logFactorials : nil,
      dispersion: family == .gaussian
        ? deviance / residual : family.estimatesDispersion ? pearson / residual : 1, pearson: pearson)
  }
}

extension DesignMatrix {
  /// Columns with a part in a direction along which the likelihood never falls.
  fileprivate func columns(
    along direction: [Double], _ slopes: (events: ClosedRange<Double>, others: ClosedRange<Double>),
    isBinomial: Bool
  ) -> [SeparatedColumn] {
    let (events, others) = slopes
    let largest =
      [events.lowerBound, events.upperBound, others.lowerBound, others.upperBound].map(abs).max() ?? 0
    let tolerance = 1e-3 * largest
    guard largest > 0, events.lowerBound >= -tolerance, others.upperBound <= tolerance,
      isBinomial || events.upperBound <= tolerance
    else { return [] }
    let plain = columnTable.uncentred(direction)
    return terms.indices.filter { column in
      guard column > 0 || !hasIntercept else { return false }
      let spread = (crossProduct[column, column] / Double(observations)).squareRoot()
      return abs(plain[column]) * spread > 1e-3 * largest
    }.map { SeparatedColumn(term: terms[$0], outcome: nil, people: nil) }
  }
}
