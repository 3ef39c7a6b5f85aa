public import Numbers
public import Statistics

/// How a trend is charted.
public struct TrendOptions: Hashable, Sendable {
  /// The kind of chart; nil for a p-chart where numbers of people are known, else one of single values.
  public var kind: ControlChart.Kind?
  /// The names of periods from which the limits start afresh.
  public var rebasedAt: [String]
  /// How many months each figure covers up to its period's end, for rolling figures; nil for the period itself.
  public var rollingMonths: Int?
  /// Whether limits are drawn and rules run.
  public var runsRules: Bool
  /// The confidence level of the change.
  public var level: ConfidenceLevel
  /// How dates such as 01/03/2016 are written; nil to find it out from the column.
  public var dates: DayMonthOrder?
  /// Whether the rows stand in order of time, so that the names of periods need not be understood.
  public var isInOrder: Bool
  /// Days from which figures come from another source: limits start afresh there, and no change is taken across.
  public var breaks: [SourceBreak] = []

  /// Options, each with its default.
  public init(
    kind: ControlChart.Kind? = nil, rebasedAt: [String] = [], rollingMonths: Int? = nil,
    runsRules: Bool = true, level: ConfidenceLevel = .p95, dates: DayMonthOrder? = nil,
    isInOrder: Bool = false
  ) {
    self.kind = kind
    self.rebasedAt = rebasedAt
    self.rollingMonths = rollingMonths
    self.runsRules = runsRules
    self.level = level
    self.dates = dates
    self.isInOrder = isInOrder
  }
}
