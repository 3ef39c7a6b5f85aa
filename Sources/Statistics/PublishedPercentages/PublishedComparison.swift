internal import CGSL
import Numbers

/// What two printed percentages can mean, over every table of counts that would print like them.
///
/// For cohorts of given sizes the pooled score statistic and the limits of Newcombe's interval rise with the events of
/// the first group and fall with those of the second, so the extremes lie at the extreme counts of each pair of sizes;
/// only the largest p-value can lie between, where the rates are most alike, and is looked for there.
///
/// - Source: Newcombe (1998), *Statistics in Medicine* 17, 873–890,
///   doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I, method 10, for the interval.
public struct PublishedComparison: Hashable, Sendable {
  /// The number of tables of counts that print like the two percentages.
  public let tables: Int
  /// The smallest and largest difference of the rates, first less second, as fractions.
  public let difference: ClosedRange<Double>
  /// The smallest and largest ratio of the rates; the upper end is infinite where the second rate can be 0.
  public let ratio: ClosedRange<Double>?
  /// The smallest and largest lower limit of the difference.
  public let lowerLimit: ClosedRange<Double>
  /// The smallest and largest upper limit of the difference.
  public let upperLimit: ClosedRange<Double>
  /// The smallest and largest two-sided p-value of the pooled score test without continuity correction.
  public let pValue: ClosedRange<Double>
  /// The level of the limits.
  public let level: ConfidenceLevel

  /// Looks through every table with cohorts in the given ranges.
  ///
  /// - Parameters:
  ///   - first: the percentage printed of the first cohort.
  ///   - firstTrials: the possible sizes of the first cohort; `n...n` where it is known.
  ///   - second: the percentage printed of the second cohort.
  ///   - secondTrials: the possible sizes of the second cohort.
  ///   - level: of the limits of the difference.
  /// - Throws: `StatisticsError.outOfRange` for a size outside 1 to 1,000,000 or more than 10⁹ pairs of sizes, and
  ///   `.undefined` where no cohort of these sizes can print such a percentage.
  public init(
    first: PrintedPercentage, firstTrials: ClosedRange<Int>, second: PrintedPercentage,
    secondTrials: ClosedRange<Int>, level: ConfidenceLevel = .p95
  ) throws(StatisticsError) {
    for trials in [firstTrials, secondTrials] {
      try Require.atLeast(1, trials.lowerBound, "trials")
      guard trials.upperBound <= 1_000_000, firstTrials.count * secondTrials.count <= 1_000_000_000 else {
        throw .outOfRange(
          argument: "trials", value: Double(trials.upperBound),
          allowed: "at most 1000000, with at most 10⁹ pairs of sizes")
      }
    }
    let one = ConsistentCounts(first, trials: firstTrials, level: level)
    let two = ConsistentCounts(second, trials: secondTrials, level: level)
    try Self.requirePossible(one, first, firstTrials)
    try Self.requirePossible(two, second, secondTrials)
    let extremes = PublishedExtremes(over: one.cohorts, two.cohorts)
    tables = one.pairs * two.pairs
    difference = extremes.difference.closed
    lowerLimit = extremes.lowerLimit.closed
    upperLimit = extremes.upperLimit.closed
    let least = StandardNormal.pValue(extremes.largestSquare.squareRoot(), alternative: .twoSided)
    let most = StandardNormal.pValue(extremes.smallestSquare.squareRoot(), alternative: .twoSided)
    pValue = least...most
    ratio = Self.ratio(one.cohorts, two.cohorts)
    self.level = level
  }

  private static func requirePossible(
    _ counts: ConsistentCounts, _ percentage: PrintedPercentage, _ trials: ClosedRange<Int>
  ) throws(StatisticsError) {
    guard counts.cohorts.isEmpty else { return }
    throw .undefined(
      quantity: "a count that prints as \(percentage.percent.fixed(percentage.decimals))%",
      because: "no cohort of \(trials.lowerBound) to \(trials.upperBound) people gives that percentage")
  }

  private static func ratio(
    _ one: [ConsistentCounts.Cohort], _ two: [ConsistentCounts.Cohort]
  ) -> ClosedRange<Double>? {
    let numerator = one.reduce((1.0, 0.0)) { (min($0.0, $1.fewest.rate), max($0.1, $1.most.rate)) }
    let denominator = two.reduce((1.0, 0.0)) { (min($0.0, $1.fewest.rate), max($0.1, $1.most.rate)) }
    guard denominator.1 > 0 else { return nil }
    let low = numerator.0 / denominator.1
    return low...(denominator.0 > 0 ? max(low, numerator.1 / denominator.0) : .infinity)
  }

  /// Whether every table, no table or only some tables make the difference significant at the level.
  public var verdict: ClaimVerdict {
    if pValue.upperBound < level.alpha { return .always }
    return pValue.lowerBound >= level.alpha ? .never : .sometimes
  }
}

extension PublishedComparison: StatisticalResult {
  /// Whether a significant difference is certain, possible or impossible, and the range of the difference.
  public var sentence: String {
    let range =
      "the difference lies between \((100 * difference.lowerBound).fixed(1)) and "
      + "\((100 * difference.upperBound).fixed(1)) percentage points over \(tables) possible tables"
    return switch verdict {
    case .always: "Significant whatever the counts were: \(range)."
    case .never: "Not significant whatever the counts were: \(range)."
    case .sometimes: "Significant for some of the possible counts and not for others: \(range)."
    }
  }

  /// Empty: the search leaves no table out.
  public var warnings: [StatisticsWarning] { [] }
}
