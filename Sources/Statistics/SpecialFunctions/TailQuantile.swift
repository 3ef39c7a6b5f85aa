internal import CGSL

/// Quantiles of beta and gamma variables, solved on the scale on which the density is log-concave.
enum TailQuantile {
  /// The gamma variable of shape `a` with probability `lower` below it.
  static func gamma(_ a: Double, lower probability: Double) -> Double {
    gamma(a, probability, isLower: true)
  }

  /// The gamma variable of shape `a` with probability `upper` above it.
  static func gamma(_ a: Double, upper probability: Double) -> Double {
    gamma(a, probability, isLower: false)
  }

  /// The beta variable with probability `lower` below it.
  static func beta(_ a: Double, _ b: Double, lower probability: Double) -> Double {
    logistic(betaLogit(a, b, probability, isLower: true))
  }

  /// The beta variable with probability `upper` above it.
  static func beta(_ a: Double, _ b: Double, upper probability: Double) -> Double {
    logistic(betaLogit(a, b, probability, isLower: false))
  }

  /// e^u / (1 + e^u), without overflow.
  static func logistic(_ u: Double) -> Double {
    let small = exp(-abs(u))
    return (u < 0 ? small : 1) / (1 + small)
  }

  private static func gamma(_ a: Double, _ probability: Double, isLower: Bool) -> Double {
    let z = StandardNormal.quantile(upperTail: probability) * (isLower ? -1 : 1)
    // Wilson and Hilferty (1931), doi:10.1073/pnas.17.12.684, as the first guess.
    let root = 1 - 1 / (9 * a) + z / (3 * a.squareRoot())
    let guess = root > 0.1 ? log(a) + 3 * log(root) : (log(probability) + log(a) + lgamma(a)) / a
    let u = MonotoneRoot.solve(
      target: probability, start: guess, low: -1e5, high: 745, rising: isLower
    ) { u in
      let here = IncompleteGamma(a, x: exp(u))
      return isLower
        ? .init(probability: here.lower, derivative: here.kernel)
        : .init(probability: here.upper, derivative: -here.kernel)
    }
    return exp(u)
  }

  /// The logit of the beta variable with a tail of the given probability.
  static func betaLogit(_ a: Double, _ b: Double, _ probability: Double, isLower: Bool) -> Double {
    let z = StandardNormal.quantile(upperTail: probability)
    if !isLower { return -lowerBetaLogit(b, a, tail: probability, z: z) }
    return lowerBetaLogit(a, b, tail: probability, z: z)
  }

  /// The logit of the beta variable with a lower tail, whose normal deviate is −`z`.
  static func lowerBetaLogit(_ a: Double, _ b: Double, tail: Double, z: Double) -> Double {
    if tail < 0.4, let u = BetaQuantile(a, b)?.logit(tail: tail, z: -z) { return u }
    let guess = log(a / b) - z * (1 / a + 1 / b).squareRoot()
    return MonotoneRoot.solve(target: tail, start: guess, low: -1e5, high: 1e5, rising: true) { u in
      let here = IncompleteBeta(a, b, x: logistic(u), y: logistic(-u))
      return .init(probability: here.lower, derivative: here.kernel)
    }
  }
}
