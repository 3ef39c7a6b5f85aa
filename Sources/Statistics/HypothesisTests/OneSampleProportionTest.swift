internal import CGSL
import Numbers

/// Tests whether a proportion equals a hypothesised value.
///
/// Two-sided, `exact` adds the probability of every outcome no more likely than the observed one, up to a relative
/// tolerance of 1e−7, as R's `binom.test` does; `mid-p` is the same less half the probability of the observed outcome.
///
/// - Source: Clopper and Pearson (1934), *Biometrika* 26, 404–413, doi:10.1093/biomet/26.4.404; Lancaster (1961),
///   *Journal of the American Statistical Association* 56, 223–234, doi:10.1080/01621459.1961.10482105, for mid-p.
public struct OneSampleProportionTest: Hashable, Sendable {
  /// The counts under test.
  public let proportion: Proportion
  /// The hypothesised proportion.
  public let expected: Double
  /// The way the p-value is computed.
  public let method: OneSampleTestMethod
  /// The direction of departure looked for.
  public let alternative: Alternative

  /// Takes checked counts and a hypothesised proportion.
  ///
  /// - Throws: `StatisticsError.outOfRange` for impossible counts, or for an expected proportion outside [0, 1]; the
  ///   score test also refuses 0 and 1 themselves, where it has no variance.
  public init(
    events: Int, trials: Int, expected: Double, method: OneSampleTestMethod = .exact,
    alternative: Alternative = .twoSided
  ) throws(StatisticsError) {
    proportion = try Proportion(events: events, trials: trials)
    if method == .score {
      try Require.openProbability(expected, "expected")
    } else {
      try Require.probability(expected, "expected")
    }
    self.expected = expected
    self.method = method
    self.alternative = alternative
  }

  /// The observed proportion.
  public var estimate: Double { proportion.estimate }

  /// The standard normal deviate of the score test, or nil for the exact ones.
  public var statistic: Double? {
    guard method == .score else { return nil }
    return (estimate - expected) / (expected * (1 - expected) / Double(proportion.trials)).squareRoot()
  }

  /// The probability, if the hypothesis holds, of a result at least as far from it.
  public var pValue: Double {
    if let statistic { return StandardNormal.pValue(statistic, alternative: alternative) }
    let tails = Binomial(checkedTrials: proportion.trials, probability: expected)
    let k = proportion.events
    let half = method == .midP ? tails.density(k) / 2 : 0
    let whole =
      switch alternative {
      case .less: tails.lowerTail(k)
      case .greater: tails.atLeast(k)
      case .twoSided: tails.noMoreLikely(than: k)
      }
    return max(0, min(1, whole - half))
  }

  /// The parts of the outcome as the command line prints them.
  public var result: TestResult {
    TestResult(statistic: statistic, pValue: pValue, method: method.rawValue)
  }

  /// The interval method that belongs to the test: Clopper-Pearson, Wilson or mid-p.
  public var intervalMethod: ProportionIntervalMethod {
    switch method {
    case .exact: .clopperPearson
    case .score: .wilson
    case .midP: .midP
    }
  }

  /// The limits of the proportion by the method and the alternative of the test.
  ///
  /// The Wilson limits are exactly the proportions that the score test does not refuse. The two-sided exact tests
  /// order outcomes by their probability and their limits take equal tails, as in R, so near the threshold the two can
  /// disagree; `warnings` says so.
  public func confidenceInterval(level: ConfidenceLevel = .p95) -> ConfidenceInterval {
    proportion.confidenceInterval(level: level, method: intervalMethod, alternative: alternative)
  }
}

extension OneSampleProportionTest: StatisticalResult {
  /// What the test found, at 95 per cent.
  public var sentence: String { sentence(level: .p95) }

  /// What the test found at a level, which is named where it is not 95 per cent.
  public func sentence(level: ConfidenceLevel) -> String {
    let start =
      "\(proportion.events) of \(proportion.trials) (\(estimate.percent)) against \(expected.percent) expected: "
    let shown =
      "p " + PValueText(pValue).text + (level == .p95 ? "" : ", judged at \(level.percent) confidence")
    guard pValue < level.alpha else {
      return start + "no clear difference from what was expected (\(shown))."
    }
    return start + "the rate is \(estimate > expected ? "higher" : "lower") than expected (\(shown))."
  }

  /// Few expected events under the score test, and an interval that orders outcomes otherwise than the test.
  public var warnings: [StatisticsWarning] {
    let rarer = Double(proportion.trials) * min(expected, 1 - expected)
    var found: [StatisticsWarning] = []
    if method == .score, rarer < 5 { found.append(.fewExpected(rarer)) }
    if method != .score, alternative == .twoSided {
      found.append(.intervalNotOfTheTest(interval: "equal-tailed", test: "by likelihood of outcomes"))
    }
    return found
  }
}
