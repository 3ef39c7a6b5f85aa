import Numbers
public import Statistics

/// One series of a trend: its chart and the change from its first to its last period.
public struct TrendSeries: Sendable, Encodable {
  /// What the series is called; without parts where there is one only.
  public let key: GroupKey
  /// The kind of chart; nil where no limits are drawn.
  public var chart: ControlChart.Kind? { controlChart?.kind }
  /// The chart with its limits and signals; nil where no limits are drawn.
  public let controlChart: ControlChart?
  /// The periods in order of time.
  public let points: [TrendPoint]
  /// The change from the first to the last period; nil where the numbers of people are not known, or the two overlap.
  public let change: RateChange?
  /// Whether the limits rest on too few points.
  public let hasProvisionalLimits: Bool
  /// The period that the change is taken from: the first, or the first after a break of the source.
  private let changeStart: String?
  /// What must be known to read the series.
  public let notes: [String]

  init(
    _ key: GroupKey, _ groups: [CohortGroup], timePlace: Int, times: TrendTimes, options: TrendOptions
  ) throws(StatisticsError) {
    self.key = key
    var notes: [String] = []
    let known = groups.filter {
      options.kind == .u ? $0.reoffences != nil && $0.trials != nil : $0.rate != nil
    }
    if !known.isEmpty, known.count < groups.count {
      let names = groups.filter { !known.contains($0) }.map { $0.key.parts[timePlace].value }
      notes.append(
        "\(Self.prefix(key))no figure is known for \(names.joined(separator: ", ")), which \(names.count == 1 ? "is" : "are") "
          + "left out: a row of it has none, or its rows cannot be put together without their numbers of people."
      )
    }
    var periods = TrendPeriods(
      known.isEmpty ? groups : known, timePlace: timePlace, times: times, rollingMonths: options.rollingMonths
    )
    periods.sort()
    let ordered = periods.groups
    let isCounted = ordered.allSatisfy { $0.trials != nil && $0.events != nil }
    let kind = options.kind ?? (isCounted ? .p : .xmr)
    guard ordered.count > 1 || !options.runsRules else {
      throw .undefined(
        quantity: "a trend",
        because: ordered.first.map { "there is one period only, \($0.key.parts[timePlace].value)" }
          ?? "there is no period")
    }
    let values = try Self.values(ordered, kind: kind, timePlace: timePlace)
    let breaks = periods.places(of: options.breaks)
    let overlap = periods.overlap
    if let overlap, options.runsRules {
      throw .undefined(
        quantity: "a control chart",
        because:
          "\(overlap), so that each figure repeats part of the one before and runs mean nothing; keep periods "
          + "that do not overlap with --where, or leave limits and rules out with --no-rules")
    }
    var charted: ControlChart?
    var limited: [Int] = []
    if options.runsRules {
      let rebased = Set(
        try Self.places(options.rebasedAt, among: ordered, timePlace: timePlace) + breaks
      ).sorted()
      let ends = rebased + [ordered.count]
      let alone = breaks.isEmpty ? [] : zip([0] + rebased, ends).filter { $1 - $0 == 1 }.map(\.0)
      limited = ordered.indices.filter { !alone.contains($0) }
      for place in alone {
        notes.append(
          Self.prefix(key) + ordered[place].key.parts[timePlace].value
            + " stands alone beside the break, so that it has no limits; --break none goes across.")
      }
      if limited.count > 1 {
        let all = periods.consecutive()
        charted = try Self.chart(
          limited.map { ordered[$0] }, limited.map { values[$0] }, kind: kind,
          periods: limited.map { all[$0] },
          rebasedAt: rebased.compactMap { limited.firstIndex(of: $0) })
      }
    }
    let places = Dictionary(uniqueKeysWithValues: zip(limited, limited.indices))
    points = ordered.enumerated().map { index, group in
      let point = places[index].flatMap { place in charted?.points[place] }
      return TrendPoint(
        key: key, time: group.key.parts[timePlace].value, trials: group.trials,
        events: kind == .u ? group.reoffences : group.events?.nearest, rate: values[index],
        centre: point?.centre,
        lower: point?.lower, upper: point?.upper, signals: point?.signals.map(\.rawValue) ?? [],
        day: periods.periods?[index].first.daysSince1970, followsGap: periods.followsGap(index))
    }
    controlChart = charted
    hasProvisionalLimits = charted?.hasProvisionalLimits ?? false
    if hasProvisionalLimits {
      notes.append(
        "\(Self.prefix(key))a segment has fewer than \(ControlChart.fewestPoints) points, so its limits are provisional."
      )
    }
    if let overlap {
      notes.append("\(Self.prefix(key))\(overlap); no limits are drawn and no rules are run.")
    }
    notes += periods.gaps.map { Self.prefix(key) + $0 }
    let ends = periods.endsOverlap
    let unbroken = ordered[(breaks.last ?? 0)...]
    changeStart = unbroken.first?.key.parts[timePlace].value
    for place in breaks {
      let name = ordered[place].key.parts[timePlace].value
      let reason = options.breaks.last.map { "figures from \($0.day) on \($0.reason)" } ?? ""
      notes.append(
        "\(Self.prefix(key))\(reason), so that limits start afresh at \(name) and the change is that from there; "
          + "--break none goes across.")
    }
    if let first = unbroken.first, let last = unbroken.last, unbroken.count > 1, kind != .u, !ends {
      change = try RateChange(
        name: "From \(first.key.parts[timePlace].value) to \(last.key.parts[timePlace].value)",
        from: Self.rate(first, options.level),
        to: Self.rate(last, options.level), level: options.level)
    } else {
      change = nil
      if ends {
        notes.append(
          "\(Self.prefix(key))the first and the last period overlap, so their change is not tested.")
      }
    }
    self.notes = notes
  }

  private static func prefix(_ key: GroupKey) -> String { key.parts.isEmpty ? "" : "\(key): " }

  private static func rate(
    _ group: CohortGroup, _ level: ConfidenceLevel
  ) throws(StatisticsError) -> GroupRate {
    try GroupRate(group, level: level, method: .wilson, reliabilityThreshold: 30)
  }

  private static func values(
    _ groups: [CohortGroup], kind: ControlChart.Kind, timePlace: Int
  ) throws(StatisticsError) -> [Double] {
    var values: [Double] = []
    for group in groups {
      let value: Double? =
        if kind == .u {
          group.reoffences.flatMap { count in group.trials.map { Double(count) / Double($0) } }
        } else {
          group.rate
        }
      guard let value else {
        throw .undefined(
          quantity: "a figure of \(group.key.parts[timePlace].value)",
          because: kind == .u
            ? "a u-chart needs the number of people and of reoffences"
            : "neither counts nor a rate are known; rates of several rows of a period cannot be put together without their "
              + "numbers of people, so that one of them must be kept with --where, or all told apart with --by"
        )
      }
      values.append(value)
    }
    return values
  }

  private static func places(
    _ names: [String], among groups: [CohortGroup], timePlace: Int
  ) throws(StatisticsError) -> [Int] {
    var places: [Int] = []
    for name in names {
      guard let place = groups.firstIndex(where: { $0.key.parts[timePlace].value == name }) else {
        throw .undefined(
          quantity: "a rebase at \(name)",
          because: "the periods are \(groups.map { $0.key.parts[timePlace].value }.joined(separator: ", "))")
      }
      places.append(place)
    }
    return places
  }

  private static func chart(
    _ groups: [CohortGroup], _ values: [Double], kind: ControlChart.Kind, periods: [Period],
    rebasedAt: [Int]
  ) throws(StatisticsError) -> ControlChart {
    guard kind != .xmr else { return try .individuals(values, periods: periods, rebasedAt: rebasedAt) }
    var trials: [Int] = []
    var events: [Int] = []
    for group in groups {
      guard let n = group.trials, let count = kind == .u ? group.reoffences : group.events?.nearest else {
        throw .undefined(
          quantity: "a \(kind.rawValue)-chart",
          because: "the number of people is not known for every period; --chart xmr needs the rates only")
      }
      trials.append(n)
      events.append(count)
    }
    return try kind == .u
      ? .rates(events: events, exposure: trials.map(Double.init), periods: periods, rebasedAt: rebasedAt)
      : .proportions(
        events: events, trials: trials, periods: periods, rebasedAt: rebasedAt, laney: kind == .laneyP)
  }

  /// The period that the change is taken from, as a point; nil where no change is known.
  package var changeFrom: TrendPoint? {
    change == nil ? nil : points.first { $0.time == changeStart }
  }

  /// What the series says, the change first, in one sentence that claims no more than the numbers do.
  public var sentence: String {
    let signals = points.count { !$0.signals.isEmpty }
    var parts: [String] = []
    if let change { parts.append(String(change.sentence.dropLast())) }
    if chart != nil {
      let outside = names(of: { $0.signals.contains("outside-limits") })
      let which =
        signals < points.count
        ? " (\(names(of: { !$0.signals.isEmpty })))"
        : outside.isEmpty || outside == names(of: { _ in true }) ? "" : " (outside the limits: \(outside))"
      parts.append(
        signals == 0
          ? "no point stands out from ordinary variation"
          : "\(signals) of \(points.count) points \(signals == 1 ? "stands" : "stand") out from ordinary variation\(which)"
      )
    }
    guard !parts.isEmpty else { return Self.prefix(key) + "neither rules nor a change could be tested." }
    return Self.prefix(key) + parts.joined(separator: "; ") + "."
  }

  /// The periods of some points; of three and more after each other the first and the last.
  private func names(of isNamed: (TrendPoint) -> Bool) -> String {
    var names: [String] = []
    var run: [TrendPoint] = []
    func close() {
      names += run.count > 2 ? ["\(run[0].time) to \(run[run.count - 1].time)"] : run.map(\.time)
      run = []
    }
    for point in points {
      if isNamed(point) { run.append(point) } else { close() }
    }
    close()
    return names.joined(separator: ", ")
  }

  private enum CodingKeys: String, CodingKey {
    case by, chart, hasProvisionalLimits, change, sentence
  }

  private enum ChangeKeys: String, CodingKey {
    case from, to, difference, pValue, sentence
  }

  /// Writes the summary of the series; the points stand beside it.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(key, forKey: .by)
    try container.encode(chart, forKey: .chart)
    try container.encode(hasProvisionalLimits, forKey: .hasProvisionalLimits)
    try container.encode(sentence, forKey: .sentence)
    guard let change else {
      try container.encodeNil(forKey: .change)
      return
    }
    var nested = container.nestedContainer(keyedBy: ChangeKeys.self, forKey: .change)
    try nested.encode(changeStart, forKey: .from)
    try nested.encode(points.last?.time, forKey: .to)
    try nested.encode(change.difference, forKey: .difference)
    try nested.encode(change.pValue, forKey: .pValue)
    try nested.encode(change.sentence, forKey: .sentence)
  }
}
