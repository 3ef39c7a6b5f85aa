import Numbers
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
  public var notes: [String] { readingNotes + (leftOut.map { [$0.note] } ?? []) }
  /// The notes but for that on the groups without a name.
  let readingNotes: [String]
  /// The decimals in per cent to which rates made of it are rounded; nil for all.
  var rateDecimals: Int?
  /// Whether the total is one that the table prints, not the sum of its groups.
  private let isTotalPrinted: Bool
  /// The total that a table of counts prints; nil where it is the sum of the groups.
  package var printedTotal: CohortGroup? { kind == .counts && isTotalPrinted ? total : nil }
  /// Groups in which others lie, and which are no part of the sum.
  private let containing: Set<GroupKey>
  /// The groups without a name that are left out; nil where none is.
  private(set) var leftOut: LeftOut?

  /// People in groups without a name.
  struct LeftOut: Sendable {
    /// How many there are, where their rows say.
    let people: Int
    /// How many people or rows, in words.
    fileprivate let words: String
    /// Why, in words.
    fileprivate let reason: String

    /// What a reader must know.
    var note: String { "\(words) left out, \(reason)" }
    /// The same without their number.
    var noteWithoutCount: String { "Some people are left out, \(reason)" }
  }

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
    let asIs = QuantityColumns(table, names: names)
    let figures = asIs.hasRate(table) ? nil : try MeasureRows(table, by: columns, names: names)
    let units = figures == nil ? try UnitRows(table, but: columns + asIs.names(of: table)) : nil
    let whole = figures?.table ?? units?.table ?? table
    let samples = SampleRows(whole, names: names)
    let table = samples?.table ?? whole
    var reading = table.reading()
    let isAsIs = figures == nil && units == nil && samples == nil
    let search = isAsIs ? asIs : QuantityColumns(table, names: names)
    let found = search.columns(&reading)
    let keys = columns.compactMap { reading.column($0) }
    source = table.source
    if found[.outcome] != nil, !names.nameCounts(among: table.columns) {
      let people = try PeopleReading(table, by: keys, columns: found, reading: reading)
      kind = .people
      groups = names.topCoded(people.groups)
      isTotalPrinted = false
      containing = []
      readingNotes = search.notes + people.notes
      total = groups.count > 1 ? CohortGroup.joined(groups, as: GroupKey([])) : nil
    } else {
      let counts = try CountsReading(table, by: keys, columns: found, totals: totals, reading: reading)
      kind = .counts
      groups = names.topCoded(counts.groups)
      readingNotes =
        [figures?.note, units?.note, samples?.note].compactMap(\.self) + search.notes + counts.notes
      let containing = Set(counts.containing.map(\.key))
      let parts = counts.groups.filter { !containing.contains($0.key) }
      self.containing = containing
      isTotalPrinted = counts.total != nil
      let sum = parts.count > 1 ? CohortGroup.joined(parts, as: GroupKey([])) : nil
      total = counts.total ?? (sum?.trials == nil ? nil : sum)
    }
  }

  /// Counts the people of a file, as the initialiser of a `Table` does.
  ///
  /// - Parameters:
  ///   - people: with the columns that `CohortColumns.peopleColumns(of:by:)` asks for.
  ///   - columns: those that name the groups; none for all people as one.
  ///   - names: the names of the columns that hold the figures.
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
      predicted: names.column(.predicted, of: people), predictedSums: names.predictedSums(of: people))
    guard !counting.groups.isEmpty else {
      throw .faults(people.missingOutcome(names))
    }
    source = people.source
    kind = .people
    isTotalPrinted = false
    containing = []
    groups = names.topCoded(counting.groups)
    readingNotes = names.guesses(of: people) + counting.notes
    total = groups.count > 1 ? CohortGroup.joined(groups, as: GroupKey([])) : nil
  }

  /// A table from its parts.
  init(
    source: String, kind: Kind, groups: [CohortGroup], total: CohortGroup?, isTotalPrinted: Bool = true,
    notes: [String]
  ) {
    self.isTotalPrinted = isTotalPrinted
    containing = []
    self.source = source
    self.kind = kind
    self.groups = groups
    self.total = total
    readingNotes = notes
  }

  /// Whether a group of which this is a part has no name.
  ///
  /// A row of counts without a name is a group all the same, whose name is not printed; more of them are refused.
  package func leavesOut(_ part: GroupKey.Part) -> Bool {
    FactorLevels.isMissing(part.value)
      && (kind == .people || !part.value.isEmpty || GroupExpression.isWhole(part.column))
  }

  /// The same groups without those that only a marker such as NA, NULL or nothing names.
  ///
  /// How many are left out is noted; a printed total is kept as it is, and any other is of the groups that are left.
  ///
  /// - Throws: `TableError.faults` where no group is left.
  public func leavingOutUnnamed() throws(TableError) -> CohortTable {
    let kept = groups.filter { !$0.key.parts.contains(where: leavesOut) }
    guard kept.count < groups.count else { return self }
    let left = groups.filter { $0.key.parts.contains(where: leavesOut) }
    guard !kept.isEmpty else {
      var faults = FaultList()
      let column = left[0].key.parts.first(where: leavesOut)?.column ?? ""
      faults.append(
        Fault(
          at: CellLocation(source: source, line: 1, columnNumber: 1, columnName: column),
          "no row has a value; --keep-missing takes markers such as NA as names of groups"))
      throw .faults(faults)
    }
    let columns = left[0].key.parts.map(\.column).filter { column in
      left.contains { $0.key.parts.contains { $0.column == column && leavesOut($0) } }
    }
    var markers: [String] = []
    for part in left.flatMap(\.key.parts) where leavesOut(part) {
      let marker = part.value.isEmpty ? "empty" : part.value
      if !markers.contains(marker) { markers.append(marker) }
    }
    let people = left.compactMap(\.trials).reduce(0, +)
    let reason =
      "because \(columns.joined(separator: " or ")) is missing (\(markers.joined(separator: ", "))); "
      + "--keep-missing takes such markers as names of groups."
    let parts = kept.filter { !containing.contains($0.key) }
    let sum = parts.count > 1 ? CohortGroup.joined(parts, as: GroupKey([])) : nil
    var table = CohortTable(
      source: source, kind: kind, groups: kept,
      total: isTotalPrinted ? total : sum?.trials == nil ? nil : sum, isTotalPrinted: isTotalPrinted,
      notes: notes)
    table.leftOut = LeftOut(
      people: people,
      words: kind == .people
        ? Plural.people(people) : "\(left.count) row\(left.count == 1 ? " is" : "s are")",
      reason: reason)
    return table
  }
}
