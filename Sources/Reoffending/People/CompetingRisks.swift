import Numbers
public import Statistics
public import Tables

/// The share of people with each kind of event as time goes by, where one kind rules out the others.
public struct CompetingRisks: Sendable, Encodable {
  /// The curve of one cause in one group.
  public struct Curve: Sendable {
    /// The group; `All` where people are not grouped.
    public let group: String
    /// The cause.
    public let cause: String
    /// How many people are in the group.
    public let people: Int
    /// How many of them had the event of this cause.
    public let events: Int
    /// The steps in order of time.
    public let steps: [CumulativeIncidence.Step]

    /// The share with the event by the end.
    public var final: Double { steps.last?.incidence ?? 0 }
  }

  /// The curves, group after group, the causes in the order given.
  public let curves: [Curve]
  /// The names of the causes.
  public let causes: [String]
  /// Gray's test of each cause between the groups, in the order of the causes; nil for one group and where none can be made.
  public let tests: [TestResult?]
  /// The unit of time, such as `weeks`.
  public let unit: String
  /// How many people were left out for a missing value.
  public let excluded: Int
  /// The confidence level.
  public let level: ConfidenceLevel

  /// Estimates the curves after Aalen and Johansen.
  ///
  /// - Parameters:
  ///   - times: for each person the time to the first event or to the end of observation.
  ///   - causes: for each person 0 for the end of observation, or the number of the cause from 1.
  ///   - names: the names of the causes, the first that of number 1.
  ///   - groups: for each person the group.
  ///   - unit: of the times, in the plural, such as `weeks`.
  ///   - excluded: how many people were left out for a missing value.
  ///   - level: the confidence level of the limits.
  /// - Throws: `ModelError` for times below zero, unequal lengths, a number that is no cause’s, or a group without any event.
  public init(
    times: [Double], causes: [Int], names: [String], groups: [String]? = nil, unit: String, excluded: Int = 0,
    level: ConfidenceLevel = .p95
  ) throws(ModelError) {
    guard causes.count == times.count else {
      throw .lengthMismatch(column: "causes", count: causes.count, expected: times.count)
    }
    if let groups, groups.count != times.count {
      throw .lengthMismatch(column: "groups", count: groups.count, expected: times.count)
    }
    if let bad = causes.firstIndex(where: { $0 < 0 || $0 > names.count }) {
      throw .badValue(
        column: "cause", row: bad + 1, found: "\(causes[bad])", allowed: "from 0 to \(names.count)")
    }
    var curves: [Curve] = []
    for group in groups.map({ Set($0).sorted() }) ?? ["All"] {
      let rows = times.indices.filter { groups?[$0] ?? group == group }
      let own = rows.map { causes[$0] }
      guard own.contains(where: { $0 > 0 }) else {
        throw .undefined(quantity: "a cumulative incidence", because: "nobody of \(group) has an event")
      }
      let estimate = try CumulativeIncidence(
        times: rows.map { times[$0] }, causes: own, causeCount: names.count, level: level)
      for (index, name) in names.enumerated() {
        curves.append(
          Curve(
            group: group, cause: name, people: rows.count, events: own.count { $0 == index + 1 },
            steps: estimate.curves[index]))
      }
    }
    self.curves = curves
    let numbers = Dictionary(uniqueKeysWithValues: Set(groups ?? []).sorted().enumerated().map { ($1, $0) })
    let numbered = numbers.count > 1 ? groups?.map { numbers[$0] ?? 0 } : nil
    tests = names.indices.map { index in
      guard let numbered else { return nil }
      return try? GrayTest(times: times, causes: causes, groups: numbered, of: index + 1).result
    }
    self.causes = names
    self.unit = unit
    self.excluded = excluded
    self.level = level
  }

  /// The finding in a sentence: all shares or, where there are groups, the cause in which they differ most.
  public var headline: String {
    let groups = curves.reduce(into: [String]()) { if !$0.contains($1.group) { $0.append($1.group) } }
    guard groups.count > 1 else {
      let parts = curves.map { "\(NumberFormat.percent($0.final)) \($0.cause)" }
      return "By the end of observation: \(parts.joined(separator: ", "))"
    }
    func spread(_ cause: String) -> Double {
      let shares = curves.filter { $0.cause == cause }.map(\.final)
      return (shares.max() ?? 0) - (shares.min() ?? 0)
    }
    let widest = causes.max { spread($0) < spread($1) } ?? ""
    let parts = curves.filter { $0.cause == widest }.map { "\(NumberFormat.percent($0.final)) (\($0.group))" }
    return "\(widest.withCapital) by the end of observation: "
      + parts.joined(separator: " against ")
  }

  /// A sentence a curve.
  public var sentences: [String] {
    curves.map { curve in
      let limits = curve.steps.last?.interval.map {
        " (\(NumberFormat.percent($0.lower)) to \(NumberFormat.percent($0.upper)))"
      }
      return
        "\(curve.group == "All" ? "" : "\(curve.group): ")\(curve.cause): \(NumberFormat.count(curve.events)) of "
        + "\(NumberFormat.count(curve.people)) people; \(NumberFormat.percent(curve.final))\(limits ?? "") by the end."
    }
      + zip(causes, tests).compactMap { cause, test in
        test.map {
          "\(cause): the groups differ with \(NumberFormat.pStatement($0.pValue)) (Gray’s test)."
        }
      }
  }

  /// What a reader must know of data and method.
  public var notes: [String] {
    (excluded > 0 ? ["\(Plural.people(excluded)) left out for a missing value."] : [])
      + [
        "Cumulative incidence after Aalen and Johansen: the causes add up to the share with any event. One minus a "
          + "Kaplan-Meier curve that treats other causes as the end of observation would be too high."
      ]
  }

  /// The steps of the curves, a row a step.
  public var table: OutputTable {
    let decimals = curves.flatMap(\.steps).map(\.time).areWhole ? 0 : 2
    return OutputTable(
      curves.flatMap { curve in curve.steps.filter { $0.events > 0 }.map { (curve: curve, step: $0) } },
      fields: [
        .text("group", "Group") { $0.curve.group }, .text("cause", "Cause") { $0.curve.cause },
        .number("time", "Time, \(unit)", decimals: decimals) { $0.step.time },
        .count("atRisk", "At risk") { $0.step.atRisk }, .count("events", "Events") { $0.step.events },
        .share("incidence", "So far") { $0.step.incidence },
        .share("lower", "Lower") { $0.step.interval?.lower },
        .share("upper", "Upper") { $0.step.interval?.upper },
      ])
  }

  private enum CodingKeys: String, CodingKey {
    case groups, causes, unit, excluded, level, sentences, notes, tests
  }

  private struct CauseTest: Encodable {
    let cause: String
    let test: TestResult?

    func encode(to encoder: any Encoder) throws {
      try ResultObject([("cause", cause), ("test", test)]).encode(to: encoder)
    }
  }

  /// Writes a group for each curve, with the keys of `survival`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(curves, forKey: .groups)
    try container.encode(causes, forKey: .causes)
    try container.encode(unit, forKey: .unit)
    try container.encode(excluded, forKey: .excluded)
    try container.encode(level, forKey: .level)
    try container.encode(sentences, forKey: .sentences)
    try container.encode(notes, forKey: .notes)
    try container.encode(zip(causes, tests).map(CauseTest.init), forKey: .tests)
  }
}

extension CompetingRisks.Curve: Encodable {
  private enum CodingKeys: String, CodingKey {
    case by, cause, people, totalEvents, times, incidence, standardError, lower, upper, atRisk, events
  }

  /// Writes the curve as parallel lists, an entry a step.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(group, forKey: .by)
    try container.encode(cause, forKey: .cause)
    try container.encode(people, forKey: .people)
    try container.encode(events, forKey: .totalEvents)
    try container.encode(steps.map(\.time), forKey: .times)
    try container.encode(steps.map(\.incidence), forKey: .incidence)
    try container.encode(steps.map(\.standardError), forKey: .standardError)
    try container.encode(steps.map { $0.interval?.lower }, forKey: .lower)
    try container.encode(steps.map { $0.interval?.upper }, forKey: .upper)
    try container.encode(steps.map(\.atRisk), forKey: .atRisk)
    try container.encode(steps.map(\.events), forKey: .events)
  }
}
