internal import Statistics

/// One period of a trend.
public struct TrendPoint: Sendable, Encodable {
  /// The series, where there are several; without parts otherwise.
  public let key: GroupKey
  /// The period as the table names it.
  public let time: String
  /// The number of people; nil where it is not known.
  public let trials: Int?
  /// The number who reoffended, or of reoffences in a u-chart; nil where it is not known.
  public let events: Int?
  /// The rate.
  public let rate: Double
  /// The centre of the chart; nil where no limits are drawn.
  public let centre: Double?
  /// The lower control limit.
  public let lower: Double?
  /// The upper control limit.
  public let upper: Double?
  /// The rules by which the point is a signal.
  public let signals: [String]
  /// The first day of the period since 1970; nil where the name does not tell it.
  package let day: Int?
  /// Whether days between the period before and this one are covered by none.
  package let followsGap: Bool

  private typealias CodingKeys = TrendPointKeys

  /// Writes the row of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(key, forKey: .by)
    try container.encode(time, forKey: .time)
    try container.encode(trials, forKey: .trials)
    try container.encode(events, forKey: .events)
    try container.encode(rate.isFinite ? rate : nil, forKey: .rate)
    try container.encode(centre.finite, forKey: .centre)
    try container.encode(lower.finite, forKey: .lower)
    try container.encode(upper.finite, forKey: .upper)
    try container.encode(signals, forKey: .signals)
    try container.encode([String](), forKey: .flags)
  }
}

enum TrendPointKeys: String, CodingKey, CaseIterable {
  case by, time, trials, events, rate, centre, lower, upper, signals, flags
}
