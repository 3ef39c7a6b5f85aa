internal import CGSL
import Numbers

/// The plan of a study that compares one proportion with a known value.
///
/// - Source: Fleiss, Levin and Paik (2003), *Statistical Methods for Rates and Proportions*, 3rd ed., 32–34,
///   doi:10.1002/0471445428.
public struct OneProportionDesign: Hashable, Sendable {
  /// The value that the study compares with.
  public let expected: Double
  /// The proportion assumed to hold.
  public let assumed: Double
  /// One less the significance level.
  public let level: ConfidenceLevel
  /// The direction looked for.
  public let alternative: Alternative

  /// Takes two different proportions.
  ///
  /// - Throws: `StatisticsError.outOfRange` for a proportion not strictly between 0 and 1, or equal ones.
  public init(
    expected: Double, assumed: Double, level: ConfidenceLevel = .p95, alternative: Alternative = .twoSided
  ) throws(StatisticsError) {
    try Require.openProbability(expected, "expected")
    try Require.openProbability(assumed, "assumed")
    guard expected != assumed else {
      throw .outOfRange(
        argument: "assumed", value: assumed,
        allowed: "different from the expected one, or nothing can be detected")
    }
    self.expected = expected
    self.assumed = assumed
    self.level = level
    self.alternative = alternative
  }

  private var critical: Double {
    StandardNormal.quantile(upperTail: alternative == .twoSided ? level.tail : level.alpha)
  }

  /// The distance in the direction looked for.
  private var distance: Double {
    switch alternative {
    case .twoSided: abs(assumed - expected)
    case .greater: assumed - expected
    case .less: expected - assumed
    }
  }

  /// The probability that the score test finds the difference among `trials` people, by the normal approximation.
  ///
  /// - Throws: `StatisticsError.outOfRange` unless there is at least one.
  public func power(trials: Int) throws(StatisticsError) -> Double {
    try Require.atLeast(1, trials, "trials")
    let null = (expected * (1 - expected)).squareRoot()
    return StandardNormal.lowerTail(
      (Double(trials).squareRoot() * distance - critical * null) / (assumed * (1 - assumed)).squareRoot())
  }

  /// The probability that the exact test finds the difference, summed over the outcomes that it refuses.
  ///
  /// - Throws: `StatisticsError.outOfRange` unless there is at least one.
  public func exactPower(trials: Int) throws(StatisticsError) -> Double {
    try Require.atLeast(1, trials, "trials")
    let null = Binomial(checkedTrials: trials, probability: expected)
    let actual = Binomial(checkedTrials: trials, probability: assumed)
    var total = CompensatedSum()
    for k in 0...trials {
      let pValue =
        switch alternative {
        case .less: null.lowerTail(k)
        case .greater: null.atLeast(k)
        case .twoSided: null.noMoreLikely(than: k)
        }
      if pValue <= level.alpha { total.add(actual.density(k)) }
    }
    return min(1, total.value)
  }

  /// The number of people that reaches a power by the normal approximation; round it up for a real study.
  ///
  /// - Throws: `StatisticsError.outOfRange` unless the power lies strictly between the significance level and 1, and
  ///   `.undefined` where the assumed proportion lies on the other side than the one looked for.
  public func sampleSize(power: Double) throws(StatisticsError) -> Double {
    guard power > level.alpha, power < 1 else {
      throw .outOfRange(
        argument: "power", value: power, allowed: "a fraction above \(level.alpha.brief(6)) and below 1")
    }
    guard distance > 0 else {
      throw .undefined(
        quantity: "a sample size",
        because: "the assumed proportion is not on the side that the test looks for")
    }
    let beta = StandardNormal.quantile(upperTail: 1 - power)
    let root =
      critical * (expected * (1 - expected)).squareRoot() + beta * (assumed * (1 - assumed)).squareRoot()
    return root * root / (distance * distance)
  }
}

extension OneProportionDesign: StatisticalResult {
  /// What is planned, and how many people give a power of 80 per cent.
  public var sentence: String {
    let size =
      (try? sampleSize(power: 0.8)).map { "; \($0.rounded(.up).fixed(0)) people give a power of 80%" } ?? ""
    return
      "A study to tell \(assumed.percent) from a known \(expected.percent) at \(level.percent) confidence\(size)."
  }

  /// Empty: the numbers follow from the assumptions.
  public var warnings: [StatisticsWarning] { [] }
}
