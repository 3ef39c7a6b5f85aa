package import Statistics

/// How many people of a stratum have how many events, and how many people there are in it.
struct RepeatedEvents: Hashable, Sendable {
  private(set) var peopleByEvents: [Int: Int] = [:]
  private(set) var population = 0

  init(peopleByEvents: [Int: Int] = [:], population: Int = 0) {
    self.peopleByEvents = peopleByEvents
    self.population = population
  }

  var events: Int { peopleByEvents.reduce(0) { $0 + $1.key * $1.value } }
  var reoffenders: Int { peopleByEvents.reduce(0) { $1.key > 0 ? $0 + $1.value : $0 } }

  func joined(with other: RepeatedEvents) -> RepeatedEvents {
    RepeatedEvents(
      peopleByEvents: peopleByEvents.merging(other.peopleByEvents, uniquingKeysWith: +),
      population: population + other.population)
  }
}

extension StandardisedRates {
  /// Standardises the numbers of reoffences of people who may have several each.
  ///
  /// The limits take the reoffences of one person as going together and people as independent.
  ///
  /// - Parameters:
  ///   - counted: how many people have how many reoffences, by the groups' columns and then those of the strata.
  ///   - population: the people of each group and stratum where not all of them are counted; its only number for each is
  ///     that of the people.
  ///   - groups: the columns that name the groups.
  ///   - strata: the columns whose values make the strata.
  ///   - given: the standard population; nil for all groups together.
  /// - Throws: `StatisticsError` for a stratum that the standard has not, two numbers of people for one group and stratum, or
  ///   fewer people than are counted.
  package init(
    repeats counted: ReoffenceCounting, population: ReoffenceCounting?, by groups: [String], strata: [String],
    standard given: StandardPopulation?, level: ConfidenceLevel
  ) throws(StatisticsError) {
    guard !strata.isEmpty else { throw StatisticsError.empty(argument: "strata") }
    let people = try population.map(Self.populations)
    var order: [GroupKey] = []
    var members: [GroupKey: [String: RepeatedEvents]] = [:]
    for (key, tally) in counted.groups {
      let name = GroupKey(Array(key.parts.prefix(groups.count)))
      let stratum = GroupKey(Array(key.parts.dropFirst(groups.count))).description
      let found = tally.values.reduce(0, +)
      let all = people.map { $0[key] ?? 0 } ?? found
      guard all >= found else {
        throw .undefined(
          quantity: "the rate of \(key)",
          because: "\(found) people are counted, more than the population of \(all)")
      }
      if members[name] == nil { order.append(name) }
      members[name, default: [:]][stratum] = RepeatedEvents(peopleByEvents: tally, population: all)
    }
    let standard = given ?? StandardPopulation(repeats: Array(members.values))
    for key in order {
      for stratum in (members[key] ?? [:]).keys.sorted() where standard.strata[stratum] == nil {
        throw standard.lacking(stratum, of: key)
      }
    }
    let rows = try order.map { key throws(StatisticsError) in
      try StandardisedRate(repeats: key, members[key] ?? [:], standard: standard, level: level)
    }
    self.init(
      rows, standard: standard, level: level, countsRepeats: true,
      notes: counted.notes + [
        "Rates are reoffences a person. Limits take the reoffences of one person as going together (the sum of their squares "
          + "in place of their number), as PHEindicatormethods does for events that are not independent."
      ] + Self.notes(rows, given: given, standard: standard, strata: strata, countsRepeats: true))
  }

  /// The population of each group and stratum, which every row of it must repeat.
  private static func populations(_ counting: ReoffenceCounting) throws(StatisticsError) -> [GroupKey: Int] {
    var result: [GroupKey: Int] = [:]
    for (key, tally) in counting.groups {
      guard let one = tally.keys.first, tally.count == 1 else {
        throw .undefined(
          quantity: "the population of \(key)",
          because: "its rows have several, \(tally.keys.sorted().map(String.init).joined(separator: ", "))")
      }
      result[key] = one
    }
    return result
  }
}
