import Numbers
public import Statistics
public import Tables

/// What was done in areas that began at different times: the effect by time since the beginning, and altogether.
public struct StaggeredEffects: Sendable, Encodable {
  /// The effect on the areas that began in one period, in one period.
  public struct Effect: ResultRow {
    /// The period from which they have it.
    public let start: String
    /// The period.
    public let time: String
    /// Whether it is before they began, so that it should be nought.
    public let isBefore: Bool
    /// The areas that began then.
    public let treated: Int
    /// The areas that they are compared with.
    public let controls: Int
    /// The effect and what is known of its error.
    public let average: GroupTimeEffects.Average

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Effect>] = [
      .text("start", "Began") { $0.start }, .text("time", "Period") { $0.time },
      .flag("isBefore", "Before") { $0.isBefore }, .count("treated", "Areas") { $0.treated },
      .count("controls", "Compared with") { $0.controls },
      .shareEstimate("effect", "Effect") { $0.average.estimate },
      .number("standardError") { $0.average.standardError }, .pValue("pValue", "p") { $0.average.pValue },
    ]
  }

  /// Over what effects are averaged.
  public enum Kind: String, Sendable {
    /// Over all areas, each with the mean since it began.
    case overall
    /// Over the areas so many periods after they began.
    case event
    /// Over the periods since the areas began that began in one.
    case start
    /// Over the areas that have begun by a period.
    case time
    /// Over all pairs of areas and periods since they began.
    case simple
    /// Over the periods since the beginning, all alike.
    case events
  }

  /// An average of effects.
  public struct Average: ResultRow {
    /// Over what it is.
    public let kind: Kind
    /// Of which period, or how many periods after the beginning.
    public let at: String
    /// Periods since the beginning; nil for other kinds.
    public let periods: Int?
    /// The effect and what is known of its error.
    public let average: GroupTimeEffects.Average

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Average>] = [
      .text("kind") { $0.kind.rawValue }, .text("name", "Effect on") { $0.words },
      .text("at") { $0.at.isEmpty ? nil : $0.at }, .count("periods") { $0.periods },
      .shareEstimate("effect", "Effect") { $0.average.estimate },
      .number("standardError") { $0.average.standardError }, .pValue("pValue", "p") { $0.average.pValue },
    ]

    private var words: String {
      switch kind {
      case .overall: "all areas since they began"
      case .event:
        (periods ?? 0) < 0
          ? "\(Plural.count(-(periods ?? 0), "period")) before"
          : periods == 0 ? "the first period" : "\(Plural.count(periods ?? 0, "period")) later"
      case .start: "those who began in \(at)"
      case .time: "those who had begun by \(at)"
      case .simple: "all areas and periods alike"
      case .events: "all periods since the beginning alike"
      }
    }
  }

  /// The averages: overall, by time since the beginning, by beginning and by period.
  public let averages: [Average]
  /// The effects that they are of.
  public let effects: [Effect]
  /// The average over all areas, each with the mean since it began.
  public let overall: GroupTimeEffects.Average
  /// The test that all effects before the beginning are nought.
  public let before: TestResult?
  /// How many areas began at some time, and how many they are compared with that never did.
  public let areas: (began: Int, never: Int)
  /// Whom they are compared with.
  public let controls: GroupTimeEffects.Controls
  /// What varies by itself.
  public let errors: GroupTimeEffects.Errors
  /// By how much the limits by time since the beginning are wider than those that hold one by one.
  public let widening: Double
  /// What people are alike in; empty without.
  public let covariates: [String]
  /// How that is taken off; nil without.
  public let adjustment: GroupTimeEffects.Adjustment?
  /// What a value is.
  public let outcome: AreaPanel.Outcome
  /// The confidence level of the limits.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]

  /// Compares the areas.
  ///
  /// - Parameters:
  ///   - panel: the areas, with when each began and its value in every period.
  ///   - controls: whom those who began are compared with: areas that never began, or those too that begin later.
  ///   - errors: what varies by itself; nil for areas, but for people where the outcome is a share and a beginning, or those that
  ///     never begin, have fewer than two areas.
  ///   - simultaneous: draws by which the limits by time since the beginning are widened so that they hold all at once;
  ///     nil for limits that hold one by one.
  ///   - seed: of the random numbers of those draws.
  ///   - level: the confidence level of the limits.
  /// - Throws: `StatisticsError` where nobody began after the first period, or nobody is left to compare with.
  public init(
    _ panel: AreaPanel, controls: GroupTimeEffects.Controls = .never, errors: GroupTimeEffects.Errors? = nil,
    simultaneous: Int? = nil, seed: UInt64 = 1, level: ConfidenceLevel = .p95
  ) throws(StatisticsError) {
    let starts = Self.starts(panel)
    let (isThin, _) = Self.begun(starts, controls)
    let chosen = errors ?? (isThin && panel.outcome.isShare ? .people : .units)
    let units = panel.areas.indices.map { area in
      GroupTimeEffects.Unit(
        start: starts[area], values: panel.values[area], weights: panel.people[area].map(Double.init))
    }
    let found = try GroupTimeEffects(
      units, controls: controls, errors: chosen, simultaneous: simultaneous, seed: seed, level: level)
    self.init(
      found, panel, controls: controls, errors: chosen, isSimultaneous: simultaneous != nil, level: level)
  }

  /// Compares people of the areas who are alike in what is known of them.
  ///
  /// - Parameters:
  ///   - panel: the areas and periods, with when each area began; its values and people are not looked at.
  ///   - areas: the name of each person's area; people of other areas than the panel's are left out.
  ///   - times: the name of each person's period.
  ///   - reoffended: whether each reoffended.
  ///   - covariates: what they are alike in: names, and columns of numbers of which a name may have several.
  ///   - method: how what is known of people is taken off.
  ///   - controls: whom those who began are compared with: people of areas that never began, or of those too that begin
  ///     later.
  ///   - simultaneous: draws by which the limits by time since the beginning are widened so that they hold all at once;
  ///     nil for limits that hold one by one.
  ///   - seed: of the random numbers of those draws.
  ///   - level: the confidence level of the limits.
  /// - Throws: `StatisticsError` where nobody began after the first period, nobody is left to compare with, or the
  ///   covariates leave too few people.
  public init(
    _ panel: AreaPanel, areas: [String], times: [String], reoffended: [Bool],
    covariates: (names: [String], columns: [[Double]]), adjusting method: GroupTimeEffects.Adjustment,
    controls: GroupTimeEffects.Controls = .never, simultaneous: Int? = nil, seed: UInt64 = 1,
    level: ConfidenceLevel = .p95
  ) throws(StatisticsError) {
    let starts = Self.starts(panel)
    let placeOfArea = Dictionary(zip(panel.areas, panel.areas.indices)) { first, _ in first }
    let placeOfTime = Dictionary(zip(panel.times, panel.times.indices)) { first, _ in first }
    let rows = areas.indices.filter { placeOfArea[areas[$0]] != nil && placeOfTime[times[$0]] != nil }
    let found = try GroupTimeEffects(
      GroupTimeEffects.People(
        periods: panel.times, starts: rows.map { row in placeOfArea[areas[row]].flatMap { starts[$0] } },
        times: rows.map { placeOfTime[times[$0]] ?? 0 }, values: rows.map { reoffended[$0] ? 1 : 0 },
        units: rows.map { placeOfArea[areas[$0]] ?? 0 },
        covariates: covariates.columns.map { column in rows.map { column[$0] } }), adjusting: method,
      controls: controls, simultaneous: simultaneous, seed: seed, level: level)
    self.init(
      found, panel, controls: controls, errors: .people, isSimultaneous: simultaneous != nil, level: level,
      covariates: covariates.names, adjustment: method)
  }

  /// The place of the period in which each area began; nil for never, and for after the last.
  private static func starts(_ panel: AreaPanel) -> [Int?] {
    panel.starts.map { start in start.flatMap { $0 < panel.times.count ? $0 : nil } }
  }

  /// Whether some areas are too few to tell how they vary, and how many began at each time.
  private static func begun(
    _ starts: [Int?], _ controls: GroupTimeEffects.Controls
  ) -> (isThin: Bool, begun: [Int: [Int]]) {
    let begun = Dictionary(grouping: starts.compactMap { $0 == 0 ? nil : $0 }) { $0 }
    let never = starts.count { $0 == nil }
    return (begun.values.contains { $0.count < 2 } || never < 2 && controls == .never, begun)
  }

  private init(
    _ found: GroupTimeEffects, _ panel: AreaPanel, controls: GroupTimeEffects.Controls,
    errors chosen: GroupTimeEffects.Errors, isSimultaneous: Bool, level: ConfidenceLevel,
    covariates: [String] = [], adjustment: GroupTimeEffects.Adjustment? = nil
  ) {
    let starts = Self.starts(panel)
    let begun = Self.begun(starts, controls).begun
    let never = starts.count { $0 == nil }
    self.covariates = covariates
    self.adjustment = adjustment
    effects = found.effects.map {
      Effect(
        start: panel.times[$0.start], time: panel.times[$0.time], isBefore: $0.time < $0.start,
        treated: $0.treated, controls: $0.controls, average: $0.average)
    }
    averages =
      [Average(kind: .overall, at: "", periods: nil, average: found.overall)]
      + found.byEvent.map {
        Average(kind: .event, at: "\($0.periods)", periods: $0.periods, average: $0.average)
      }
      + found.byStart.map {
        Average(kind: .start, at: panel.times[$0.start], periods: nil, average: $0.average)
      }
      + found.byTime.map { Average(kind: .time, at: panel.times[$0.time], periods: nil, average: $0.average) }
      + [
        Average(kind: .events, at: "", periods: nil, average: found.overallByEvent),
        Average(kind: .simple, at: "", periods: nil, average: found.simple),
      ]
    overall = found.overall
    before = found.before
    areas = (starts.count - never - found.alwaysTreated, never)
    self.controls = controls
    self.errors = chosen
    widening = found.widening
    outcome = panel.outcome
    self.level = level
    var notes = panel.notes
    if found.alwaysTreated > 0 {
      notes.append(
        "\(Plural.count(found.alwaysTreated, "area")) had begun by \(panel.times[0]) and left out: nothing is known of them before."
      )
    }
    notes.append(
      "Each change is from the last period before the beginning, less that of areas which "
        + (controls == .never ? "never began" : "never began or had not yet")
        + "; before the beginning, from one period to the next. It is an effect only if all would else have moved alike."
    )
    switch chosen {
    case .units:
      notes.append(
        begun.values.contains { $0.count < 2 }
          ? "Effects on a single area have no limits: one area does not tell how areas vary."
          : "Limits hold for areas that vary by themselves, and are Student's: fewer areas that began make them wider."
      )
    case .people:
      notes.append(
        "People are taken as independent: areas that vary from period to period by themselves have wider limits than these."
      )
    }
    if let adjustment {
      notes.append(Self.note(adjustment, covariates))
    }
    if isSimultaneous {
      notes.append(
        "Limits by time since the beginning hold all at once: they are \(NumberFormat.fixed(found.widening, decimals: 2)) times as wide as one by one."
      )
    }
    notes.append(AreaPanel.selectionNote)
    self.notes = notes
  }

  private static func note(_ adjustment: GroupTimeEffects.Adjustment, _ covariates: [String]) -> String {
    let how =
      switch adjustment {
      case .outcome: "by regressions of the others in each period (Heckman, Ichimura and Todd 1997)"
      case .probability: "by weighting the others by the odds of having begun (Abadie 2005)"
      case .doublyRobust:
        "by regressions and weights together, of which one has to be right (Sant’Anna and Zhao 2020)"
      }
    return
      "Differences in \(covariates.joined(separator: ", ")) are taken off \(how). People are taken as drawn anew in each period from the same mix."
  }

  private var decimals: Int {
    outcome.decimals(averages.filter { $0.kind != .event }.compactMap(\.average.estimate.value))
  }

  private var alike: String {
    covariates.isEmpty ? "" : " and people alike in \(covariates.joined(separator: ", "))"
  }

  /// What was found, in sentences that claim no more than the numbers do.
  public var sentences: [String] {
    let value = overall.estimate.value ?? 0
    let compared =
      "Against areas that never began\(controls == .never ? "" : " or had not yet")\(alike), the \(outcome.name) of "
      + "\(Plural.count(areas.began, "area")) that began changed by"
    let told = outcome.told(value, decimals: decimals)
    var sentences: [String] = []
    if let interval = overall.estimate.interval, let pValue = overall.pValue {
      let limits =
        "between \(outcome.signed(interval.lower, decimals: decimals)) and \(outcome.signed(interval.upper, decimals: decimals))"
      sentences.append(
        "\(compared) \(told) on average since then, \(limits), "
          + (interval.contains(0)
            ? "which is not clear of chance (\(NumberFormat.pStatement(pValue)))."
            : "beyond chance (\(NumberFormat.pStatement(pValue)))."))
    } else {
      sentences.append(
        "\(compared) \(told) on average since then; too few areas tell how far chance goes."
      )
    }
    if let before {
      sentences.append(
        before.pValue < level.alpha
          ? "Before it began they did not move alike (\(NumberFormat.pStatement(before.pValue))), so that the difference is no effect "
            + "of what was done alone."
          : "Nothing says that they moved differently before (\(NumberFormat.pStatement(before.pValue))), which few periods could "
            + "hardly show.")
    } else if effects.contains(where: \.isBefore) {
      sentences.append("Too few areas tell whether they moved alike before it began.")
    }
    return sentences
  }

  /// The finding in a sentence.
  public var headline: String {
    guard let interval = overall.estimate.interval, !interval.contains(0), let value = overall.estimate.value
    else { return "No clear difference in the areas since they began" }
    return "Against the others the \(outcome.name) \(value > 0 ? "rose" : "fell") by "
      + (outcome.isShare
        ? "\(NumberFormat.points(abs(value))) points" : NumberFormat.fixed(abs(value), decimals: decimals))
      + " where it began"
  }

  /// The averages as a table.
  public var table: OutputTable { outcome.table(Average.table(averages), decimals: decimals) }

  /// The effects as a table.
  public var effectsTable: OutputTable { outcome.table(Effect.table(effects), decimals: decimals) }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("averages", averages), ("effects", effects), ("overall", overall.estimate), ("pValue", overall.pValue),
      ("before", before), ("began", areas.began), ("never", areas.never), ("controls", controls.rawValue),
      ("errors", errors.rawValue), ("widening", widening), ("outcome", outcome.name),
      ("method", adjustment?.rawValue), ("covariates", covariates),
      ("sentence", sentences.joined(separator: " ")), ("level", level), ("notes", notes),
    ]).encode(to: encoder)
  }
}
