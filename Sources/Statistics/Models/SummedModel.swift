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
  /// How many people the rows stand for, and how many of them have the event.
  public let totals: SummedTotals
  /// How many rows were left out for a missing value.
  public let excluded: Int
  /// The logarithms of the factorials of all outcomes with the weights of their rows, added up; of use for counts.
  public let logFactorials: Double
  /// Whether something is added to the linear predictor as it is.
  public let hasOffset: Bool

  /// Takes what is known of rows.
  public init(
    terms: SummedTerms, numbers: Set<String>, variables: [SummedVariable], outcomeLevels: [String]?,
    means: [Double], totals: SummedTotals, excluded: Int, logFactorials: Double = 0, hasOffset: Bool = false
  ) {
    (self.terms, self.numbers, self.variables, self.means) = (terms, numbers, variables, means)
    (self.outcomeLevels, self.totals, self.excluded) = (outcomeLevels, totals, excluded)
    (self.logFactorials, self.hasOffset) = (logFactorials, hasOffset)
  }

  /// How many complete rows there are, each as often as it counts.
  var rows: Int { Int(totals.people.rounded()) }
}

/// Sums over the rows of a model: how often each counts, and that times the weight that it has.
public struct SummedTotals: Sendable {
  /// How many people there are.
  public let people: Double
  /// Their outcomes, added up.
  public let events: Double
  /// Their weights, added up.
  public let weight: Double
  /// Their outcomes times their weights.
  public let weightedEvents: Double
  /// The logarithms of their weights.
  public let logWeights: Double

  /// People each of whom counts once.
  public init(people: Double, events: Double) {
    self.init(people: people, events: events, weight: people, weightedEvents: events, logWeights: 0)
  }

  /// People with weights.
  public init(
    people: Double, events: Double, weight: Double, weightedEvents: Double, logWeights: Double
  ) {
    (self.people, self.events, self.weight) = (people, events, weight)
    (self.weightedEvents, self.logWeights) = (weightedEvents, logWeights)
  }
}

/// Whoever keeps the rows of a model and adds up what is asked for.
public protocol SummingRows {
  /// Sums at a linear predictor.
  ///
  /// - Throws: what keeps the sums from being made.
  func sums(at predictor: SummedPredictor) throws -> [SummedGroup]

  /// The least and the greatest value of a linear predictor, without offsets, among rows with an outcome above 0, and among those without.
  ///
  /// - Throws: as `sums(at:)`.
  func slopes(along predictor: SummedPredictor) throws -> (
    events: ClosedRange<Double>, others: ClosedRange<Double>
  )

  /// Sums of a model of which an intercept is all, beside the offsets.
  ///
  /// - Throws: as `sums(at:)`.
  func sums(atIntercept value: Double) throws -> SummedGroup

  /// The squared score of each row times each two functions.
  ///
  /// - Parameters:
  ///   - predictor: the linear predictor at which residuals are taken.
  ///   - leverage: what a row's information is multiplied by for its leverage, and the power of 1 − leverage by which
  ///     its squared score is divided.
  /// - Throws: as `sums(at:)`.
  func squaredScores(
    at predictor: SummedPredictor, leverage: (of: SummedPredictor, power: Int)?
  ) throws -> [SummedGroup]

  /// The score of each row times each function, by groups and clusters.
  ///
  /// - Throws: as `sums(at:)`.
  func clusterScores(at predictor: SummedPredictor) throws -> [(clusters: [Int], group: SummedGroup)]
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
  ///   - counts: sums of people and of their outcomes in the place of residuals; the log-likelihood is that of a model that
  ///     fits every row, and Pearson's sum that of squared distances from the mean, both with the weights.
  ///   - source: who adds up.
  ///   - errors: the kind of standard errors that the model is to have beside its own.
  /// - Throws: `ModelError` as the fit of rows; whatever the source throws.
  public init(
    _ formula: Formula, summed rows: SummedRows, family: ModelFamily, counts: [SummedGroup],
    from source: some SummingRows, errors: StandardErrorKind = .model
  ) throws {
    guard family != .negativeBinomial, case .column(let outcome) = formula.outcome else {
      throw ModelError.undefined(
        quantity: "a fit by sums",
        because: "the family \(family.rawValue), or such an outcome, needs the rows")
    }
    let totals = rows.totals
    if family.isOfEvents, totals.events <= 0 || totals.events >= totals.people {
      throw ModelError.badOutcome(
        column: outcome, reason: "is \(totals.events <= 0 ? 0 : 1) in every row, so nothing can be estimated")
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
    let null = try Self.null(family, rows, counts, hasIntercept: design.hasIntercept, from: source)
    var start = Array(repeating: 0.0, count: kept.count)
    if design.hasIntercept { start[0] = null.intercept }
    var pearson = 0.0
    var failure: (any Error)?
    let solution = MaximumLikelihood(tolerance: 1e-10, limit: 30).maximum(
      start: start,
      stop: { solution in
        guard family != .gaussian, failure == nil, solution.iterations >= 9,
          solution.equations.largestPredictor > 9
        else { return failure != nil }
        do {
          let found = try source.slopes(along: layout.predictor(all(solution.step)))
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
        let groups = try source.sums(at: layout.predictor(all(coefficients)))
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
    let factor = CholeskyFactor(solution.equations.information)
    guard factor.isPositiveDefinite else {
      throw ModelError.collinear(columns: factor.dependent.map { design.terms[$0] })
    }
    let sandwich = try SummedSandwich(
      layout: layout, kept: kept, inverse: factor.inverse, observations: rows.rows,
      predictor: layout.predictor(all(solution.coefficients)), table: design.columnTable
    ).covariance(errors, groups: counts, from: source)
    let count = Double(rows.rows)
    let saturated = counts.reduce(0) { $0 + $1.logLikelihood }
    let likelihood = solution.equations.logLikelihood
    let deviance = max(0, 2 * (saturated - likelihood))
    let residual = Double(rows.rows - design.terms.count)
    self.init(
      design: design, family: family, solution: solution, inverse: factor.inverse, deviance: deviance,
      nullDeviance: max(0, 2 * (saturated - null.logLikelihood)),
      logLikelihood: family == .gaussian
        ? (totals.logWeights - count * (log(2 * Double.pi * deviance / count) + 1)) / 2
        : family.hasLikelihood ? likelihood - rows.logFactorials : nil,
      dispersion: family == .gaussian
        ? deviance / residual : family.estimatesDispersion ? pearson / residual : 1, pearson: pearson,
      further: sandwich.map { (errors, $0) })
  }

  /// The intercept of a model that has nothing else, and the log-likelihood there; without an intercept that at 0.
  private static func null(
    _ family: ModelFamily, _ rows: SummedRows, _ counts: [SummedGroup], hasIntercept: Bool,
    from source: some SummingRows
  ) throws -> (intercept: Double, logLikelihood: Double) {
    let (weight, events) = (rows.totals.weight, rows.totals.weightedEvents)
    let share = events / weight
    let intercept = family.defaultLink.predictor(share)
    guard !rows.hasOffset else {
      var failure: (any Error)?
      let solution = MaximumLikelihood(tolerance: 1e-10).maximum(
        start: [hasIntercept ? intercept : 0], holding: hasIntercept ? nil : 0, stop: { _ in failure != nil }
      ) { coefficients in
        var equations = NormalEquations(
          information: SymmetricMatrix(order: 1), score: [0], logLikelihood: -.infinity, largestPredictor: 0)
        guard failure == nil else { return equations }
        do {
          let found = try source.sums(atIntercept: coefficients[0])
          equations.information[0, 0] = found.products[0]
          equations.score = found.residuals
          equations.logLikelihood = found.logLikelihood
        } catch {
          failure = error
        }
        return equations
      }
      if let failure { throw failure }
      guard solution.hasConverged else {
        throw ModelError.noConvergence(
          method: "the model with an intercept only", iterations: solution.iterations)
      }
      return (solution.coefficients[0], solution.equations.logLikelihood)
    }
    switch family {
    case .binomial, .quasiBinomial:
      return (
        intercept,
        hasIntercept ? events * log(share) + (weight - events) * log1p(-share) : -weight * log(2)
      )
    case .poisson, .quasiPoisson, .negativeBinomial:
      return (intercept, hasIntercept ? events * log(share) - events : -weight)
    case .gaussian:
      let spread = counts.reduce(0) { $0 + $1.pearson }
      return (intercept, -(spread + (hasIntercept ? 0 : weight * share * share)) / 2)
    }
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
