import Numbers

/// A test of whether a proportion rises or falls over ordered groups, such as age bands or numbers of needs.
///
/// The statistic is that of R's `prop.trend.test`; statsmodels' linear-by-linear form is smaller by (N−1)/N.
///
/// - Source: Armitage (1955), *Biometrics* 11, 375–386, doi:10.2307/3001775.
public struct CochranArmitageTest: Hashable, Sendable {
  /// The change of the proportion for one unit of the score, by weighted least squares.
  public let slope: Double
  /// The signed statistic: positive where the proportion rises with the score.
  public let z: Double
  /// The two-sided test, chi-squared with one degree of freedom.
  public let result: TestResult
  /// The smaller of the events and non-events expected in any group.
  public let smallestExpectedCount: Double

  /// Tests events of trials against the scores of the groups.
  ///
  /// When everybody or nobody has the event there is no trend: the statistic is 0 and the p-value 1.
  ///
  /// - Parameters:
  ///   - events: The events of each group.
  ///   - trials: The people of each group.
  ///   - scores: The position of each group; 1, 2, 3, … unless given.
  /// - Throws: `StatisticsError` for fewer than two groups, unequal lengths, wrong counts, or scores that are not
  ///   finite or all equal where there are people.
  public init(events: [Int], trials: [Int], scores: [Double]? = nil) throws(StatisticsError) {
    let scores = scores ?? trials.indices.map { Double($0 + 1) }
    guard events.count == trials.count else {
      throw .lengthMismatch(
        first: "events", firstCount: events.count, second: "trials", secondCount: trials.count)
    }
    guard scores.count == trials.count else {
      throw .lengthMismatch(
        first: "scores", firstCount: scores.count, second: "trials", secondCount: trials.count)
    }
    try Require.atLeast(2, trials.count, "groups")
    for index in trials.indices {
      try Require.counts(events: events[index], trials: trials[index])
      try Require.finite(scores[index], "score of group \(index + 1)")
    }
    let people = trials.reduce(0.0) { $0 + Double($1) }
    let risk = events.reduce(0.0) { $0 + Double($1) } / people
    let mean = zip(trials, scores).reduce(0.0) { $0 + Double($1.0) * $1.1 } / people
    var cross = 0.0
    var square = 0.0
    for index in trials.indices {
      let distance = scores[index] - mean
      cross += distance * Double(events[index])
      square += distance * distance * Double(trials[index])
    }
    guard square > 0 else {
      throw .undefined(quantity: "a trend", because: "all groups have the same score")
    }
    slope = cross / square
    smallestExpectedCount = Double(trials.min() ?? 0) * min(risk, 1 - risk)
    let variance = risk * (1 - risk) * square
    z = variance > 0 ? cross / variance.squareRoot() : 0
    result = TestResult(
      statistic: z * z, degreesOfFreedom: 1, pValue: StandardNormal.pValue(z, alternative: .twoSided),
      method: "cochran-armitage")
  }

  /// The p-value against a rise, a fall, or either.
  public func pValue(alternative: Alternative) -> Double {
    StandardNormal.pValue(z, alternative: alternative)
  }
}

extension CochranArmitageTest: StatisticalResult {
  /// Whether the proportion rises or falls, and by how much for a step of the score.
  public var sentence: String {
    let p = PValueText(result.pValue).text
    guard result.pValue < 0.05 else { return "No trend over the groups could be made out (p \(p))." }
    let points = abs(100 * slope).fixed(1)
    return "The rate \(slope > 0 ? "rises" : "falls") by \(points) percentage points a step (p \(p))."
  }

  /// Few expected events in the smallest group.
  public var warnings: [StatisticsWarning] {
    smallestExpectedCount < 5 ? [.fewExpected(smallestExpectedCount)] : []
  }
}
