package import ArgumentParser
package import Reoffending
package import Tables

/// Where a verb's table comes from, which rows are kept, and what its columns are called.
package struct InputOptions: ParsableArguments {
  package init() {}

  @Argument(help: "A CSV file, - for standard input, or the name of a bundled data set.")
  package var input: String

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

  /// The names of columns that were given.
  package var columns: CohortColumns {
    CohortColumns(
      cohort: cohort, reoffenders: reoffenders, reoffences: reoffences, actual: actual, predicted: predicted,
      outcome: outcome)
  }

  /// Reads the table and keeps the rows asked for.
  package func table() throws -> Table { try table(of: file()) }

  /// Reads columns of a person-level file and keeps the rows asked for.
  package func people(columns: [WantedColumn]) throws -> PersonTable {
    try people(of: file(), columns: columns)
  }

  /// Counts the input by groups, whether it holds counts or people.
  package func cohorts(by keys: [String]) throws -> CohortTable {
    let file = try file()
    guard let wanted = columns.peopleColumns(of: file, by: keys) else {
      return try CohortTable(table(of: file), by: keys, names: columns)
    }
    return try CohortTable(people(of: file, columns: wanted), by: keys, names: columns)
  }

  /// Opens the input, for a verb that looks at the header first.
  package func file() throws -> TableFile { try DataSource.file(named: input) }

  /// Reads an opened file whole.
  package func table(of file: TableFile) throws -> Table {
    let table = try file.table()
    guard let filter = try rowFilter() else { return table }
    return try table.filtered(where: filter)
  }

  /// Reads columns of an opened person-level file.
  package func people(of file: TableFile, columns: [WantedColumn]) throws -> PersonTable {
    try file.people(
      columns, where: rowFilter(), reading: ReadingOptions(progress: AskingContext.current.progress))
  }

  private func rowFilter() throws -> RowFilter? { try filter.map { try RowFilter(parsing: $0) } }
}
