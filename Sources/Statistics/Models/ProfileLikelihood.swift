/// The limits of a coefficient that a likelihood-ratio test does not reject.
///
/// - Source: Venzon and Moolgavkar (1988), *Applied Statistics* 37, 87–94, doi:10.2307/2347496.
struct ProfileLikelihood {
  /// The largest log-likelihood with the coefficient held at a value, or nil where none was found.
  let maximum: (Double) -> Double?
  let estimate: Double
  let standardError: Double
  let top: Double
  /// Half the quantile of χ² with one degree of freedom.
  let drop: Double

  /// The limit on one side, infinite where the likelihood never falls far enough.
  func limit(towards sign: Double) throws(ModelError) -> Double {
    // The signed root of the likelihood ratio is nearly a straight line.
    let target = (2 * drop).squareRoot()
    func root(_ value: Double) -> Double? {
      maximum(value).map { (2 * max(0, top - $0)).squareRoot() - target }
    }
    var near = estimate
    var far = estimate + sign * target * standardError
    var nearValue = -target
    var steps = 0
    guard var farValue = root(far) else { throw failure }
    while farValue < 0 {
      steps += 1
      (near, nearValue) = (far, farValue)
      far += sign * target * standardError * Double(1 << min(steps, 12))
      guard steps < 16, let value = root(far) else { return sign * .infinity }
      farValue = value
    }
    return try refine(near, nearValue, far, farValue, root)
  }

  /// Brent's bracketing in the form of the Illinois rule.
  private func refine(
    _ start: Double, _ startValue: Double, _ end: Double, _ endValue: Double, _ root: (Double) -> Double?
  ) throws(ModelError) -> Double {
    var (a, fa, b, fb) = (start, startValue, end, endValue)
    for _ in 0..<100 {
      if fb == 0 { return b }
      let middle = (a * fb - b * fa) / (fb - fa)
      guard let value = root(middle) else { throw failure }
      if value * fb < 0 {
        (a, fa) = (b, fb)
      } else {
        fa /= 2
      }
      let moved = abs(middle - b)
      (b, fb) = (middle, value)
      if abs(value) < 1e-11 || moved < 1e-13 * (abs(b) + standardError) || abs(b - a) < 1e-13 * standardError
      {
        return b
      }
    }
    throw failure
  }

  private var failure: ModelError { .noConvergence(method: "the profile likelihood", iterations: 100) }
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
    guard let held = profile.maximum(0) else {
      throw .noConvergence(method: "the likelihood with \(terms[index]) held at zero", iterations: 100)
    }
    return max(0, 2 * (profile.top - held))
  }

  private func profile(_ index: Int, level: ConfidenceLevel) -> ProfileLikelihood {
    // Only the intercept means something else in centred columns.
    let table = index == 0 && design.hasIntercept ? design.table.withoutCentring : design.table
    let start = index == 0 && design.hasIntercept ? coefficients : centredCoefficients
    let standardError = covariance[index, index].squareRoot()
    let quantile = reference.quantile(upperTail: level.tail)
    return ProfileLikelihood(
      maximum: { value in
        held(value, at: index, table: table, start: start, standardError: standardError).map {
          $0 / dispersion
        }
      },
      estimate: coefficients[index], standardError: standardError, top: kernelLogLikelihood / dispersion,
      drop: quantile * quantile / 2)
  }

  private func held(
    _ value: Double, at index: Int, table: DesignTable, start: [Double], standardError: Double
  ) -> Double? {
    var start = start
    // Along the ridge of the likelihood the other coefficients move with the one that is held.
    let shift = (value - coefficients[index]) / covariance[index, index]
    if index > 0 || !design.hasIntercept {
      let plain = (0..<start.count).map { coefficients[$0] + shift * covariance[$0, index] }
      start = table.centred(plain)
    } else {
      for column in start.indices { start[column] = coefficients[column] + shift * covariance[column, index] }
    }
    start[index] = value
    let search = MaximumLikelihood(tolerance: 1e-14, limit: 100)
    let patterns = design.patterns
    let solution =
      switch family {
      case .binomial: search(table, patterns, LogisticKernel(), start: start, holding: index)
      case .poisson, .quasiPoisson: search(table, patterns, PoissonKernel(), start: start, holding: index)
      case .gaussian: search(table, patterns, GaussianKernel(), start: start, holding: index)
      case .negativeBinomial:
        search(
          table, patterns, NegativeBinomialKernel(theta: theta ?? 1), start: start, holding: index)
      }
    return solution.hasConverged ? solution.equations.logLikelihood : nil
  }
}
