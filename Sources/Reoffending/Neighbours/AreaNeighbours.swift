import Numbers
public import Statistics
public import Tables

/// The areas most like one, and where it stands among them.
public struct AreaNeighbours: Sendable, Encodable {
  /// An area of the family.
  public struct Row: ResultRow {
    /// What it is called.
    public let name: String
    /// Whether it is the one whose family it is.
    public let isOwn: Bool
    /// How far it is from it.
    public let distance: Double
    /// The column that adds most to the distance; nil for the area itself.
    public let mainDifference: String?
    /// Its values of the columns of likeness.
    public let values: [Double]
    /// The people.
    public let trials: Int
    /// Those who reoffended.
    public let events: Int
    /// Their rate.
    public let rate: Estimate
    /// Its rank within the family, 1 for the lowest rate, with the ranks that agree with the data.
    public let rank: RankInterval

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Row>] = [
      .text("name", "Area") { $0.name }, .number("distance", "Distance") { $0.distance },
      .text("mainDifference", "Differs most in") { $0.mainDifference },
      .nested("values") { $0.values },
      .count("trials", "People") { $0.trials }, .count("events", "Reoffended") { $0.events },
      .shareEstimate("rate", "Rate") { $0.rate }, .count("rank", "Rank") { $0.rank.rank },
      .count("rankLower", "from") { $0.rank.lower }, .count("rankUpper", "to") { $0.rank.upper },
    ]
  }

  /// The change of the area's rank from an earlier period.
  public struct RankChange: Sendable {
    /// The earlier period.
    public let from: String
    /// The later one.
    public let to: String
    /// The rank then, with the ranks that agree with the data.
    public let before: RankInterval
    /// The rank now.
    public let after: RankInterval
    /// Whether the ranges of ranks do not meet, so that chance does not explain the change.
    public var isDistinct: Bool { before.upper < after.lower || after.upper < before.lower }
  }

  /// The area itself, then the others, the nearest first.
  public let rows: [Row]
  /// The columns of likeness.
  public let columns: [String]
  /// The rate of the other areas of the family together.
  public let familyRate: Estimate
  /// The mean of the other areas' rates, each counting once.
  public let familyMean: Double
  /// The area's rate less that of the family.
  public let difference: Estimate
  /// The p-value of the difference.
  public let pValue: Double
  /// The change of rank; nil where there is one period only.
  public let rankChange: RankChange?
  /// The confidence level of the limits.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]

  /// An area before it is compared.
  public struct Area: Sendable {
    /// What it is called.
    public let name: String
    /// Its values of the columns of likeness.
    public let values: [Double]
    /// The people and those who reoffended, in the later period and perhaps in an earlier one.
    public let counts: [(events: Int, trials: Int)]

    /// Joins the parts.
    public init(name: String, values: [Double], counts: [(events: Int, trials: Int)]) {
      self.name = name
      self.values = values
      self.counts = counts
    }
  }

  /// Finds the family of an area.
  ///
  /// - Parameters:
  ///   - name: the area whose family is wanted.
  ///   - areas: all areas; counts of the latest period last.
  ///   - columns: the names of the columns of likeness, in the order of the values of each area.
  ///   - weights: how much each column counts; all alike where empty.
  ///   - count: how many others make the family.
  ///   - periods: the names of the periods, in the order of the counts.
  ///   - level: the confidence level of the limits and of the ranges of ranks.
  ///   - notes: what a reader must know of the data; what is said of the method follows.
  /// - Throws: `StatisticsError` for an area that is not there, fewer than three areas, and counts that are none.
  public init(
    of name: String, among areas: [Area], columns: [String], weights: [Double] = [], count: Int,
    periods: [String] = [], level: ConfidenceLevel = .p95, notes: [String] = []
  ) throws(StatisticsError) {
    guard let place = areas.firstIndex(where: { $0.name == name }) else {
      throw .undefined(
        quantity: "the area \(name)", because: NearestName.suggestion(for: name, among: areas.map(\.name)))
    }
    guard count >= 2, count < areas.count else {
      throw .outOfRange(
        argument: "the number of neighbours", value: Double(count), allowed: "from 2 to \(areas.count - 1)")
    }
    for area in areas where area.values.count != columns.count {
      throw .lengthMismatch(
        first: "values of \(area.name)", firstCount: area.values.count, second: "columns",
        secondCount: columns.count)
    }
    for area in areas where area.counts.isEmpty { throw .empty(argument: "the periods of \(area.name)") }
    let nearest = try NearestUnits(
      to: place, columns: columns.indices.map { column in areas.map { $0.values[column] } }, weights: weights)
    let family = Array(nearest.neighbours.prefix(count))
    let members = [areas[place]] + family.map { areas[$0.unit] }
    let latest = members.map { $0.counts[$0.counts.count - 1] }
    for counts in latest where counts.trials < 1 { throw .empty(argument: "the people of an area") }
    func ranks(_ counts: [(events: Int, trials: Int)]) throws(StatisticsError) -> [RankInterval] {
      var rates: [EventCount] = []
      for one in counts { rates.append(try EventCount(events: one.events, exposure: Double(one.trials))) }
      return try RankUncertainty(rates: rates, level: level).ranks
    }
    let now = try ranks(latest)
    var rows: [Row] = []
    for (index, member) in members.enumerated() {
      let neighbour = index == 0 ? nil : family[index - 1]
      let main = neighbour.flatMap { one in
        one.contributions.indices.max { one.contributions[$0] < one.contributions[$1] }
      }
      rows.append(
        Row(
          name: member.name, isOwn: index == 0, distance: neighbour?.distance ?? 0,
          mainDifference: main.map { columns[$0] }, values: member.values, trials: latest[index].trials,
          events: latest[index].events,
          rate: try Proportion(events: latest[index].events, trials: latest[index].trials)
            .intervalEstimate(level: level), rank: now[index]))
    }
    self.rows = rows
    self.columns = columns
    let others = latest.dropFirst()
    let (events, trials) = (others.reduce(0) { $0 + $1.events }, others.reduce(0) { $0 + $1.trials })
    familyRate = try Proportion(events: events, trials: trials).intervalEstimate(level: level)
    familyMean = others.reduce(0) { $0 + Double($1.events) / Double($1.trials) } / Double(others.count)
    let table = try TwoByTwoTable(
      exposedEvents: latest[0].events, of: latest[0].trials, unexposedEvents: events, of: trials)
    difference = table.riskDifference(level: level, method: .newcombe)
    pValue = table.chiSquaredTest().pValue
    if members.allSatisfy({ $0.counts.count > 1 }), periods.count > 1 {
      let before = try ranks(members.map { $0.counts[0] })
      rankChange = RankChange(
        from: periods[0], to: periods[periods.count - 1], before: before[0], after: now[0])
    } else {
      rankChange = nil
    }
    self.level = level
    let constant = nearest.constantColumns.map { columns[$0] }
    self.notes =
      notes + [
        "Distances: the root of the sum of squared differences, each column brought to a standard deviation of 1 over all "
          + "\(areas.count) areas. Which columns are chosen decides who is alike.",
        "Ranks begin with the lowest rate; the ranks that agree with the data are those of Goldstein and Spiegelhalter (1996).",
      ] + (constant.isEmpty ? [] : ["All areas are alike in \(constant.joined(separator: ", "))."])
  }

  /// The family, where the area stands, and its change of rank.
  public var sentences: [String] {
    let own = rows[0]
    let family = rows.dropFirst().map { "\($0.name) (\(NumberFormat.fixed($0.distance, decimals: 2)))" }
    var sentences = [
      "Most like \(own.name) in \(columns.map { $0.replacing("_", with: " ") }.joined(separator: ", ")): "
        + family.joined(separator: ", ") + "."
    ]
    if let interval = difference.interval, let value = difference.value {
      let verdict =
        interval.contains(0) ? "with no clear difference from" : value > 0 ? "above" : "below"
      sentences.append(
        "\(own.name): \(NumberFormat.percent(own.rate.value ?? 0)) reoffended, \(verdict) the family's "
          + "\(NumberFormat.percent(familyRate.value ?? 0)) (\(NumberFormat.signedPoints(value)) percentage points, between "
          + "\(NumberFormat.signedPoints(interval.lower)) and \(NumberFormat.signedPoints(interval.upper))).")
    }
    sentences.append(
      "It ranks \(own.rank.rank) of \(rows.count) from the lowest rate; ranks from \(own.rank.lower) to \(own.rank.upper) agree "
        + "with the data.")
    if let change = rankChange {
      sentences.append(
        "From \(change.from) to \(change.to) its rank went from \(change.before.rank) (\(change.before.lower) to "
          + "\(change.before.upper)) to \(change.after.rank) (\(change.after.lower) to \(change.after.upper)), "
          + (change.isDistinct ? "more than chance explains." : "no clear difference."))
    }
    return sentences
  }

  /// The finding in a sentence.
  public var headline: String {
    let own = rows[0]
    guard let interval = difference.interval, !interval.contains(0), let value = difference.value else {
      return "\(own.name) does not clearly differ from the areas most like it"
    }
    return
      "\(own.name) lies \(NumberFormat.points(abs(value))) points \(value > 0 ? "above" : "below") the areas most like it"
  }

  /// The family as a table.
  public var table: OutputTable { Row.table(rows) }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    let change: (any Encodable)? = rankChange.map {
      ResultObject([
        ("from", $0.from), ("to", $0.to), ("before", $0.before.rank), ("beforeLower", $0.before.lower),
        ("beforeUpper", $0.before.upper), ("after", $0.after.rank), ("afterLower", $0.after.lower),
        ("afterUpper", $0.after.upper), ("isDistinct", $0.isDistinct),
      ])
    }
    try ResultObject([
      ("groups", rows), ("columns", columns), ("areas", rows.count), ("familyRate", familyRate),
      ("familyMean", familyMean), ("difference", difference), ("pValue", pValue), ("rankChange", change),
      ("level", level), ("notes", notes),
    ]).encode(to: encoder)
  }
}
