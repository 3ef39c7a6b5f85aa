public import Statistics
public import Tables

/// Rates of groups made comparable where the groups differ in their make-up, such as by age.
///
/// The direct rate is what the standard population would have at the group's rates in each stratum, with Dobson's limits
/// (Byar's for the count). The indirect rate is the standard's rate times observed over expected events, with Byar's
/// limits, or exact ones below 10 events. Both treat events as Poisson counts, so limits of high proportions are too wide
/// rather than too narrow.
public struct StandardisedRates: Sendable, Encodable {
  /// The groups, in the order of the table.
  public let groups: [StandardisedRate]
  /// What the groups are standardised to.
  public let standard: String
  /// The rate of the standard population; nil where it is not known.
  public let standardRate: Double?
  /// The confidence level of the intervals.
  public let level: ConfidenceLevel
  /// What a reader must know of the data and the methods.
  public let notes: [String]
  /// Whether reoffences are counted, of which one person may have several, in place of reoffenders.
  public let countsRepeats: Bool

  /// Standardises the groups of a table.
  ///
  /// A group of which a number is missing has no rate, and is left out of a standard that the groups make themselves.
  ///
  /// - Parameters:
  ///   - table: Counts by group and stratum, or a row a person.
  ///   - groups: The columns that name the groups; none for the whole table as one group.
  ///   - strata: The columns whose values make the strata.
  ///   - given: The standard population; nil for all groups together.
  ///   - names: The names of the columns that hold the figures; nil in them for the default ones.
  ///   - level: The confidence level of the limits.
  /// - Throws: `TableError` for faults of the data, `StatisticsError` for a stratum that the standard has not, or
  ///   where no group has all its numbers.
  public init(
    _ table: Table, by groups: [String], strata: [String], standard given: StandardPopulation? = nil,
    names: CohortColumns = CohortColumns(), level: ConfidenceLevel = .p95
  ) throws {
    try self.init(
      CohortTable(table, by: groups + strata, names: names), by: groups, strata: strata, standard: given,
      level: level)
  }

  /// Standardises the groups of a table that is counted by groups and strata, in this order.
  package init(
    _ cohorts: CohortTable, by groups: [String], strata: [String], standard given: StandardPopulation?,
    level: ConfidenceLevel
  ) throws {
    guard !strata.isEmpty else { throw StatisticsError.empty(argument: "strata") }
    var order: [GroupKey] = []
    var members: [GroupKey: [(stratum: String, group: CohortGroup)]] = [:]
    var unknown: [GroupKey: [String]] = [:]
    for cell in cohorts.groups {
      let key = GroupKey(Array(cell.key.parts.prefix(groups.count)))
      let stratum = GroupKey(Array(cell.key.parts.dropFirst(groups.count))).description
      if members[key] == nil { order.append(key) }
      if cell.trials == nil || cell.events == nil { unknown[key, default: []].append(stratum) }
      members[key, default: []].append((stratum, cell))
    }
    let known = order.filter { unknown[$0] == nil }
    guard !known.isEmpty else {
      throw StatisticsError.undefined(
        quantity: "a standardised rate",
        because: "every group lacks the number of people or of reoffenders in a stratum")
    }
    let standard = given ?? StandardPopulation(groups: known.flatMap { members[$0] ?? [] })
    for key in known {
      for (stratum, _) in members[key] ?? [] where standard.strata[stratum] == nil {
        throw standard.lacking(stratum, of: key)
      }
    }
    let rows = try order.map { key in
      if let strata = unknown[key] { return StandardisedRate(key, withoutNumbersOf: strata) }
      return try StandardisedRate(key, members[key] ?? [], standard: standard, level: level)
    }
    self.init(
      rows, standard: standard, level: level, countsRepeats: false,
      notes: cohorts.notes + Self.notes(rows, given: given, standard: standard, strata: strata))
  }

  init(
    _ groups: [StandardisedRate], standard: StandardPopulation, level: ConfidenceLevel, countsRepeats: Bool,
    notes: [String]
  ) {
    self.groups = groups
    self.standard = standard.source
    standardRate = standard.rate
    self.level = level
    self.countsRepeats = countsRepeats
    self.notes = notes
  }

  static func notes(
    _ groups: [StandardisedRate], given: StandardPopulation?, standard: StandardPopulation, strata: [String],
    countsRepeats: Bool = false
  ) -> [String] {
    var notes: [String] = []
    if given == nil {
      notes.append("The standard is all groups together; another one is named with --standard.")
    }
    if standard.rate == nil, !countsRepeats {
      notes.append(
        "The standard has no numbers of reoffenders, so no indirect rate exists; a column reoffenders beside its people "
          + "would give one.")
    }
    let unknown = groups.filter { $0.crude == nil }
    if !unknown.isEmpty {
      notes.append(
        "\(unknown.map(\.name).joined(separator: ", ")): no rate, because a number is not known"
          + (given == nil ? "; left out of the standard too." : "."))
    }
    if groups.contains(where: { $0.crude != nil && $0.direct?.value == nil }) {
      notes.append(
        "A group without people in a stratum that the standard has people in has no direct rate; wider strata would "
          + "give one.")
    }
    if groups.contains(where: { ($0.observed ?? 10) < 10 }) {
      notes.append("UK public-health tables show no directly standardised rate on fewer than 10 events.")
    }
    notes.append(
      "Rates are standardised by \(strata.joined(separator: ", ")) only; groups may still differ in other ways. "
        + (countsRepeats
          ? "Compare direct rates with each other."
          : "Compare direct rates with each other, indirect ones with the standard."))
    return notes
  }

  /// A sentence a group.
  public var sentences: [String] { groups.map(\.sentence) }

  private enum CodingKeys: String, CodingKey {
    case groups, standard, standardRate, level, notes, countsRepeats
  }

  /// Writes the object of the command line's contract.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(groups, forKey: .groups)
    try container.encode(standard, forKey: .standard)
    try container.encode(standardRate, forKey: .standardRate)
    try container.encode(level, forKey: .level)
    try container.encode(notes, forKey: .notes)
    try container.encode(countsRepeats, forKey: .countsRepeats)
  }
}

extension StandardisedRates {
  /// The groups as a table.
  public var table: OutputTable {
    StandardisedRate.table(
      groups, fields: countsRepeats ? StandardisedRate.fieldsOfReoffences : StandardisedRate.fields)
  }
}
