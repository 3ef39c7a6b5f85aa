import ArgumentParser
import Reoffending
import ReoffendingReport
import Tables

/// Where a verb's table comes from, which rows are kept, and what its columns are called.
struct InputOptions: ParsableArguments {
  @Argument(help: "A CSV file, - for standard input, or the name of a bundled data set.")
  var input: String

  @Option(
    name: .customLong("where"), help: "Rows to keep, such as 'area = \"Dudley\" and age >= 18'.")
  var filter: String?

  @Option(help: "The column that holds the number of people followed up.")
  var cohort: String?

  @Option(help: "The column that holds the number who reoffended.")
  var reoffenders: String?

  @Option(help: "The column that holds the number of reoffences.")
  var reoffences: String?

  @Option(help: "The column that holds the actual rate.")
  var actual: String?

  @Option(help: "The column that holds the predicted rate or probability.")
  var predicted: String?

  @Option(help: "The column that says whether a person reoffended.")
  var outcome: String?

  /// The names of columns that were given.
  var columns: CohortColumns {
    CohortColumns(
      cohort: cohort, reoffenders: reoffenders, reoffences: reoffences, actual: actual, predicted: predicted,
      outcome: outcome)
  }

  /// Reads the table and keeps the rows asked for.
  func table() throws -> Table { try table(of: file()) }

  /// Reads columns of a person-level file and keeps the rows asked for.
  func people(columns: [WantedColumn]) throws -> PersonTable { try people(of: file(), columns: columns) }

  /// Counts the input by groups, whether it holds counts or people.
  func cohorts(by keys: [String]) throws -> CohortTable {
    let file = try file()
    guard let wanted = columns.peopleColumns(of: file, by: keys) else {
      return try CohortTable(table(of: file), by: keys, names: columns)
    }
    return try CohortTable(people(of: file, columns: wanted), by: keys, names: columns)
  }

  /// Opens the input, for a verb that looks at the header first.
  func file() throws -> TableFile { try OpenedInput.file(named: input) }

  /// Reads an opened file whole.
  func table(of file: TableFile) throws -> Table {
    let table = try file.table()
    guard let filter = try rowFilter() else { return table }
    return try table.filtered(where: filter)
  }

  /// Reads columns of an opened person-level file.
  func people(of file: TableFile, columns: [WantedColumn]) throws -> PersonTable {
    let line = ProgressLine.onTerminal()
    defer { line?.end() }
    return try file.people(
      columns, where: rowFilter(), reading: ReadingOptions(progress: line?.show))
  }

  private func rowFilter() throws -> RowFilter? { try filter.map { try RowFilter(parsing: $0) } }
}
