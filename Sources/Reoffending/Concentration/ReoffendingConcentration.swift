import Numbers
public import Statistics
public import Tables

/// How few people commit most reoffences: Gini's coefficient, the share of the most prolific, prolific offenders by a rule.
public struct ReoffendingConcentration: Sendable, Encodable {
  /// The share of the most prolific people.
  public struct Top: ResultRow {
    /// What share of people they are.
    public let share: Double
    /// How many people that is; a part of one may be left.
    public let people: Double
    /// Their share of all reoffences; no value where that is less than one person.
    public let reoffences: Estimate

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Top>] = [
      .number("share") { $0.share }, .number("people") { $0.people },
      .shareEstimate("shareOfReoffences") { $0.reoffences },
    ]
  }

  /// People who count as prolific by the rule.
  public struct Prolific: Sendable {
    /// The people with so many reoffences or more.
    public let people: Int
    /// Their reoffences.
    public let reoffences: Int
    /// Their share of the people.
    public let shareOfPeople: Estimate
    /// Their share of the reoffences.
    public let shareOfReoffences: Double
  }

  /// One group of people.
  public struct Group: ResultRow {
    /// What the group is called.
    public let key: GroupKey
    /// The people who were followed up.
    public let people: Int
    /// Those of them with a reoffence.
    public let reoffenders: Int
    /// Their reoffences.
    public let reoffences: Int
    /// Gini's coefficient over everybody.
    public let gini: Estimate
    /// Gini's coefficient over those with a reoffence; nil where there is one only.
    public let giniOfReoffenders: Estimate?
    /// The coefficient that chance would make if all had the same rate.
    public let giniOfEqualRates: Double
    /// The shares of the most prolific.
    public let top: [Top]
    /// The share of people who committed half of the reoffences.
    public let shareWithHalf: Double
    /// The least number of reoffences of a prolific offender.
    public let rule: Int
    /// The prolific offenders.
    public let prolific: Prolific
    /// The Lorenz curve.
    public let curve: [Concentration.Corner]
    /// Whether names of groups stand before sentences.
    let isNamed: Bool

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Group>] = [
      .name { $0.key }, .count("people", "People") { $0.people },
      .count("reoffenders", "Reoffenders") { $0.reoffenders },
      .count("reoffences", "Reoffences") { $0.reoffences },
      .estimate("gini", "Gini") { $0.gini },
      .estimate("giniOfReoffenders", "Gini of reoffenders") { $0.giniOfReoffenders },
      .number("giniOfEqualRates", "by chance") { $0.giniOfEqualRates },
      .nested("top") { $0.top },
      .share("shareWithHalf", "People with half", decimals: 2) { $0.shareWithHalf },
      .number("prolificRule") { Double($0.rule) },
      .count("prolific", "Prolific") { $0.prolific.people },
      .shareEstimate("prolificShareOfPeople", "of people", decimals: 2) { $0.prolific.shareOfPeople },
      .count("prolificReoffences", "Their reoffences") { $0.prolific.reoffences },
      .share("prolificShareOfReoffences", "of reoffences") { $0.prolific.shareOfReoffences },
      .nested("curve") { $0.curve.map(CurvePoint.init) },
      .text("sentence") { $0.sentence },
    ]

    /// What the group shows, in sentences that claim no more than the numbers do.
    public var sentence: String {
      let prefix = isNamed ? "\(key): " : ""
      var parts: [String] = []
      for one in top {
        guard let value = one.reoffences.value else { continue }
        let limits = one.reoffences.interval.map {
          " (between \(NumberFormat.percent($0.lower)) and \(NumberFormat.percent($0.upper)))"
        }
        parts.append(
          "the most prolific \(Self.share(one.share)) of people committed \(NumberFormat.percent(value))\(limits ?? "")"
        )
      }
      let first = parts.isEmpty ? "" : parts.joined(separator: ", ") + " of the reoffences. "
      let whole =
        prefix
        + (first.isEmpty ? "" : prefix.isEmpty ? first.withCapital : first)
      let limits = gini.interval.map {
        " (between \(NumberFormat.fixed($0.lower, decimals: 2)) and \(NumberFormat.fixed($0.upper, decimals: 2)))"
      }
      let value = gini.value ?? 0
      let isBeyond = (gini.interval?.lower ?? value) > giniOfEqualRates
      return whole
        + "Gini's coefficient is \(NumberFormat.fixed(value, decimals: 2))\(limits ?? ""); "
        + (isBeyond
          ? "chance alone, with the same rate for everybody, would give \(NumberFormat.fixed(giniOfEqualRates, decimals: 2))."
          : "that is no more than chance would give if everybody had the same rate "
            + "(\(NumberFormat.fixed(giniOfEqualRates, decimals: 2))).")
        + " \(Plural.people(prolific.people, "has", "have")) \(NumberFormat.count(rule)) reoffences or more: "
        + "\(NumberFormat.percent(prolific.shareOfPeople.value ?? 0, decimals: 2)) of the people and "
        + "\(NumberFormat.percent(prolific.shareOfReoffences)) of the reoffences."
    }

    /// A share of people as it is spoken of: `1%`, `0.5%`.
    package static func share(_ value: Double) -> String { NumberFormat.plain(100 * value) + "%" }
  }

  private struct CurvePoint: Encodable {
    let people: Double
    let reoffences: Double

    init(_ corner: Concentration.Corner) {
      people = corner.people
      reoffences = corner.events
    }
  }

  /// The groups, in the order of the table.
  public let groups: [Group]
  /// The confidence level of the limits.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]

  /// Measures the concentration in groups of people.
  ///
  /// - Parameters:
  ///   - counts: for each group the number of people with each number of reoffences.
  ///   - shares: the shares of people whose reoffences are told, such as 0.01.
  ///   - rule: the least number of reoffences of a prolific offender.
  ///   - level: the confidence level of the limits.
  ///   - notes: what a reader must know of the data; that groups were left out is added.
  /// - Throws: `StatisticsError` where no group has a reoffence, or a share or the rule is out of range.
  public init(
    _ counts: [(key: GroupKey, peopleByReoffences: [Int: Int])], shares: [Double], rule: Int,
    level: ConfidenceLevel = .p95, notes: [String] = []
  ) throws(StatisticsError) {
    guard rule >= 1 else {
      throw .outOfRange(argument: "the rule", value: Double(rule), allowed: "at least 1 reoffence")
    }
    var groups: [Group] = []
    var silent: [String] = []
    for (key, people) in counts {
      guard people.contains(where: { $0.key > 0 && $0.value > 0 }) else {
        silent.append(key.description)
        continue
      }
      let all = try Concentration(peopleByEvents: people)
      let among = all.amongThoseWithEvents
      let prolific = all.people(withAtLeast: rule)
      var top: [Top] = []
      for share in shares {
        top.append(
          Top(
            share: share, people: share * Double(all.people),
            reoffences: try all.shareOfTop(share, level: level)))
      }
      groups.append(
        Group(
          key: key, people: all.people, reoffenders: among.people, reoffences: all.events,
          gini: all.gini(level: level), giniOfReoffenders: among.people > 1 ? among.gini(level: level) : nil,
          giniOfEqualRates: all.giniOfEqualRates, top: top,
          shareWithHalf: try all.peopleWith(shareOfEvents: 0.5), rule: rule,
          prolific: Prolific(
            people: prolific?.people ?? 0, reoffences: prolific?.events ?? 0,
            shareOfPeople: try Proportion(events: prolific?.people ?? 0, trials: all.people)
              .intervalEstimate(level: level),
            shareOfReoffences: Double(prolific?.events ?? 0) / Double(all.events)),
          curve: all.curve, isNamed: counts.count > 1))
    }
    guard !groups.isEmpty else {
      throw .undefined(quantity: "a concentration", because: "nobody has a reoffence")
    }
    self.groups = groups
    self.level = level
    self.notes =
      notes
      + (silent.isEmpty
        ? [] : ["Left out, because nobody there has a reoffence: \(silent.joined(separator: ", "))."])
      + [
        "Gini's coefficient is 0 where all people have as many reoffences and near 1 where one has all. Most people have "
          + "none, so that it is high wherever few reoffend; that of the reoffenders is without them.",
        "The most prolific of one year are not those of the next: some of the concentration is chance, which the "
          + "coefficient of equal rates shows.",
      ]
  }

  /// A sentence a group.
  public var sentences: [String] { groups.map(\.sentence) }

  /// The finding in a sentence.
  public var headline: String {
    guard let group = groups.first,
      let top = group.top.last(where: { $0.reoffences.value != nil && $0.share <= 0.101 })
        ?? group.top.last(where: { $0.reoffences.value != nil }), let value = top.reoffences.value
    else { return "Reoffences are spread unequally" }
    let start = groups.count > 1 ? "\(group.key): the" : "The"
    return
      "\(start) most prolific \(Group.share(top.share)) of people committed \(NumberFormat.percent(value)) of reoffences"
  }

  /// The concentration, a row a group.
  public var table: OutputTable { Group.table(groups) }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([("groups", groups), ("level", level), ("notes", notes)]).encode(to: encoder)
  }
}
