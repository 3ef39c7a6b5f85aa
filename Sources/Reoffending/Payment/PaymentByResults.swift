import Numbers
public import Statistics
public import Tables

/// Cohorts under payment by results: the rates from which they count as better or worse than a baseline, and how often
/// chance alone takes them there.
public struct PaymentByResults: Sendable, Encodable {
  /// What a cohort is found to be.
  public enum Verdict: String, Sendable {
    /// Significantly below the baseline.
    case reduction
    /// No clear difference from the baseline.
    case noChange = "no change"
    /// Significantly above the baseline.
    case increase
  }

  /// One cohort.
  public struct Row: ResultRow {
    /// What it is called.
    public let key: GroupKey
    /// The people.
    public let trials: Int
    /// Those who reoffended; nil for a cohort that is planned.
    public let events: Int?
    /// The thresholds.
    public let threshold: PaymentThreshold
    /// The probability of counting as a reduction with the underlying rate of the baseline.
    public let chanceOfReduction: Double
    /// The probability of counting as an increase with it.
    public let chanceOfIncrease: Double
    /// The reduction of the underlying rate that is found with the power asked for; nil where none is.
    public let reductionFound: Double?
    /// The power asked for.
    public let power: Double
    /// Reoffences for each reoffender; nil where they are not known.
    public let frequency: Double?
    /// The thresholds of that number; nil where there is no baseline of it.
    public let frequencyThreshold: FrequencyThreshold?

    /// The verdict of the binary rate; nil for a cohort that is planned.
    public var verdict: Verdict? {
      events.map { events in
        if let most = threshold.mostForReduction, events <= most { return .reduction }
        if let least = threshold.leastForIncrease, events >= least { return .increase }
        return .noChange
      }
    }

    /// The verdict of the frequency; nil where there is none.
    public var frequencyVerdict: Verdict? {
      guard let frequency, let limits = frequencyThreshold?.limits else { return nil }
      return frequency < limits.lower ? .reduction : frequency > limits.upper ? .increase : .noChange
    }

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Row>] = [
      .name { $0.key }, .count("trials", "People") { $0.trials },
      .count("events", "Reoffended") { $0.events },
      .share("rate", "Rate") { row in row.events.map { Double($0) / Double(row.trials) } },
      .share("baseline", "Baseline") { $0.threshold.baseline },
      .share("lower", "Reduction below") { $0.threshold.limits.lower },
      .share("upper", "Increase above") { $0.threshold.limits.upper },
      .count("mostForReduction", "At most") { $0.threshold.mostForReduction },
      .count("leastForIncrease", "At least") { $0.threshold.leastForIncrease },
      .text("verdict", "Verdict") { $0.verdict?.rawValue },
      .share("chanceOfReduction", "Reduction by chance") { $0.chanceOfReduction },
      .share("chanceOfIncrease", "Increase by chance") { $0.chanceOfIncrease },
      .share("reductionFound", "Reduction found") { $0.reductionFound },
      .number("power") { $0.power },
      .number("frequency", "Reoffences each") { $0.frequency },
      .number("frequencyBaseline") { $0.frequencyThreshold?.baseline },
      .number("frequencyLower", "Reduction below") { $0.frequencyThreshold?.limits.lower },
      .number("frequencyUpper", "Increase above") { $0.frequencyThreshold?.limits.upper },
      .text("frequencyVerdict", "Verdict") { $0.frequencyVerdict?.rawValue },
      .text("sentence") { $0.sentence },
    ]

    /// What the row says, in sentences.
    public var sentence: String {
      let limits = threshold.limits
      var text = "\(key): "
      if let events, let verdict {
        let found =
          switch verdict {
          case .reduction: "a significant reduction from"
          case .increase: "a significant increase from"
          case .noChange: "with no clear difference from"
          }
        text +=
          "\(NumberFormat.count(events)) of \(NumberFormat.count(trials)) reoffended "
          + "(\(NumberFormat.percent(Double(events) / Double(trials)))), \(found) the baseline of "
          + "\(NumberFormat.percent(threshold.baseline)). "
      } else {
        text +=
          "with \(Plural.count(trials, "person")) and a baseline of \(NumberFormat.percent(threshold.baseline)), "
      }
      let most = threshold.mostForReduction.map { "no more than \(NumberFormat.count($0)) reoffend" }
      let start = events == nil ? "a" : "A"
      text +=
        most.map {
          "\(start) reduction counts where \($0) (below \(NumberFormat.percent(limits.lower))); without any change of the underlying "
            + "rate chance alone takes \(NumberFormat.percent(chanceOfReduction)) of such cohorts there."
        } ?? "\(start) reduction cannot be found in so few people."
      if let reductionFound {
        text +=
          " A true reduction of \(NumberFormat.points(reductionFound)) percentage points is found with a probability of "
          + "\(NumberFormat.percent(power, decimals: 0))."
      }
      if let frequency, let frequencyVerdict, let limits = frequencyThreshold?.limits {
        text +=
          " Reoffences for each reoffender: \(NumberFormat.fixed(frequency, decimals: 2)), "
          + (frequencyVerdict == .noChange ? "within" : frequencyVerdict == .reduction ? "below" : "above")
          + " the limits of \(NumberFormat.fixed(limits.lower, decimals: 2)) and "
          + "\(NumberFormat.fixed(limits.upper, decimals: 2))."
      }
      return text
    }
  }

  /// A baseline.
  public struct Baseline: Hashable, Sendable {
    /// The rate.
    public var rate: Double
    /// The people whose rate it is; nil where it is taken as known.
    public var people: Int?
    /// Reoffences for each reoffender; nil for none.
    public var frequency: Double?
    /// Their standard deviation; nil for that of a geometric number.
    public var deviation: Double?

    /// A baseline from its parts.
    public init(rate: Double, people: Int? = nil, frequency: Double? = nil, deviation: Double? = nil) {
      self.rate = rate
      self.people = people
      self.frequency = frequency
      self.deviation = deviation
    }
  }

  /// The cohorts.
  public let rows: [Row]
  /// The level of the thresholds.
  public let level: ConfidenceLevel
  /// How likely it is that at least one of the cohorts counts as a reduction by chance.
  public let chanceOfAny: Double
  /// What a reader must know.
  public let notes: [String]

  /// Sets the thresholds of cohorts.
  ///
  /// - Parameters:
  ///   - cohorts: each with its baseline; reoffenders nil where they are not known yet.
  ///   - power: the probability with which a reduction is to be found.
  ///   - level: of the limits of the baseline, outside which a rate counts as changed.
  ///   - notes: what a reader must know of the data; what is said of the method follows.
  /// - Throws: `StatisticsError` for no cohort, and baselines that are no rates.
  public init(
    _ cohorts: [(key: GroupKey, trials: Int, events: Int?, reoffences: Int?, baseline: Baseline)],
    power: Double = 0.8, level: ConfidenceLevel = .p95, notes: [String] = []
  ) throws(StatisticsError) {
    guard !cohorts.isEmpty else { throw .empty(argument: "cohorts") }
    var rows: [Row] = []
    var isGeometric = false
    for cohort in cohorts {
      let threshold = try PaymentThreshold(
        cohort: cohort.trials, baseline: cohort.baseline.rate, baselineCohort: cohort.baseline.people,
        level: level)
      var frequency: (value: Double, threshold: FrequencyThreshold)?
      if let mean = cohort.baseline.frequency, let events = cohort.events, events > 0,
        let reoffences = cohort.reoffences
      {
        if cohort.baseline.deviation == nil { isGeometric = true }
        frequency = (
          Double(reoffences) / Double(events),
          try FrequencyThreshold(
            reoffenders: events, baseline: mean, deviation: cohort.baseline.deviation, level: level)
        )
      }
      rows.append(
        Row(
          key: cohort.key, trials: cohort.trials, events: cohort.events, threshold: threshold,
          chanceOfReduction: try threshold.probabilityOfReduction(rate: cohort.baseline.rate),
          chanceOfIncrease: try threshold.probabilityOfIncrease(rate: cohort.baseline.rate),
          reductionFound: try threshold.reductionFound(withProbability: power), power: power,
          frequency: frequency?.value, frequencyThreshold: frequency?.threshold))
    }
    self.rows = rows
    self.level = level
    chanceOfAny = 1 - rows.reduce(1) { $0 * (1 - $1.chanceOfReduction) }
    self.notes =
      notes + [
        "A rate counts as changed where it lies outside the \(level.percent) limits of the baseline at the cohort's size, as "
          + "under payment by results for Community Rehabilitation Companies. The probabilities are exact binomial ones.",
        rows.contains { $0.threshold.baselineCohort != nil }
          ? "The baseline's own chance widens the limits."
          : "The baseline is taken as known; --baseline-cohort gives the people whose rate it is.",
      ]
      + (isGeometric
        ? [
          "The spread of reoffences among reoffenders is that of a geometric number with the baseline's mean; "
            + "--baseline-deviation gives the true one."
        ] : [])
  }

  /// A sentence a cohort, and how likely it is that one of several passes by chance.
  public var sentences: [String] {
    rows.map(\.sentence)
      + (rows.count > 1
        ? [
          "With no change anywhere, the probability that at least one of the \(rows.count) cohorts counts as a reduction is "
            + "\(NumberFormat.percent(chanceOfAny))."
        ] : [])
  }

  /// The finding in a sentence.
  public var headline: String {
    let judged = rows.filter { $0.verdict != nil }
    guard !judged.isEmpty else { return "From which rate on a cohort passes" }
    let passed = judged.count { $0.verdict == .reduction }
    guard passed > 0 else {
      return judged.count == 1
        ? "The cohort shows no significant reduction"
        : "None of \(judged.count) cohorts shows a significant reduction"
    }
    return
      "\(passed) of \(Plural.count(judged.count, "cohort")) \(passed == 1 ? "shows" : "show") a significant reduction"
  }

  /// The cohorts as a table.
  public var table: OutputTable { Row.table(rows) }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("groups", rows), ("chanceOfAny", chanceOfAny), ("cohorts", rows.count), ("level", level),
      ("notes", notes),
    ]).encode(to: encoder)
  }
}
