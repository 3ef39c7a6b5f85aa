package import ArgumentParser
import Engines
import Numbers
package import Reoffending
package import Tables

/// Where a verb's table comes from, which rows are kept, and what its columns are called.
package struct InputOptions: ParsableArguments {
  package init() {}

  @Argument(
    help: """
      A file (CSV, .xlsx or .ods), - for standard input, the name of a bundled data set, or a source: sqlite:FILE, \
      duckdb:FILE, postgresql://…, sc://HOST:PORT, adbc:DRIVER?…, FILE.parquet, or a connection's name.
      """)
  package var input: String

  @OptionGroup var engine: EngineOptions

  @Option(
    name: .customLong("where"), help: "Rows to keep, such as 'area = \"Dudley\" and age >= 18'.")
  package var filter: String?

  @Option(help: "The column that holds the number of people followed up.")
  package var cohort: String?

  @Option(help: "The column that holds the number who reoffended.")
  package var reoffenders: String?

  @Option(help: "The column that holds the number of reoffences.")
  package var reoffences: String?

  @Option(help: "The column that holds the actual rate.")
  package var actual: String?

  @Option(help: "The column that holds the predicted rate or probability.")
  package var predicted: String?

  @Option(help: "The column that says whether a person reoffended.")
  package var outcome: String?

  @Option(
    name: .customLong("reoffended-is"),
    help:
      "The words of the --outcome column that mean reoffended, separated by commas, such as \"Returned to prison\"; every other word means not."
  )
  var reoffendedWords: String?

  @Option(help: "The sheet of a spreadsheet, by its name or number; else the only one with a table.")
  var sheet: String?

  @Flag(
    name: .customLong("as-shown"),
    help: "Cells of a spreadsheet are read as they are shown, such as 5,517 for the 5516.65 that is stored.")
  var asShown = false

  @Option(
    name: .customLong("header-row"),
    help: "The line of the header, or none where the file has no header; else it is found.")
  var headerRow: HeaderRow?

  @Option(
    help: "The cells of the table, such as A6:D14, where several stand side by side; else it is found.")
  var cells: String?

  @Option(name: .customLong("skip-rows"), help: "How many lines at the beginning are not looked at.")
  var skippedRows = 0

  @Option(
    name: .customLong("fill-down"),
    help: "Columns whose empty cells have the text above them, as below merged cells; separated by commas.")
  var fillDown: String?

  @Option(
    help: "How dates such as 01/03/2016 are written: day-first or month-first; else the dates must show it.")
  var dates: DayMonthOrder?

  @Option(
    help:
      "Rows that are sums of others: apart (found by name and by sum, counted once) or taken (groups like any other)."
  )
  var totals = TotalPolicy.keptApart

  @Flag(
    name: .customLong("keep-missing"),
    help: "Markers such as NA, NULL and an empty cell are names of groups; else their rows are left out.")
  var keepsMissing = false

  /// How the file is to be read.
  func reading() throws -> CSVOptions {
    guard skippedRows >= 0 else { throw StudyError(.usage, "--skip-rows counts lines from 0") }
    let range = try cells.map { try Self.range($0, named: "--cells") }
    var options = CSVOptions(
      sheet: sheet, headerRow: headerRow, skippedRows: skippedRows, filledDown: ColumnList.split(fillDown),
      dates: dates, cells: asShown ? .shown : .stored, range: range)
    if try engine.dialect() == nil {
      options.table = engine.relation
      options.query = engine.query
      options.key = engine.key
    }
    return options
  }

  /// Understands the first and last cell of a table.
  package static func range(_ text: String, named option: String) throws(StudyError) -> CellRange {
    guard let range = CellRange(text) else {
      throw StudyError(
        .usage, "\(option) \(text): cells such as A6:D14 are needed, the first and the last of the table")
    }
    return range
  }

  /// The names of columns that were given.
  package var columns: CohortColumns {
    CohortColumns(
      cohort: cohort, reoffenders: reoffenders, reoffences: reoffences, actual: actual, predicted: predicted,
      outcome: outcome)
  }

  /// Reads the table and keeps the rows asked for.
  package func table() throws -> Table { try table(of: file()) }

  /// Reads the table and keeps the rows asked for, with the groups that some names make of its columns.
  package func table(making names: [String]) throws -> Table {
    let file = try file()
    return try table(of: file, making: names)
  }

  /// Reads columns of a person-level file and keeps the rows asked for.
  package func people(columns: [WantedColumn]) throws -> PersonTable {
    try people(of: file(), columns: columns)
  }

  /// Counts the input by groups, whether it holds counts or people.
  package func cohorts(by keys: [String], names: CohortColumns? = nil) throws -> CohortTable {
    try counts(by: keys, names: names)(keys)
  }

  /// Reads the columns of several groupings once, to be counted by each of them.
  ///
  /// - Parameters:
  ///   - keys: every column that names groups; one may be given twice.
  ///   - names: what the columns are called; nil for the names given.
  package func counts(
    by keys: [String], names: CohortColumns? = nil
  ) throws -> ([String]) throws -> CohortTable {
    let file = try file()
    let columns = names ?? self.columns
    var seen: Set<String> = []
    let keys = keys.filter { seen.insert(Column.normalized($0)).inserted }
    guard let wanted = columns.peopleColumns(of: file, by: keys) else {
      guard !engine.readsCounts else { throw withoutOutcome(file) }
      let table = try table(of: file, making: keys)
      return { try named(CohortTable(table, by: $0, names: columns, totals: totals)) }
    }
    let people = try people(of: file, columns: wanted, keepsGroups: true)
    return { try named(CohortTable(people, by: $0, names: columns)) }
  }

  private func withoutOutcome(_ file: TableFile) -> StudyError {
    StudyError(
      .data,
      "\(file.source) has no column that says whether a person reoffended; --from-counts reads counts of people, and the "
        + "outcome is named with --outcome")
  }

  /// The column of each person's number of reoffences.
  ///
  /// - Throws: `StudyError` with the columns there are, where none is named and none is called so.
  package func reoffencesColumn(of file: TableFile) throws(StudyError) -> String {
    if let name = reoffences ?? file.firstColumn(among: ["reoffences"])?.name { return name }
    let names = file.columns.map(\.name).filter { !$0.isEmpty }.joined(separator: ", ")
    throw StudyError(
      .usage,
      "name the column of each person's number of reoffences with --reoffences; the columns are \(names)")
  }

  /// The groups that have a name, or all where markers are taken as names.
  package func named(_ cohorts: CohortTable) throws -> CohortTable {
    keepsMissing ? cohorts : try cohorts.leavingOutUnnamed()
  }

  /// The columns of a list that are made from others by an expression.
  package func derived(_ names: [String], of file: TableFile) throws -> [DerivedColumn] {
    var seen: Set<String> = []
    return try names.compactMap { name in
      guard file.firstColumn(among: [name]) == nil, seen.insert(name).inserted else { return nil }
      return try DerivedColumn(name)
    }
  }

  /// Opens the input, for a verb that looks at the header first.
  package func file() throws -> TableFile {
    try OpenedInput.file(named: input, options: reading())
  }

  /// Reads an opened file whole.
  package func table(of file: TableFile) throws -> Table {
    guard reoffendedWords == nil else {
      throw StudyError(
        .usage, "--reoffended-is reads the outcome of people; this question, or a file of counts, has none")
    }
    try engine.check(file, keepsGroups: false)
    guard !engine.readsCounts else { throw withoutOutcome(file) }
    let all = file.columns.map { WantedColumn($0.name) }
    try engine.explain(file, all, where: nil, reading: ReadingOptions())
    let table = try file.table()
    guard let filter = try rowFilter() else { return table }
    return try table.filtered(where: filter)
  }

  /// Reads an opened file whole, with the groups that some names make of its columns.
  package func table(of file: TableFile, making names: [String]) throws -> Table {
    try table(of: file).adding(derived(names, of: file))
  }

  /// Reads columns of an opened person-level file.
  ///
  /// - Parameter keepsGroups: whether people who are equal in all columns may come as one row with how many they are, as
  ///   an engine counts them; else each has a row.
  /// - Parameter addsUpRates: whether of predicted probabilities only sums are needed, where people come so.
  package func people(
    of file: TableFile, columns: [WantedColumn], keepsGroups: Bool = false, addsUpRates: Bool = true
  ) throws -> PersonTable {
    let derived = try derived(columns.map(\.name), of: file)
    let made = Set(derived.map(\.name))
    let words = try outcomeWords()
    if words.isEmpty, let name = columns.first(where: { isOutcome($0.name) })?.name,
      OutcomeName.saysOpposite(name)
    {
      throw StudyError(
        .data,
        "\(name) says by its name that yes, or 1, means no reoffence, so that those who did not reoffend would be counted; "
          + "say which of its values mean reoffended, such as --reoffended-is 0, or --reoffended-is 1 where the name misleads"
      )
    }
    var wanted = columns.filter { !made.contains($0.name) }.map { column in
      isOutcome(column.name) && !words.isEmpty
        ? WantedColumn(column.name, as: .category, missing: column.missing) : column
    }
    for column in derived.flatMap(\.wanted)
    where !wanted.contains(where: { Column.normalized($0.name) == Column.normalized(column.name) }) {
      wanted.append(column)
    }
    try engine.check(file, keepsGroups: keepsGroups)
    let count = try engine.readsCounts ? nil : countColumn(of: file, columns)
    var reading = ReadingOptions(progress: AskingContext.current.progress)
    reading.groupsEqualRows = keepsGroups && count == nil
    reading.minimumCell = engine.minimumCell
    reading.summedRates = keepsGroups && addsUpRates ? summed(columns, derived) : []
    let filter = try rowFilter()
    try engine.explain(file, wanted, where: filter, reading: reading)
    if let name = engine.readsCounts ? EngineTable.countName : count?.name {
      wanted.append(WantedColumn(name, as: .count, missing: .refused))
    }
    var read = try file.people(wanted, where: filter, reading: reading)
    for note in read.readingNotes { AskingContext.say(note) }
    if engine.readsCounts { read = try read.counted(by: EngineTable.countName, of: wanted) }
    if let count {
      AskingContext.say(CountedPeople.note(count))
      read = try read.counted(by: count.name, of: wanted, leavesOutNobody: true)
    }
    if !words.isEmpty, let name = wanted.first(where: { isOutcome($0.name) })?.name {
      read = try read.answering(name, yes: words)
    }
    var people = try read.adding(derived)
    if !keepsGroups { people = people.expanded() }
    if let least = engine.minimumCell {
      // What is only added up makes no groups; what a condition needs does.
      let names = wanted.map(\.name).filter { !reading.summedRates.contains(Column.normalized($0)) }
      AskingContext.say(
        "people in groups of fewer than \(least) who are equal in \(names.joined(separator: ", "))"
          + (filter == nil ? "" : " and in the columns of --where") + " did not leave the "
          + "database; all figures are of the others")
    }
    for column in people.columns {
      for note in column.readingNotes { AskingContext.say("\(column.name): \(note).") }
    }
    return people
  }

  /// The column that says how many people each row stands for; nil where a row is a person.
  private func countColumn(of file: TableFile, _ columns: [WantedColumn]) throws -> Column? {
    let others = columns.map(\.name)
    guard let outcome = columns.first(where: { $0.kind == .boolean || isOutcome($0.name) })?.name,
      file.firstColumn(among: [outcome]) != nil,
      CountedPeople.mayCount(file, outcome: outcome, but: others)
    else { return nil }
    let table = try file.table()
    let kept = try rowFilter().map { try table.filtered(where: $0) } ?? table
    return try CountedPeople.column(of: kept, outcome: outcome, but: others)
  }

  /// The words that mean reoffended; none where the outcome is yes or no.
  private func outcomeWords() throws(StudyError) -> [String] {
    guard let reoffendedWords else { return [] }
    guard outcome != nil else {
      throw StudyError(.usage, "--reoffended-is needs the column of these words, --outcome")
    }
    let words = ColumnList.split(reoffendedWords)
    guard !words.isEmpty else {
      throw StudyError(.usage, "--reoffended-is names the words that mean reoffended, separated by commas")
    }
    return words
  }

  private func isOutcome(_ name: String) -> Bool {
    outcome.map { Column.normalized($0) == Column.normalized(name) } ?? false
  }

  /// The rates that are only added up: those that name no group and that no group is made of.
  private func summed(_ columns: [WantedColumn], _ derived: [DerivedColumn]) -> Set<String> {
    let rates = columns.filter { $0.kind == .rate }.map { Column.normalized($0.name) }
    let others = (columns.filter { $0.kind != .rate } + derived.flatMap(\.wanted)).map {
      Column.normalized($0.name)
    }
    return Set(rates).subtracting(others)
  }

  func rowFilter() throws -> RowFilter? { try filter.map { try RowFilter(parsing: $0) } }
}
