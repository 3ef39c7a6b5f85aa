import Numbers

/// The plan of a study of matched pairs that ends in McNemar's test.
///
/// - Source: Connor (1987), *Biometrics* 43, 207–211, doi:10.2307/2531961; Miettinen (1968), *Biometrics* 24, 339–352,
///   doi:10.2307/2528039.
public struct MatchedPairsDesign: Hashable, Sendable {
  /// The share of pairs in which only the first member has the event.
  public let firstOnly: Double
  /// The share of pairs in which only the second member has the event.
  public let secondOnly: Double
  /// One less the two-sided significance level.
  public let level: ConfidenceLevel

  /// Takes the two shares of discordant pairs.
  ///
  /// - Throws: `StatisticsError.outOfRange` for shares outside [0, 1], equal ones, or ones that sum to more than 1.
  public init(firstOnly: Double, secondOnly: Double, level: ConfidenceLevel = .p95) throws(StatisticsError) {
    try Require.probability(firstOnly, "firstOnly")
    try Require.probability(secondOnly, "secondOnly")
    guard firstOnly != secondOnly, firstOnly + secondOnly <= 1 else {
      throw .outOfRange(
        argument: "secondOnly", value: secondOnly,
        allowed: "different from firstOnly, and at most \((1 - firstOnly).brief(6))")
    }
    self.firstOnly = firstOnly
    self.secondOnly = secondOnly
    self.level = level
  }

  private var discordant: Double { firstOnly + secondOnly }
  private var distance: Double { abs(firstOnly - secondOnly) }
  private var critical: Double { StandardNormal.quantile(upperTail: level.tail) }

  /// The number of pairs that reaches a power; round it up for a real study.
  ///
  /// - Throws: `StatisticsError.outOfRange` unless the power lies strictly between 0 and 1.
  public func pairs(power: Double) throws(StatisticsError) -> Double {
    try Require.openProbability(power, "power")
    let beta = StandardNormal.quantile(upperTail: 1 - power)
    let spread = (discordant - distance * distance).squareRoot()
    let root = max(0, critical * discordant.squareRoot() + beta * spread) / distance
    return root * root
  }

  /// The power of McNemar's test at a number of pairs.
  ///
  /// - Throws: `StatisticsError.outOfRange` unless there is at least one.
  public func power(pairs: Double) throws(StatisticsError) -> Double {
    guard pairs >= 1, pairs.isFinite else {
      throw .outOfRange(argument: "pairs", value: pairs, allowed: "at least 1")
    }
    let excess = pairs.squareRoot() * distance - critical * discordant.squareRoot()
    let spread = (discordant - distance * distance).squareRoot()
    guard spread > 0 else { return excess >= 0 ? 1 : 0 }
    return StandardNormal.lowerTail(excess / spread)
  }
}

extension MatchedPairsDesign: StatisticalResult {
  /// What is planned, and how many pairs give a power of 80 per cent.
  public var sentence: String {
    let size =
      (try? pairs(power: 0.8)).map { "; \($0.rounded(.up).fixed(0)) pairs give a power of 80%" } ?? ""
    return
      "A study of pairs of which \(firstOnly.percent) have the event only in the first and \(secondOnly.percent) only "
      + "in the second, at \(level.percent) confidence\(size)."
  }

  /// Empty: the numbers follow from the assumptions.
  public var warnings: [StatisticsWarning] { [] }
}
