import Numbers
public import Statistics

/// One group's crude and standardised rates.
public struct StandardisedRate: ResultRow {
  /// One stratum of the group.
  public struct Stratum: Sendable, Encodable {
    /// What the stratum is called.
    public let stratum: String
    /// The group's people in it.
    public let trials: Int
    /// Those who reoffended.
    public let events: Int
    /// Their share; nil without people.
    public let rate: Double?
    /// The standard population's people in it.
    public let standard: Double
    /// The standard population's rate in it; nil where it is not known.
    public let standardRate: Double?

    private enum CodingKeys: String, CodingKey {
      case stratum, trials, events, rate, standard, standardRate
    }

    /// Writes null for what does not exist.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(stratum, forKey: .stratum)
      try container.encode(trials, forKey: .trials)
      try container.encode(events, forKey: .events)
      try container.encode(rate, forKey: .rate)
      try container.encode(standard, forKey: .standard)
      try container.encode(standardRate, forKey: .standardRate)
    }
  }

  /// What the group is called.
  public let key: GroupKey
  /// The number of people; nil where that of a stratum is not known.
  public let trials: Int?
  /// The number who reoffended, or where these are counted of reoffences; nil where that of a stratum is not known.
  public let observed: Int?
  /// The number who would have at the standard's rates; nil where these are not known.
  public let expected: Double?
  /// The rate as it is; nil where a number of a stratum is not known.
  public let crude: Estimate?
  /// The directly standardised rate; nil where a stratum of the standard has none of the group's people.
  public let direct: Estimate?
  /// The indirectly standardised rate.
  public let indirect: Estimate?
  /// Observed over expected.
  public let ratio: Estimate?
  /// The direct rate over the standard's own.
  public let comparativeFigure: Estimate?
  /// The strata of the standard, by name.
  public let strata: [Stratum]
  /// What must be known to read the row.
  public let flags: [String]
  /// Of reoffences, how many people committed them; nil where reoffenders are counted.
  public let reoffenders: Int?
  /// Of reoffences, how many times the variance of independent events the direct rate has; nil where reoffenders are counted.
  public let varianceRatio: Double?

  init(
    _ key: GroupKey, _ members: [(stratum: String, group: CohortGroup)], standard: StandardPopulation,
    level: ConfidenceLevel
  ) throws(StatisticsError) {
    let byName = Dictionary(grouping: members, by: \.stratum).mapValues { cells in
      (
        trials: cells.reduce(0) { $0 + ($1.group.trials ?? 0) },
        events: cells.reduce(0) { $0 + ($1.group.events?.nearest ?? 0) }
      )
    }
    let strata = Self.strata(of: standard) { byName[$0] ?? (0, 0) }
    self.strata = strata
    self.key = key
    let trials = strata.reduce(0) { $0 + $1.trials }
    let observed = strata.reduce(0) { $0 + $1.events }
    (self.trials, self.observed) = (trials, observed)
    crude = try Proportion(events: observed, trials: trials).intervalEstimate(level: level, method: .wilson)
    let direct = try DirectRates(strata, events: observed, standard: standard, level: level) {
      one throws(StatisticsError) in
      try DirectStandardisation.Stratum(
        events: one.events, population: Double(one.trials), standard: one.standard)
    }
    (self.direct, comparativeFigure) = (direct.rate, direct.comparativeFigure)
    var flags = direct.flags
    let isKnown = strata.allSatisfy { $0.trials == 0 || $0.standardRate != nil }
    if standard.rate != nil, isKnown, strata.contains(where: { $0.trials > 0 && ($0.standardRate ?? 0) > 0 })
    {
      let compared = standard.strata.sorted { $0.key < $1.key }.filter { $0.value.population > 0 }
      let indirect = try IndirectStandardisation(
        observed: observed,
        strata: compared.map { name, stratum throws(StatisticsError) in
          try IndirectStandardisation.Stratum(
            population: Double(byName[name]?.trials ?? 0), referenceEvents: stratum.events ?? 0,
            referencePopulation: stratum.population)
        })
      expected = indirect.expected
      ratio = indirect.ratio(level: level)
      self.indirect = indirect.rate(level: level)
      if indirect.expected < 5 { flags.append("fewer than five expected") }
    } else {
      expected = nil
      ratio = nil
      indirect = nil
    }
    self.flags = flags
    (reoffenders, varianceRatio) = (nil, nil)
  }

  /// Rates of reoffences, several of which may be one person's.
  init(
    repeats key: GroupKey, _ members: [String: RepeatedEvents], standard: StandardPopulation,
    level: ConfidenceLevel
  ) throws(StatisticsError) {
    self.key = key
    let strata = Self.strata(of: standard) { (members[$0]?.population ?? 0, members[$0]?.events ?? 0) }
    self.strata = strata
    let all = members.values.reduce(RepeatedEvents()) { $0.joined(with: $1) }
    (trials, observed) = (all.population, all.events)
    crude =
      all.population > 0
      ? try DirectStandardisation([
        .init(peopleByEvents: all.peopleByEvents, population: Double(all.population), standard: 1)
      ]).estimate(level: level) : nil
    reoffenders = all.reoffenders
    let direct = try DirectRates(strata, events: all.events, standard: standard, level: level) {
      one throws(StatisticsError) in
      try DirectStandardisation.Stratum(
        peopleByEvents: members[one.stratum]?.peopleByEvents ?? [:], population: Double(one.trials),
        standard: one.standard)
    }
    (self.direct, comparativeFigure) = (direct.rate, direct.comparativeFigure)
    (varianceRatio, flags) = (direct.varianceRatio, direct.flags)
    (expected, ratio, indirect) = (nil, nil, nil)
  }

  /// The strata of the standard in the order of their names, with a group's own numbers.
  private static func strata(
    of standard: StandardPopulation, own: (String) -> (trials: Int, events: Int)
  ) -> [Stratum] {
    standard.strata.sorted { $0.key < $1.key }.map { name, stratum in
      let (trials, events) = own(name)
      return Stratum(
        stratum: name, trials: trials, events: events,
        rate: trials > 0 ? Double(events) / Double(trials) : nil, standard: stratum.population,
        standardRate: stratum.events.flatMap { stratum.population > 0 ? $0 / stratum.population : nil })
    }
  }

  /// A directly standardised rate, and what must be known to read it.
  private struct DirectRates {
    var rate: Estimate?
    var comparativeFigure: Estimate?
    var varianceRatio: Double?
    let flags: [String]

    init(
      _ strata: [Stratum], events: Int, standard: StandardPopulation, level: ConfidenceLevel,
      _ stratum: (Stratum) throws(StatisticsError) -> DirectStandardisation.Stratum
    ) throws(StatisticsError) {
      let empty = strata.filter { $0.trials == 0 && $0.standard > 0 }
      guard empty.isEmpty else {
        flags = ["nobody in \(empty.map(\.stratum).joined(separator: ", ")): no direct rate"]
        return
      }
      let direct = try DirectStandardisation(strata.map(stratum))
      rate = direct.estimate(level: level)
      varianceRatio = direct.varianceRatio
      if let whole = standard.rate, whole > 0 {
        comparativeFigure = try direct.comparativeFigure(standardRate: whole, level: level)
      }
      flags = events < 10 ? ["fewer than 10 events"] : []
    }
  }

  /// A group of which a number is not known, so that no rate of it is.
  init(_ key: GroupKey, withoutNumbersOf unknown: [String]) {
    self.key = key
    (trials, observed, expected, crude, direct, indirect, ratio, comparativeFigure) = (
      nil, nil, nil, nil, nil, nil, nil, nil
    )
    (reoffenders, varianceRatio) = (nil, nil)
    strata = []
    flags = [
      "the number of people or of reoffenders in \(unknown.joined(separator: ", ")) is not known: no rate"
    ]
  }

  /// The key's values joined by commas.
  public var name: String { key.description }

  /// What the row says, in one sentence that claims no more than the numbers do.
  public var sentence: String {
    guard let crude else { return "\(name): \(flags.joined(separator: "; "))." }
    if let reoffenders { return repeatedSentence(crude, reoffenders) }
    let start = "\(name): \(NumberFormat.percent(crude.value ?? 0)) reoffended"
    guard let value = direct?.value, let interval = direct?.interval else {
      return start + "; no directly standardised rate exists."
    }
    return start + "; with the make-up of the standard population it would be \(NumberFormat.percent(value)) "
      + "(between \(NumberFormat.percent(interval.lower)) and \(NumberFormat.percent(interval.upper)))."
  }

  private func repeatedSentence(_ crude: Estimate, _ reoffenders: Int) -> String {
    let start =
      "\(name): \(Plural.count(observed ?? 0, "reoffence")) by \(NumberFormat.count(reoffenders)) of "
      + "\(Plural.count(trials ?? 0, "person")), \(Self.perPerson(crude.value ?? 0)) a person"
    guard let value = direct?.value, let interval = direct?.interval else {
      return start + "; no directly standardised rate with limits exists."
    }
    return start + "; with the make-up of the standard population it would be \(Self.perPerson(value)) "
      + "(between \(Self.perPerson(interval.lower)) and \(Self.perPerson(interval.upper)))."
  }

  private static func perPerson(_ rate: Double) -> String {
    NumberFormat.fixed(rate, decimals: max(3, NumberFormat.decimals(showing: rate)))
  }

  /// The fields of rates of reoffenders, in the order of the table.
  public static let fields: [ResultField<StandardisedRate>] = [
    .name { $0.key }, .count("trials", "People") { $0.trials },
    .count("observed", "Reoffended") { $0.observed },
    .shareEstimate("crude", "Rate", showsLimits: false) { $0.crude },
    .shareEstimate("direct", "Direct") { $0.direct },
    .number("expected", "Expected", decimals: 1) { $0.expected },
    .shareEstimate("indirect", "Indirect") { $0.indirect },
    .estimate("ratio", "Ratio", decimals: 3, showsLimits: false) { $0.ratio },
    .nested("comparativeFigure") { $0.comparativeFigure }, .nested("strata") { $0.strata },
    .text("sentence") { $0.sentence }, .flags { $0.flags }, .count("reoffenders") { $0.reoffenders },
    .number("varianceRatio") { $0.varianceRatio },
  ]

  /// The columns of rates of reoffences.
  static let fieldsOfReoffences: [ResultField<StandardisedRate>] = [
    .name { $0.key }, .count("trials", "People") { $0.trials },
    .count("observed", "Reoffences") { $0.observed }, .count("reoffenders", "Reoffended") { $0.reoffenders },
    .estimate("crude", "A person", decimals: 3, showsLimits: false) { $0.crude },
    .estimate("direct", "Direct", decimals: 3) { $0.direct },
    .number("varianceRatio", "Variance ratio") { $0.varianceRatio }, .flags { $0.flags },
  ]
}
