import Numbers
public import Statistics
public import Tables

/// How much reoffending differs between the two ends of an order, such as from the least to the most deprived tenth of areas.
public struct ReoffendingInequality: Sendable, Encodable {
  /// A group in its place.
  public struct Row: ResultRow {
    /// What it is called.
    public let key: GroupKey
    /// Its place in the order.
    public let place: Double
    /// The people.
    public let people: Int
    /// Those who reoffended.
    public let events: Int
    /// Their share.
    public let rate: Estimate
    /// The share of all people before the group.
    public let from: Double
    /// The share of all people before its end.
    public let to: Double
    /// The rate on the line.
    public let fitted: Double

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Row>] = [
      .name { $0.key }, .number("place", "Place", decimals: nil) { $0.place },
      .count("people", "People") { $0.people }, .count("events", "Reoffended") { $0.events },
      .shareEstimate("rate", "Rate") { $0.rate }, .share("rankFrom", "Rank from") { $0.from },
      .share("rankTo", "to") { $0.to }, .share("fitted", "On the line") { $0.fitted },
      .text("sentence") { $0.sentence },
    ]

    /// What the row says, in one sentence.
    public var sentence: String {
      "\(key): \(NumberFormat.count(events)) of \(Plural.count(people, "person")) reoffended "
        + "(\(NumberFormat.percent(rate.value ?? 0))); \(NumberFormat.percent(fitted)) on the line."
    }
  }

  /// The groups, from the lowest place to the highest.
  public let rows: [Row]
  /// The column of the order.
  public let order: String
  /// The rate at the lowest end of the line.
  public let lowest: Double
  /// The rate at the highest end of the line.
  public let highest: Double
  /// The rate at the highest end less that at the lowest.
  public let slopeIndex: Estimate
  /// The rate at the highest end over that at the lowest; nil where the line falls to 0.
  public let relativeIndex: Estimate?
  /// The test that the line is level.
  public let test: TestResult
  /// How the groups scatter about the line, against what chance makes; nil for too few of them.
  public let scatter: TestResult?
  /// On what scale the line is straight.
  public let scale: SlopeOfInequality.Scale
  /// The confidence level.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]

  /// Orders groups and fits the line.
  ///
  /// - Parameters:
  ///   - cohorts: by the columns that name the groups, and the order as the last of them.
  ///   - order: the name of that last column.
  ///   - scale: on which the rates are taken to lie on a straight line: shares, their logarithms, or their log odds.
  ///   - level: the confidence level of the limits.
  /// - Throws: `StatisticsError` for places without a number, groups of two places, and as the line does.
  public init(
    _ cohorts: CohortTable, order: String, scale: SlopeOfInequality.Scale = .share,
    level: ConfidenceLevel = .p95
  ) throws(StatisticsError) {
    var found: [(key: GroupKey, place: Double, proportion: Proportion)] = []
    var left: [String] = []
    var texts: [Double: String] = [:]
    var places: [GroupKey: Double] = [:]
    for group in cohorts.groups {
      let parts = group.key.parts
      guard let last = parts.last else { continue }
      guard let place = Self.place(last.value) else {
        throw .undefined(
          quantity: "an order by \(order)",
          because: "“\(last.value)” has no number; number the groups from one end to the other")
      }
      if let other = texts[place], other != last.value {
        throw .undefined(
          quantity: "an order by \(order)",
          because:
            "“\(other)” and “\(last.value)” have the same number; number the groups from one end to the other"
        )
      }
      texts[place] = last.value
      let key = parts.count > 1 ? GroupKey(Array(parts.dropLast())) : group.key
      if let other = places[key] {
        throw .undefined(
          quantity: "the place of \(key)",
          because:
            "\(order) is \(NumberFormat.plain(other)) and \(NumberFormat.plain(place)); one is needed")
      }
      guard let proportion = try group.proportion() else {
        left.append(key.description)
        continue
      }
      places[key] = place
      found.append((key, place, proportion))
    }
    let groups = found.enumerated().sorted {
      ($0.element.place, $0.offset) < ($1.element.place, $1.offset)
    }.map(\.element)
    let line = try SlopeOfInequality(
      groups.map { SlopeOfInequality.Group(place: $0.place, proportion: $0.proportion) }, scale: scale)
    rows = zip(groups, line.points).map { group, point in
      Row(
        key: group.key, place: group.place, people: group.proportion.trials, events: group.proportion.events,
        rate: group.proportion.intervalEstimate(level: level), from: point.from, to: point.to,
        fitted: point.fitted)
    }
    self.order = order
    (lowest, highest) = line.ends
    slopeIndex = line.slopeIndex(level: level)
    relativeIndex = line.relativeIndex(level: level)
    test = line.test
    scatter = line.scatter
    self.scale = scale
    self.level = level
    notes =
      cohorts.notes + CohortGroup.notes(leavingOut: left)
      + [
        "The line is fitted through the groups in the order of \(order), each at the middle of its part of all people and weighted "
          + "by them (slope index: its end less its beginning; relative index: its end over its beginning). The ends of the line are no "
          + "groups.",
        "The limits are those of chance in each group's share.",
      ]
      + (line.scatter.map { $0.pValue < level.alpha } ?? false
        ? [
          "The groups scatter about the line more than chance makes, so that it says less than its limits suggest; look at the figure."
        ] : [])
  }

  /// The first number in a text, such as 18 of “18-24”.
  private static func place(_ text: String) -> Double? {
    if let number = Double(text.trimmingPrefix { $0 == " " }) { return number.isFinite ? number : nil }
    let start = text.drop { !$0.isASCII || !$0.isNumber }
    return Double(start.prefix { $0.isASCII && ($0.isNumber || $0 == ".") })
  }

  /// The finding in a sentence.
  public var headline: String {
    guard test.pValue < level.alpha, let value = slopeIndex.value else {
      return "No gradient along \(words) that chance could not make"
    }
    return
      "Reoffending \(value > 0 ? "rises" : "falls") along \(words), from \(NumberFormat.percent(lowest)) to "
      + NumberFormat.percent(highest)
  }

  /// The order in words: the column that gives it.
  package var words: String { order.replacing("_", with: " ") }

  /// The two indices, and whether chance could make them.
  public var sentences: [String] {
    let points = slopeIndex.mapped { 100 * $0 }
    func fixed(_ value: Double?, _ decimals: Int) -> String {
      value.map { NumberFormat.fixed($0, decimals: decimals) } ?? "unknown"
    }
    var text =
      "From the lowest to the highest end of \(words) the rate on the line goes from \(NumberFormat.percent(lowest)) to "
      + "\(NumberFormat.percent(highest)), a difference of \(fixed(points.value, 1)) percentage points (between "
      + "\(fixed(points.interval?.lower, 1)) and \(fixed(points.interval?.upper, 1)); slope index of inequality)"
    if let relativeIndex {
      text +=
        " and \(fixed(relativeIndex.value, 2)) times (between \(fixed(relativeIndex.interval?.lower, 2)) and "
        + "\(fixed(relativeIndex.interval?.upper, 2)); relative index)"
    }
    return [text + ".", "That the line is level has \(NumberFormat.pStatement(test.pValue))."]
  }

  /// The groups as a table.
  public var table: OutputTable { Row.table(rows) }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("groups", rows), ("order", order), ("lowest", lowest), ("highest", highest),
      ("slopeIndex", slopeIndex), ("relativeIndex", relativeIndex), ("test", test), ("scatter", scatter),
      ("scale", scale.rawValue), ("level", level), ("sentences", sentences), ("notes", notes),
    ]).encode(to: encoder)
  }
}
