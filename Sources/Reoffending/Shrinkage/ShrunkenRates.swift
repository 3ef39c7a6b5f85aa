import Numbers
public import Statistics
public import Tables

/// The rates of small groups drawn towards the mean of all groups, beside the rates as they are.
public struct ShrunkenRates: Sendable, Encodable {
  /// A group.
  public struct Row: ResultRow {
    /// What it is called.
    public let key: GroupKey
    /// The people.
    public let people: Int
    /// Those who reoffended.
    public let events: Int
    /// Their share, with Wilson's limits.
    public let rate: Estimate
    /// The share drawn towards the mean, with the limits between which it lies.
    public let shrunk: Estimate
    /// The part of it that is the group's own figure, from 0 to 1.
    public let weight: Double
    /// The probability that the group's true share is above the mean; nil where all have the mean.
    public let probabilityAboveMean: Double?

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Row>] = [
      .name { $0.key }, .count("people", "People") { $0.people },
      .count("events", "Reoffended") { $0.events },
      .shareEstimate("rate", "Rate") { $0.rate },
      .shareEstimate("shrunk", "Drawn to the mean") { $0.shrunk },
      .share("weight", "Own figure counts") { $0.weight },
      .share("probabilityAboveMean", "Above the mean") { $0.probabilityAboveMean },
      .text("sentence") { $0.sentence },
    ]

    /// What the row says, in one sentence.
    public var sentence: String {
      "\(key): \(NumberFormat.count(events)) of \(Plural.count(people, "person")) reoffended "
        + "(\(NumberFormat.percent(rate.value ?? 0))); drawn to the mean \(NumberFormat.percent(shrunk.value ?? 0))"
        + (shrunk.interval.map {
          " (between \(NumberFormat.percent($0.lower)) and \(NumberFormat.percent($0.upper)))"
        } ?? "") + "."
    }
  }

  /// The groups, in their order.
  public let rows: [Row]
  /// How the true rates of the groups are spread.
  public let prior: BetaPrior
  /// The limits between which the true rates of such groups lie; nil where all have the mean.
  public let spread: ConfidenceInterval?
  /// The confidence level.
  public let level: ConfidenceLevel
  /// What a reader must know.
  public let notes: [String]

  /// Finds how the groups are spread, and draws each to the mean.
  ///
  /// - Throws: `StatisticsError` for fewer than three groups of which people and reoffenders are known, and where nobody or
  ///   everybody reoffended.
  public init(_ cohorts: CohortTable, level: ConfidenceLevel = .p95) throws(StatisticsError) {
    var found: [(key: GroupKey, proportion: Proportion)] = []
    var left: [String] = []
    for group in cohorts.groups {
      guard let proportion = try group.proportion() else {
        left.append(group.key.description)
        continue
      }
      found.append((group.key, proportion))
    }
    let prior = try BetaPrior(fitting: found.map(\.proportion))
    rows = found.map { key, proportion in
      Row(
        key: key, people: proportion.trials, events: proportion.events,
        rate: proportion.intervalEstimate(level: level), shrunk: prior.shrunk(proportion, level: level),
        weight: prior.weight(of: proportion), probabilityAboveMean: prior.probabilityAboveMean(proportion))
    }
    self.prior = prior
    spread = prior.spread(level: level)
    self.level = level
    let strength =
      prior.concentration.map {
        "The prior is a beta distribution with mean \(NumberFormat.percent(prior.mean)) that counts for "
          + "\(Plural.count(Int(min($0.rounded(), 1e12)), "person")), found from the groups themselves by greatest likelihood; the limits "
          + "take it as known."
      }
      ?? "The groups differ no more than chance makes, so that the prior has no spread: every group is drawn to the mean of all, and "
      + "there are no limits."
    notes =
      cohorts.notes + CohortGroup.notes(leavingOut: left)
      + [
        strength,
        "A group drawn to the mean is a better guess of what it does next, and no measure of what it did: publish the rate as it is "
          + "beside it, and compare no group with a target by it.",
      ]
  }

  /// The finding in a sentence.
  public var headline: String {
    guard let spread, prior.test.pValue < level.alpha else {
      return "The groups differ no more than chance could make"
    }
    return
      "The true rates of \(level.percent) of such groups lie between \(NumberFormat.percent(spread.lower)) and "
      + NumberFormat.percent(spread.upper)
  }

  /// The finding, and what is said of the groups that are drawn furthest.
  public var sentences: [String] {
    [
      headline + ".",
      "That all groups have one rate has \(NumberFormat.pStatement(prior.test.pValue)) (likelihood ratio); their mean is "
        + "\(NumberFormat.percent(prior.mean)).",
    ] + rows.map(\.sentence)
  }

  /// The groups as a table.
  public var table: OutputTable { Row.table(rows) }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("groups", rows), ("mean", prior.mean), ("concentration", prior.concentration),
      (
        "spread",
        spread.map { ResultObject($0) }
      ),
      ("test", prior.test), ("level", level), ("sentences", sentences), ("notes", notes),
    ]).encode(to: encoder)
  }
}
