public import Tables

/// A table of counts or of people, checked and gathered into groups.
public struct CohortTable: Sendable {
  /// What a row of the table stands for.
  public enum Kind: String, Sendable {
    /// A row a group of people.
    case counts
    /// A row a person.
    case people
  }

  /// What was read.
  public let source: String
  /// What a row stands for.
  public let kind: Kind
  /// The groups, in the order of the table.
  public let groups: [CohortGroup]
  /// The total as the table prints it, or else the sum of the groups; nil for a single group.
  public let total: CohortGroup?
  /// What a reader must know of the reading: rows left out, counts recovered from rates, figures that disagree.
  public let notes: [String]

  /// Reads a table.
  ///
  /// A table with a `reoffended` column is of people, any other of counts. Groups are the rows that share their
  /// values in `columns`; without these, each row of counts is a group named by the fewest leading columns that tell
  /// the rows apart, and all people are one group.
  ///
  /// Rows that are sums of others are kept apart, and used as the total where they are it; see `TotalPolicy`.
  ///
  /// - Throws: `TableError.faults` with every fault of the data: figures that are none, more reoffenders than cohort,
  ///   a printed rate that no whole number of the cohort gives, a probability outside 0 to 1, a missing column.
  public init(
    _ table: Table, by columns: [String] = [], names: CohortColumns = CohortColumns(),
    totals: TotalPolicy = .keptApart
  ) throws(TableError) {
    var reading = table.reading()
    let search = QuantityColumns(table.columns, names: names)
    let found = search.columns(&reading)
    let keys = columns.compactMap { reading.column($0) }
    source = table.source
    if found[.outcome] != nil, !names.nameCounts(among: table.columns) {
      let people = try PeopleReading(table, by: keys, columns: found, reading: reading)
      kind = .people
      groups = people.groups
      notes = search.notes + people.notes
      total = groups.count > 1 ? CohortGroup.joined(groups, as: GroupKey([])) : nil
    } else {
      let counts = try CountsReading(table, by: keys, columns: found, totals: totals, reading: reading)
      kind = .counts
      groups = counts.groups
      notes = search.notes + counts.notes
      let parts = groups.filter { group in !counts.containing.contains { $0.key == group.key } }
      let sum = parts.count > 1 ? CohortGroup.joined(parts, as: GroupKey([])) : nil
      total = counts.total ?? (sum?.trials == nil ? nil : sum)
    }
  }

  /// Counts the people of a file, as the initialiser of a `Table` does.
  ///
  /// - Parameter people: with the columns that `CohortColumns.peopleColumns(of:by:)` asks for.
  public init(
    _ people: PersonTable, by columns: [String] = [], names: CohortColumns = CohortColumns()
  ) throws(TableError) {
    let keys = try columns.map { (name) throws(TableError) in try people.column(name) }
    guard let outcome = names.column(.outcome, of: people) else {
      throw .faults(people.missingOutcome(names))
    }
    if let reoffences = names.column(.reoffences, of: people) { try people.checkSum(of: reoffences) }
    let counting = PeopleCounting(
      people, by: keys, outcome: outcome, reoffences: names.column(.reoffences, of: people),
      predicted: names.column(.predicted, of: people))
    guard !counting.groups.isEmpty else {
      throw .faults(people.missingOutcome(names))
    }
    source = people.source
    kind = .people
    groups = counting.groups
    notes = names.guesses(of: people) + counting.notes
    total = groups.count > 1 ? CohortGroup.joined(groups, as: GroupKey([])) : nil
  }

  /// A table from its parts.
  init(source: String, kind: Kind, groups: [CohortGroup], total: CohortGroup?, notes: [String]) {
    self.source = source
    self.kind = kind
    self.groups = groups
    self.total = total
    self.notes = notes
  }
}
