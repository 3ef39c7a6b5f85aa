import Numbers
public import Statistics

/// Time to reoffending in several groups: curves, numbers at risk and a test of their difference.
public struct SurvivalComparison: Sendable {
  /// One group's curve.
  public struct Curve: Sendable {
    /// What the group is called.
    public let name: String
    /// The Kaplan-Meier estimate; with small counts hidden, at the times shown only.
    public let estimate: KaplanMeier
    /// How many were still followed and had not reoffended at each of the comparison's times; nil where hidden.
    public let atRisk: [Int?]
    /// Whether the curve is known to its last event.
    public let reachesLastEvent: Bool
    /// The longest time that anybody of the group was followed, after which its curve does not exist; infinite where
    /// everybody had reoffended by then.
    public let followedUntil: Double

    init(
      _ name: String, _ data: SurvivalTimes, weights: [Double]?, times: [Double], level: ConfidenceLevel,
      limits: KaplanMeier.Transform
    ) throws(ModelError) {
      self.name = name
      estimate =
        if let weights {
          try KaplanMeier(data, sampled: weights, transform: limits, level: level)
        } else {
          KaplanMeier(data, transform: limits, level: level)
        }
      atRisk = times.map { time in
        data.times.indices.count { row in
          data.times[row] >= time && (data.entries.map { $0[row] < time || $0[row] == 0 } ?? true)
        }
      }
      reachesLastEvent = true
      followedUntil = Self.end(of: data, estimate)
    }

    /// The curve with its steps merged; nil where not even its people and events may be seen.
    init?(
      _ name: String, _ data: SurvivalTimes, times: [Double], level: ConfidenceLevel,
      suppression: Suppression
    ) {
      guard
        let merged = MergedSteps(data, hidingCountsUpTo: suppression.limit, atRiskAt: times, level: level)
      else { return nil }
      self.name = name
      estimate = merged.curve
      atRisk = merged.atRisk
      reachesLastEvent = merged.reachesLastEvent
      followedUntil = Self.end(of: data, estimate)
    }

    private static func end(of data: SurvivalTimes, _ estimate: KaplanMeier) -> Double {
      estimate.steps.last?.survival == 0 ? .infinity : data.times.max() ?? 0
    }
  }

  /// The curves in order of first appearance.
  public let curves: [Curve]
  /// The times at which numbers at risk are given.
  public let times: [Double]
  /// The log-rank test; nil for one group, and where no two groups are at risk together at an event.
  public let test: TestResult?
  /// The unit of time, such as `weeks`.
  public let unit: String
  /// How many people were left out for a missing value; nil where that is hidden.
  public let excluded: Int?
  /// The groups that are hidden, because their counts are small or would give small ones away.
  public let hidden: [String]
  /// The confidence level, at which the difference is judged too.
  public let level: ConfidenceLevel
  /// The hiding of small counts, or nil for none.
  public let suppression: Suppression?
  /// What was asked for beyond curves and the log-rank test.
  public let choices: SurvivalChoices
  /// The shares at the times asked for, by group.
  public let shares: [SurvivalShare]
  /// The mean times up to the time asked for, by group.
  public let means: [SurvivalMean]

  /// Estimates a curve a group.
  ///
  /// - Parameters:
  ///   - durations: for each person the time to the event or to the end of observation.
  ///   - events: for each person whether the time ended with the event.
  ///   - entries: the times from which people are at risk, who came under observation late.
  ///   - groups: for each person the group.
  ///   - unit: the unit of time in the plural.
  ///   - times: where numbers at risk are wanted.
  ///   - excluded: how many people were left out for a missing value.
  ///   - level: the confidence level of the limits, at which the difference is judged too.
  ///   - suppression: hides groups with small counts, and merges steps until none can be worked out; the further
  ///     choices are then taken as not made.
  ///   - choices: what is asked for beyond curves and the log-rank test.
  /// - Throws: `ModelError` where a time is negative, a group is empty, or the weights of a sample are to hide small counts.
  public init(
    times durations: [Double], events: [Bool], entries: [Double]? = nil, groups: [String], unit: String,
    atRiskAt times: [Double],
    excluded: Int = 0, level: ConfidenceLevel = .p95, suppression: Suppression? = nil,
    choices: SurvivalChoices = SurvivalChoices()
  ) throws(ModelError) {
    var numbers: [String: Int] = [:]
    var names: [String] = []
    let group = groups.map { name in
      if let number = numbers[name] { return number }
      numbers[name] = names.count
      names.append(name)
      return names.count - 1
    }
    try self.init(
      times: durations, events: events, entries: entries, group: group, names: names, unit: unit,
      atRiskAt: times, excluded: excluded, level: level, suppression: suppression, choices: choices)
  }

  /// The same of people whose groups are numbered, in the order of their names.
  package init(
    times durations: [Double], events: [Bool], entries: [Double]?, group: [Int], names: [String],
    unit: String,
    atRiskAt times: [Double], excluded: Int, level: ConfidenceLevel, suppression: Suppression?,
    choices: SurvivalChoices
  ) throws(ModelError) {
    guard group.count == durations.count else {
      throw .lengthMismatch(column: "groups", count: group.count, expected: durations.count)
    }
    let data = try SurvivalTimes(times: durations, events: events, entries: entries)
    if let sampled = choices.sampled, sampled.values.count != data.count {
      throw .lengthMismatch(column: sampled.name, count: sampled.values.count, expected: data.count)
    }
    guard suppression == nil || choices.sampled == nil else {
      throw .undefined(
        quantity: "hiding small counts",
        because: "the weights of a sample do not say how many people there are")
    }
    var rows = names.map { _ in [Int]() }
    for (row, number) in group.enumerated() { rows[number].append(row) }
    let weights = rows.map { members in
      choices.sampled.map { sampled in members.map { sampled.values[$0] } }
    }
    var parts: [SurvivalTimes] = []
    for members in rows {
      parts.append(
        try SurvivalTimes(
          times: members.map { durations[$0] }, events: members.map { events[$0] },
          entries: entries.map { entries in members.map { entries[$0] } }))
    }
    let isHidden = suppression.map { Self.hides($0, names, parts) } ?? names.map { _ in false }
    var curves: [Curve] = []
    for index in names.indices {
      guard let suppression else {
        curves.append(
          try Curve(
            names[index], parts[index], weights: weights[index], times: times, level: level,
            limits: choices.limits))
        continue
      }
      guard !isHidden[index] else { continue }
      curves += [
        Curve(names[index], parts[index], times: times, level: level, suppression: suppression)
      ].compactMap(\.self)
    }
    self.curves = curves
    hidden = zip(names, isHidden).filter(\.1).map(\.0)
    self.suppression = suppression
    self.level = level
    self.times = times
    self.unit = unit
    self.excluded = suppression.map { $0.isSmall(excluded) } ?? false ? nil : excluded
    let choices = suppression == nil ? choices : SurvivalChoices()
    self.choices = choices
    let isTested = names.count > 1 && data.eventCount > 0 && hidden.isEmpty
    test = isTested ? try? Self.test(data, group, names, choices) : nil
    let shown = curves
    try Self.checkMean(choices.meanUntil, shown, unit: unit)
    shares = choices.times.flatMap { time in shown.map { SurvivalShare($0, at: time, unit: unit) } }
    means =
      try choices.meanUntil.map { until throws(ModelError) in
        var means: [RestrictedMean] = []
        for (place, curve) in shown.enumerated() {
          if let weights = weights[place] {
            means.append(try RestrictedMean(parts[place], sampled: weights, until: until, level: level))
          } else {
            means.append(try RestrictedMean(curve.estimate, until: until, level: level))
          }
        }
        return SurvivalMean.all(shown, means, level: level, unit: unit)
      } ?? []
  }

  private static func test(
    _ data: SurvivalTimes, _ groups: [Int], _ names: [String], _ choices: SurvivalChoices
  ) throws(ModelError) -> TestResult {
    guard let sampled = choices.sampled else {
      return try LogRankTest(
        data, group: groups, levels: names, strata: choices.strata, weight: choices.weight,
        isTrend: choices.isTrend
      ).result
    }
    return try SampledLogRankTest(
      data, weights: sampled.values, groups: groups, strata: choices.strata
    ).result
  }

  /// The last of the times at which every group is still followed, so that shares can be compared; nil without times.
  public var lastCommonTime: Double? {
    times.last.map { last in curves.map(\.followedUntil).reduce(last, min) }
  }

  /// Whether each group is hidden, as a table of their people and events would hide it.
  private static func hides(
    _ suppression: Suppression, _ names: [String], _ parts: [SurvivalTimes]
  ) -> [Bool] {
    suppression.applied(
      to: zip(names, parts).map { name, part in
        CohortGroup(
          key: GroupKey([GroupKey.Part(column: "group", value: name)]), trials: part.count,
          events: ConsistentCount(exactly: part.eventCount))
      }
    ).map(\.isSuppressed)
  }
}
