package import Numbers
package import Statistics
package import Tables

/// Finds the periods, their base and the breaks between them, and adjusts their rates.
package struct AdjustedSeries {
  private let items: [AdjustedRates.Item]
  private let notes: [String]
  private let timePlace: Int?

  /// The periods of a table.
  ///
  /// - Parameters:
  ///   - time: the column that names the period; nil where groups are adjusted to all of them together.
  package init(
    _ table: Table, time: String?, by columns: [String], names: CohortColumns, dates: DayMonthOrder?,
    isInOrder: Bool
  ) throws {
    let ends = time.map { TrendTimes.ends(of: $0) { table.firstColumn(among: [$0])?.name } } ?? []
    let cohorts = try CohortTable(table, by: columns + [time].compactMap(\.self) + ends, names: names)
    let times = try time.map {
      try TrendTimes(
        table, time: $0, ends: ends, options: TrendOptions(dates: dates, isInOrder: isInOrder))
    }
    self.init(cohorts, seriesColumns: columns.count, times: times)
  }

  /// The periods of people.
  package init(
    _ people: PersonTable, time: String?, ends: [String], by columns: [String], names: CohortColumns,
    dates: DayMonthOrder?, isInOrder: Bool
  ) throws {
    let cohorts = try CohortTable(people, by: columns + [time].compactMap(\.self) + ends, names: names)
    let times = try time.map { _ in
      try TrendTimes(
        cohorts.groups.map { Array($0.key.parts.dropFirst(columns.count)) }, of: people,
        options: TrendOptions(dates: dates, isInOrder: isInOrder))
    }
    self.init(cohorts, seriesColumns: columns.count, times: times)
  }

  private init(_ cohorts: CohortTable, seriesColumns: Int, times: TrendTimes?) {
    timePlace = times == nil ? nil : seriesColumns
    items = cohorts.groups.map { group in
      guard let times else { return AdjustedRates.Item(key: group.key, group: group, period: nil) }
      let parts = group.key.parts
      return AdjustedRates.Item(
        key: GroupKey(Array(parts.prefix(seriesColumns + 1))), group: group,
        period: times.period(parts[seriesColumns...].map(\.value)))
    }
    notes = cohorts.notes + (times?.notes ?? [])
  }

  /// The names that can be a base.
  package var names: [String] {
    guard let timePlace else { return items.map(\.key.description) }
    return items.map { $0.key.parts[timePlace].value }
  }

  /// Adjusts by predictions.
  ///
  /// - Parameters:
  ///   - base: the period or group whose mix is taken; nil for the first period, or all groups together.
  ///   - breaks: days between which figures are not compared.
  /// - Throws: `StatisticsError` for a base that is none, cohorts of different length, and predictions that are missing.
  package func adjusted(
    base: String?, breaks: [SourceBreak], method: AdjustedRates.Method, level: ConfidenceLevel
  ) throws(StatisticsError) -> AdjustedRates {
    try checkBase(base)
    guard let timePlace else { return try groupsAdjusted(base, method, level) }
    var ordered: [AdjustedRates.Item] = []
    var bases: [CohortGroup] = []
    var baseNames: [String] = []
    var isBase: [Bool] = []
    var notes = notes
    for series in series(timePlace) {
      try checkLengths(series)
      let places = self.places(breaks, series)
      let starts = [0] + places
      var foundBase = false
      for (segment, start) in starts.enumerated() {
        let end = segment + 1 < starts.count ? starts[segment + 1] : series.count
        let own = Array(series[start..<end])
        let named = own.first { $0.key.parts[timePlace].value == base }
        if named != nil { foundBase = true }
        guard let first = named ?? own.first else { continue }
        for item in own {
          ordered.append(item)
          bases.append(first.group)
          baseNames.append(first.key.parts[timePlace].value)
          isBase.append(item.key == first.key)
        }
      }
      if let base, !foundBase {
        throw .undefined(
          quantity: "the base \(base)",
          because: "the series \(series.first?.key.description ?? "") has no such period")
      }
      notes += breakNotes(breaks, series, places, timePlace)
      if let first = series.first?.period, let second = series.dropFirst().first?.period,
        first.overlaps(second)
      {
        let note =
          "Consecutive periods overlap: they share people, so that changes between them are no news of either."
        if !notes.contains(note) { notes.append(note) }
      }
    }
    return try AdjustedRates(
      ordered, bases: bases, baseNames: baseNames, isBase: isBase, isSeries: true, method: method,
      level: level,
      notes: notes)
  }

  /// Takes the averages of a model that was fitted to the same people, one series only.
  package func adjusted(
    means: [StandardisedMean], base: String, breaks: [SourceBreak], level: ConfidenceLevel
  ) throws(StatisticsError) -> AdjustedRates {
    guard let timePlace else {
      return try AdjustedRates(
        items, means: means, base: base, isSeries: false, level: level, notes: notes)
    }
    let series = series(timePlace).first ?? []
    try checkLengths(series)
    let places = self.places(breaks, series)
    guard places.isEmpty else {
      throw .undefined(
        quantity: "a series adjusted by a model",
        because:
          "figures from \(breaks[0].day) on \(breaks[0].reason); keep one side with --where, or cross it with "
          + "--break none")
    }
    return try AdjustedRates(series, means: means, base: base, isSeries: true, level: level, notes: notes)
  }

  private func groupsAdjusted(
    _ base: String?, _ method: AdjustedRates.Method, _ level: ConfidenceLevel
  ) throws(StatisticsError) -> AdjustedRates {
    let named = items.first { $0.key.description == base }
    guard let whole = named?.group ?? CohortGroup.joined(items.map(\.group), as: GroupKey([])) else {
      throw .empty(argument: "the groups")
    }
    return try AdjustedRates(
      items, bases: items.map { _ in whole }, baseNames: items.map { _ in base ?? "all together" },
      isBase: items.map { $0.key == named?.key }, isSeries: false, method: method, level: level,
      notes: notes
        + (named == nil
          ? [
            "All groups together are the base, each of them a part of it, so that differences are a little too small."
          ]
          : []))
  }

  /// The first period in order of time; nil for groups without time.
  package var firstPeriod: String? {
    timePlace.flatMap { place in series(place).first?.first?.key.parts[place].value }
  }

  /// Refuses a base that is no period or group, with the nearest that is.
  ///
  /// - Throws: `StatisticsError.undefined`.
  package func checkBase(_ base: String?) throws(StatisticsError) {
    guard let base, !names.contains(base) else { return }
    throw .undefined(quantity: "the base \(base)", because: NearestName.suggestion(for: base, among: names))
  }

  private func series(_ timePlace: Int) -> [[AdjustedRates.Item]] {
    var order: [GroupKey] = []
    var members: [GroupKey: [AdjustedRates.Item]] = [:]
    for item in items {
      let key = GroupKey(Array(item.key.parts.prefix(timePlace)))
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(item)
    }
    return order.map { key in
      let own = members[key] ?? []
      guard own.allSatisfy({ $0.period != nil }) else { return own }
      return own.enumerated().sorted { first, second in
        guard let a = first.element.period, let b = second.element.period, a != b else {
          return first.offset < second.offset
        }
        return a < b
      }.map(\.element)
    }
  }

  private func checkLengths(_ series: [AdjustedRates.Item]) throws(StatisticsError) {
    let months = series.compactMap { $0.period?.wholeMonths }
    guard let least = months.min(), let most = months.max(), most >= 2 * least, least > 0 else { return }
    let short = series.first { $0.period?.wholeMonths == least }?.key.description ?? ""
    let long = series.first { $0.period?.wholeMonths == most }?.key.description ?? ""
    throw .undefined(
      quantity: "one series",
      because:
        "\(short) covers \(Plural.count(least, "month")) and \(long) \(Plural.count(most, "month")); cohorts of three "
        + "and of twelve months count other people (who offends often is met more than once), so keep one kind with --where"
    )
  }

  private func places(_ breaks: [SourceBreak], _ series: [AdjustedRates.Item]) -> [Int] {
    let periods = series.compactMap(\.period)
    return periods.count == series.count ? SourceBreak.places(breaks, among: periods) : []
  }

  private func breakNotes(
    _ breaks: [SourceBreak], _ series: [AdjustedRates.Item], _ places: [Int], _ timePlace: Int
  ) -> [String] {
    places.compactMap { place in
      guard let period = series[place].period, let one = breaks.last(where: { $0.day <= period.first }) else {
        return nil
      }
      let name = series[place].key.parts[timePlace].value
      return
        "Figures from \(one.day) on \(one.reason), so that those from \(name) on are compared among themselves; "
        + "--break none compares across it."
    }
  }
}
