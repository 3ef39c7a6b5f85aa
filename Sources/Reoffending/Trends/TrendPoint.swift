internal import Statistics

/// One period of a trend.
public struct TrendPoint: ResultRow {
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

  /// The fields, in the order of the table.
  public static let fields: [ResultField<TrendPoint>] = columns(countsReoffences: false)

  /// The fields with rates that are reoffences a person, or shares of people.
  static func columns(countsReoffences: Bool) -> [ResultField<TrendPoint>] {
    func rate(
      _ key: String, _ title: String, _ value: @escaping @Sendable (TrendPoint) -> Double?
    ) -> ResultField<TrendPoint> {
      countsReoffences ? .number(key, title, decimals: 3, value) : .share(key, title, value)
    }
    return [
      .name { $0.key }, .text("time", "Period") { $0.time }, .count("trials", "People") { $0.trials },
      .count("events", "Events") { $0.events }, rate("rate", "Rate") { $0.rate },
      rate("centre", "Centre") { $0.centre }, rate("lower", "Lower limit") { $0.lower },
      rate("upper", "Upper limit") { $0.upper },
      .text("signals", "Signals") { $0.signals.joined(separator: "; ") }.inTableOnly,
      .nested("signals") { $0.signals }, .nested("flags") { _ in [String]() },
    ]
  }
}
