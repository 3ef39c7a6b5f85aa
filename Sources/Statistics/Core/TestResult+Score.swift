extension TestResult {
  /// The chi-squared test that a score with some covariance is one of chance, with as many degrees of freedom as it has
  /// parts; nil where the covariance is not positive definite.
  ///
  /// - Source: Rao (1948), *Mathematical Proceedings of the Cambridge Philosophical Society* 44, 50–57,
  ///   doi:10.1017/S0305004100023987.
  init?(score: [Double], covariance: SymmetricMatrix, method: String) {
    let factor = CholeskyFactor(covariance)
    guard factor.isPositiveDefinite else { return nil }
    let statistic = max(0, zip(factor.solve(score), score).reduce(0) { $0 + $1.0 * $1.1 })
    let degrees = Double(score.count)
    self.init(
      statistic: statistic, degreesOfFreedom: degrees,
      pValue: ReferenceTails.chiSquared(statistic, degreesOfFreedom: degrees), method: method)
  }
}
