import Numbers
public import Statistics

/// The change of a binary rate from one period to a later one.
///
/// The difference has Newcombe's limits and the p-value is Pearson's: they may disagree near the threshold.
///
/// - Source: Newcombe (1998), *Statistics in Medicine* 17, 873–890, method 10, doi:10.1002/(sici)1097-0258(19980430)17:8<873::aid-sim779>3.0.co;2-i.
public struct RateChange: Sendable, Encodable {
  /// Whose rate it is, such as `Adults`.
  public let name: String
  /// The earlier period.
  public let first: GroupRate
  /// The later period.
  public let last: GroupRate
  /// The later less the earlier rate, as a fraction.
  public let difference: Estimate
  /// The two-sided p-value of the difference.
  public let pValue: Double

  /// Compares two periods; nil where a number of people is not known.
  ///
  /// - Throws: `StatisticsError` where a period has nobody.
  public init?(
    name: String, from first: GroupRate, to last: GroupRate, level: ConfidenceLevel = .p95
  ) throws(StatisticsError) {
    guard let firstEvents = first.events, let firstTrials = first.trials, let lastEvents = last.events,
      let lastTrials = last.trials
    else { return nil }
    let table = try TwoByTwoTable(
      exposedEvents: lastEvents, of: lastTrials, unexposedEvents: firstEvents, of: firstTrials)
    self.name = name
    self.first = first
    self.last = last
    difference = table.riskDifference(level: level, method: .newcombe)
    pValue = table.chiSquaredTest().pValue
  }

  /// Whether the limits of the difference exclude zero.
  public var isSignificant: Bool { difference.interval.map { !$0.contains(0) } ?? false }

  /// The finding in a few words, such as `adult reoffending rose from 28.7% to 29.9%`.
  public var phrase: String {
    let from = NumberFormat.percent(first.rate?.value ?? 0)
    let to = NumberFormat.percent(last.rate?.value ?? 0)
    let moved = (difference.value ?? 0) > 0 ? "rose" : "fell"
    guard isSignificant else {
      return "\(name) reoffending \(moved) from \(from) to \(to), no clear change"
    }
    return "\(name) reoffending \(moved) from \(from) to \(to)"
  }

  /// The change in a sentence, with its limits.
  public var sentence: String {
    let value = NumberFormat.signed(100 * (difference.value ?? 0), decimals: 1)
    guard let interval = difference.interval else { return "\(name): \(value) percentage points." }
    return
      "\(name): a change of \(value) percentage points (between "
      + "\(NumberFormat.points(interval.lower, decimals: 1)) and "
      + "\(NumberFormat.points(interval.upper, decimals: 1)); \(NumberFormat.pStatement(pValue)))."
  }

  private enum CodingKeys: String, CodingKey { case name, sentence, difference, pValue }

  /// Writes the name, the sentence, the difference with its limits and the p-value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(sentence, forKey: .sentence)
    try container.encode(difference, forKey: .difference)
    try container.encode(pValue, forKey: .pValue)
  }
}
