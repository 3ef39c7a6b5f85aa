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
  /// - Throws: `TableError.faults` with every fault of the data: figures that are none, more reoffenders than cohort,
  ///   a printed rate that no whole number of the cohort gives, a probability outside 0 to 1, a missing column.
  public init(_ table: Table, by columns: [String] = [], names: CohortColumns = CohortColumns())
    throws(TableError)
  {
    var reading = table.reading()
    var found: [CohortColumns.Quantity: String] = [:]
    for quantity in CohortColumns.Quantity.allCases {
      if let given = names.given(quantity) {
        if let column = reading.column(given) { found[quantity] = column.name }
      } else if let column = table.firstColumn(among: quantity.defaultNames) {
        found[quantity] = column.name
      }
    }
    let keys = columns.compactMap { reading.column($0) }
    source = table.source
    if found[.outcome] != nil {
      let people = try PeopleReading(table, by: keys, columns: found, reading: reading)
      kind = .people
      groups = people.groups
      notes = people.notes
      total = groups.count > 1 ? CohortGroup.joined(groups, as: GroupKey([])) : nil
    } else {
      let counts = try CountsReading(table, by: keys, columns: found, reading: reading)
      kind = .counts
      groups = counts.groups
      notes = counts.notes
      let sum = groups.count > 1 ? CohortGroup.joined(groups, as: GroupKey([])) : nil
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
    notes = counting.notes
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
