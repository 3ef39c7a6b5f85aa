import Numbers
public import Statistics

/// One group's crude and standardised rates.
public struct StandardisedRate: Sendable, Encodable {
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
    strata = standard.strata.sorted { $0.key < $1.key }.map { name, stratum in
      let own = byName[name] ?? (0, 0)
      return Stratum(
        stratum: name, trials: own.trials, events: own.events,
        rate: own.trials > 0 ? Double(own.events) / Double(own.trials) : nil, standard: stratum.population,
        standardRate: stratum.events.flatMap { stratum.population > 0 ? $0 / stratum.population : nil })
    }
    self.key = key
    let trials = strata.reduce(0) { $0 + $1.trials }
    let observed = strata.reduce(0) { $0 + $1.events }
    (self.trials, self.observed) = (trials, observed)
    crude = try Proportion(events: observed, trials: trials).intervalEstimate(level: level, method: .wilson)
    let empty = strata.filter { $0.trials == 0 && $0.standard > 0 }
    var flags =
      empty.isEmpty ? [] : ["nobody in \(empty.map(\.stratum).joined(separator: ", ")): no direct rate"]
    if empty.isEmpty {
      let direct = try DirectStandardisation(
        strata.map { one throws(StatisticsError) in
          try DirectStandardisation.Stratum(
            events: one.events, population: Double(one.trials), standard: one.standard)
        })
      self.direct = direct.estimate(level: level)
      comparativeFigure =
        if let rate = standard.rate, rate > 0 {
          try direct.comparativeFigure(standardRate: rate, level: level)
        } else { nil }
      if observed < 10 { flags.append("fewer than 10 events") }
    } else {
      direct = nil
      comparativeFigure = nil
    }
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
    strata = standard.strata.sorted { $0.key < $1.key }.map { name, stratum in
      let (population, events) = (members[name]?.population ?? 0, members[name]?.events ?? 0)
      return Stratum(
        stratum: name, trials: population, events: events,
        rate: population > 0 ? Double(events) / Double(population) : nil, standard: stratum.population,
        standardRate: stratum.events.flatMap { stratum.population > 0 ? $0 / stratum.population : nil })
    }
    let all = members.values.reduce(RepeatedEvents()) { $0.joined(with: $1) }
    (trials, observed) = (all.population, all.events)
    crude =
      all.population > 0
      ? try DirectStandardisation([
        .init(peopleByEvents: all.peopleByEvents, population: Double(all.population), standard: 1)
      ]).estimate(level: level) : nil
    reoffenders = all.reoffenders
    let empty = strata.filter { $0.trials == 0 && $0.standard > 0 }
    var flags =
      empty.isEmpty ? [] : ["nobody in \(empty.map(\.stratum).joined(separator: ", ")): no direct rate"]
    if empty.isEmpty {
      let direct = try DirectStandardisation(
        strata.map { one throws(StatisticsError) in
          try DirectStandardisation.Stratum(
            peopleByEvents: members[one.stratum]?.peopleByEvents ?? [:], population: Double(one.trials),
            standard: one.standard)
        })
      self.direct = direct.estimate(level: level)
      varianceRatio = direct.varianceRatio
      comparativeFigure =
        if let rate = standard.rate, rate > 0 {
          try direct.comparativeFigure(standardRate: rate, level: level)
        } else { nil }
      if all.events < 10 { flags.append("fewer than 10 events") }
    } else {
      (direct, varianceRatio, comparativeFigure) = (nil, nil, nil)
    }
    (expected, ratio, indirect) = (nil, nil, nil)
    self.flags = flags
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

  private enum CodingKeys: String, CodingKey {
    case by, trials, observed, expected, crude, direct, indirect, ratio, comparativeFigure, strata, sentence,
      flags, reoffenders, varianceRatio
  }

  /// Writes the row of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(key, forKey: .by)
    try container.encode(trials, forKey: .trials)
    try container.encode(observed, forKey: .observed)
    try container.encode(expected, forKey: .expected)
    try container.encode(crude, forKey: .crude)
    try container.encode(direct, forKey: .direct)
    try container.encode(indirect, forKey: .indirect)
    try container.encode(ratio, forKey: .ratio)
    try container.encode(comparativeFigure, forKey: .comparativeFigure)
    try container.encode(strata, forKey: .strata)
    try container.encode(sentence, forKey: .sentence)
    try container.encode(flags, forKey: .flags)
    try container.encode(reoffenders, forKey: .reoffenders)
    try container.encode(varianceRatio, forKey: .varianceRatio)
  }
}
