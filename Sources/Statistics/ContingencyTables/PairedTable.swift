/// The same people, or matched pairs, observed twice: before and after, or treated and comparison.
///
/// Only the pairs that differ carry information on the difference.
public struct PairedTable: Hashable, Sendable {
  /// How McNemar's test finds its p-value.
  public enum Method: String, Hashable, Sendable, CaseIterable, Codable {
    /// Exact binomial test of the discordant pairs.
    case exact
    /// The exact test with half the probability of the observed split.
    case midP = "mid-p"
    /// Chi-squared without correction.
    case chiSquared = "chi-squared"
    /// Chi-squared with the correction of Edwards, as in R.
    case chiSquaredCorrected = "chi-squared-corrected"
  }

  /// Pairs in which both have the event.
  public let both: Int
  /// Pairs in which only the first has the event.
  public let firstOnly: Int
  /// Pairs in which only the second has the event.
  public let secondOnly: Int
  /// Pairs in which neither has the event.
  public let neither: Int

  /// Takes the four kinds of pairs.
  ///
  /// - Throws: `StatisticsError` where a count is negative or there is no pair.
  public init(both: Int, firstOnly: Int, secondOnly: Int, neither: Int) throws(StatisticsError) {
    try TwoByTwoTable.check(both, "pairs with both events")
    try TwoByTwoTable.check(firstOnly, "pairs with the first event only")
    try TwoByTwoTable.check(secondOnly, "pairs with the second event only")
    try TwoByTwoTable.check(neither, "pairs with neither event")
    guard both + firstOnly + secondOnly + neither > 0 else {
      throw .outOfRange(argument: "pairs", value: 0, allowed: "at least 1")
    }
    self.both = both
    self.firstOnly = firstOnly
    self.secondOnly = secondOnly
    self.neither = neither
  }

  /// All pairs.
  public var total: Int { both + firstOnly + secondOnly + neither }

  /// Pairs that differ.
  public var discordant: Int { firstOnly + secondOnly }

  /// The proportion of first members with the event less that of second members.
  public var difference: Double { Double(firstOnly - secondOnly) / Double(total) }

  /// The proportion of first members with the event less that of second members, with its limits.
  ///
  /// Wilson limits of both proportions, squared and added with the correlation of the pairs, which is corrected for
  /// continuity where it is positive.
  ///
  /// - Source: Newcombe (1998), *Statistics in Medicine* 17, 2635–2650, method 10,
  ///   doi:10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C.
  public func differenceEstimate(level: ConfidenceLevel = .p95) -> Estimate {
    let one = distances(both + firstOnly, level)
    let two = distances(both + secondOnly, level)
    let phi = correlation
    func root(_ a: Double, _ b: Double) -> Double { max(0, a * a - 2 * phi * a * b + b * b).squareRoot() }
    return Estimate(
      difference,
      interval: ConfidenceInterval(
        lower: max(-1, difference - root(one.below, two.above)),
        upper: min(1, difference + root(one.above, two.below)), level: level), method: "newcombe-paired")
  }

  private func distances(_ events: Int, _ level: ConfidenceLevel) -> (below: Double, above: Double) {
    let limit = ProportionLimit(events: Double(events), trials: Double(total), tail: level.tail)
    let rate = Double(events) / Double(total)
    return (rate - limit.lower(.wilson), limit.upper(.wilson) - rate)
  }

  private var correlation: Double {
    let (e, f, g, h) = (Double(both), Double(firstOnly), Double(secondOnly), Double(neither))
    let margins = ((e + f) * (g + h)).squareRoot() * ((e + g) * (f + h)).squareRoot()
    guard margins > 0 else { return 0 }
    let product = e * h - f * g
    return (product > 0 ? max(0, product - Double(total) / 2) : product) / margins
  }

  /// McNemar's test of equal proportions.
  ///
  /// Without a pair that differs there is no evidence either way: the p-value is 1.
  ///
  /// - Source: McNemar (1947), *Psychometrika* 12, 153–157, doi:10.1007/BF02295996; mid-p: Fagerland, Lydersen
  ///   and Laake (2013), *BMC Medical Research Methodology* 13, 91, doi:10.1186/1471-2288-13-91.
  public func mcNemarTest(method: Method = .exact) -> TestResult {
    guard discordant > 0 else {
      let isAsymptotic = method == .chiSquared || method == .chiSquaredCorrected
      return TestResult(
        statistic: isAsymptotic ? 0 : nil, degreesOfFreedom: isAsymptotic ? 1 : nil, pValue: 1,
        method: method.rawValue)
    }
    let distance = Double(abs(firstOnly - secondOnly))
    switch method {
    case .exact:
      let tails = splitTails()
      return TestResult(
        statistic: nil, pValue: min(1, 2 * (tails.at + tails.beyond)), method: method.rawValue)
    case .midP:
      let tails = splitTails()
      return TestResult(statistic: nil, pValue: min(1, tails.at + 2 * tails.beyond), method: method.rawValue)
    case .chiSquared:
      return asymptotic(distance, method)
    case .chiSquaredCorrected:
      return asymptotic(max(0, distance - 1), method)
    }
  }

  private func asymptotic(_ distance: Double, _ method: Method) -> TestResult {
    let z = distance / Double(discordant).squareRoot()
    return TestResult(
      statistic: z * z, degreesOfFreedom: 1, pValue: StandardNormal.pValue(z, alternative: .twoSided),
      method: method.rawValue)
  }

  /// Probabilities of the observed split of the discordant pairs, and of the more uneven ones on its side.
  private func splitTails() -> (at: Double, beyond: Double) {
    let even = Binomial(checkedTrials: discordant, probability: 0.5)
    let smaller = min(firstOnly, secondOnly)
    return (even.density(smaller), even.lowerTail(smaller - 1))
  }
}
