internal import CGSL
import Numbers

/// What a printed actual and a printed predicted percentage can mean, over every count and every prediction that would
/// print like them.
///
/// The actual rate is a whole number of events over the cohort; the predicted one is any rate that rounds to what was
/// printed. The test is the one-sample score test of each.
public struct PublishedExpectation: Hashable, Sendable {
  /// The number of pairs of counts that print like the actual percentage.
  public let counts: Int
  /// The smallest and largest difference, actual less predicted, as fractions.
  public let difference: ClosedRange<Double>
  /// The smallest and largest two-sided p-value.
  public let pValue: ClosedRange<Double>
  /// The level of the verdict.
  public let level: ConfidenceLevel

  /// Looks through every cohort size in a range.
  ///
  /// - Throws: `StatisticsError.outOfRange` for a size outside 1 to 10,000,000, `.undefined` where no cohort prints such
  ///   an actual percentage, or where the prediction can be 0 or 1, which the score test has no variance for.
  public init(
    actual: PrintedPercentage, predicted: PrintedPercentage, trials: ClosedRange<Int>,
    level: ConfidenceLevel = .p95
  ) throws(StatisticsError) {
    try Require.atLeast(1, trials.lowerBound, "trials")
    guard trials.upperBound <= 10_000_000 else {
      throw .outOfRange(argument: "trials", value: Double(trials.upperBound), allowed: "at most 10000000")
    }
    let rates = predicted.rates
    guard rates.lowerBound > 0, rates.upperBound < 1 else {
      throw .undefined(
        quantity: "a test against \(predicted.percent.fixed(predicted.decimals))%",
        because: "the prediction may be exactly 0 or 100%")
    }
    var counts = 0
    var difference = PublishedExtremes.Span()
    var smallest = Double.infinity
    var largest = 0.0
    for n in trials {
      guard let events = actual.events(trials: n) else { continue }
      counts += events.count
      for end in 0..<2 {
        let k = end == 0 ? events.lowerBound : events.upperBound
        let rate = Double(k) / Double(n)
        for side in 0..<2 {
          let expected = side == 0 ? rates.lowerBound : rates.upperBound
          difference.take(rate - expected)
          let deviation = rate - expected
          let square = deviation * deviation * Double(n) / (expected * (1 - expected))
          smallest = min(smallest, square)
          largest = max(largest, square)
        }
      }
      let low = Double(events.lowerBound) / Double(n)
      let high = Double(events.upperBound) / Double(n)
      if low <= rates.upperBound, high >= rates.lowerBound, Self.meets(events, n, rates) { smallest = 0 }
    }
    guard counts > 0 else {
      throw .undefined(
        quantity: "a count that prints as \(actual.percent.fixed(actual.decimals))%",
        because: "no cohort of \(trials.lowerBound) to \(trials.upperBound) people gives that percentage")
    }
    self.counts = counts
    self.difference = difference.closed
    self.level = level
    let least = StandardNormal.pValue(largest.squareRoot(), alternative: .twoSided)
    pValue = least...StandardNormal.pValue(smallest.squareRoot(), alternative: .twoSided)
  }

  /// Whether some count gives a rate inside the range of the prediction.
  private static func meets(_ events: ClosedRange<Int>, _ n: Int, _ rates: ClosedRange<Double>) -> Bool {
    let first = max(events.lowerBound, Int((rates.lowerBound * Double(n)).rounded(.up)))
    return first <= events.upperBound && Double(first) <= rates.upperBound * Double(n)
  }

  /// Whether every count, no count or only some make the difference significant at the level.
  public var verdict: ClaimVerdict {
    if pValue.upperBound < level.alpha { return .always }
    return pValue.lowerBound >= level.alpha ? .never : .sometimes
  }
}

extension PublishedExpectation: StatisticalResult {
  /// Whether a significant difference is certain, possible or impossible, and the range of the difference.
  public var sentence: String {
    let range =
      "the actual rate differs from the predicted one by between \((100 * difference.lowerBound).fixed(1)) and "
      + "\((100 * difference.upperBound).fixed(1)) percentage points over \(counts) possible counts"
    return switch verdict {
    case .always: "Significant whatever the counts were: \(range)."
    case .never: "Not significant whatever the counts were: \(range)."
    case .sometimes: "Significant for some of the possible counts and not for others: \(range)."
    }
  }

  /// The variance under the mean of the predictions is an upper bound, because the predictions of people are unknown.
  public var warnings: [StatisticsWarning] { [.varianceIsBound] }
}
