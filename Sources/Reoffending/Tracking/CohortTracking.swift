import Numbers
public import Statistics
public import Tables

/// This cohort so far against earlier cohorts at the same point of their follow-up, and what is to come.
public struct CohortTracking: Sendable, Encodable {
  /// The share who have reoffended by a point of the follow-up.
  public struct Point: ResultRow {
    /// The cohort.
    public let cohort: String
    /// The time since the beginning of each person's follow-up.
    public let time: Double
    /// The people who were followed so far without a reoffence.
    public let atRisk: Int
    /// Those who reoffended by then.
    public let reoffenders: Int
    /// Those who reoffended for the first time since the point before.
    public let newly: Int
    /// The share who have reoffended, people not followed so far taken into account.
    public let share: Estimate

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Point>] = [
      .text("cohort", "Cohort") { $0.cohort }, .number("time", "By", decimals: 0) { $0.time },
      .count("atRisk", "Still followed") { $0.atRisk },
      .count("newly", "First reoffended since") { $0.newly },
      .count("reoffenders", "Reoffended so far") { $0.reoffenders },
      .shareEstimate("share", "Share") { $0.share },
    ]
  }

  /// One cohort.
  public struct Cohort: Sendable, Encodable {
    /// What it is called.
    public let name: String
    /// Its people.
    public let people: Int
    /// Those who have reoffended.
    public let reoffenders: Int
    /// Whether it is the one that is tracked.
    public let isCurrent: Bool
    /// The longest follow-up of a person.
    public let followed: Double
    /// The points, as far as enough people are followed.
    public let points: [Point]
  }

  /// The current cohort against the earlier ones at one point.
  public struct Comparison: Sendable {
    /// The point.
    public let time: Double
    /// The share of the current cohort.
    public let current: Double
    /// The share of the earlier ones together.
    public let earlier: Double
    /// The difference.
    public let difference: Estimate
    /// Its two-sided p-value.
    public let pValue: Double
  }

  /// The cohorts, earlier ones first.
  public let cohorts: [Cohort]
  /// The current cohort against earlier ones, at the latest point that enough people have reached.
  public let comparison: Comparison?
  /// Where the current cohort will end.
  public let projection: CohortProjection
  /// The shares where it will end: expected, with limits.
  public let final: Estimate
  /// The time at which the follow-up ends.
  public let horizon: Double
  /// The unit of time, in the plural.
  public let unit: String
  /// The confidence level of the limits.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]

  /// Tracks a cohort.
  ///
  /// - Parameters:
  ///   - cohorts: the cohorts in order of time with the times of their people, the last of which is tracked unless
  ///     another is named.
  ///   - name: the cohort that is tracked; nil for the last.
  ///   - points: the times at which they are compared.
  ///   - horizon: the time at which the follow-up ends, in the unit of the times.
  ///   - unit: of the times, in the plural.
  ///   - fewest: the fewest people still followed at a point that is told.
  ///   - level: the confidence level of the limits.
  ///   - seed: of the random numbers that the range of what is to come is drawn with.
  ///   - notes: what a reader must know of the data; what is said of the method follows.
  /// - Throws: `StatisticsError` for fewer than two cohorts, a name that is none of them, points beyond the horizon, and
  ///   earlier cohorts that were not followed to it.
  public init(
    _ cohorts: [(name: String, times: SurvivalTimes)], current name: String? = nil, points: [Double],
    horizon: Double, unit: String, fewest: Int = 10, level: ConfidenceLevel = .p95, seed: UInt64 = 1,
    notes: [String] = []
  ) throws(StatisticsError) {
    guard let tracked = name.map({ name in cohorts.first { $0.name == name } }) ?? cohorts.last else {
      throw .undefined(
        quantity: "the cohort \(name ?? "")",
        because: "the cohorts are \(cohorts.map(\.name).joined(separator: ", "))")
    }
    let earlier = cohorts.filter { $0.name != tracked.name }
    guard !earlier.isEmpty else {
      throw .undefined(
        quantity: "a comparison with earlier cohorts", because: "there is one cohort only, \(tracked.name)")
    }
    for point in points where !(point > 0 && point <= horizon) {
      throw .outOfRange(
        argument: "a point", value: point,
        allowed: "above 0 and at most the horizon \(NumberFormat.plain(horizon))")
    }
    projection = try CohortProjection(
      current: tracked.times, earlier: earlier.map(\.times), horizon: horizon, level: level, seed: seed)
    let n = Double(tracked.times.count)
    final = Estimate(
      projection.expected / n, interval: projection.limits.mapped { $0 / n }, method: "conditional-bootstrap")
    self.cohorts = (earlier + [tracked]).map { one in
      let isCurrent = one.name == tracked.name
      return Cohort(
        name: one.name, people: one.times.count, reoffenders: Self.events(one.times, by: horizon),
        isCurrent: isCurrent, followed: one.times.times.max() ?? 0,
        points: Self.points(one.name, one.times, points, fewest: fewest, level: level))
    }
    let reached = self.cohorts.last?.points.last?.time
    comparison = reached.flatMap { time in
      Self.comparison(tracked.times, earlier.map(\.times), at: time, level: level)
    }
    self.horizon = horizon
    self.unit = unit
    self.level = level
    self.notes =
      notes + [
        "Shares are those of Kaplan and Meier: people who are not yet followed so far count as long as they are.",
        "What is to come: those left reoffend as people of the earlier cohorts who had come as far did. The range joins which "
          + "cohort this one will be like, the chance in that cohort, and who reoffends; a change of police or court practice "
          + "is not in it. Proven reoffences of the last months may still be missing.",
      ]
  }

  private static func events(_ data: SurvivalTimes, by time: Double) -> Int {
    zip(data.times, data.events).count { $0.1 && $0.0 <= time }
  }

  private static func points(
    _ name: String, _ data: SurvivalTimes, _ points: [Double], fewest: Int, level: ConfidenceLevel
  ) -> [Point] {
    let curve = KaplanMeier(data, level: level)
    var before = 0
    var made: [Point] = []
    for point in Set(points).sorted() {
      let atRisk = data.times.count { $0 >= point }
      guard atRisk >= fewest else { break }
      let events = events(data, by: point)
      let step = curve.step(at: point)
      let share = 1 - (step?.survival ?? 1)
      let estimate =
        step?.interval.map { Estimate(share, interval: $0.mapped { 1 - $0 }, method: "log-log") }
        ?? Estimate(share, withoutIntervalAt: level, method: "log-log")
      made.append(
        Point(
          cohort: name, time: point, atRisk: atRisk, reoffenders: events, newly: events - before,
          share: estimate))
      before = events
    }
    return made
  }

  private static func comparison(
    _ current: SurvivalTimes, _ earlier: [SurvivalTimes], at time: Double, level: ConfidenceLevel
  ) -> Comparison? {
    guard
      let pooled = try? SurvivalTimes(
        times: earlier.flatMap(\.times), events: earlier.flatMap(\.events))
    else { return nil }
    func at(_ data: SurvivalTimes) -> (share: Double, error: Double) {
      let step = KaplanMeier(data).step(at: time)
      return (1 - (step?.survival ?? 1), step?.standardError ?? 0)
    }
    let (own, other) = (at(current), at(pooled))
    let error = (own.error * own.error + other.error * other.error).squareRoot()
    guard error > 0 else { return nil }
    let difference = own.share - other.share
    let half = StandardNormal.quantile(upperTail: level.tail) * error
    return Comparison(
      time: time, current: own.share, earlier: other.share,
      difference: Estimate(
        difference,
        interval: ConfidenceInterval(lower: difference - half, upper: difference + half, level: level),
        method: "greenwood"), pValue: StandardNormal.pValue(difference / error, alternative: .twoSided))
  }

  /// The cohort that is tracked.
  public var current: Cohort { cohorts[cohorts.count - 1] }

  /// The comparison, then what is to come.
  public var sentences: [String] {
    let own = current
    var sentences: [String] = []
    if let comparison, let interval = comparison.difference.interval {
      let value = comparison.difference.value ?? 0
      let told =
        interval.contains(0)
        ? "with no clear difference from the earlier cohorts"
        : "\(value > 0 ? "higher" : "lower") than the earlier cohorts"
      sentences.append(
        "\(own.name): \(NumberFormat.percent(comparison.current)) had reoffended after "
          + "\(NumberFormat.plain(comparison.time)) \(unit), \(told) at the same point (\(NumberFormat.percent(comparison.earlier)); "
          + "difference \(NumberFormat.signedPoints(value)) percentage points, between "
          + "\(NumberFormat.signedPoints(interval.lower)) and \(NumberFormat.signedPoints(interval.upper))).")
    }
    let range = final.interval.map {
      "between \(NumberFormat.percent($0.lower)) and \(NumberFormat.percent($0.upper))"
    }
    sentences.append(
      "Of its \(NumberFormat.count(own.people)) people \(NumberFormat.count(projection.soFar)) have reoffended and "
        + "\(NumberFormat.count(projection.open)) are still followed; after \(NumberFormat.plain(horizon)) \(unit) about "
        + "\(NumberFormat.percent(final.value ?? 0)) will have, \(range ?? "").")
    return sentences
  }

  /// The finding in a sentence.
  public var headline: String {
    guard let interval = final.interval else { return "Where \(current.name) stands" }
    guard projection.open > 0 else {
      return "\(NumberFormat.percent(final.value ?? interval.lower)) of \(current.name) reoffended"
    }
    return
      "\(current.name) is heading for \(NumberFormat.percent(interval.lower)) to \(NumberFormat.percent(interval.upper)) reoffending"
  }

  /// The points of all cohorts.
  public var table: OutputTable { Point.table(cohorts.flatMap(\.points)) }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    let comparison: (any Encodable)? = comparison.map {
      ResultObject([
        ("time", $0.time), ("current", $0.current), ("earlier", $0.earlier), ("difference", $0.difference),
        ("pValue", $0.pValue),
      ])
    }
    try ResultObject([
      ("cohorts", cohorts), ("comparison", comparison),
      (
        "projection",
        ResultObject([
          ("people", projection.people), ("soFar", projection.soFar), ("open", projection.open),
          ("reoffenders", projection.expected), ("reoffendersLower", projection.limits.lower),
          ("reoffendersUpper", projection.limits.upper), ("rate", final),
        ])
      ), ("horizon", horizon), ("unit", unit), ("sentence", sentences.joined(separator: " ")),
      ("level", level),
      ("notes", notes),
    ]).encode(to: encoder)
  }
}
