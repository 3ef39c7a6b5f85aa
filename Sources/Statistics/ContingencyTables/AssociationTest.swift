/// The tests of whether two groups have the same risk.
public enum AssociationTest: String, Hashable, Sendable, CaseIterable, Codable {
  /// Pearson's chi-squared test without continuity correction.
  case chiSquared = "chi-squared"
  /// Pearson's test with the continuity correction of Yates.
  case chiSquaredYates = "chi-squared-yates"
  /// Fisher's exact test.
  case fisher
  /// Fisher's exact test with half the probability of the observed table.
  case midP = "mid-p"
  /// Barnard's exact unconditional test, ordered by the pooled z statistic.
  case barnard
  /// Boschloo's exact unconditional test, ordered by Fisher's p-value.
  case boschloo
}

extension TwoByTwoTable {
  /// Pearson's chi-squared test of equal risks, without continuity correction.
  ///
  /// When everybody or nobody has the event the groups agree exactly: the statistic is 0 and the p-value 1.
  ///
  /// - Source: Pearson (1900), *Philosophical Magazine* 50, 157–175, doi:10.1080/14786440009463897.
  public func chiSquaredTest() -> TestResult {
    chiSquared(correction: 0, .chiSquared)
  }

  /// Pearson's test with each cell moved by up to one half towards its expected count.
  ///
  /// The correction is never larger than the distance of the counts from their expectation, as in R.
  ///
  /// - Source: Yates (1934), *Supplement to the Journal of the Royal Statistical Society* 1, 217–235,
  ///   doi:10.2307/2983604.
  public func chiSquaredYatesTest() -> TestResult {
    chiSquared(correction: 0.5, .chiSquaredYates)
  }

  private func chiSquared(correction: Double, _ test: AssociationTest) -> TestResult {
    guard events > 0, nonEvents > 0 else {
      return TestResult(statistic: 0, degreesOfFreedom: 1, pValue: 1, method: test.rawValue)
    }
    let people = Double(total)
    let product = Double(exposedTotal) * Double(unexposedTotal) / people
    let distance = max(0, abs(riskDifferenceValue) * product - correction)
    let z = distance * (people / Double(events) * (people / Double(nonEvents)) / product).squareRoot()
    return TestResult(
      statistic: z * z, degreesOfFreedom: 1,
      pValue: StandardNormal.pValue(z, alternative: .twoSided), method: test.rawValue)
  }

  /// Fisher's exact test.
  ///
  /// The two-sided p-value adds the probabilities of every table no more likely than the observed one, within a
  /// relative tolerance of 1e−7, as in R's `fisher.test`. `less` means a lower risk among the exposed.
  ///
  /// - Source: Fisher (1935), *Journal of the Royal Statistical Society* 98, 39–82, doi:10.2307/2342435.
  public func fisherTest(alternative: Alternative = .twoSided) -> TestResult {
    let tails = FixedMargins(self).tails()
    let pValue =
      switch alternative {
      case .twoSided: tails.noMoreLikely
      case .less: tails.below + tails.at
      case .greater: tails.at + tails.above
      }
    return TestResult(statistic: nil, pValue: min(1, pValue), method: AssociationTest.fisher.rawValue)
  }

  /// Fisher's exact test with half the probability of the observed table, for any alternative.
  ///
  /// The two-sided p-value is that of `fisherTest` less half the probability of the observed table, the same
  /// definition as the one-sample mid-p test; epitools instead doubles the smaller one-sided value.
  ///
  /// - Source: Lancaster (1961), *Journal of the American Statistical Association* 56, 223–234,
  ///   doi:10.1080/01621459.1961.10482105.
  public func midPTest(alternative: Alternative = .twoSided) -> TestResult {
    let tails = FixedMargins(self).tails()
    let pValue =
      switch alternative {
      case .twoSided: tails.noMoreLikely - tails.at / 2
      case .less: tails.below + tails.at / 2
      case .greater: tails.at / 2 + tails.above
      }
    return TestResult(
      statistic: nil, pValue: max(0, min(1, pValue)), method: AssociationTest.midP.rawValue)
  }
}
