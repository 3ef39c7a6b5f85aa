/// How a threshold of a score divides people who had an event later and people who had not.
///
/// Somebody is flagged whose score is at the threshold or above.
///
/// - Source: Vickers and Elkin (2006), *Medical Decision Making* 26, 565–574, doi:10.1177/0272989X06295361, for the net
///   benefit; Marsh, Janes and Pepe (2020), *Biometrics* 76, 843–852, doi:10.1111/biom.13190, for its variance in a cohort.
public struct ThresholdClassification: Hashable, Sendable {
  /// Flagged, with the event.
  public let truePositives: Int
  /// Flagged, without the event.
  public let falsePositives: Int
  /// Not flagged, without the event.
  public let trueNegatives: Int
  /// Not flagged, with the event.
  public let falseNegatives: Int

  /// Counts people.
  ///
  /// - Throws: `ModelError` for unequal lengths, no person, and a threshold that is not finite.
  public init(scores: [Double], outcomes: [Bool], threshold: Double) throws(ModelError) {
    guard !scores.isEmpty else { throw .noRows(excluded: 0) }
    guard scores.count == outcomes.count else {
      throw .lengthMismatch(column: "outcomes", count: outcomes.count, expected: scores.count)
    }
    guard threshold.isFinite else {
      throw .outOfRange(argument: "threshold", value: threshold, allowed: "a finite number")
    }
    var counts = [0, 0, 0, 0]
    for (score, outcome) in zip(scores, outcomes) {
      counts[(score >= threshold ? 2 : 0) + (outcome ? 1 : 0)] += 1
    }
    (trueNegatives, falseNegatives) = (counts[0], counts[1])
    (falsePositives, truePositives) = (counts[2], counts[3])
  }

  /// How many people there are.
  public var people: Int { truePositives + falsePositives + trueNegatives + falseNegatives }
  /// How many had the event.
  public var events: Int { truePositives + falseNegatives }
  /// How many are flagged.
  public var flagged: Int { truePositives + falsePositives }

  /// The share of those without the event who are flagged; nil where everybody had it.
  public func falsePositiveRate(level: ConfidenceLevel = .p95) -> Estimate? {
    Self.share(falsePositives, of: falsePositives + trueNegatives, level)
  }

  /// The share of those with the event who are not flagged; nil where nobody had it.
  public func falseNegativeRate(level: ConfidenceLevel = .p95) -> Estimate? {
    Self.share(falseNegatives, of: events, level)
  }

  /// The share of those flagged who had the event; nil where nobody is flagged.
  public func positivePredictiveValue(level: ConfidenceLevel = .p95) -> Estimate? {
    Self.share(truePositives, of: flagged, level)
  }

  /// The share of those not flagged who had no event; nil where everybody is flagged.
  public func negativePredictiveValue(level: ConfidenceLevel = .p95) -> Estimate? {
    Self.share(trueNegatives, of: people - flagged, level)
  }

  /// What flagging brings for each person, in people with the event who are found, less those flagged in vain at the
  /// price that the threshold sets on them.
  ///
  /// It is the mean over people of 1, less the price, or 0; the limits are normal, from the variance of that mean.
  ///
  /// - Parameters:
  ///   - probability: the threshold as a probability; its odds are the price.
  ///   - level: that of the limits, of which a single person has none.
  /// - Throws: `ModelError` for a probability that is not above 0 and below 1.
  public func netBenefit(
    at probability: Double, level: ConfidenceLevel = .p95
  ) throws(ModelError) -> Estimate {
    let price = try Self.price(probability)
    let count = Double(people)
    let value = (Double(truePositives) - price * Double(falsePositives)) / count
    guard people > 1 else { return Estimate(value, withoutIntervalAt: level, method: "wald") }
    let squares = Double(truePositives) + price * price * Double(falsePositives)
    let error = (max(0, squares / count - value * value) / (count - 1)).squareRoot()
    let half = StandardNormal.quantile(upperTail: level.tail) * error
    return Estimate(
      value, interval: ConfidenceInterval(lower: value - half, upper: value + half, level: level),
      method: "wald")
  }

  /// The net benefit of flagging everybody.
  ///
  /// - Throws: `ModelError` for a probability that is not above 0 and below 1.
  public func netBenefitOfEverybody(at probability: Double) throws(ModelError) -> Double {
    let price = try Self.price(probability)
    return (Double(events) - price * Double(people - events)) / Double(people)
  }

  private static func price(_ probability: Double) throws(ModelError) -> Double {
    guard probability > 0, probability < 1 else {
      throw .outOfRange(argument: "threshold", value: probability, allowed: "above 0 and below 1")
    }
    return probability / (1 - probability)
  }

  private static func share(_ events: Int, of trials: Int, _ level: ConfidenceLevel) -> Estimate? {
    (try? Proportion(events: events, trials: trials))?.intervalEstimate(level: level)
  }
}
