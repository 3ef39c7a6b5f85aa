import Numbers
public import Statistics
public import Tables

/// A rate after a change against what its own past and the rates of others, which the change did not reach, say of it.
public struct CounterfactualSeries: Sendable, Encodable {
  /// One period.
  public struct Point: ResultRow {
    /// What it is called.
    public let time: String
    /// Whether it comes after the change.
    public let isAfter: Bool
    /// The rate.
    public let value: Double
    /// What it was expected to be: by the periods before it, or after the change by those before that.
    public let expected: Double
    /// The limits of what it would have been; nil before the change.
    public let limits: ConfidenceInterval?
    /// The rate less the one expected; nil before the change.
    public let effect: Double?

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Point>] = [
      .text("time", "Period") { $0.time }, .flag("isAfter", "After") { $0.isAfter },
      .share("value", "Rate") { $0.value }, .share("expected", "Expected") { $0.expected },
      .share("lower", "from") { $0.limits?.lower }, .share("upper", "to") { $0.limits?.upper },
      .share("effect", "Difference") { $0.effect },
    ]
  }

  /// The periods.
  public let points: [Point]
  /// The mean difference from what was expected, each period alike.
  public let effect: Estimate
  /// The two-sided probability of so great a difference by chance.
  public let pValue: Double
  /// The sum of the differences in people.
  public let cumulative: Estimate
  /// The mean rate over the one expected, less one; nil where none was expected.
  public let relative: Estimate?
  /// The others, with by how much of theirs the rate is more.
  public let controls: [(name: String, multiple: Estimate)]
  /// The deviation of the steps of the level over that of the errors.
  public let drift: Double
  /// The period from which things changed.
  public let change: String
  /// The confidence level of the limits.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]

  /// Reckons what would have been.
  ///
  /// - Parameters:
  ///   - points: the periods in order of time, with the rate of each control.
  ///   - change: the name of the first period after the change.
  ///   - names: the names of the others, in the order in which `points` has their rates.
  ///   - level: the confidence level of the limits.
  ///   - notes: what a reader must know of the data; what is said of the method follows.
  /// - Throws: `StatisticsError` for a change that is no period, too few periods before it, and controls that say nothing.
  public init(
    _ points: [(time: String, rate: Double, people: Int, controls: [Double])], change: String,
    controls names: [String] = [], level: ConfidenceLevel = .p95, notes: [String] = []
  ) throws(StatisticsError) {
    let place = try PeriodNames.place(ofChange: change, among: points.map(\.time))
    let (before, after) = (points[..<place], points[place...])
    func others(_ part: ArraySlice<(time: String, rate: Double, people: Int, controls: [Double])>)
      -> [[Double]]
    {
      names.indices.map { control in part.map { $0.controls[control] } }
    }
    let expected = try ExpectedWithoutChange(
      before.map(\.rate), others: others(before), later: others(after), periods: after.count, level: level)
    let rates = after.map(\.rate)
    let share = 1 / Double(after.count)
    let mean = try expected.difference(rates, weights: rates.map { _ in share })
    effect = mean.estimate
    pValue = mean.pValue
    cumulative = try expected.difference(rates, weights: after.map { Double($0.people) }).estimate
    let actual = rates.reduce(0, +) * share
    relative = Self.relative(effect, actual: actual)
    self.controls = zip(names, expected.multiples).map { ($0, $1) }
    drift = expected.drift
    self.points = points.indices.map { index in
      let one = points[index]
      guard index >= place else {
        return Point(
          time: one.time, isAfter: false, value: one.rate, expected: expected.before[index], limits: nil,
          effect: nil)
      }
      let would = expected.after[index - place]
      return Point(
        time: one.time, isAfter: true, value: one.rate, expected: would.value ?? 0, limits: would.interval,
        effect: one.rate - (would.value ?? 0))
    }
    self.change = points[place].time
    self.level = level
    self.notes =
      notes + [
        "A level that drifts\(names.isEmpty ? "" : " and multiples of the rates of \(names.joined(separator: ", "))"), fitted to "
          + "\(Plural.count(place, "period")) before \(points[place].time): each step of the level has about "
          + "\(NumberFormat.ratio(drift)) times the deviation of the errors, and limits allow for that not being known.",
        names.isEmpty
          ? "Without --control only the past of the series says what would have been, and whatever else changed at the same time "
            + "is in the difference."
          : "It is what would have been only if the change did not reach \(names.joined(separator: ", ")), and the rates go together as before.",
        AreaPanel.selectionNote,
      ]
  }

  /// The actual mean over the one expected, less one.
  private static func relative(_ effect: Estimate, actual: Double) -> Estimate? {
    guard let value = effect.value, let limits = effect.interval else { return nil }
    func over(_ difference: Double) -> Double? {
      actual - difference > 0 ? difference / (actual - difference) : nil
    }
    guard let middle = over(value) else { return nil }
    guard let lower = over(limits.lower), let upper = over(limits.upper) else {
      return Estimate(middle, withoutIntervalAt: limits.level, method: effect.method)
    }
    return Estimate(
      middle, interval: ConfidenceInterval(lower: lower, upper: upper, level: limits.level),
      method: effect.method)
  }

  private var isClear: Bool { effect.interval.map { !$0.contains(0) } ?? false }

  /// What was found, in sentences that claim no more than the numbers do.
  public var sentences: [String] {
    guard let value = effect.value, let limits = effect.interval, let people = cumulative.value,
      let range = cumulative.interval
    else { return [] }
    func points(_ share: Double) -> String { NumberFormat.signedPoints(share, decimals: 1) }
    func whole(_ number: Double) -> String { NumberFormat.signed(number, decimals: 0) }
    func told(_ number: Double) -> String { NumberFormat.fixed(abs(number), decimals: 0) }
    let source =
      controls.isEmpty
      ? "its own past says"
      : "its own past and the rate\(controls.count == 1 ? "" : "s") of \(controls.map(\.name).joined(separator: ", ")) say"
    let size =
      "\(NumberFormat.points(abs(value))) percentage points \(value < 0 ? "below" : "above") what \(source) "
      + "(between \(points(limits.lower)) and \(points(limits.upper)))"
    var text =
      "From \(change) on the rate was on average \(size), "
      + (isClear
        ? "beyond chance (\(NumberFormat.pStatement(pValue)))."
        : "which is not clear of chance (\(NumberFormat.pStatement(pValue))).")
    text +=
      range.contains(0)
      ? " That is \(whole(people)) people who reoffended (between \(whole(range.lower)) and \(whole(range.upper)))."
      : " That is \(told(people)) \(people < 0 ? "fewer" : "more") people who reoffended (between "
        + "\(told(min(abs(range.lower), abs(range.upper)))) and \(told(max(abs(range.lower), abs(range.upper)))))."
    return [text]
  }

  /// The finding in a sentence.
  public var headline: String {
    guard isClear, let value = effect.value else {
      return "No clear difference from what was to be expected since \(change)"
    }
    return "Since \(change) the rate was \(NumberFormat.points(abs(value))) points "
      + "\(value < 0 ? "below" : "above") what was to be expected"
  }

  /// The periods as a table.
  public var table: OutputTable { Point.table(points) }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("points", points), ("effect", effect), ("pValue", pValue), ("cumulative", cumulative),
      ("relative", relative),
      ("controls", controls.map { ResultObject([("name", $0.name), ("multiple", $0.multiple)]) }),
      ("drift", drift), ("change", change), ("method", "state-space"),
      ("sentence", sentences.joined(separator: " ")),
      ("level", level), ("notes", notes),
    ]).encode(to: encoder)
  }
}
