import Numbers
import Statistics
public import Tables

/// The population that groups are standardised to: its people in each stratum, and how many of them reoffended.
public struct StandardPopulation: Sendable {
  /// One stratum.
  public struct Stratum: Sendable {
    /// The people, or the weight.
    public let population: Double
    /// Those who reoffended; nil where it is not known.
    public let events: Double?
  }

  /// Where it comes from.
  public let source: String
  /// The strata by their names; the names of several columns are joined by commas.
  public let strata: [String: Stratum]

  /// Reads a standard population.
  ///
  /// The people stand in a column `population` or `cohort`, those who reoffended in `reoffenders`, or their rate in
  /// `actual_rate`. Rows of one stratum are added.
  ///
  /// - Parameters:
  ///   - table: a row a stratum; rows of totals are left out.
  ///   - columns: those whose values make the strata.
  ///   - names: the names of the columns of people, reoffenders and rates, where they are others than these.
  ///   - countsEvents: whether reoffenders or rates are read beside the people.
  /// - Throws: `TableError.faults` for a missing column or a cell that is no number of people.
  public init(
    _ table: Table, strata columns: [String], names: CohortColumns = CohortColumns(),
    countsEvents: Bool = true
  ) throws(TableError) {
    var reading = table.reading()
    let keys = columns.compactMap { reading.column($0) }
    let population =
      names.cohort.map { [$0] } ?? ["population", "cohort"]
    let people = reading.numbers(
      table.firstColumn(among: population)?.name ?? population[0], missing: .refused)
    func counted(_ name: String) -> Column? { countsEvents ? table.firstColumn(among: [name]) : nil }
    let reoffenders = counted(names.reoffenders ?? "reoffenders").map {
      reading.numbers($0.name, missing: .refused)
    }
    let rates = counted(names.actual ?? "actual_rate").map { reading.rates($0.name, missing: .refused) }
    try reading.finish()
    var found: [String: Stratum] = [:]
    let rowKeys = RowKeys(table, keys)
    let isTotal = (0..<table.rowCount).map { row in
      rowKeys.parts(row).contains { TotalLabel.isTotal($0.value) }
    }
    for row in 0..<table.rowCount {
      let key = rowKeys[row]
      if isTotal[row], isTotal.contains(false) { continue }
      guard let number = people.values[row]?.value else { continue }
      if number < 0 {
        reading.report(
          Fault(at: people.location(row: row), "\(number) is below zero; a number of people is not"))
      }
      let own = reoffenders?.values[row]?.value ?? rates?.values[row].map { $0.fraction * number }
      if let own, own < 0 || own > number, let column = reoffenders {
        reading.report(
          Fault(at: column.location(row: row), "\(own) is not between 0 and the \(number) people"))
      }
      let before = found[key.description]
      let events: Double? =
        if let own { (before == nil ? 0 : before?.events).map { $0 + own } } else { nil }
      found[key.description] = Stratum(population: (before?.population ?? 0) + number, events: events)
    }
    try reading.finish()
    source = table.source
    strata = found
  }

  /// All groups of a table together, stratum by stratum.
  init(groups: [(stratum: String, group: CohortGroup)]) {
    var found: [String: Stratum] = [:]
    for (name, group) in groups {
      let before = found[name]
      found[name] = Stratum(
        population: (before?.population ?? 0) + Double(group.trials ?? 0),
        events: (before?.events ?? 0) + Double(group.events?.nearest ?? 0))
    }
    source = "all groups together"
    strata = found
  }

  /// All groups of counted events together, stratum by stratum.
  init(repeats groups: [[String: RepeatedEvents]]) {
    var found: [String: RepeatedEvents] = [:]
    for group in groups { found.merge(group) { $0.joined(with: $1) } }
    source = "all groups together"
    strata = found.mapValues { Stratum(population: Double($0.population), events: Double($0.events)) }
  }

  /// The error of a group with a stratum that is not in the standard.
  func lacking(_ stratum: String, of key: GroupKey) -> StatisticsError {
    .undefined(
      quantity: "a standardised rate of \(key)",
      because: "the standard population has no stratum \(stratum); it has "
        + strata.keys.sorted().joined(separator: ", "))
  }

  /// The rate of the whole population, where the events of every stratum are known.
  var rate: Double? {
    // In the order of their names, so that the sum does not depend on that of the dictionary.
    let all = strata.sorted { $0.key < $1.key }.map(\.value)
    let events = all.compactMap(\.events)
    let people = all.reduce(0) { $0 + $1.population }
    guard events.count == strata.count, people > 0 else { return nil }
    return events.reduce(0, +) / people
  }
}
