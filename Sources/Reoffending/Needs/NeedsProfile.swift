import Numbers
public import Statistics
public import Tables

/// Reoffending by needs: each need, how many a person has, and which of them together.
public struct NeedsProfile: Sendable, Encodable {
  /// People with something in common and how many of them reoffended.
  public struct Row: ResultRow {
    /// The need, the number of needs, or the needs together.
    public let name: String
    /// The needs that all of the people have.
    public let needs: [String]
    /// The people.
    public let people: Int
    /// Their share of all.
    public let share: Double
    /// Those who reoffended.
    public let reoffenders: Int
    /// Their rate; no value where counts are small and hidden.
    public let rate: Estimate
    /// Their reoffences; nil where they are not known.
    public let reoffences: Int?
    /// The share that a prediction expected; nil without one.
    public let predictedRate: Double?
    /// Whether the rate stands on fewer people than the threshold.
    public let isLowReliability: Bool
    /// What the people are, in words.
    let words: String

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Row>] = [
      .text("name", "Needs") { $0.name }, .nested("needs") { $0.needs },
      .count("people", "People") { $0.people }, .share("share", "of all") { $0.share },
      .count("reoffenders", "Reoffended") { $0.reoffenders },
      .shareEstimate("rate", "Rate") { $0.rate },
      .count("reoffences", "Reoffences") { $0.reoffences },
      .share("predictedRate", "Predicted") { $0.predictedRate },
      .text("flags", "Notes") { $0.isLowReliability ? "[u]" : "" },
      .text("sentence") { $0.sentence },
    ]

    /// What the row says, in one sentence.
    public var sentence: String {
      let limits = rate.interval.map {
        ", between \(NumberFormat.percent($0.lower)) and \(NumberFormat.percent($0.upper))"
      }
      return "\(words): \(NumberFormat.count(reoffenders)) of \(NumberFormat.count(people)) reoffended "
        + "(\(NumberFormat.percent(rate.value ?? 0))\(limits ?? ""))."
    }
  }

  /// The change of the rate from one number of needs to the next.
  public struct Trend: Sendable {
    /// The difference of rates for each need more.
    public let slope: Double
    /// The test of Cochran and Armitage.
    public let test: TestResult
  }

  /// A row a need.
  public let needs: [Row]
  /// A row a number of needs.
  public let counts: [Row]
  /// A row a combination of needs, the largest first.
  public let combinations: [Row]
  /// The people of combinations that are not listed, because fewer people have them than asked for.
  public let peopleInOther: Int
  /// The trend over the number of needs; nil where all have as many.
  public let trend: Trend?
  /// All people.
  public let people: Int
  /// The confidence level of the limits.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]

  /// Counts people by their needs.
  ///
  /// - Parameters:
  ///   - table: people by combination, with a key of one part that names the needs by `+`, or `none`.
  ///   - names: the columns of the needs, in order.
  ///   - smallest: combinations of fewer people are put together.
  ///   - level: the confidence level of the limits, at which the trend is judged too.
  ///   - reliabilityThreshold: a rate on fewer people counts as unreliable.
  ///   - suppression: under which the notes print no small count and rates are marked; that no combination is small is
  ///     the caller's to see to.
  /// - Throws: `StatisticsError` where nobody is left.
  public init(
    _ table: CohortTable, needs names: [String], smallest: Int = 1, level: ConfidenceLevel = .p95,
    reliabilityThreshold: Int = 30, suppression: Suppression? = nil
  ) throws(StatisticsError) {
    let groups = table.groups.filter { ($0.trials ?? 0) > 0 }
    let all = groups.reduce(0) { $0 + ($1.trials ?? 0) }
    guard all > 0 else { throw .empty(argument: "the people whose needs are all known") }
    func own(_ group: CohortGroup) -> [String] {
      let value = group.key.parts.first?.value ?? ""
      return value == "none" ? [] : value.split(separator: " + ").map(String.init)
    }
    let owned = groups.map { (group: $0, needs: own($0)) }
    func row(_ name: String, _ needs: [String], _ words: String, _ groups: [CohortGroup])
      throws(StatisticsError) -> Row?
    {
      guard let whole = CohortGroup.joined(groups, as: GroupKey([])), let trials = whole.trials, trials > 0,
        let events = whole.events?.nearest
      else { return nil }
      let isMarked = suppression?.shown(whole).marks.contains(where: \.meansLowReliability) ?? false
      return Row(
        name: name, needs: needs, people: trials, share: Double(trials) / Double(all), reoffenders: events,
        rate: try Proportion(events: events, trials: trials).intervalEstimate(level: level),
        reoffences: whole.reoffences, predictedRate: whole.prediction?.rate,
        isLowReliability: isMarked || trials < reliabilityThreshold, words: words)
    }
    var needRows: [Row] = []
    for name in names {
      let with = owned.filter { $0.needs.contains(name) }.map(\.group)
      if let made = try row(Self.plain(name), [name], "With \(Self.plain(name))", with) {
        needRows.append(made)
      }
    }
    var countRows: [Row] = []
    for number in 0...names.count {
      let with = owned.filter { $0.needs.count == number }.map(\.group)
      let words = number == 0 ? "Without any of the needs" : "With \(Plural.count(number, "need"))"
      if let made = try row("\(number)", [], words, with) { countRows.append(made) }
    }
    var rows: [Row] = []
    var other = 0
    for (group, needs) in owned {
      guard (group.trials ?? 0) >= smallest else {
        other += group.trials ?? 0
        continue
      }
      let name = needs.isEmpty ? "none" : needs.map(Self.plain).joined(separator: " + ")
      let words =
        needs.isEmpty
        ? "Without any of the needs"
        : needs.count == 1
          ? "With \(name) only" : "With \(NameList.joined(needs.map(Self.plain))) and nothing else"
      if let made = try row(name, needs, words, [group]) { rows.append(made) }
    }
    self.needs = needRows
    counts = countRows
    combinations = rows.enumerated().sorted {
      (-$0.element.people, $0.offset) < (-$1.element.people, $1.offset)
    }.map(\.element)
    peopleInOther = other
    people = all
    if countRows.count > 1 {
      let test = try CochranArmitageTest(
        events: countRows.map(\.reoffenders), trials: countRows.map(\.people),
        scores: countRows.map { Double($0.name) ?? 0 })
      trend = Trend(slope: test.slope, test: test.result)
    } else {
      trend = nil
    }
    self.level = level
    var notes = suppression.map { $0.policyNotes + $0.notes(of: table, without: []) } ?? table.notes
    if other > 0 {
      notes.append(
        "\(Plural.people(other)) in combinations of fewer than \(NumberFormat.count(smallest)), which are not listed."
      )
    }
    notes.append(
      "A need is counted where its column says yes. Needs go together, so that the difference of one is not its effect; "
        + "factors --adjust compares like with like.")
    self.notes = notes
  }

  /// The column as a reader writes it.
  static func plain(_ name: String) -> String { name.replacing("_", with: " ") }

  /// The trend, then a sentence a number of needs.
  public var sentences: [String] {
    let first = trend.map { trend in
      trend.test.pValue < level.alpha
        ? "The rate \(trend.slope > 0 ? "rises" : "falls") by \(NumberFormat.points(abs(trend.slope))) percentage points "
          + "with each need (\(NumberFormat.pStatement(trend.test.pValue)))."
        : "No clear trend of the rate over the number of needs "
          + "(\(NumberFormat.pStatement(trend.test.pValue)))."
    }
    return (first.map { [$0] } ?? []) + counts.map(\.sentence)
  }

  /// The finding in a sentence.
  public var headline: String {
    guard let none = counts.first, let most = counts.last(where: { !$0.isLowReliability }) ?? counts.last,
      counts.count > 1, none.name != most.name
    else { return "Reoffending by needs" }
    return
      "\(NumberFormat.percent(none.rate.value ?? 0)) reoffended \(none.name == "0" ? "without a need" : "with \(none.name)"), "
      + "\(NumberFormat.percent(most.rate.value ?? 0)) with \(Plural.count(Int(most.name) ?? 0, "need"))"
  }

  /// The numbers of needs as a table.
  public var table: OutputTable { Row.table(counts) }
  /// The needs, and the combinations, as tables.
  package var furtherTables: [OutputTable] { [Row.table(needs), Row.table(combinations)] }
  /// All of it, a row each, for programs.
  package var programTable: OutputTable { Row.table(needs + counts + combinations) }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    let trend: (any Encodable)? = trend.map {
      ResultObject([("slope", $0.slope), ("test", $0.test)])
    }
    try ResultObject([
      ("needs", needs), ("counts", counts), ("combinations", combinations),
      ("peopleInOther", peopleInOther), ("trend", trend), ("people", people), ("level", level),
      ("notes", notes),
    ]).encode(to: encoder)
  }
}
