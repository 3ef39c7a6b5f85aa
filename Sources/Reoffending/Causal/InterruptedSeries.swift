import Numbers
public import Statistics
public import Tables

/// A rate before and after a change at a known time: the jump, the change of slope, and the difference that they make.
public struct InterruptedSeries: Sendable, Encodable {
  /// One period.
  public struct Point: ResultRow {
    /// What it is called.
    public let time: String
    /// Whether it comes after the change.
    public let isAfter: Bool
    /// The rate, or its difference from the control.
    public let value: Double
    /// The two lines.
    public let fitted: Double
    /// The first line carried on.
    public let withoutChange: Double

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Point>] = [
      .text("time", "Period") { $0.time }, .flag("isAfter", "After") { $0.isAfter },
      .share("value", "Rate") { $0.value }, .share("fitted", "Fitted") { $0.fitted },
      .share("withoutChange", "Without the change") { $0.withoutChange },
    ]
  }

  /// The periods.
  public let points: [Point]
  /// The lines.
  public let regression: SegmentedRegression
  /// The period from which things changed.
  public let change: String
  /// What the series is less of; nil without a control.
  public let control: String?
  /// The confidence level of the limits.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]

  /// Fits the lines.
  ///
  /// - Parameters:
  ///   - points: the periods in order of time; the value of a control is nil where there is none.
  ///   - change: the name of the first period after the change.
  ///   - control: the name of the control, whose rate is taken off; nil where there is none.
  ///   - lag: over how many periods errors may follow each other; nil for ⌊4(n/100)^(2/9)⌋, n being the number of
  ///     periods.
  ///   - level: the confidence level of the limits.
  ///   - notes: what a reader must know of the data; what is said of the method follows.
  /// - Throws: `StatisticsError` for a change that is no period, and fewer than three periods on either side.
  public init(
    _ points: [(time: String, rate: Double, control: Double?)], change: String, control: String? = nil,
    lag: Int? = nil, level: ConfidenceLevel = .p95, notes: [String] = []
  ) throws(StatisticsError) {
    let place = try PeriodNames.place(ofChange: change, among: points.map(\.time))
    let values = points.map { $0.rate - ($0.control ?? 0) }
    regression = try SegmentedRegression(values, changeAt: place, lag: lag, level: level)
    let lines = regression
    self.points = points.indices.map {
      Point(
        time: points[$0].time, isAfter: $0 >= place, value: values[$0], fitted: lines.fitted[$0],
        withoutChange: lines.withoutChange[$0])
    }
    self.change = points[place].time
    self.control = control
    self.level = level
    self.notes =
      notes + [
        "Least squares with a jump and a change of slope; standard errors of Newey and West over \(Plural.count(regression.lag, "period")). "
          + "The correlation of each error with the one before is \(NumberFormat.fixed(regression.autocorrelation, decimals: 2)).",
        control == nil
          ? "Whatever else changed at the same time is in the jump: --control takes another group's rate off."
          : "The series is the difference from \(control ?? ""); what hit both alike is gone, what hit one is not.",
        AreaPanel.selectionNote,
      ]
  }

  /// What was found, in sentences that claim no more than the numbers do.
  public var sentences: [String] {
    func told(_ coefficient: SegmentedRegression.Coefficient, _ what: String, _ unit: String) -> String {
      let value = coefficient.estimate.value ?? 0
      guard let interval = coefficient.estimate.interval else { return "" }
      let limits =
        "\(NumberFormat.signedPoints(value, decimals: 2)) percentage points\(unit), between "
        + "\(NumberFormat.signedPoints(interval.lower, decimals: 2)) and \(NumberFormat.signedPoints(interval.upper, decimals: 2))"
      return interval.contains(0)
        ? "\(what) is not clear of chance (\(limits))."
        : "\(what) is \(limits) (\(NumberFormat.pStatement(coefficient.pValue)))."
    }
    return [
      told(regression.levelChange, "The jump at \(change)", ""),
      told(regression.slopeChange, "The change of slope", " a period"),
    ]
  }

  /// The finding in a sentence.
  public var headline: String {
    guard let interval = regression.levelChange.estimate.interval, !interval.contains(0),
      let value = regression.levelChange.estimate.value
    else { return "No clear jump at \(change)" }
    return "At \(change) the rate \(value > 0 ? "rose" : "fell") by \(NumberFormat.points(abs(value))) points"
  }

  /// The periods as a table.
  public var table: OutputTable { Point.table(points) }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    let named: [(String, SegmentedRegression.Coefficient)] = [
      ("intercept", regression.intercept), ("slope", regression.slope),
      ("levelChange", regression.levelChange),
      ("slopeChange", regression.slopeChange),
    ]
    try ResultObject([
      ("points", points),
      (
        "coefficients",
        named.map { name, one in
          ResultObject([
            ("term", name), ("estimate", one.estimate), ("standardError", one.standardError),
            ("pValue", one.pValue),
          ])
        }
      ), ("change", change), ("control", control), ("lag", regression.lag),
      ("autocorrelation", regression.autocorrelation), ("level", level), ("notes", notes),
    ]).encode(to: encoder)
  }
}
