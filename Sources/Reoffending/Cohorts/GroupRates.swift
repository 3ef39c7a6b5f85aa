import Numbers
public import Statistics
public import Tables

/// The binary rate and the frequency rate of each group.
public struct GroupRates: Sendable, Encodable {
  /// The groups, in the order of the table.
  public let groups: [GroupRate]
  /// All groups together, or nil where there is one only.
  public let total: GroupRate?
  /// The confidence level of the intervals.
  public let level: ConfidenceLevel
  /// The number of people below which a rate is marked as of low reliability.
  public let reliabilityThreshold: Int
  /// What a reader must know of the data and the methods.
  public let notes: [String]

  /// Computes the rates of a table's groups.
  ///
  /// - Parameters:
  ///   - cohorts: the groups with their people and reoffenders.
  ///   - level: the confidence level of the limits.
  ///   - method: how the limits of the shares that reoffended are computed.
  ///   - reliabilityThreshold: a rate on fewer people is marked `[u]`.
  /// - Throws: `StatisticsError` where a group has nobody.
  public init(
    _ cohorts: CohortTable, level: ConfidenceLevel = .p95, method: ProportionIntervalMethod = .wilson,
    reliabilityThreshold: Int = 30
  ) throws(StatisticsError) {
    self.level = level
    self.reliabilityThreshold = reliabilityThreshold
    func rate(_ group: CohortGroup) throws(StatisticsError) -> GroupRate {
      try GroupRate(
        group, level: level, method: method, reliabilityThreshold: reliabilityThreshold,
        decimals: cohorts.rateDecimals)
    }
    groups = try cohorts.groups.map { group throws(StatisticsError) in try rate(group) }
    total = try cohorts.total.map { group throws(StatisticsError) in try rate(group) }
    notes = cohorts.notes
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    try object(groups: groups).encode(to: encoder)
  }

  /// The object of the contract; without the groups where they are written one by one.
  package func object(groups: [GroupRate]) -> ResultObject {
    ResultObject([("groups", groups), ("total", total), ("level", level), ("notes", notes)])
  }

  /// A sentence a group.
  public var sentences: [String] {
    OrderedChunks.joined(count: groups.count) { range in groups[range].map(\.sentence) }
  }

  /// Notes that name the groups without a rate, and those whose figures are hidden.
  package var unknownNotes: [String] {
    func list(_ names: [String]) -> String {
      // Names that hold commas are told apart by another sign.
      names.contains { $0.contains(",") } ? names.joined(separator: "; ") : NameList.joined(names)
    }
    let hidden = groups.filter { $0.isSuppressed || $0.isRateWithheld }.map(\.name)
    let unknown = groups.filter { $0.rate?.value == nil && !($0.isSuppressed || $0.isRateWithheld) }
    return (unknown.isEmpty ? [] : ["No rate is known for \(list(unknown.map(\.name)))."])
      + (hidden.isEmpty ? [] : ["Not shown, because counts are small: \(list(hidden))."])
  }

  /// The groups that the headline speaks of: those that stand on enough people, where two do.
  private var compared: [GroupRate] {
    let reliable = groups.filter { !$0.isLowReliability && $0.rate?.value != nil }
    return reliable.count > 1 ? reliable : groups
  }

  /// Whether the headline leaves out groups whose rates stand on few people.
  public var headlineLeavesOut: Bool {
    groups.contains { $0.isLowReliability && $0.rate?.value != nil }
      && !compared.contains(where: \.isLowReliability)
  }

  /// The finding in a sentence: the highest and the lowest rate, of those that stand on enough people where two do.
  public var headline: String {
    let known = compared.compactMap { group in (group.rate?.value).map { (group.name, $0) } }
    guard let highest = known.max(by: { $0.1 < $1.1 }), let lowest = known.min(by: { $0.1 < $1.1 }) else {
      return "No rate is known"
    }
    if known.count == 1 { return "\(NumberFormat.percent(highest.1)) reoffended: \(highest.0)" }
    if highest.1 == lowest.1 {
      return highest.1 == 0
        ? "Nobody reoffended in any of \(known.count) groups"
        : "\(NumberFormat.percent(highest.1)) reoffended in each of \(known.count) groups"
    }
    let isSuppressed = groups.contains { $0.isSuppressed || $0.isRateWithheld }
    return
      (isSuppressed ? "Of the groups shown, reoffending" : "Reoffending")
      + " was highest for \(highest.0) (\(NumberFormat.percent(highest.1))) and lowest for \(lowest.0) "
      + "(\(NumberFormat.percent(lowest.1)))"
  }
}

/// The binary rate and the frequency rate of one group.
public struct GroupRate: ResultRow {
  /// What the group is called.
  public let key: GroupKey
  /// The number of people followed up, where it is known.
  public let trials: Int?
  /// The number who reoffended, where it is known.
  public let events: Int?
  /// The binary rate, from 0 to 1, with its interval where the number of people is known.
  public let rate: Estimate?
  /// Reoffences for each person who reoffended, where both are known.
  public let reoffencesPerReoffender: Double?
  /// Reoffences for each person followed up, where both are known.
  public let reoffencesPerOffender: Double?
  /// Whether the figures are hidden because they are small, or would give small ones away.
  public let isSuppressed: Bool
  /// Whether its rate is not told, because it would stand on too few.
  public let isRateWithheld: Bool
  /// Whether the rate stands on fewer people than the threshold.
  public let isLowReliability: Bool
  /// What must be known to read the row.
  public let flags: [String]

  init(
    _ group: CohortGroup, level: ConfidenceLevel, method: ProportionIntervalMethod, reliabilityThreshold: Int,
    decimals: Int? = nil
  ) throws(StatisticsError) {
    key = group.key
    trials = group.trials
    events = group.events?.nearest
    isRateWithheld = group.withholdsRate
    if group.withholdsRate {
      rate = nil
    } else if let trials = group.trials, let events = group.events {
      rate = try Proportion(events: events.nearest, trials: trials).intervalEstimate(
        level: level, method: method
      ).rounded(toPerCentDecimals: decimals)
    } else {
      rate = group.rate.map {
        Estimate($0, withoutIntervalAt: level, method: "as printed").rounded(toPerCentDecimals: decimals)
      }
    }
    let reoffences = group.withholdsRate ? nil : group.reoffences.map(Double.init)
    reoffencesPerReoffender = reoffences.flatMap { total in
      group.events.flatMap { $0.isUnique && $0.nearest > 0 ? total / Double($0.nearest) : nil }
    }
    reoffencesPerOffender = reoffences.flatMap { total in group.trials.map { total / Double($0) } }
    isLowReliability = (group.trials ?? reliabilityThreshold) < reliabilityThreshold
    isSuppressed = group.isSuppressed
    var flags = group.marks.map(\.text)
    if isSuppressed, !flags.contains(Suppression.marker) { flags.append(Suppression.marker) }
    if isLowReliability, !flags.contains("[u]") { flags.append("[u]") }
    if let events = group.events, !events.isUnique {
      flags.append(
        "\(events.candidates.lowerBound) to \(events.candidates.upperBound) reoffenders fit the printed rate")
    }
    self.flags = flags
  }

  /// The key's values joined by commas.
  public var name: String { key.description }

  /// What the row says, in one sentence.
  public var sentence: String {
    if isSuppressed { return "\(name): suppressed, because the counts are small." }
    if isRateWithheld { return "\(name): no rate is given, because it would stand on too few people." }
    guard let value = rate?.value else { return "\(name): no rate is known." }
    guard let interval = rate?.interval, let events, let trials else {
      return "\(name): \(NumberFormat.percent(value)); the number of people is not printed."
    }
    return
      "\(name): \(NumberFormat.count(events)) of \(NumberFormat.count(trials)) reoffended "
      + "(\(NumberFormat.percent(value)), between \(NumberFormat.percent(interval.lower)) and "
      + "\(NumberFormat.percent(interval.upper)))."
  }

  /// The fields, in the order of the table.
  public static let fields: [ResultField<GroupRate>] = [
    .name { $0.key }, .count("trials", "People") { $0.trials }, .count("events", "Reoffended") { $0.events },
    .shareEstimate("rate", "Rate") { $0.rate },
    .nested("frequency") { group in
      ResultObject([
        ("perReoffender", group.reoffencesPerReoffender), ("perOffender", group.reoffencesPerOffender),
      ])
    },
    .number("perReoffender", "Reoffences per reoffender") { $0.reoffencesPerReoffender }.inTableOnly,
    .number("perOffender", "Reoffences per offender") { $0.reoffencesPerOffender }.inTableOnly,
    .text("sentence") { $0.sentence }, .flags { $0.flags },
  ]

  /// A suppressed group tells nothing but its name.
  public var withholding: ResultWithholding { isSuppressed ? .everyFigure : .nothing }
}

extension GroupRates {
  /// The rates as a table, a row a group and the total last.
  public var table: OutputTable { GroupRate.table(groups, total: total) }

  /// The rates of several series in one table, the series in the first column.
  public static func table(joining series: [(name: String, rates: GroupRates)]) -> OutputTable {
    let fields = GroupRate.fields.filter { !$0.isName }
    let rows = series.map { GroupRate.table($0.rates.groups, fields: fields).rows }
    return OutputTable(
      columns: [OutputColumn(key: "series", title: "Series"), OutputColumn(key: "group", title: "Group")]
        + fields.flatMap(\.columns),
      rows: zip(series, rows).flatMap { one, rows in
        zip(one.rates.groups, rows).map { [.text(one.name), .text($0.name)] + $1 }
      })
  }
}
