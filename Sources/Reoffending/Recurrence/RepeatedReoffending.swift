import Numbers
public import Statistics
public import Tables

/// How many reoffences a person has had on average by each time, where people may reoffend repeatedly.
public struct RepeatedReoffending: Sendable, Encodable {
  /// One group at one of the times that are told.
  public struct Row: ResultRow {
    /// The group.
    public let key: GroupKey
    /// The time.
    public let time: Double
    /// How many people were under observation then.
    public let atRisk: Int
    /// The events up to it.
    public let events: Int
    /// The mean number of events of a person up to it.
    public let mean: Estimate
    /// The unit of time.
    let unit: String
    /// Whether the name of the group stands before the sentence.
    let isNamed: Bool

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Row>] = [
      .name { $0.key }, .number("time", "Time", decimals: nil) { $0.time },
      .count("atRisk", "At risk") { $0.atRisk }, .count("events", "Events so far") { $0.events },
      .estimate("mean", "Events for each person", decimals: 3) { $0.mean },
      .text("sentence") { $0.sentence },
    ]

    /// The row in a sentence.
    public var sentence: String {
      let value = mean.value ?? 0
      let start =
        (isNamed ? "\(key): by" : "By") + " \(NumberFormat.plain(time)) \(unit) "
        + "\(NumberFormat.fixed(100 * value, decimals: 1)) events for each 100 people"
      guard let limits = mean.interval else { return start + "." }
      return start
        + " (between \(NumberFormat.fixed(100 * limits.lower, decimals: 1)) and "
        + "\(NumberFormat.fixed(100 * limits.upper, decimals: 1)))."
    }
  }

  /// A group with its curve.
  public struct Group: Sendable {
    /// The group.
    public let key: GroupKey
    /// The curve.
    public let curve: MeanCumulativeFunction
    /// The longest time that anybody was followed.
    public let followedUntil: Double
  }

  /// The groups, in the order of the table.
  public let groups: [Group]
  /// The groups at the times that are told.
  public let rows: [Row]
  /// The test that all groups have the same mean number; nil for one group, and where none can be made.
  public let test: TestResult?
  /// The unit of time, such as `days`.
  public let unit: String
  /// The confidence level.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]

  /// Estimates a curve a group.
  ///
  /// - Parameters:
  ///   - stretches: the times in which people were under observation, with the events at their ends.
  ///   - keys: for each stretch its group.
  ///   - wanted: the groups in the order in which they are told; as they first occur where empty.
  ///   - times: the times that are told; those of a quarter, a half, three quarters and the end of follow-up where
  ///     empty, in whole units where there are as many.
  ///   - unit: of the times, in the plural, such as `days`.
  ///   - level: the confidence level of the limits.
  ///   - notes: what a reader must know of the data; what is said of the method follows.
  /// - Throws: `ModelError` for unequal lengths and a time that nobody of a group was followed to.
  public init(
    _ stretches: MeanCumulativeFunction.Stretches, groups keys: [GroupKey], inOrder wanted: [GroupKey] = [],
    at times: [Double] = [], unit: String, level: ConfidenceLevel = .p95, notes: [String] = []
  ) throws(ModelError) {
    guard keys.count == stretches.times.count else {
      throw .lengthMismatch(column: "groups", count: keys.count, expected: stretches.times.count)
    }
    var order: [GroupKey] = []
    var members: [GroupKey: [Int]] = [:]
    for (row, key) in keys.enumerated() {
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(row)
    }
    let places = Dictionary(zip(wanted, 0...)) { first, _ in first }
    order = order.enumerated().sorted {
      (places[$0.element] ?? .max, $0.offset) < (places[$1.element] ?? .max, $1.offset)
    }.map(\.element)
    let parts = order.map { stretches.selecting(members[$0] ?? []) }
    let groups = zip(order, parts).map { key, own in
      Group(key: key, curve: MeanCumulativeFunction(own, level: level), followedUntil: own.times.max() ?? 0)
    }
    let common = groups.map(\.followedUntil).min() ?? 0
    let quarters = (1...4).map { common * Double($0) / 4 }
    let told =
      times.isEmpty ? quarters.map { common >= 4 ? $0.rounded(.down) : $0 } : Set(times).sorted()
    if let time = told.last, let short = groups.first(where: { $0.followedUntil < time }) {
      throw .outOfRange(
        argument: "a time that is told", value: time,
        allowed:
          "at most \(NumberFormat.plain(short.followedUntil)), the longest that anybody of \(short.key) was followed"
      )
    }
    rows = zip(groups, parts).flatMap { group, own in
      told.filter { $0 > 0 }.map { time in
        let step = group.curve.step(at: time)
        return Row(
          key: group.key, time: time,
          atRisk: own.times.indices.count { own.entries[$0] < time && own.times[$0] >= time },
          events: own.times.indices.reduce(0) { $0 + (own.times[$1] <= time ? own.events[$1] : 0) },
          mean: step.map { Estimate($0.mean, interval: $0.interval, method: "mean-cumulative") }
            ?? Estimate(0, withoutIntervalAt: level, method: "mean-cumulative"), unit: unit,
          isNamed: groups.count > 1)
      }
    }
    self.groups = groups
    self.unit = unit
    self.level = level
    if groups.count > 1 {
      let numbers = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
      test = try? RecurrenceTest(stretches, groups: keys.map { numbers[$0] ?? 0 }).result
    } else {
      test = nil
    }
    self.notes =
      notes + [
        "The mean number of events by each time (Nelson); limits and test allow for events of one person that go together "
          + "(Lawless and Nadeau). It is no share of people: one who reoffends three times counts three times."
      ]
  }

  /// Each group at the last time.
  private var lastRows: [Row] { groups.compactMap { group in rows.last { $0.key == group.key } } }

  /// The finding in a sentence.
  public var headline: String {
    let last = lastRows
    guard last.count > 1, let most = last.max(by: { ($0.mean.value ?? 0) < ($1.mean.value ?? 0) }),
      let fewest = last.min(by: { ($0.mean.value ?? 0) < ($1.mean.value ?? 0) })
    else { return last.first.map { String($0.sentence.dropLast()) } ?? "Nobody was followed" }
    func per(_ row: Row) -> String { NumberFormat.fixed(100 * (row.mean.value ?? 0), decimals: 1) }
    let numbers =
      "By \(NumberFormat.plain(most.time)) \(unit) \(per(most)) events for each 100 people of \(most.key), \(per(fewest)) of "
      + "\(fewest.key)"
    guard let test else { return numbers }
    return test.pValue < level.alpha ? numbers : numbers + ", no clear difference"
  }

  /// What is said of all groups, and of each at the last time.
  public var sentences: [String] {
    [headline + "."] + (groups.count > 1 ? lastRows.map(\.sentence) : [])
      + (test.map {
        [
          "The groups differ in the number of events with \(NumberFormat.pStatement($0.pValue)) (pseudo-score test)."
        ]
      } ?? [])
  }

  /// The rows as a table.
  public var table: OutputTable { Row.table(rows) }

  /// Writes the rows, the curves and the test.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("groups", rows), ("curves", groups.map(CurveObject.init)), ("test", test), ("unit", unit),
      ("level", level), ("sentences", sentences), ("notes", notes),
    ]).encode(to: encoder)
  }

  private struct CurveObject: Encodable {
    let by: GroupKey
    let people: Int
    let events: Int
    let times: [Double]
    let mean: [Double]
    let standardError: [Double]
    let lower: [Double]
    let upper: [Double]
    let atRisk: [Int]

    init(_ group: Group) {
      by = group.key
      people = group.curve.people
      events = group.curve.events
      let steps = group.curve.steps
      times = steps.map(\.time)
      mean = steps.map(\.mean)
      standardError = steps.map(\.standardError)
      lower = steps.map(\.interval.lower)
      upper = steps.map(\.interval.upper)
      atRisk = steps.map(\.atRisk)
    }
  }
}
