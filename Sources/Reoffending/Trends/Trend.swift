public import Statistics
public import Tables

/// A rate over time: a control chart with its rules, and the change from the first to the last period.
public struct Trend: Sendable, Encodable {
  /// The series, in the order of the table.
  public let series: [TrendSeries]
  /// The periods that are hidden because their counts are small, or would give small ones away.
  public let hidden: [HiddenPeriod]
  /// The confidence level of the changes.
  public let level: ConfidenceLevel
  /// What a reader must know of the data and the methods.
  public let notes: [String]

  /// Charts a table.
  ///
  /// The days that a period covers are read from the columns `period_start` and `period_end` where there are both,
  /// else from its name, such as `2016 Q1`, `2015/16`, `Mar-16` or `year ending March 2015`; see `PeriodNames`. Points
  /// stand in order of time, whatever that of the table.
  ///
  /// - Parameters:
  ///   - table: Counts or rates of periods, or a row a person.
  ///   - time: The column that names the period.
  ///   - columns: The columns that name the series.
  ///   - names: The names of the columns that hold the figures.
  ///   - options: The kind of chart, where limits start afresh, and how periods are read.
  ///   - suppression: Hides periods with small counts in each series, whose limits and rules do without them.
  /// - Throws: `TableError` for faults of the data, among them names of periods that are not understood, `StatisticsError` for fewer than two periods, periods that overlap
  ///   where rules are to be run, or a figure that is not known.
  public init(
    _ table: Table, time: String, by columns: [String] = [], names: CohortColumns = CohortColumns(),
    options: TrendOptions = TrendOptions(), suppression: Suppression? = nil
  ) throws {
    let ends = TrendTimes.ends(of: time) { table.firstColumn(among: [$0])?.name }
    try self.init(
      CohortTable(table, by: columns + [time] + ends, names: names), seriesColumns: columns.count,
      times: TrendTimes(table, time: time, ends: ends, options: options), options: options,
      suppression: suppression)
  }

  /// Charts a file of people.
  ///
  /// - Parameter people: with the columns that name series, periods and, where there are any, their ends.
  package init(
    _ people: PersonTable, time: String, ends: [String], by columns: [String], names: CohortColumns,
    options: TrendOptions, suppression: Suppression?
  ) throws {
    let cohorts = try CohortTable(people, by: columns + [time] + ends, names: names)
    try self.init(
      cohorts, seriesColumns: columns.count,
      times: TrendTimes(
        cohorts.groups.map { Array($0.key.parts.dropFirst(columns.count)) }, of: people, options: options),
      options: options, suppression: suppression)
  }

  private init(
    _ cohorts: CohortTable, seriesColumns: Int, times: TrendTimes, options: TrendOptions,
    suppression: Suppression?
  ) throws {
    var order: [GroupKey] = []
    var members: [GroupKey: [CohortGroup]] = [:]
    for group in cohorts.groups {
      let key = GroupKey(Array(group.key.parts.prefix(seriesColumns)))
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(group)
    }
    var hidden: [HiddenPeriod] = []
    var hiddenKeys: [GroupKey] = []
    if let suppression {
      for key in order {
        let shown = suppression.applied(to: members[key] ?? [])
        for group in shown where group.isSuppressed {
          hidden.append(HiddenPeriod(key: key, time: group.key.parts[seriesColumns].value))
          hiddenKeys.append(group.key)
        }
        members[key] = shown.filter { !$0.isSuppressed }
      }
    }
    order.removeAll { members[$0]?.isEmpty ?? true }
    guard !order.isEmpty else {
      throw StatisticsError.undefined(
        quantity: "a trend", because: "no period is left that is not suppressed for small counts")
    }
    series = try order.map { key in
      try TrendSeries(key, members[key] ?? [], timePlace: seriesColumns, times: times, options: options)
    }
    self.hidden = hidden
    level = options.level
    let told = suppression?.roundsCounts ?? false ? [] : Suppression.notes(cohorts.notes, without: hiddenKeys)
    var notes = (suppression?.policyNotes ?? []) + told + times.notes + series.flatMap(\.notes)
    if let suppression, !hidden.isEmpty {
      notes.append(
        "\(hidden.count) period\(hidden.count == 1 ? " is" : "s are") suppressed (\(Suppression.marker)), because "
          + "\(suppression.reason) could be recognised or worked out from a total; limits, rules and changes are made "
          + "without.")
    }
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
  public var sentences: [String] { series.map(\.sentence) + hidden.map(\.sentence) }

  /// The points as a table.
  public var table: OutputTable {
    OutputTable(
      points, fields: TrendPoint.columns(countsReoffences: series.contains { $0.chart == .u }),
      withheld: hidden.map { $0.key.parts.map(\.value) + [$0.time] })
  }

  private enum CodingKeys: String, CodingKey {
    case points, series, level, notes
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    var rows = container.nestedUnkeyedContainer(forKey: .points)
    for point in points { try rows.encode(point) }
    for period in hidden { try rows.encode(period) }
    try container.encode(series, forKey: .series)
    try container.encode(level, forKey: .level)
    try container.encode(notes, forKey: .notes)
  }
}
