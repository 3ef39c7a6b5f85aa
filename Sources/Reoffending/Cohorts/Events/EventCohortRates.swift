public import Numbers
public import Statistics
import Tables

/// The proven-reoffending rates of cohorts built from events.
public struct EventCohortRates: Sendable, Encodable {
  /// One cohort, or one of its groups.
  public struct Row: Sendable, Encodable {
    /// The binary rate and the frequency rates.
    public let rates: GroupRate
    /// The period of the index events.
    public let period: CohortPeriod
    /// The last day on which a conviction of somebody in the cohort can count.
    public let convictionsUntil: CalendarDate
    /// Whether the data reach that day.
    public let isComplete: Bool
    /// The number of reoffences; nil where it is suppressed.
    public let reoffences: Int?
    /// The median of the days to the first reoffence of those who reoffended; nil where nobody did or it is suppressed.
    public let medianDays: Double?
    /// Days at risk of all offenders together; nil where they are suppressed.
    public let daysAtRisk: Int?
    /// Days in custody of all offenders together; nil where they are suppressed.
    public let custodyDays: Int?

    /// Reoffences for each person-year at risk; nil where nobody was at risk for a day.
    public var perPersonYear: Double? {
      guard let reoffences, let daysAtRisk, daysAtRisk > 0 else { return nil }
      return Double(reoffences) / (Double(daysAtRisk) / 365.25)
    }

    private enum CodingKeys: String, CodingKey {
      case periodStart, periodEnd, convictionsUntil, complete, reoffences, medianDaysToReoffence, daysAtRisk
      case custodyDays, reoffencesPerPersonYear
    }

    /// Writes the row: the keys of `rates`, and those of the follow-up.
    public func encode(to encoder: any Encoder) throws {
      try rates.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(period.start.description, forKey: .periodStart)
      try container.encode(period.end.description, forKey: .periodEnd)
      try container.encode(convictionsUntil.description, forKey: .convictionsUntil)
      try container.encode(isComplete, forKey: .complete)
      try container.encode(reoffences, forKey: .reoffences)
      try container.encode(medianDays, forKey: .medianDaysToReoffence)
      try container.encode(daysAtRisk, forKey: .daysAtRisk)
      try container.encode(custodyDays, forKey: .custodyDays)
      try container.encode(perPersonYear, forKey: .reoffencesPerPersonYear)
    }
  }

  /// The cohorts in the order of time, and the groups of each in the order of the file.
  public let groups: [Row]
  /// The rule applied.
  public let rule: FollowUpRule
  /// The confidence level of the intervals.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]

  /// The rates as `rates` gives them, for the figure.
  public var rates: GroupRates

  private enum CodingKeys: String, CodingKey {
    case groups, rule, level, notes
  }

  /// Computes the rates of each cohort, or of each of its groups by columns that describe the index event.
  ///
  /// - Parameters:
  ///   - cohorts: the offenders with what became of them.
  ///   - columns: those that describe the index event and name the groups of a cohort; none for each cohort whole.
  ///   - level: the confidence level of the limits.
  ///   - reliabilityThreshold: a rate on fewer people is marked `[u]`.
  ///   - suppression: hides groups with small counts, and others that would give them away.
  ///   - grouping: where given, `offence_group` is a column too.
  /// - Throws: `CohortError` for an unknown column or offence.
  public init(
    _ cohorts: EventCohorts, by columns: [String] = [], level: ConfidenceLevel = .p95,
    reliabilityThreshold: Int = 30, suppression: Suppression? = nil, grouping: OffenceGrouping? = nil
  ) throws {
    let people = try CohortPeople(cohorts, grouping: grouping)
    let keys = try columns.map { name throws(CohortError) in try people.column(named: name) }
    var order: [GroupKey] = []
    var rows: [GroupKey: [EventCohorts.Member]] = [:]
    for member in cohorts.members {
      let key = GroupKey(
        [.init(column: "cohort", value: cohorts.periods[member.cohort].name)]
          + keys.map { .init(column: people.details[$0], value: people.detail($0, of: member)) })
      if rows[key] == nil { order.append(key) }
      rows[key, default: []].append(member)
    }
    let groups = order.map { key in
      let members = rows[key] ?? []
      let isComplete = members.first.map { cohorts.isComplete[$0.cohort] } ?? true
      return CohortGroup(
        key: key, trials: members.count,
        events: ConsistentCount(exactly: members.count { $0.followUp.reoffended }),
        reoffences: members.reduce(0) { $0 + $1.followUp.reoffences },
        marks: isComplete ? [] : [Mark("[p]")].compactMap(\.self))
    }
    var table = CohortTable(
      source: "events", kind: .people, groups: groups, total: nil, notes: cohorts.notes)
    if let suppression { table = suppression.applied(to: table) }
    rates = try GroupRates(table, level: level, reliabilityThreshold: reliabilityThreshold)
    self.groups = zip(rates.groups, order).map { rate, key in
      let members = rows[key] ?? []
      let cohort = members.first?.cohort ?? 0
      let period = cohorts.periods[cohort]
      let days = members.filter(\.followUp.reoffended).map(\.followUp.days).sorted()
      func sum(_ count: KeyPath<FollowUp, Int>) -> Int? {
        guard !rate.isSuppressed else { return nil }
        let sum = members.reduce(0) { $0 + $1.followUp[keyPath: count] }
        return suppression?.policy.rounding?.rounded(sum, of: key) ?? sum
      }
      return Row(
        rates: rate, period: period, convictionsUntil: cohorts.rule.convictionsUntil(from: period.end),
        isComplete: cohorts.isComplete[cohort], reoffences: sum(\.reoffences),
        medianDays: rate.isSuppressed ? nil : Self.median(days), daysAtRisk: sum(\.daysAtRisk),
        custodyDays: sum(\.custodyDays))
    }
    rule = cohorts.rule
    self.level = level
    notes = table.notes
  }

  /// Writes the object that the tool prints.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(groups, forKey: .groups)
    try container.encode(rule, forKey: .rule)
    try container.encode(level, forKey: .level)
    try container.encode(notes, forKey: .notes)
  }

  private static func median(_ sorted: [Int]) -> Double? {
    guard !sorted.isEmpty else { return nil }
    return Double(sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
