extension TestResult {
  /// The likelihood-ratio test of a model against one that is within it, from the logarithms of their likelihoods.
  init(likelihoods larger: Double, _ smaller: Double, degreesOfFreedom degrees: Double) {
    let statistic = max(0, 2 * (larger - smaller))
    self.init(
      statistic: statistic, degreesOfFreedom: degrees,
      pValue: ReferenceTails.chiSquared(statistic, degreesOfFreedom: degrees), method: "likelihood ratio")
  }

  /// The likelihood-ratio test that a variance is 0, half of whose probability is at 0.
  ///
  /// - Source: Self and Liang (1987), *Journal of the American Statistical Association* 82, 605–610,
  ///   doi:10.1080/01621459.1987.10478472.
  init(likelihoods larger: Double, withoutVariance smaller: Double) {
    let statistic = max(0, 2 * (larger - smaller))
    let tail = ReferenceTails.chiSquared(statistic, degreesOfFreedom: 1)
    self.init(
      statistic: statistic, degreesOfFreedom: 1, pValue: statistic > 0 ? tail / 2 : 1,
      method: "likelihood-ratio")
  }
}
