/// The limits of a coefficient that a likelihood-ratio test does not reject.
///
/// The profile is followed outwards from the estimate: each search begins where the last one ended, moved on along the
/// path, because far out a likelihood can have several maxima of which only one belongs to the profile at hand. Once a
/// limit lies between two points it is closed in upon by false position, and by halves where that finds no maximum.
///
/// - Source: Venzon and Moolgavkar (1988), *Applied Statistics* 37, 87–94, doi:10.2307/2347496.
struct ProfileLikelihood {
  /// A value of the coefficient, with the other coefficients that are best beside it.
  struct Point {
    let value: Double
    let coefficients: [Double]
    let logLikelihood: Double
  }

  /// The largest log-likelihood with the coefficient held at a value, searched from a start; nil where none is found.
  let maximum: (_ value: Double, _ start: [Double]) -> Point?
  /// The estimate, whose log-likelihood is the largest of all.
  let estimate: Point
  /// How the coefficients move with the one that is held, near the estimate.
  let direction: [Double]
  let standardError: Double
  /// Half the quantile of χ² with one degree of freedom.
  let drop: Double
  /// Whether the likelihood has one maximum only, wherever the coefficient is held.
  let isConcave: Bool

  /// The point on the profile at a value, from the estimate along the direction.
  func point(at value: Double) -> Point? { maximum(value, start(value, from: estimate, direction)) }

  /// The limit on one side, infinite where the likelihood never falls far enough.
  func limit(towards sign: Double) throws(ModelError) -> Double {
    let target = (2 * drop).squareRoot()
    var (near, direction) = (estimate, direction)
    var step = sign * target * standardError
    var doublings = 0
    while true {
      guard let far = best(near.value + step, from: near, direction) else {
        step /= 2
        guard abs(step) > 1e-4 * standardError else { throw failure }
        continue
      }
      guard root(far) < 0 else { return try refine(near, far) }
      direction = zip(far.coefficients, near.coefficients).map { ($0 - $1) / step }
      near = far
      step *= 2
      doublings += 1
      guard doublings < 16 else { return sign * .infinity }
    }
  }

  /// The signed root of the likelihood ratio less its quantile, nearly a straight line.
  private func root(_ point: Point) -> Double {
    (2 * max(0, estimate.logLikelihood - point.logLikelihood)).squareRoot() - (2 * drop).squareRoot()
  }

  private func start(_ value: Double, from near: Point, _ direction: [Double]) -> [Double] {
    zip(near.coefficients, direction).map { $0 + (value - near.value) * $1 }
  }

  /// The better of the maxima that are found along the path and from its last point.
  private func best(_ value: Double, from near: Point, _ direction: [Double]) -> Point? {
    let along = maximum(value, start(value, from: near, direction))
    if isConcave, along != nil { return along }
    guard let still = maximum(value, near.coefficients) else { return along }
    guard let along else { return still }
    return along.logLikelihood >= still.logLikelihood ? along : still
  }

  /// False position in the form of the Illinois rule.
  private func refine(_ inside: Point, _ outside: Point) throws(ModelError) -> Double {
    var (a, b) = (inside, outside)
    var (fa, fb) = (root(a), root(b))
    var lastWasInside: Bool?
    for round in 0..<200 {
      if fb == 0 { return b.value }
      let tolerance = 1e-13 * (max(abs(a.value), abs(b.value)) + standardError)
      if abs(b.value - a.value) < tolerance { return (a.value + b.value) / 2 }
      let width = b.value - a.value
      let share = round % 4 == 3 ? 0.5 : min(0.98, max(0.02, -fa / (fb - fa)))
      let direction = zip(b.coefficients, a.coefficients).map { ($0 - $1) / width }
      guard
        let middle = best(a.value + share * width, from: a, direction)
          ?? best(a.value + width / 64, from: a, direction)
      else { throw failure }
      let value = root(middle)
      if abs(value) < 1e-11 { return middle.value }
      if value < 0 {
        (a, fa) = (middle, value)
        if lastWasInside == true { fb /= 2 }
        lastWasInside = true
      } else {
        (b, fb) = (middle, value)
        if lastWasInside == false { fa /= 2 }
        lastWasInside = false
      }
    }
    throw failure
  }

  private var failure: ModelError { .noConvergence(method: "the profile likelihood", iterations: 200) }
}

extension GeneralizedLinearModel {
  /// The profile-likelihood interval of one coefficient.
  public func profileInterval(
    ofTerm term: String, level: ConfidenceLevel = .p95
  ) throws(ModelError) -> ConfidenceInterval {
    try profileInterval(try design.index(of: term), level: level)
  }

  func profileInterval(_ index: Int, level: ConfidenceLevel) throws(ModelError) -> ConfidenceInterval {
    let profile = profile(index, level: level)
    let (lower, upper) = (try profile.limit(towards: -1), try profile.limit(towards: 1))
    return ConfidenceInterval(lower: lower, upper: upper, level: level)
  }

  /// Twice the fall of the log-likelihood, over the dispersion, where a coefficient is held at zero.
  func likelihoodRatio(ofZeroAt index: Int) throws(ModelError) -> Double {
    let profile = profile(index, level: .p95)
    guard let held = profile.point(at: 0) else {
      throw .noConvergence(method: "the likelihood with \(terms[index]) held at zero", iterations: 100)
    }
    return max(0, 2 * (profile.estimate.logLikelihood - held.logLikelihood))
  }

  private func profile(_ index: Int, level: ConfidenceLevel) -> ProfileLikelihood {
    // Only the intercept means something else in centred columns.
    let isIntercept = index == 0 && design.hasIntercept
    let table = isIntercept ? design.table.withoutCentring : design.table
    let start = isIntercept ? coefficients : centredCoefficients
    let quantile = reference.quantile(upperTail: level.tail)
    return ProfileLikelihood(
      maximum: { value, start in held(value, at: index, table: table, start: start) },
      estimate: .init(
        value: coefficients[index], coefficients: start, logLikelihood: kernelLogLikelihood / dispersion),
      direction: design.ridge(index, covariance, centred: !isIntercept),
      standardError: covariance[index, index].squareRoot(), drop: quantile * quantile / 2,
      isConcave: link == family.defaultLink)
  }

  private func held(
    _ value: Double, at index: Int, table: DesignTable, start: [Double]
  ) -> ProfileLikelihood.Point? {
    var start = start
    start[index] = value
    let search = MaximumLikelihood(tolerance: 1e-14, limit: link == family.defaultLink ? 100 : 500)
    let patterns = design.patterns
    let solution =
      switch family {
      case _ where link != family.defaultLink:
        search(table, patterns, LinkedKernel(family: family, link: link), start: start, holding: index)
      case .binomial, .quasiBinomial: search(table, patterns, LogisticKernel(), start: start, holding: index)
      case .poisson, .quasiPoisson: search(table, patterns, PoissonKernel(), start: start, holding: index)
      case .gaussian: search(table, patterns, GaussianKernel(), start: start, holding: index)
      case .negativeBinomial:
        search(
          table, patterns, NegativeBinomialKernel(theta: theta ?? 1), start: start, holding: index)
      }
    guard solution.hasConverged else { return nil }
    return .init(
      value: value, coefficients: solution.coefficients,
      logLikelihood: solution.equations.logLikelihood / dispersion)
  }
}

extension DesignMatrix {
  /// How all coefficients move with one that is held, along the ridge of the likelihood.
  func ridge(_ index: Int, _ covariance: SymmetricMatrix, centred: Bool) -> [Double] {
    let plain = terms.indices.map { covariance[$0, index] / covariance[index, index] }
    return centred ? table.centred(plain) : plain
  }
}
