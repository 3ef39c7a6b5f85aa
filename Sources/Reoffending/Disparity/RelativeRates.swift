import Numbers
public import Statistics
public import Tables

/// How much more often people of each group reach a stage than those of a reference group: the relative rate index.
///
/// The rate of a stage is the number who reach it over the number at the stage before, or in the population; the index is
/// the rate of a group over that of the reference.
///
/// - Source: Feyerherm, Snyder and Villarruel (2009), *Disproportionate Minority Contact Technical Assistance Manual*, 4th
///   edition, chapter 1, Office of Juvenile Justice and Delinquency Prevention; Ministry of Justice, *Statistics on ethnicity
///   and the criminal justice system*, which calls it by the same name.
public struct RelativeRates: Sendable, Encodable {
  /// One group at one stage.
  public struct Row: ResultRow {
    /// The group.
    public let key: GroupKey
    /// The stage reached.
    public let stage: String
    /// The stage before.
    public let from: String
    /// How many of the group were at the stage before.
    public let base: Int
    /// How many reached this one.
    public let reached: Int
    /// Their rate.
    public let rate: Double
    /// The rate over that of the reference; nil for the reference itself and where numbers are too small.
    public let index: Estimate?
    /// The two-sided p-value; nil where there is no index.
    public let pValue: Double?
    /// The p-value adjusted for the number of comparisons; nil where there is none.
    public fileprivate(set) var adjustedPValue: Double?
    /// The index from the first stage to this one; nil where there is none.
    public let sinceFirst: Double?
    /// Why there is no index.
    public let reason: String?
    /// The reference.
    let reference: String

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Row>] = [
      .name { $0.key }, .text("stage", "Stage") { $0.stage }, .text("from", "of") { $0.from },
      .count("base", "At the stage before") { $0.base }, .count("reached", "Reached") { $0.reached },
      .share("rate", "Rate") { $0.rate }, .estimate("index", "Index") { $0.index },
      .pValue("pValue", "p") { $0.pValue }, .pValue("adjustedPValue", "p adjusted") { $0.adjustedPValue },
      .number("sinceFirst", "Since the first stage") { $0.sinceFirst },
      .text("reason", "Notes") { $0.reason ?? "" },
      .text("sentence") { $0.sentence },
    ]

    /// What the row says, in one sentence.
    public var sentence: String {
      let words = stage.replacing("_", with: " ")
      if let reason { return "\(key), \(words): \(reason)." }
      guard let index, let value = index.value, let interval = index.interval else {
        return "\(key), \(words): \(NumberFormat.percent(rate)), the reference."
      }
      let limits =
        "\(NumberFormat.ratio(value)) times, between \(NumberFormat.ratio(interval.lower)) and "
        + NumberFormat.ratio(interval.upper)
      let verdict =
        interval.contains(1)
        ? "with no clear difference from \(reference)"
        : "\(value > 1 ? "more" : "less") often than \(reference)"
      return
        "\(key), \(words): \(NumberFormat.percent(rate)) of \(from.replacing("_", with: " ")), \(verdict) (\(limits))."
    }
  }

  /// What numbers are too small to be compared.
  public struct SmallNumbers: Hashable, Sendable {
    /// The fewest who must have reached a stage.
    public var reached: Int
    /// The fewest who must have been at the stage before.
    public var base: Int
    /// The least share of the first stage that a group must be.
    public var share: Double

    /// Rules; by default five reached, fifty before, and one per cent of the first stage.
    public init(reached: Int = 5, base: Int = 50, share: Double = 0.01) {
      self.reached = reached
      self.base = base
      self.share = share
    }
  }

  /// A group's numbers, stage by stage.
  public struct Group: Sendable {
    /// What it is called.
    public let key: GroupKey
    /// The numbers, in the order of the stages.
    public let counts: [Int]

    /// Joins a name and numbers.
    public init(key: GroupKey, counts: [Int]) {
      self.key = key
      self.counts = counts
    }
  }

  /// The rows, stage after stage.
  public let rows: [Row]
  /// The stages, the first being the one that all begin with.
  public let stages: [String]
  /// The group that others are compared with.
  public let reference: String
  /// The confidence level of the limits.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]

  /// Compares groups.
  ///
  /// Where nobody can reach a stage who was not at the one before, the index is a ratio of proportions (limits of Katz, or
  /// of Koopman beside a zero); where a stage counts more than were there before, such as arrests of a population, it is
  /// one of rates (exact limits).
  ///
  /// - Throws: `StatisticsError` for fewer than two stages or groups, and a reference that is none of them.
  public init(
    _ groups: [Group], stages: [String], reference name: String?, smallNumbers: SmallNumbers = SmallNumbers(),
    adjustment: AdjustmentMethod = .holm, level: ConfidenceLevel = .p95, notes: [String] = []
  ) throws(StatisticsError) {
    guard stages.count >= 2 else {
      throw .undefined(
        quantity: "a relative rate", because: "two stages are needed, such as population and arrests")
    }
    for group in groups where group.counts.count != stages.count {
      throw .lengthMismatch(
        first: "counts of \(group.key)", firstCount: group.counts.count, second: "stages",
        secondCount: stages.count)
    }
    guard groups.count >= 2 else {
      throw .undefined(
        quantity: "a relative rate", because: "two groups are needed, of which one is the reference")
    }
    let found =
      name.map { name in groups.first { $0.key.description == name } }
      ?? groups.max { $0.counts[0] < $1.counts[0] }
    guard let other = found else {
      throw .undefined(
        quantity: "the reference \(name ?? "")",
        because: NearestName.suggestion(for: name ?? "", among: groups.map(\.key.description)))
    }
    let reference = other.key.description
    let all = groups.reduce(0) { $0 + $1.counts[0] }
    var rows: [Row] = []
    var isRate = false
    for place in 1..<stages.count {
      let exceeds = groups.contains { $0.counts[place] > $0.counts[place - 1] }
      if exceeds { isRate = true }
      for group in groups {
        let (base, reached) = (group.counts[place - 1], group.counts[place])
        let rate = base > 0 ? Double(reached) / Double(base) : 0
        let reason = Self.reason(group, other, place, all, smallNumbers)
        var index: Estimate?
        var pValue: Double?
        if reason == nil, group.key != other.key {
          let compared = try Self.index(
            (reached, base), (other.counts[place], other.counts[place - 1]), isRate: exceeds, level)
          (index, pValue) = (compared.index, compared.pValue)
        }
        let whole = Double(group.counts[place]) / Double(max(1, group.counts[0]))
        let wholeOther = Double(other.counts[place]) / Double(max(1, other.counts[0]))
        rows.append(
          Row(
            key: group.key, stage: stages[place], from: stages[place - 1], base: base, reached: reached,
            rate: rate, index: index, pValue: pValue, adjustedPValue: nil,
            sinceFirst: reason == nil && group.key != other.key && wholeOther > 0 ? whole / wholeOther : nil,
            reason: reason, reference: reference))
      }
    }
    let known = rows.indices.filter { rows[$0].pValue != nil }
    let adjusted =
      known.isEmpty
      ? [] : try MultipleTesting.adjust(known.map { rows[$0].pValue ?? 1 }, method: adjustment)
    for (place, value) in zip(known, adjusted) { rows[place].adjustedPValue = value }
    self.rows = rows
    self.stages = stages
    self.reference = reference
    self.level = level
    self.notes =
      notes + [
        "Each rate is of those at the stage before. An index above 1 says that the group reaches the stage more often than "
          + "\(reference); why is not in these numbers, which are adjusted for nothing.",
        "No index where fewer than \(smallNumbers.reached) reached a stage, fewer than \(smallNumbers.base) were at the one before, "
          + "or the group is less than \(NumberFormat.percent(smallNumbers.share, decimals: 0)) of the first stage.",
      ]
      + (isRate
        ? [
          "Some stages count more than were at the one before; there the index is one of rates, as of events in a population."
        ]
        : [])
  }

  private static func reason(
    _ group: Group, _ other: Group, _ place: Int, _ all: Int, _ rules: SmallNumbers
  ) -> String? {
    for (one, words) in [(group, ""), (other, " of the reference")] {
      if one.counts[place - 1] < rules.base {
        return "no index, fewer than \(rules.base)\(words) at the stage before"
      }
      if one.counts[place] < rules.reached {
        return "no index, fewer than \(rules.reached)\(words) reached the stage"
      }
    }
    if Double(group.counts[0]) < rules.share * Double(all) {
      return "no index, less than \(NumberFormat.percent(rules.share, decimals: 0)) of the first stage"
    }
    return nil
  }

  private static func index(
    _ own: (Int, Int), _ other: (Int, Int), isRate: Bool, _ level: ConfidenceLevel
  ) throws(StatisticsError) -> (index: Estimate, pValue: Double) {
    if isRate {
      let rates = try RateComparison(
        first: EventCount(events: own.0, exposure: Double(own.1)),
        second: EventCount(events: other.0, exposure: Double(other.1)))
      return (
        Estimate(rates.ratio, interval: try rates.ratioInterval(level: level), method: "exact"),
        try rates.test().pValue
      )
    }
    let table = try TwoByTwoTable(
      exposedEvents: own.0, of: own.1, unexposedEvents: other.0, of: other.1)
    return (table.riskRatio(level: level), table.chiSquaredTest().pValue)
  }

  /// A sentence a row, those of the reference left out.
  public var sentences: [String] { rows.filter { $0.key.description != reference }.map(\.sentence) }

  /// The finding in a sentence: the greatest disparity that chance does not explain.
  public var headline: String {
    let known = rows.filter { ($0.adjustedPValue ?? 1) < level.alpha && ($0.index?.value ?? 0) > 0 }
    func size(_ row: Row) -> Double {
      abs((row.index?.value ?? 1) > 1 ? (row.index?.value ?? 1) : 1 / (row.index?.value ?? 1))
    }
    guard let most = known.max(by: { size($0) < size($1) }), let value = most.index?.value else {
      return "No group differs clearly from \(reference) at any stage"
    }
    return
      "\(most.key): \(most.stage.replacing("_", with: " ")) \(NumberFormat.ratio(value)) times as often as \(reference)"
  }

  /// The rows as a table.
  public var table: OutputTable { Row.table(rows) }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("groups", rows), ("stages", stages), ("reference", reference), ("level", level), ("notes", notes),
    ]).encode(to: encoder)
  }
}
