import Numbers

/// Every usual measure and test of a two-by-two table, ready to be printed.
///
/// Encodes with the keys of the command line's `calc two-by-two`.
public struct TwoByTwoAnalysis: Hashable, Sendable, Encodable {
  /// The tests of equal risks.
  public struct Tests: Hashable, Sendable, Encodable {
    /// Pearson's test.
    public let chiSquared: TestResult
    /// Pearson's test with the correction of Yates.
    public let chiSquaredYates: TestResult
    /// Fisher's exact test.
    public let fisher: TestResult
    /// Fisher's exact test with half the probability of the observed table.
    public let midP: TestResult
  }

  /// The risk of the exposed with its Wilson interval.
  public let exposed: Estimate
  /// The risk of the unexposed with its Wilson interval.
  public let unexposed: Estimate
  /// Exposed less unexposed risk.
  public let riskDifference: Estimate
  /// Exposed over unexposed risk.
  public let riskRatio: Estimate
  /// Exposed over unexposed odds.
  public let oddsRatio: Estimate
  /// The tests of equal risks.
  public let tests: Tests
  /// The share of the exposed people's events that goes with the exposure.
  public let attributableFractionExposed: Estimate
  /// The share of all events that goes with the exposure.
  public let attributableFractionPopulation: Estimate

  private let table: TwoByTwoTable

  private enum CodingKeys: String, CodingKey {
    case exposed, unexposed, riskDifference, riskRatio, oddsRatio, tests, attributableFractionExposed,
      attributableFractionPopulation
  }

  /// Computes all measures at one level.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - level: The level of every interval.
  ///   - difference: The method of the risk difference.
  ///   - ratio: The method of the risk ratio, or nil for the one that suits the table.
  ///   - odds: The method of the odds ratio, or nil for the one that suits the table.
  public init(
    _ table: TwoByTwoTable, level: ConfidenceLevel = .p95, difference: RiskDifferenceMethod = .newcombe,
    ratio: RiskRatioMethod? = nil, odds: OddsRatioMethod? = nil
  ) {
    self.table = table
    exposed = Self.risk(table.exposedEvents, table.exposedTotal, level)
    unexposed = Self.risk(table.unexposedEvents, table.unexposedTotal, level)
    riskDifference = table.riskDifference(level: level, method: difference)
    riskRatio = table.riskRatio(level: level, method: ratio)
    oddsRatio = table.oddsRatio(level: level, method: odds)
    tests = Tests(
      chiSquared: table.chiSquaredTest(), chiSquaredYates: table.chiSquaredYatesTest(),
      fisher: table.fisherTest(), midP: table.midPTest())
    attributableFractionExposed = table.attributableFractionExposed(level: level, method: ratio)
    attributableFractionPopulation = table.attributableFractionPopulation(level: level)
  }

  private static func risk(_ events: Int, _ people: Int, _ level: ConfidenceLevel) -> Estimate {
    let limit = ProportionLimit(events: Double(events), trials: Double(people), tail: level.tail)
    return Estimate(
      Double(events) / Double(people),
      interval: ConfidenceInterval(lower: limit.lower(.wilson), upper: limit.upper(.wilson), level: level),
      method: ProportionIntervalMethod.wilson.rawValue)
  }
}

extension TwoByTwoAnalysis: StatisticalResult {
  /// Both risks, and the difference with its limits in percentage points.
  public var sentence: String {
    let start =
      "\(table.exposedEvents) of \(table.exposedTotal) exposed (\(table.exposedRisk.percent)) and "
      + "\(table.unexposedEvents) of \(table.unexposedTotal) unexposed (\(table.unexposedRisk.percent)): "
    guard let interval = riskDifference.interval else {
      return start + "no interval for the difference exists."
    }
    let confidence = "(\(interval.level.percent) confidence)"
    let lower = (100 * interval.lower).fixed(1)
    let upper = (100 * interval.upper).fixed(1)
    if interval.lower > 0 {
      return start
        + "higher among the exposed by between \(lower) and \(upper) percentage points \(confidence)."
    }
    if interval.upper < 0 {
      let least = (-100 * interval.upper).fixed(1)
      let most = (-100 * interval.lower).fixed(1)
      return start
        + "lower among the exposed by between \(least) and \(most) percentage points \(confidence)."
    }
    return start
      + "no clear difference between the groups; the difference lies between \(lower) and \(upper) percentage points "
      + "\(confidence)."
  }

  /// Zero cells, few expected events, and an interval whose method is not that of the tests.
  public var warnings: [StatisticsWarning] {
    var found: [StatisticsWarning] = []
    let cells = [
      ("the number of exposed events", table.exposedEvents),
      ("the number of exposed people without event", table.exposedNonEvents),
      ("the number of unexposed events", table.unexposedEvents),
      ("the number of unexposed people without event", table.unexposedNonEvents),
    ]
    for (name, count) in cells where count == 0 { found.append(.zeroCell(name)) }
    if table.smallestExpectedCount < 5 { found.append(.fewExpected(table.smallestExpectedCount)) }
    if riskDifference.method != RiskDifferenceMethod.mee.rawValue {
      found.append(.intervalNotOfTheTest(interval: riskDifference.method, test: "chi-squared"))
    }
    return found
  }
}
