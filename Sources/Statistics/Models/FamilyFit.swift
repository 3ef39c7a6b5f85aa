internal import CGSL

/// The maximum of the likelihood of a family, and its θ where it has one.
struct FamilyFit {
  let solution: MaximumLikelihood.Solution
  let theta: Double?

  init(_ design: DesignMatrix, _ family: ModelFamily, _ link: ModelLink) throws(ModelError) {
    guard link == family.defaultLink else {
      solution = try Self.linked(design, family, link)
      theta = nil
      return
    }
    let start = Self.start(design, family, link)
    switch family {
    case .binomial, .quasiBinomial:
      solution = try Self.canonical(design, LogisticKernel(), start, family)
      theta = nil
    case .poisson, .quasiPoisson:
      solution = try Self.canonical(design, PoissonKernel(), start, family)
      theta = nil
    case .gaussian:
      solution = try Self.canonical(design, GaussianKernel(), start, family)
      theta = nil
    case .negativeBinomial:
      let poisson = try Self.canonical(design, PoissonKernel(), start, family)
      (solution, theta) = try Self.negativeBinomial(design, poisson)
    }
  }

  /// The maximum over patterns in runs; nil where odds leave the range that those are counted in.
  static func logistic(
    _ design: DesignMatrix, _ runs: RunLikelihood
  ) throws(ModelError) -> MaximumLikelihood.Solution? {
    var start = Array(repeating: 0.0, count: design.terms.count)
    let share = design.outcomeTotal / design.people
    if design.hasIntercept { start[0] = log(share / (1 - share)) }
    let separation = Separation(design, family: .binomial)
    var separated: [SeparatedColumn] = []
    var isOutOfRange = false
    let solution = MaximumLikelihood(tolerance: 1e-12).maximum(
      start: runs.start(from: start),
      stop: { solution in
        guard solution.iterations >= 9, solution.equations.largestPredictor > 9, let separation else {
          return false
        }
        separated = separation.columns(along: solution.step)
        return !separated.isEmpty
      },
      equations: { coefficients in
        if isOutOfRange || !runs.isInRange(coefficients) { isOutOfRange = true }
        return isOutOfRange ? runs.equations(start) : runs.equations(coefficients)
      })
    if isOutOfRange { return nil }
    if !separated.isEmpty { throw .separation(columns: separated) }
    guard solution.hasConverged else {
      throw .noConvergence(method: "maximum likelihood", iterations: solution.iterations)
    }
    return solution
  }

  /// The intercept alone, with θ known.
  init(
    null design: DesignMatrix, _ family: ModelFamily, _ link: ModelLink, theta: Double?
  ) throws(ModelError) {
    let patterns = design.patterns.joined ?? design.patterns
    let table = DesignTable.intercept(patterns)
    let start = [design.hasIntercept ? Self.start(design, family, link)[0] : 0]
    let held = design.hasIntercept ? nil : 0
    self.theta = theta
    switch family {
    case _ where link != family.defaultLink:
      solution = MaximumLikelihood(tolerance: 1e-20, limit: 200)(
        table, patterns, LinkedKernel(family: family, link: link), start: start, holding: held)
    case .binomial, .quasiBinomial:
      solution = MaximumLikelihood(tolerance: 1e-20)(
        table, patterns, LogisticKernel(), start: start, holding: held)
    case .poisson, .quasiPoisson:
      solution = MaximumLikelihood(tolerance: 1e-20)(
        table, patterns, PoissonKernel(), start: start, holding: held)
    case .gaussian:
      solution = MaximumLikelihood(tolerance: 1e-20)(
        table, patterns, GaussianKernel(), start: start, holding: held)
    case .negativeBinomial:
      solution = MaximumLikelihood(tolerance: 1e-20)(
        table, patterns, NegativeBinomialKernel(theta: theta ?? 1), start: start, holding: held)
    }
    guard solution.hasConverged else {
      throw .noConvergence(method: "the model with an intercept only", iterations: solution.iterations)
    }
  }

  private static func start(_ design: DesignMatrix, _ family: ModelFamily, _ link: ModelLink) -> [Double] {
    var start = Array(repeating: 0.0, count: design.terms.count)
    guard design.hasIntercept else { return start }
    let patterns = design.patterns
    var (events, people, offset) = (0.0, 0.0, 0.0)
    for pattern in 0..<patterns.count {
      let cell = patterns.cell(pattern)
      events += cell.weight * cell.sum
      people += cell.weight * cell.units * cell.trials
      offset += cell.weight * cell.units * cell.trials * patterns.offsets[pattern]
    }
    let mean = events / people
    start[0] = link.predictor(mean) - offset / people
    return start
  }

  private static func canonical<Kernel: PatternKernel>(
    _ design: DesignMatrix, _ kernel: Kernel, _ start: [Double], _ family: ModelFamily
  ) throws(ModelError) -> MaximumLikelihood.Solution {
    let separation = Separation(design, family: family)
    var separated: [SeparatedColumn] = []
    let solution = MaximumLikelihood(tolerance: 1e-12)(
      design.table, design.patterns, kernel, start: start,
      stop: { solution in
        guard solution.iterations >= 9, solution.equations.largestPredictor > 9, let separation else {
          return false
        }
        separated = separation.columns(along: solution.step)
        return !separated.isEmpty
      })
    if !separated.isEmpty { throw .separation(columns: separated) }
    guard solution.hasConverged else {
      throw .noConvergence(method: "maximum likelihood", iterations: solution.iterations)
    }
    return solution
  }

  /// Fisher's scoring for a link whose likelihood may forbid some coefficients: steps are halved until it does not.
  private static func linked(
    _ design: DesignMatrix, _ family: ModelFamily, _ link: ModelLink
  ) throws(ModelError) -> MaximumLikelihood.Solution {
    let kernel = LinkedKernel(family: family, link: link)
    let start = start(design, family, link)
    func failure(_ because: String) -> ModelError {
      .undefined(
        quantity: "a fit of the family \(family.rawValue) with the link \(link.rawValue)", because: because)
    }
    guard design.table.normalEquations(start, design.patterns, kernel).logLikelihood.isFinite else {
      throw failure(
        "no coefficients to begin with are known for it without an intercept, or beside such offsets")
    }
    let solution = MaximumLikelihood(tolerance: 1e-20, limit: 500)(
      design.table, design.patterns, kernel, start: start)
    guard solution.hasConverged else {
      throw failure(
        family.isOfEvents
          ? "the best coefficients would give somebody a probability of 0 or 1, or more; the link logit fits such data, "
            + "and the family poisson with robust standard errors (hc0) gives risk ratios"
          : "the best coefficients would give some row a mean that cannot be; the link log fits such data")
    }
    return solution
  }

  /// Coefficients and θ in turn, as R's `MASS::glm.nb`, but to the last digits.
  private static func negativeBinomial(
    _ design: DesignMatrix, _ poisson: MaximumLikelihood.Solution
  ) throws(ModelError) -> (MaximumLikelihood.Solution, Double) {
    var solution = poisson
    let dispersion = NegativeBinomialDispersion(design.patterns)
    var theta = try dispersion.start(
      design.table.linearPredictor(poisson.coefficients, offsets: design.patterns.offsets))
    for round in 1...200 {
      let previous = theta
      theta = try dispersion.maximum(
        design.table.linearPredictor(solution.coefficients, offsets: design.patterns.offsets), start: theta)
      let iterations = solution.iterations
      solution = MaximumLikelihood(tolerance: 1e-20, limit: 200)(
        design.table, design.patterns, NegativeBinomialKernel(theta: theta), start: solution.coefficients)
      solution.iterations += iterations
      guard solution.hasConverged else {
        throw .noConvergence(method: "the negative binomial model", iterations: solution.iterations)
      }
      if round > 1, abs(theta - previous) <= 1e-13 * theta { return (solution, theta) }
    }
    throw .noConvergence(method: "the negative binomial's theta", iterations: 200)
  }
}
