internal import CGSL

/// A generalised linear model fitted by maximum likelihood.
///
/// The iteration ends when the next step is far below rounding error of the deviance (the usual relative change of
/// 1e-8 leaves standard errors right to about five digits only), and the covariance is taken at the estimate.
///
/// - Source: McCullagh and Nelder (1989), *Generalized Linear Models*, 2nd edition, chapters 2, 4 and 6,
///   doi:10.1007/978-1-4899-3242-6.
public struct GeneralizedLinearModel: Sendable {
  /// The columns that it was fitted to.
  public let design: DesignMatrix
  /// The distribution of the outcome.
  public let family: ModelFamily
  /// How the linear predictor gives the mean.
  public let link: ModelLink
  /// The estimates, in the order of `design.terms`.
  public let coefficients: [Double]
  /// The covariance of the estimates, from the expected information.
  public let covariance: SymmetricMatrix
  /// How many steps were taken.
  public let iterations: Int
  /// Twice the distance of the log-likelihood from that of a model with as many coefficients as rows.
  public let deviance: Double
  /// The deviance of the model with an intercept (and offsets) only.
  public let nullDeviance: Double
  /// The log-likelihood, constants included, or nil for a quasi-likelihood.
  public let logLikelihood: Double?
  /// The dispersion: 1, or Pearson's statistic over the residual degrees of freedom.
  public let dispersion: Double
  /// Pearson's statistic.
  public let pearsonChiSquared: Double
  /// The size parameter θ of the negative binomial.
  public let theta: Double?

  /// In the centred columns, where arithmetic is exact to more digits.
  let centredCoefficients: [Double]
  let information: SymmetricMatrix
  let kernelLogLikelihood: Double
  /// A covariance of another kind, where rows are kept elsewhere.
  let further: (kind: StandardErrorKind, covariance: SymmetricMatrix)?

  /// Fits a model.
  ///
  /// - Parameters:
  ///   - design: the columns of the terms over the rows, with the outcome.
  ///   - family: the distribution of the outcome.
  ///   - link: how the linear predictor gives the mean; the family's own where nil.
  /// - Throws: `ModelError.separation` where some estimate would be infinite, naming the columns;
  ///   `ModelError.badOutcome` for an outcome that the family does not allow; `ModelError.noConvergence`;
  ///   `ModelError.undefined` for a link that the family has not, or that leads to means which cannot be.
  public init(_ design: DesignMatrix, family: ModelFamily, link: ModelLink? = nil) throws(ModelError) {
    let link = try family.checked(link)
    guard family == .binomial, link == .logit, let runs = design.runs,
      let solution = try Self.logistic(design, runs)
    else {
      try self.init(listed: design, family: family, link: link)
      return
    }
    try self.init(design, runs, solution)
  }

  /// The maximum over patterns in runs; nil where it must be looked for pattern by pattern.
  private static func logistic(
    _ design: DesignMatrix, _ runs: RunLikelihood
  ) throws(ModelError) -> MaximumLikelihood.Solution? {
    let (people, events) = (design.people, design.outcomeTotal)
    guard events > 0, events < people else {
      throw .badOutcome(
        column: design.outcomeName,
        reason: "is \(events == 0 ? 0 : 1) in every row, so nothing can be estimated")
    }
    guard design.observations >= design.terms.count else {
      throw .tooFewRows(rows: design.observations, coefficients: design.terms.count)
    }
    if let levels = Separation(design, family: .binomial)?.levels(), !levels.isEmpty {
      throw .separation(columns: levels)
    }
    return try FamilyFit.logistic(design, runs)
  }

  /// A logistic model fitted over patterns in runs.
  private init(
    _ design: DesignMatrix, _ runs: RunLikelihood, _ solution: MaximumLikelihood.Solution
  ) throws(ModelError) {
    let (people, events) = (design.people, design.outcomeTotal)
    let factor = CholeskyFactor(solution.equations.information)
    guard factor.isPositiveDefinite else {
      throw .collinear(columns: factor.dependent.map { design.terms[$0] })
    }
    let share = events / people
    let nullLikelihood =
      design.hasIntercept ? events * log(share) + (people - events) * log1p(-share) : -people * log(2)
    deviance = max(0, -2 * solution.equations.logLikelihood)
    nullDeviance = -2 * nullLikelihood
    pearsonChiSquared = runs.pearson(solution.coefficients)
    dispersion = 1
    self.design = design
    family = .binomial
    link = .logit
    theta = nil
    centredCoefficients = solution.coefficients
    coefficients = runs.table.uncentred(solution.coefficients)
    information = solution.equations.information
    further = nil
    covariance = runs.table.uncentred(factor.inverse)
    iterations = solution.iterations
    kernelLogLikelihood = solution.equations.logLikelihood
    logLikelihood = solution.equations.logLikelihood
  }

  /// Fits a model over patterns one by one.
  private init(listed design: DesignMatrix, family: ModelFamily, link: ModelLink) throws(ModelError) {
    try family.checkOutcome(design.outcome, design.patterns)
    let coefficientCount = design.terms.count
    let rows = design.observations
    guard rows > coefficientCount || rows == coefficientCount && !family.estimatesDispersion else {
      throw .tooFewRows(rows: rows, coefficients: coefficientCount)
    }
    if let separation = Separation(design, family: family, link: link) {
      let levels = separation.levels()
      if !levels.isEmpty { throw .separation(columns: levels) }
    }
    let fit = try FamilyFit(design, family, link)
    let solution = fit.solution
    let patterns = design.patterns
    let saturated = SaturatedLikelihood(family: family, theta: fit.theta, patterns: patterns)
    let factor = CholeskyFactor(solution.equations.information)
    guard factor.isPositiveDefinite else {
      throw .collinear(columns: factor.dependent.map { design.terms[$0] })
    }
    deviance = max(0, 2 * (saturated.logLikelihood - solution.equations.logLikelihood))
    let nullFit = try FamilyFit(null: design, family, link, theta: fit.theta)
    nullDeviance = max(0, 2 * (saturated.logLikelihood - nullFit.solution.equations.logLikelihood))
    let predictor = design.table.linearPredictor(solution.coefficients, offsets: patterns.offsets)
    pearsonChiSquared = Self.pearson(predictor, patterns, family, link, theta: fit.theta)
    let residual = Double(rows - coefficientCount)
    dispersion =
      family == .gaussian
      ? deviance / residual : family.estimatesDispersion ? pearsonChiSquared / residual : 1
    self.design = design
    self.family = family
    self.link = link
    theta = fit.theta
    centredCoefficients = solution.coefficients
    coefficients = design.table.uncentred(solution.coefficients)
    information = solution.equations.information
    further = nil
    covariance = design.table.uncentred(factor.inverse.scaled(by: dispersion))
    iterations = solution.iterations
    kernelLogLikelihood = solution.equations.logLikelihood
    if family == .gaussian {
      let count = Double(rows)
      let logWeights = zip(patterns.units, patterns.weights).reduce(0) { $0 + $1.0 * log($1.1) }
      logLikelihood = (logWeights - count * (log(2 * Double.pi * deviance / count) + 1)) / 2
    } else {
      logLikelihood =
        family.hasLikelihood ? solution.equations.logLikelihood + saturated.constant : nil
    }
  }

  /// Takes a maximum that was found by sums over rows kept elsewhere.
  ///
  /// - Parameters:
  ///   - inverse: of the information, in the centred columns.
  ///   - further: a covariance beside that of the model.
  init(
    design: DesignMatrix, family: ModelFamily, solution: MaximumLikelihood.Solution, inverse: SymmetricMatrix,
    deviance: Double, nullDeviance: Double, logLikelihood: Double?, dispersion: Double, pearson: Double,
    further: (kind: StandardErrorKind, covariance: SymmetricMatrix)?
  ) {
    self.further = further
    (self.design, self.family, link, theta) = (design, family, family.defaultLink, nil)
    centredCoefficients = solution.coefficients
    coefficients = design.columnTable.uncentred(solution.coefficients)
    information = solution.equations.information
    covariance = design.columnTable.uncentred(inverse.scaled(by: dispersion))
    iterations = solution.iterations
    kernelLogLikelihood = solution.equations.logLikelihood
    (self.deviance, self.nullDeviance, self.logLikelihood) = (deviance, nullDeviance, logLikelihood)
    (self.dispersion, pearsonChiSquared) = (dispersion, pearson)
  }

  /// The names of the coefficients.
  public var terms: [String] { design.terms }
  /// How many rows were used.
  public var observations: Int { design.observations }
  /// Rows less coefficients.
  public var residualDegreesOfFreedom: Int { observations - coefficients.count }

  /// How many parameters the likelihood was maximised over.
  public var parameterCount: Int {
    coefficients.count + (family == .gaussian || family == .negativeBinomial ? 1 : 0)
  }

  /// Akaike's information criterion, or nil for a quasi-likelihood.
  public var aic: Double? { logLikelihood.map { 2 * (Double(parameterCount) - $0) } }

  /// The estimate of a term.
  public func coefficient(of term: String) throws(ModelError) -> Double {
    coefficients[try design.index(of: term)]
  }

  /// The fitted mean of each row of the frame, nil for a row that was left out.
  public var fittedValues: [Double?] {
    let predictor = design.table.linearPredictor(centredCoefficients, offsets: design.patterns.offsets)
    let means = predictor.map { link.value($0).mean }
    return design.patterns.patternOfRow.map { $0 < 0 ? nil : means[Int($0)] }
  }

  /// The linear predictor of each row of the frame, nil for a row that was left out.
  public var linearPredictors: [Double?] {
    let predictor = design.table.linearPredictor(centredCoefficients, offsets: design.patterns.offsets)
    return design.patterns.patternOfRow.map { $0 < 0 ? nil : predictor[Int($0)] }
  }

  /// The outcome of each row of the frame, nil for a row that was left out.
  public var outcomes: [Double?] {
    design.patterns.patternOfRow.indices.map { row in
      design.patterns.patternOfRow[row] < 0 ? nil : design.outcome.values[row]
    }
  }

  var reference: CoefficientReference {
    family.estimatesDispersion ? .student(degreesOfFreedom: Double(residualDegreesOfFreedom)) : .normal
  }

  private static func pearson(
    _ predictor: [Double], _ patterns: CovariatePatterns, _ family: ModelFamily, _ link: ModelLink,
    theta: Double?
  ) -> Double {
    var sum = CompensatedSum()
    for pattern in 0..<patterns.count {
      let cell = patterns.cell(pattern)
      let mean = link.value(predictor[pattern]).mean
      let expected = cell.trials * mean
      let residual = cell.square - 2 * expected * cell.sum + cell.units * expected * expected
      let variance = cell.trials * family.variance(mean, theta: theta)
      // A fitted probability so near 0 or 1 that its variance vanishes leaves no residual either.
      if variance > 0 { sum.add(cell.weight * residual / variance) }
    }
    return max(0, sum.value)
  }
}

extension ModelFamily {
  func mean(_ predictor: Double) -> Double {
    switch self {
    case .binomial, .quasiBinomial:
      predictor >= 0 ? 1 / (1 + exp(-predictor)) : exp(predictor) / (1 + exp(predictor))
    case .poisson, .quasiPoisson, .negativeBinomial: exp(predictor)
    case .gaussian: predictor
    }
  }

  /// The derivative of the mean with respect to the linear predictor.
  func meanSlope(_ predictor: Double) -> Double {
    switch self {
    case .binomial, .quasiBinomial: mean(predictor) * mean(-predictor)
    case .poisson, .quasiPoisson, .negativeBinomial: exp(predictor)
    case .gaussian: 1
    }
  }

  func variance(_ mean: Double, theta: Double?) -> Double {
    switch self {
    case .binomial, .quasiBinomial: mean * (1 - mean)
    case .poisson, .quasiPoisson: mean
    case .negativeBinomial: mean + mean * mean / (theta ?? .infinity)
    case .gaussian: 1
    }
  }
}
