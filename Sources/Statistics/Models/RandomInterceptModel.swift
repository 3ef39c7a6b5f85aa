internal import CGSL

/// A logistic or Poisson regression whose intercept differs between groups, such as areas or officers.
///
/// The groups' intercepts are taken as normally distributed about the common one, so that people of one group are alike. The
/// likelihood of each group is an integral over its intercept, by Laplace's approximation or by adaptive Gauss-Hermite quadrature
/// about its most likely value; coefficients are of people of the same group. The values are those of R's `lme4::glmer`.
///
/// - Source: Pinheiro and Chao (2006), *Journal of Computational and Graphical Statistics* 15, 58–81,
///   doi:10.1198/106186006X96962; Bates, Mächler, Bolker and Walker (2015), *Journal of Statistical Software* 67 (1),
///   doi:10.18637/jss.v067.i01.
public struct RandomInterceptModel: Sendable {
  /// What is estimated of one group.
  public struct Group: Hashable, Sendable {
    /// The group.
    public let name: String
    /// How many rows it has.
    public let rows: Double
    /// Its most likely intercept less the common one.
    public let intercept: Double
    /// The standard deviation of that, coefficients taken as known.
    public let spread: Double
  }

  /// The columns that it was fitted to.
  public let design: DesignMatrix
  /// The distribution of the outcome.
  public let family: ModelFamily
  /// How many points the integral of each group is taken at; 1 for Laplace's approximation.
  public let points: Int
  /// The estimates, in the order of `design.terms`.
  public let coefficients: [Double]
  /// The covariance of the estimates, from the observed information of coefficients and standard deviation.
  public let covariance: SymmetricMatrix
  /// The standard deviation between groups.
  public let deviation: Double
  /// The standard error of that; nil where there is none to be told.
  public let deviationError: Double?
  /// The log-likelihood, constants included.
  public let logLikelihood: Double
  /// The log-likelihood without differences between groups.
  public let commonLogLikelihood: Double
  /// The groups in the order given.
  public let groups: [Group]
  /// How many steps were taken.
  public let iterations: Int

  /// Fits a model.
  ///
  /// - Parameters:
  ///   - design: the columns of the terms over the rows, with the outcome.
  ///   - family: binomial or Poisson, with its own link.
  ///   - groups: a column of categories; rows that the design leaves out may hold anything.
  ///   - points: at how many points each integral is taken, an odd number; 1 is Laplace's approximation.
  /// - Throws: `ModelError` as `GeneralizedLinearModel`, for another family, weights, fewer than two groups, or no convergence.
  public init(
    _ design: DesignMatrix, family: ModelFamily, groups: ModelColumn, points: Int = 1
  ) throws(ModelError) {
    guard family == .binomial || family == .poisson else {
      throw .undefined(
        quantity: "a random intercept with the family \(family.rawValue)",
        because: "it is known for binomial (logit) and poisson (log)")
    }
    guard points >= 1, points <= 99, !points.isMultiple(of: 2) else {
      throw .outOfRange(
        argument: "the number of points", value: Double(points), allowed: "an odd number from 1 to 99")
    }
    guard design.patterns.weights.allSatisfy({ $0 == 1 }) else {
      throw .undefined(
        quantity: "a random intercept with weights", because: "rows of a group must count as they are")
    }
    let common = try GeneralizedLinearModel(design, family: family)
    let cells = try InterceptCells(design, groups: groups)
    let rule = try QuadratureRule(points: points)
    let search = InterceptSearch(cells: cells, rule: rule, design: design, isCount: family == .poisson)
    let errors = CholeskyFactor(common.information).inverse.diagonal.map { $0.squareRoot() }
    let found = try search.maximum(start: common.centredCoefficients, errors: errors)
    let count = design.terms.count
    let factor = CholeskyFactor(found.information)
    guard factor.isPositiveDefinite else {
      throw .noConvergence(method: "the model with a random intercept", iterations: found.iterations)
    }
    let inverse = factor.inverse
    let constant = (common.logLikelihood ?? 0) - common.kernelLogLikelihood
    deviation = abs(found.parameters[count])
    deviationError = deviation > 1e-4 ? inverse[count, count].squareRoot() : nil
    coefficients = design.table.uncentred(Array(found.parameters.prefix(count)))
    covariance = design.table.uncentred(inverse.restricted(to: Array(0..<count)))
    logLikelihood = found.value + constant
    commonLogLikelihood = common.kernelLogLikelihood + constant
    let (size, modes) = (abs(found.parameters[count]), found.modes)
    let sign: Double = found.parameters[count] < 0 ? -1 : 1
    self.groups = cells.names.indices.map {
      Group(
        name: cells.names[$0], rows: cells.rows[$0], intercept: sign * size * modes[$0].mode,
        spread: size / modes[$0].curvature)
    }
    iterations = found.iterations
    self.design = design
    self.family = family
    self.points = points
  }

  /// Akaike's criterion.
  public var aic: Double { 2 * (Double(coefficients.count + 1) - logLikelihood) }

  /// The table of coefficients.
  public func coefficientTable(level: ConfidenceLevel = .p95) -> [CoefficientEstimate] {
    design.terms.indices.map {
      CoefficientEstimate(
        term: design.terms[$0], estimate: coefficients[$0], standardError: covariance[$0, $0].squareRoot(),
        level: level)
    }
  }

  /// The standard deviation between groups, with limits on its logarithm.
  public func deviationEstimate(level: ConfidenceLevel = .p95) -> Estimate {
    let method = points == 1 ? "laplace" : "adaptive-quadrature-\(points)"
    guard let deviationError else { return Estimate(deviation, withoutIntervalAt: level, method: method) }
    let reach = StandardNormal.quantile(upperTail: level.tail) * deviationError / deviation
    return Estimate(
      deviation,
      interval: ConfidenceInterval(
        lower: deviation * exp(-reach), upper: deviation * exp(reach), level: level), method: method)
  }

  /// The likelihood-ratio test that groups do not differ, half of whose probability is at 0.
  ///
  /// - Source: Self and Liang (1987), *Journal of the American Statistical Association* 82, 605–610,
  ///   doi:10.1080/01621459.1987.10478472.
  public var test: TestResult { TestResult(likelihoods: logLikelihood, withoutVariance: commonLogLikelihood) }

  /// The median ratio of odds, or of rates, of two equal people of two groups, the higher over the lower.
  ///
  /// - Source: Larsen and Merlo (2005), *American Journal of Epidemiology* 161, 81–88, doi:10.1093/aje/kwi017.
  public var medianRatio: Double {
    exp(2.0.squareRoot() * deviation * StandardNormal.quantile(upperTail: 0.25))
  }

  /// The share of the variance between groups on the scale of log odds; nil for counts.
  public var betweenShare: Double? {
    guard family == .binomial else { return nil }
    let variance = deviation * deviation
    return variance / (variance + Double.pi * Double.pi / 3)
  }
}

/// The rows of each group by pattern.
private struct InterceptCells: Sendable {
  let names: [String]
  let rows: [Double]
  let starts: [Int]
  let patterns: [Int]
  /// How many people a cell has, trials counted.
  let people: [Double]
  let sums: [Double]

  init(_ design: DesignMatrix, groups: ModelColumn) throws(ModelError) {
    let cells = try GroupedCells(design, groups: [groups])
    let grouping = cells.groupings[0]
    guard grouping.names.count > 1 else {
      throw .undefined(
        quantity: "a random intercept by \(groups.name)",
        because: "all rows are of one group")
    }
    (names, rows, starts, sums) = (grouping.names, grouping.rows, cells.starts, cells.sums)
    let patterns = cells.patterns.map(Int.init)
    people = zip(cells.units, patterns).map { $0 * design.patterns.trials[$1] }
    self.patterns = patterns
  }
}

/// The points and weights of Gauss and Hermite's quadrature, for the weight exp(−z²).
private struct QuadratureRule: Sendable {
  let points: [Double]
  /// The logarithm of each weight times exp(z²).
  let logWeights: [Double]

  init(points count: Int) throws(ModelError) {
    guard count > 1 else {
      (points, logWeights) = ([0], [0.5 * log(Double.pi)])
      return
    }
    guard
      let workspace = gsl_integration_fixed_alloc(reoffending_gsl_hermite(), count, 0, 1, 0, 0),
      let nodes = gsl_integration_fixed_nodes(workspace),
      let weights = gsl_integration_fixed_weights(workspace)
    else {
      throw .undefined(quantity: "a quadrature at \(count) points", because: "its points were not found")
    }
    defer { gsl_integration_fixed_free(workspace) }
    points = (0..<count).map { nodes[$0] }
    logWeights = (0..<count).map { log(weights[$0]) + nodes[$0] * nodes[$0] }
  }
}

/// The search for coefficients and standard deviation of greatest likelihood.
private struct InterceptSearch {
  let cells: InterceptCells
  let rule: QuadratureRule
  let design: DesignMatrix
  let isCount: Bool

  struct Mode {
    var mode = 0.0
    var curvature = 1.0
  }

  struct Point {
    var value = -Double.infinity
    var gradient: [Double] = []
    var modes: [Mode]
  }

  struct Solution {
    let parameters: [Double]
    let value: Double
    let information: SymmetricMatrix
    let modes: [Mode]
    let iterations: Int
  }

  /// Newton's method with a ridge where the likelihood is not concave, the information being differences of the gradient.
  func maximum(start: [Double], errors: [Double]) throws(ModelError) -> Solution {
    let count = start.count
    var parameters = start + [0.5]
    var current = point(parameters, modes: Array(repeating: Mode(), count: cells.names.count))
    let widths = errors.map { 1e-4 * $0 } + [1e-4]
    for iteration in 1...100 {
      let information = information(parameters, current, widths)
      let (step, isNewton) = direction(information, current.gradient)
      let decrement = zip(step, current.gradient).reduce(0) { $0 + $1.0 * $1.1 }
      guard decrement.isFinite else { break }
      var fraction = 1.0
      var next: (parameters: [Double], point: Point)?
      for _ in 0..<30 {
        let tried = zip(parameters, step).map { $0 + fraction * $1 }
        let found = point(tried, modes: current.modes)
        if found.value.isFinite, found.value >= current.value - 1e-11 * (1 + abs(current.value)) {
          next = (tried, found)
          break
        }
        fraction /= 2
      }
      guard let next else { break }
      (parameters, current) = (next.parameters, next.point)
      guard !isNewton || decrement >= 1e-14 else {
        return Solution(
          parameters: parameters, value: current.value,
          information: self.information(parameters, current, widths), modes: current.modes,
          iterations: iteration)
      }
      guard abs(parameters[count]) < 100 else { break }
    }
    throw .noConvergence(method: "the model with a random intercept", iterations: 100)
  }

  /// The step that the information gives, with as much of a ridge as makes it lead upwards.
  private func direction(
    _ information: SymmetricMatrix, _ gradient: [Double]
  ) -> (step: [Double], isNewton: Bool) {
    let size = information.diagonal.map { max(abs($0), 1e-8) }
    var ridge = 0.0
    for _ in 0..<40 {
      var tried = information
      for index in size.indices { tried[index, index] += ridge * size[index] }
      let factor = CholeskyFactor(tried)
      if factor.isPositiveDefinite { return (factor.solve(gradient), ridge == 0) }
      ridge = ridge == 0 ? 1e-3 : ridge * 4
    }
    return (zip(gradient, size).map { $0 / $1 }, false)
  }

  private func information(
    _ parameters: [Double], _ at: Point, _ widths: [Double]
  ) -> SymmetricMatrix {
    var result = SymmetricMatrix(order: parameters.count)
    for (index, width) in widths.enumerated() {
      var (above, below) = (parameters, parameters)
      above[index] += width
      below[index] -= width
      let (high, low) = (point(above, modes: at.modes).gradient, point(below, modes: at.modes).gradient)
      for other in parameters.indices {
        let slope = -(high[other] - low[other]) / (2 * width)
        result[index, other] += slope / 2
        result[other, index] += slope / 2
      }
    }
    return result
  }

  /// The likelihood and its gradient.
  func point(_ parameters: [Double], modes: [Mode]) -> Point {
    let count = parameters.count - 1
    let deviation = parameters[count]
    let predictors = design.table.linearPredictor(
      Array(parameters.prefix(count)), offsets: design.patterns.offsets)
    var ofPattern = Array(repeating: 0.0, count: predictors.count)
    var result = Point(modes: modes)
    var value = CompensatedSum()
    var slope = CompensatedSum()
    for group in modes.indices {
      let one = integral(
        cells.starts[group]..<cells.starts[group + 1], deviation, predictors, &result.modes[group],
        adding: &ofPattern)
      value.add(one.value)
      slope.add(one.slope)
    }
    guard value.value.isFinite else { return result }
    result.value = value.value
    result.gradient = Array(repeating: 0, count: count + 1)
    for pattern in ofPattern.indices where ofPattern[pattern] != 0 {
      for entry in design.table.entries(pattern) {
        result.gradient[entry.column] += ofPattern[pattern] * entry.value
      }
    }
    result.gradient[count] = slope.value
    return result
  }

  /// The logarithm of one group's integral, its derivative by the standard deviation, and by each cell's predictor.
  private func integral(
    _ own: Range<Int>, _ deviation: Double, _ predictors: [Double], _ mode: inout Mode,
    adding ofPattern: inout [Double]
  ) -> (value: Double, slope: Double) {
    findMode(own, deviation, predictors, &mode)
    let curvature = mode.curvature
    let root = 2.0.squareRoot()
    // At the mode: residuals, weights and their derivatives.
    var (residuals, weights, thirds) = (0.0, 0.0, 0.0)
    for cell in own {
      let (mean, weight, third) = mean(predictors[cells.patterns[cell]] + deviation * mode.mode)
      residuals += cells.sums[cell] - cells.people[cell] * mean
      weights += cells.people[cell] * weight
      thirds += cells.people[cell] * third
    }
    let nodes = rule.points.map { mode.mode + root * $0 / curvature }
    let logs = nodes.indices.map { rule.logWeights[$0] + height(own, deviation, predictors, nodes[$0]) }
    let highest = logs.max() ?? 0
    guard highest.isFinite else { return (-.infinity, 0) }
    let total = logs.reduce(0) { $0 + exp($1 - highest) }
    let shares = logs.map { exp($0 - highest) / total }
    let value = highest + log(total) - log(curvature) - 0.5 * log(Double.pi)
    // Derivatives along u of the integrand at each node, and of the nodes themselves.
    var (moved, spread, direct) = (0.0, 1 / curvature, 0.0)
    for (index, node) in nodes.enumerated() {
      let sum =
        nodes.count == 1
        ? residuals
        : own.reduce(0) {
          $0 + cells.sums[$1]
            - cells.people[$1] * mean(predictors[cells.patterns[$1]] + deviation * node).mean
        }
      let along = deviation * sum - node
      moved += shares[index] * along
      spread += shares[index] * along * root * rule.points[index] / (curvature * curvature)
      direct += shares[index] * node * sum
    }
    let square = curvature * curvature
    let half = spread / (2 * curvature)
    for cell in own {
      let pattern = cells.patterns[cell]
      let (atMode, weight, third) = mean(predictors[pattern] + deviation * mode.mode)
      let (own, thirdOwn) = (cells.people[cell] * weight, cells.people[cell] * third)
      var residual = 0.0
      for (index, node) in nodes.enumerated() {
        let fitted = nodes.count == 1 ? atMode : mean(predictors[pattern] + deviation * node).mean
        residual += shares[index] * (cells.sums[cell] - cells.people[cell] * fitted)
      }
      let modeSlope = -deviation * own / square
      ofPattern[pattern] +=
        residual + moved * modeSlope
        - half * deviation * deviation * (thirdOwn + deviation * thirds * modeSlope)
    }
    let modeSlope = (residuals - deviation * mode.mode * weights) / square
    let slope =
      direct + moved * modeSlope
      - half
      * (2 * deviation * weights + deviation * deviation * thirds * (mode.mode + deviation * modeSlope))
    return (value, slope)
  }

  /// The value of the intercept, in standard deviations, at which the integrand is highest.
  private func findMode(
    _ own: Range<Int>, _ deviation: Double, _ predictors: [Double], _ mode: inout Mode
  ) {
    var u = mode.mode
    var (low, high) = (-Double.infinity, Double.infinity)
    for _ in 0..<100 {
      var (slope, weights) = (-u, 1.0)
      for cell in own {
        let (mean, weight, _) = mean(predictors[cells.patterns[cell]] + deviation * u)
        slope += deviation * (cells.sums[cell] - cells.people[cell] * mean)
        weights += deviation * deviation * cells.people[cell] * weight
      }
      mode = Mode(mode: u, curvature: weights.squareRoot())
      if slope > 0 { low = u } else { high = u }
      let step = slope / weights
      guard abs(step) > 1e-13 * (1 + abs(u)) else { return }
      var next = u + step
      // The slope falls throughout, so that a step beyond what is known to be too far is halved.
      if next <= low || next >= high { next = (max(low, u - 4) + min(high, u + 4)) / 2 }
      guard next != u, next.isFinite else { return }
      u = next
    }
  }

  /// The logarithm of the integrand, constants apart.
  private func height(
    _ own: Range<Int>, _ deviation: Double, _ predictors: [Double], _ u: Double
  ) -> Double {
    var sum = -0.5 * u * u
    for cell in own {
      let predictor = predictors[cells.patterns[cell]] + deviation * u
      let cumulant =
        isCount ? exp(predictor) : predictor > 0 ? predictor + log1p(exp(-predictor)) : log1p(exp(predictor))
      sum += cells.sums[cell] * predictor - cells.people[cell] * cumulant
    }
    return sum
  }

  /// The mean at a predictor, with two derivatives.
  private func mean(_ predictor: Double) -> (mean: Double, weight: Double, third: Double) {
    guard !isCount else {
      let mean = exp(predictor)
      return (mean, mean, mean)
    }
    let small = exp(-abs(predictor))
    let near = 1 / (1 + small)
    let share = predictor >= 0 ? near : small * near
    let weight = small * near * near
    return (share, weight, weight * (1 - 2 * share))
  }
}
