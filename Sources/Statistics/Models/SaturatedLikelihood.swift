internal import CGSL

/// The log-likelihood of a model that fits every row, and the constants that depend on no coefficient.
struct SaturatedLikelihood {
  /// On the scale of the kernels, that is without `constant`.
  let logLikelihood: Double
  let constant: Double

  init(family: ModelFamily, theta: Double?, patterns: CovariatePatterns) {
    var likelihood = CompensatedSum()
    var constant = CompensatedSum()
    func xlogx(_ x: Double) -> Double { x > 0 ? x * log(x) : 0 }
    for count in patterns.outcomeCounts {
      let (y, n, weight) = (count.outcome, count.trials, count.weight)
      switch family {
      case .binomial, .quasiBinomial:
        likelihood.add(weight * (xlogx(y) + xlogx(n - y) - xlogx(n)))
        if n > 1 { constant.add(weight * (lgamma(n + 1) - lgamma(y + 1) - lgamma(n - y + 1))) }
      case .poisson, .quasiPoisson:
        likelihood.add(weight * (xlogx(y) - y))
        constant.add(-weight * lgamma(y + 1))
      case .negativeBinomial:
        let theta = theta ?? 1
        likelihood.add(weight * (xlogx(y) - (y + theta) * log(y + theta)))
        constant.add(
          weight * (lgamma(y + theta) - lgamma(theta) + theta * log(theta) - lgamma(y + 1)))
      case .gaussian: break
      }
    }
    logLikelihood = likelihood.value
    self.constant = constant.value
  }
}
