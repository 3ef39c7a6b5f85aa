public import Statistics
public import Tables

/// A rate over time: a control chart with its rules, and the change from the first to the last period.
public struct Trend: Sendable, Encodable {
  /// The series, in the order of the table.
  public let series: [TrendSeries]
  /// The confidence level of the changes.
  public let level: ConfidenceLevel
  /// What a reader must know of the data and the methods.
  public let notes: [String]

  /// Charts a table.
  ///
  /// The months that a period covers are read from the columns `period_start` and `period_end` where there are both,
  /// else from its name, such as `2016 Q1`, `2015/16` or `2016-03`. Periods whose names are not understood are taken in
  /// the order of the table.
  ///
  /// - Parameters:
  ///   - time: The column that names the period.
  ///   - columns: The columns that name the series.
  /// - Throws: `TableError` for faults of the data, `StatisticsError` for fewer than two periods, periods that overlap
  ///   where rules are to be run, or a figure that is not known.
  public init(
    _ table: Table, time: String, by columns: [String] = [], names: CohortColumns = CohortColumns(),
    options: TrendOptions = TrendOptions()
  ) throws {
    let ends = ["period_start", "period_end"].compactMap { table.firstColumn(among: [$0])?.name }
    let hasEnds = ends.count == 2 && !ends.contains { Column.normalized($0) == Column.normalized(time) }
    let cohorts = try CohortTable(table, by: columns + [time] + (hasEnds ? ends : []), names: names)
    var order: [GroupKey] = []
    var members: [GroupKey: [CohortGroup]] = [:]
    for group in cohorts.groups {
      let key = GroupKey(Array(group.key.parts.prefix(columns.count)))
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(group)
    }
    series = try order.map { key in
      try TrendSeries(key, members[key] ?? [], timePlace: columns.count, options: options)
    }
    level = options.level
    var notes = cohorts.notes + series.flatMap(\.notes)
    if series.contains(where: { $0.chart != nil }) {
      notes.append(
        "Limits lie three standard errors from the centre. A point is a signal outside them, among 7 that rise or fall, "
          + "among 7 on one side of the centre, or among 2 of 3 beyond two thirds of the way to a limit.")
    }
    self.notes = notes
  }

  /// All points, series after series.
  public var points: [TrendPoint] { series.flatMap(\.points) }

  /// A sentence a series.
  public var sentences: [String] { series.map(\.sentence) }

  /// The points as a table.
  public var table: OutputTable {
    let names = series.first?.key.parts.map(\.column) ?? []
    let kind: OutputColumn.Kind =
      series.contains { $0.chart == .u } ? .number(decimals: 3) : .perCent(decimals: 1)
    return OutputTable(
      columns: names.map { OutputColumn(key: $0) } + [
        OutputColumn(key: "time", title: "Period"),
        OutputColumn(key: "trials", title: "People", kind: .number(decimals: 0)),
        OutputColumn(key: "events", title: "Events", kind: .number(decimals: 0)),
        OutputColumn(key: "rate", title: "Rate", kind: kind),
        OutputColumn(key: "centre", title: "Centre", kind: kind),
        OutputColumn(key: "lower", title: "Lower limit", kind: kind),
        OutputColumn(key: "upper", title: "Upper limit", kind: kind),
        OutputColumn(key: "signals", title: "Signals"),
      ],
      rows: points.map { point in
        point.key.parts.map { .text($0.value) } + [
          .text(point.time), .optional(point.trials), .optional(point.events), .number(point.rate),
          .optional(point.centre), .optional(point.lower), .optional(point.upper),
          .text(point.signals.joined(separator: "; ")),
        ]
      })
  }

  private enum CodingKeys: String, CodingKey {
    case points, series, level, notes
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(points, forKey: .points)
    try container.encode(series, forKey: .series)
    try container.encode(level, forKey: .level)
    try container.encode(notes, forKey: .notes)
  }
}
