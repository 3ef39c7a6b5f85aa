public import Numbers
public import Statistics
public import Tables

/// Performance against targets, with the uncertainty of the performance where the counts behind it are known.
public struct TargetComparison: Sendable, Encodable {
  /// Whether an indicator meets its target.
  public enum Verdict: String, Hashable, Sendable, Codable {
    /// It does; where counts are known, beyond what chance could make.
    case met
    /// It does not; where counts are known, beyond what chance could make.
    case missed
    /// The counts are known and leave it open.
    case uncertain
    /// It does as printed; without counts chance cannot be judged.
    case metAsPrinted = "met as printed"
    /// It does not as printed; without counts chance cannot be judged.
    case missedAsPrinted = "missed as printed"
  }

  /// One indicator.
  public struct Indicator: Sendable, Encodable {
    /// The indicator.
    public let name: String
    /// The period it is printed for.
    public let period: String
    /// What the percentages are of.
    public let relation: String
    /// The target as printed.
    public let target: PrintedRate
    /// The performance as printed, or to one decimal from its counts.
    public let actual: PrintedRate
    /// The counts behind the performance; nil where they are not known.
    public let counts: Proportion?
    /// Whether less is better: the target is the most there should be.
    public let isLowerBetter: Bool
    /// The confidence level of interval and verdict.
    public let level: ConfidenceLevel

    /// The performance: exact where the counts are known.
    public var performance: Double { counts?.estimate ?? actual.fraction }
    /// Performance less target in percentage points.
    public var points: Double { 100 * (performance - target.fraction) }
    /// Whether the figures alone meet the target, chance left aside.
    public var isMet: Bool {
      isLowerBetter ? performance <= target.fraction : performance >= target.fraction
    }

    /// Wilson's limits of the performance; nil where the counts are not known.
    public var interval: ConfidenceInterval? {
      counts?.confidenceInterval(level: level, method: .wilson)
    }

    /// The probability that the underlying rate meets the target; nil where the counts are not known.
    ///
    /// Of the posterior distribution under Jeffreys' prior, beta(k + ½, n − k + ½), the part on the better side.
    ///
    /// - Source: Brown, Cai and DasGupta (2001), *Statistical Science* 16(2), 101–133, doi:10.1214/ss/1009213286.
    public var probabilityMet: Double? {
      guard let counts else { return nil }
      let posterior = try? Beta(
        alpha: Double(counts.events) + 0.5, beta: Double(counts.trials - counts.events) + 0.5)
      return posterior.map {
        isLowerBetter ? $0.lowerTail(target.fraction) : $0.upperTail(target.fraction)
      }
    }

    /// Met or missed by the printed figures; with counts, only where the probability of the other is below a tail.
    public var verdict: Verdict {
      guard let probabilityMet else { return isMet ? .metAsPrinted : .missedAsPrinted }
      let tail = level.tail
      if probabilityMet >= 1 - tail { return .met }
      return probabilityMet <= tail ? .missed : .uncertain
    }

    private typealias CodingKeys = TargetKeys

    /// Writes the row of the command line's contract.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(name, forKey: .indicator)
      try container.encode(period, forKey: .period)
      try container.encode(target.fraction, forKey: .target)
      try container.encode(performance, forKey: .actual)
      try container.encode(performance - target.fraction, forKey: .difference)
      try container.encode(verdict, forKey: .verdict)
      try container.encode(probabilityMet, forKey: .probabilityMet)
      try container.encode(counts?.events, forKey: .events)
      try container.encode(counts?.trials, forKey: .trials)
      try container.encode(interval?.lower, forKey: .lower)
      try container.encode(interval?.upper, forKey: .upper)
      try container.encode(isLowerBetter ? "at most" : "at least", forKey: .direction)
      try container.encode([String](), forKey: .flags)
    }
  }

  /// The indicators in the order of the table.
  public let indicators: [Indicator]
  /// The indicators whose figures are hidden because the counts behind them are small.
  public let hidden: [HiddenIndicator]
  /// The indicators without a target or without a figure, where they are listed.
  public let unknown: [UnknownIndicator]
  private let policyNotes: [String]
  private let isSuppressing: Bool

  /// Reads a table with the columns indicator, target and actual, or events and trials instead of actual.
  ///
  /// - Parameters:
  ///   - table: a row an indicator.
  ///   - level: the confidence level of the limits and the verdict.
  ///   - suppression: hides indicators whose events, others or people are few; where counts are not known nothing is.
  ///   - listsUnknown: whether rows without a target or without a figure are listed as not known; else they are
  ///     refused.
  ///   - whole: the table before a condition took rows of it, so that every part of it hides the same.
  /// - Throws: `TableError.faults` where, in one of the tables, a column or percentage is missing, more events than trials
  ///   are given, the counts do not give the printed percentage, or a direction is neither at least nor at most.
  public init(
    _ table: Table, level: ConfidenceLevel = .p95, suppression: Suppression? = nil,
    listsUnknown: Bool = false, among whole: Table? = nil
  ) throws(TableError) {
    var reading = TargetReading(table, level: level, listsUnknown: listsUnknown)
    let all = try reading.indicators()
    unknown = reading.unknown
    policyNotes = suppression?.policyNotes ?? []
    isSuppressing = suppression != nil
    var places = suppression.map { Self.hiddenPlaces(in: all, $0) } ?? []
    if let suppression, let whole {
      let everything = try Self.indicators(of: whole, level, listsUnknown)
      let keys = Set(Self.hiddenPlaces(in: everything, suppression).map { Self.key(everything[$0]) })
      places.formUnion(all.indices.filter { keys.contains(Self.key(all[$0])) })
    }
    indicators = all.indices.filter { !places.contains($0) }.map { all[$0] }
    hidden = all.indices.filter(places.contains).map { all[$0] }.map {
      HiddenIndicator(name: $0.name, period: $0.period, target: $0.target, isLowerBetter: $0.isLowerBetter)
    }
  }

  private static func indicators(
    of table: Table, _ level: ConfidenceLevel, _ listsUnknown: Bool
  ) throws(TableError) -> [Indicator] {
    var reading = TargetReading(table, level: level, listsUnknown: listsUnknown)
    return try reading.indicators()
  }

  private static func key(_ indicator: Indicator) -> GroupKey {
    GroupKey([
      GroupKey.Part(column: "period", value: indicator.period),
      GroupKey.Part(column: "indicator", value: indicator.name),
    ])
  }

  /// The indicators that are hidden, also for the sake of others that a total would give away.
  private static func hiddenPlaces(in all: [Indicator], _ suppression: Suppression) -> Set<Int> {
    let counted = all.indices.filter { all[$0].counts != nil }
    let groups = counted.map { place in
      CohortGroup(
        key: key(all[place]), trials: all[place].counts?.trials,
        events: all[place].counts.map { ConsistentCount(exactly: $0.events) })
    }
    var publication = Publication(groups, findsSubtotals: true)
    publication.add("targets", keys: groups.map(\.key), members: groups.indices.map { [$0] }, total: .none)
    for (place, group) in groups.enumerated() where !suppression.isSmall(group) {
      let others = groups.indices.filter { other in
        other != place && groups[other].key.parts[0] == group.key.parts[0]
          && groups[other].trials.map { $0 <= group.trials ?? 0 } ?? false
      }
      let isTotal = TotalLabel.isTotal(group.key.parts[1].value)
      guard isTotal || publication.hasBreakdown(of: group, among: others) else { continue }
      publication.addTotalRow(group, of: others.map { [$0] }, name: "targets")
    }
    let hidden = publication.protected(hiding: suppression.threshold).hidden[0].places
    return Set(hidden.map { counted[$0] })
  }

  /// What a reader must know.
  public var notes: [String] {
    var notes = policyNotes
    if !hidden.isEmpty {
      notes.append(
        "\(hidden.count) indicator\(hidden.count == 1 ? " is" : "s are") suppressed (\(Suppression.marker)), because the "
          + "counts behind \(hidden.count == 1 ? "it" : "them") are small.")
    }
    if !unknown.isEmpty {
      notes.append("Not known: \(unknown.map { "\($0.name) (\($0.missing))" }.joined(separator: "; ")).")
    }
    if indicators.contains(where: { $0.counts == nil }) {
      if isSuppressing {
        notes.append(
          "Indicators that are printed without their counts are shown, because it cannot be seen how few people they are of."
        )
      }
      notes.append(
        "Where the number of people is not known, the verdict is that of the printed figures, and chance cannot be judged."
      )
    }
    if indicators.contains(where: { $0.counts != nil }) {
      notes.append(
        "probabilityMet is the probability, under Jeffreys' prior, that the underlying rate meets the target."
      )
    }
    return notes
  }

  private enum CodingKeys: String, CodingKey {
    case groups, notes, unknown
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    var rows = container.nestedUnkeyedContainer(forKey: .groups)
    for one in indicators { try rows.encode(one) }
    for one in hidden { try rows.encode(one) }
    try container.encode(notes, forKey: .notes)
    try container.encode(unknown, forKey: .unknown)
  }

  /// The finding in a sentence.
  public var headline: String {
    guard !indicators.isEmpty || hidden.isEmpty else { return "Every indicator is suppressed" }
    guard !indicators.isEmpty || unknown.isEmpty else { return "No indicator is known" }
    if indicators.contains(where: { $0.counts != nil }) {
      func count(_ verdict: Verdict) -> Int { indicators.count { $0.verdict == verdict } }
      let printed = count(.metAsPrinted) + count(.missedAsPrinted)
      return
        "Of \(Plural.count(indicators.count, "target")), \(count(.met)) \(count(.met) == 1 ? "was" : "were") met and "
        + "\(count(.missed)) missed"
        + (count(.uncertain) > 0 ? "; chance leaves \(count(.uncertain)) open" : "")
        + (printed > 0 ? "; \(printed) \(printed == 1 ? "is" : "are") known as printed only" : "")
    }
    let met = indicators.count { $0.isMet }
    let missed = indicators.filter { !$0.isMet }.map { abs($0.points) }
    guard let furthest = missed.max() else {
      return indicators.count == 1
        ? "As printed, the target was met" : "As printed, all \(indicators.count) targets were met"
    }
    return
      "As printed, \(met) of \(Plural.count(indicators.count, "target")) \(met == 1 ? "was" : "were") met; "
      + "\(missed.count == 1 ? "the other was" : "the others were") missed by "
      + "\(missed.count == 1 ? "" : "at most ")\(NumberFormat.fixed(furthest, decimals: 1)) percentage points"
  }

  /// A sentence an indicator.
  public var sentences: [String] {
    indicators.map { one in
      let start =
        "\(one.name): \(one.actual) against a target of \(one.isLowerBetter ? "at most " : "")\(one.target), "
        + "\(NumberFormat.fixed(abs(one.points), decimals: 1)) percentage points \(one.points < 0 ? "below" : "above") it; "
      guard let counts = one.counts, let interval = one.interval, let probability = one.probabilityMet else {
        return start + "the number of people is not printed."
      }
      return start
        + "\(NumberFormat.count(counts.events)) of \(NumberFormat.count(counts.trials)), between "
        + "\(NumberFormat.percent(interval.lower)) and \(NumberFormat.percent(interval.upper)), so that the target is met "
        + "with a probability of \(NumberFormat.percent(probability, decimals: 0)) (\(one.verdict.rawValue))."
    } + hidden.map(\.sentence) + unknown.map(\.sentence)
  }

  /// Targets and performance, a row an indicator.
  public var table: OutputTable {
    OutputTable(
      columns: [
        OutputColumn(key: "indicator", title: "Indicator"), OutputColumn(key: "period", title: "Period"),
        OutputColumn(key: "actual", title: "Actual", kind: .perCent(decimals: 1)),
        OutputColumn(key: "actualLower", title: "from", kind: .perCent(decimals: 1)),
        OutputColumn(key: "actualUpper", title: "to", kind: .perCent(decimals: 1)),
        OutputColumn(key: "target", title: "Target", kind: .perCent(decimals: 1)),
        OutputColumn(key: "points", title: "Gap, points", kind: .number(decimals: 1)),
        OutputColumn(key: "verdict", title: "Verdict"),
        OutputColumn(key: "probabilityMet", title: "Probability met", kind: .perCent(decimals: 1)),
      ],
      rows: indicators.map { one in
        [
          .text(one.name), .text(one.period), .number(one.performance), .optional(one.interval?.lower),
          .optional(one.interval?.upper), .number(one.target.fraction), .number(one.points),
          .text(one.verdict.rawValue), .optional(one.probabilityMet),
        ]
      }
        + hidden.map { one in
          let mark = OutputCell.missing(Suppression.marker)
          return [
            .text(one.name), .text(one.period), mark, mark, mark, .number(one.target.fraction), mark, mark,
            mark,
          ]
        }
        + unknown.map { one in
          [.text(one.name), .text(one.period)]
            + Array(repeating: OutputCell.missing(""), count: 5)
            + [.text("not known: \(one.missing)"), .missing("")]
        })
  }
}
