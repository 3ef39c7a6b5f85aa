import Numbers
public import Statistics
public import Tables

/// The change of a rate where something was done, less the change where nothing was: difference in differences.
///
/// The limits square and add those of the two changes (Newcombe's method for each); the p-value is normal with binomial
/// variances. Whether the groups moved alike before is tested where several periods before are known.
///
/// - Source: Angrist and Pischke (2009), *Mostly Harmless Econometrics*, chapter 5, doi:10.2307/j.ctvcm4j72; Zou and Donner
///   (2008), *Statistics in Medicine* 27, 1693–1702, doi:10.1002/sim.3095, for the limits.
public struct DifferenceInDifferences: Sendable, Encodable {
  /// The people and reoffenders of one side before or after.
  public struct Cell: ResultRow {
    /// Whether something was done there.
    public let isTreated: Bool
    /// Whether it is after the change.
    public let isAfter: Bool
    /// The people.
    public let trials: Int
    /// Those who reoffended.
    public let events: Int
    /// Their rate.
    public let rate: Estimate

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Cell>] = [
      .text("group", "Group") { $0.isTreated ? "treated" : "control" },
      .text("when", "When") { $0.isAfter ? "after" : "before" }, .count("trials", "People") { $0.trials },
      .count("events", "Reoffended") { $0.events }, .shareEstimate("rate", "Rate") { $0.rate },
    ]
  }

  /// The rates of both sides in one period.
  public struct Point: Sendable, Encodable {
    /// The period.
    public let time: String
    /// Whether it is after the change.
    public let isAfter: Bool
    /// The rate where something was done.
    public let treated: Double
    /// The rate where nothing was.
    public let control: Double
  }

  /// The four cells: treated before and after, control before and after.
  public let cells: [Cell]
  /// The periods.
  public let points: [Point]
  /// The change where something was done.
  public let treatedChange: Estimate
  /// The change where nothing was.
  public let controlChange: Estimate
  /// The difference of the two.
  public let effect: Estimate
  /// Its two-sided p-value.
  public let pValue: Double
  /// The test that the difference of the sides was the same in every period before; nil for one period before.
  public let before: TestResult?
  /// The first period after the change.
  public let change: String
  /// The confidence level of the limits.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]

  /// One period of one side.
  public struct Count: Sendable {
    /// The period's name.
    public let time: String
    /// Whether something was done there.
    public let isTreated: Bool
    /// Those who reoffended.
    public let events: Int
    /// The people.
    public let trials: Int

    /// Joins the parts.
    public init(time: String, isTreated: Bool, events: Int, trials: Int) {
      self.time = time
      self.isTreated = isTreated
      self.events = events
      self.trials = trials
    }
  }

  /// Compares the changes.
  ///
  /// - Parameters:
  ///   - counts: the people and reoffenders of each side in each period; several of one side and period are added.
  ///   - times: the names of the periods in order of time.
  ///   - change: the first period after the change.
  ///   - level: the confidence level of the limits.
  ///   - notes: what a reader must know of the data; what is said of the method follows.
  /// - Throws: `StatisticsError` for a change that is no period, and a side that has nobody before or after it.
  public init(
    _ counts: [Count], times: [String], change: String, level: ConfidenceLevel = .p95, notes: [String] = []
  ) throws(StatisticsError) {
    guard let place = times.firstIndex(of: change), place > 0 else {
      throw .undefined(
        quantity: "a change at \(change)",
        because: times.contains(change)
          ? "no period is before it" : "the periods are \(times.prefix(40).joined(separator: ", "))")
    }
    let later = Set(times[place...])
    func cell(_ isTreated: Bool, _ isAfter: Bool) throws(StatisticsError) -> Cell {
      let own = counts.filter { $0.isTreated == isTreated && later.contains($0.time) == isAfter }
      let (events, trials) = (own.reduce(0) { $0 + $1.events }, own.reduce(0) { $0 + $1.trials })
      guard trials > 0 else {
        throw .undefined(
          quantity: "a difference in differences",
          because:
            "the \(isTreated ? "treated" : "control") side has nobody \(isAfter ? "after" : "before") \(change)"
        )
      }
      return Cell(
        isTreated: isTreated, isAfter: isAfter, trials: trials, events: events,
        rate: try Proportion(events: events, trials: trials).intervalEstimate(level: level))
    }
    cells = [try cell(true, false), try cell(true, true), try cell(false, false), try cell(false, true)]
    func moved(_ first: Cell, _ last: Cell) throws(StatisticsError) -> Estimate {
      try TwoByTwoTable(
        exposedEvents: last.events, of: last.trials, unexposedEvents: first.events, of: first.trials
      ).riskDifference(level: level, method: .newcombe)
    }
    treatedChange = try moved(cells[0], cells[1])
    controlChange = try moved(cells[2], cells[3])
    let (a, b) = (treatedChange.value ?? 0, controlChange.value ?? 0)
    func distances(_ estimate: Estimate) -> (below: Double, above: Double) {
      let value = estimate.value ?? 0
      return (value - (estimate.interval?.lower ?? value), (estimate.interval?.upper ?? value) - value)
    }
    let (own, other) = (distances(treatedChange), distances(controlChange))
    let value = a - b
    effect = Estimate(
      value,
      interval: ConfidenceInterval(
        lower: value - (own.below * own.below + other.above * other.above).squareRoot(),
        upper: value + (own.above * own.above + other.below * other.below).squareRoot(), level: level),
      method: "mover-newcombe")
    func variance(_ events: Int, _ trials: Int) -> Double {
      let p = Double(events) / Double(trials)
      return p * (1 - p) / Double(trials)
    }
    let error = cells.reduce(0) { $0 + variance($1.events, $1.trials) }.squareRoot()
    pValue = error > 0 ? StandardNormal.pValue(value / error, alternative: .twoSided) : 1
    var points: [Point] = []
    var gaps: [(gap: Double, variance: Double)] = []
    for time in times {
      func side(_ isTreated: Bool) -> (events: Int, trials: Int) {
        let own = counts.filter { $0.isTreated == isTreated && $0.time == time }
        return (own.reduce(0) { $0 + $1.events }, own.reduce(0) { $0 + $1.trials })
      }
      let (own, other) = (side(true), side(false))
      guard own.trials > 0, other.trials > 0 else { continue }
      let rates = (Double(own.events) / Double(own.trials), Double(other.events) / Double(other.trials))
      points.append(
        Point(time: time, isAfter: later.contains(time), treated: rates.0, control: rates.1))
      let spread = variance(own.events, own.trials) + variance(other.events, other.trials)
      if !later.contains(time), spread > 0 { gaps.append((rates.0 - rates.1, spread)) }
    }
    self.points = points
    if gaps.count > 1 {
      let weights = gaps.reduce(0) { $0 + 1 / $1.variance }
      let mean = gaps.reduce(0) { $0 + $1.gap / $1.variance } / weights
      let statistic = gaps.reduce(0) { $0 + ($1.gap - mean) * ($1.gap - mean) / $1.variance }
      let degrees = Double(gaps.count - 1)
      before = TestResult(
        statistic: statistic, degreesOfFreedom: degrees,
        pValue: min(1, try ChiSquared(degreesOfFreedom: degrees).upperTail(statistic)),
        method: "heterogeneity")
    } else {
      before = nil
    }
    self.change = change
    self.level = level
    self.notes =
      notes + [
        "It is the effect of what was done only if both sides would otherwise have moved alike.",
        "People are taken as independent: areas that vary from year to year by themselves have wider limits than these.",
        AreaPanel.selectionNote,
      ]
  }

  /// What was found, in sentences that claim no more than the numbers do.
  public var sentences: [String] {
    func moved(_ estimate: Estimate) -> String {
      "\(NumberFormat.signedPoints(estimate.value ?? 0)) percentage points"
    }
    let interval = effect.interval
    let limits =
      interval.map {
        "between \(NumberFormat.signedPoints($0.lower)) and \(NumberFormat.signedPoints($0.upper))"
      } ?? ""
    var sentences = [
      "From before to after \(change) the rate changed by \(moved(treatedChange)) where something was done and by "
        + "\(moved(controlChange)) where nothing was: a difference of \(moved(effect)), \(limits), "
        + (interval?.contains(0) ?? true
          ? "which is not clear of chance (\(NumberFormat.pStatement(pValue)))."
          : "beyond chance (\(NumberFormat.pStatement(pValue))).")
    ]
    if let before {
      sentences.append(
        before.pValue < level.alpha
          ? "The two sides did not move alike before (\(NumberFormat.pStatement(before.pValue))), so that the difference is no "
            + "effect of what was done alone."
          : "Nothing says that the sides moved differently before (\(NumberFormat.pStatement(before.pValue))), which few periods "
            + "could hardly show.")
    }
    return sentences
  }

  /// The finding in a sentence.
  public var headline: String {
    guard let interval = effect.interval, !interval.contains(0), let value = effect.value else {
      return "No clear difference between the changes at \(change)"
    }
    return
      "Against the control the rate \(value > 0 ? "rose" : "fell") by \(NumberFormat.points(abs(value))) points at \(change)"
  }

  /// The four cells as a table.
  public var table: OutputTable { Cell.table(cells) }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("groups", cells), ("points", points), ("treatedChange", treatedChange),
      ("controlChange", controlChange),
      ("effect", effect), ("pValue", pValue), ("before", before), ("change", change),
      ("sentence", sentences.joined(separator: " ")), ("level", level), ("notes", notes),
    ]).encode(to: encoder)
  }
}
