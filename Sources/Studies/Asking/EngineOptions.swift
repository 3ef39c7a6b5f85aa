import ArgumentParser
import Engines
import Reoffending
import Tables

/// How a question is put to a database: which table, and whether its statements are only shown.
struct EngineOptions: ParsableArguments {
  init() {}

  @Option(
    name: .customLong("table"), help: "The table of a database; without it, its only one.")
  var relation: String?

  @Option(help: "A SELECT that is asked of a database instead of one of its tables.")
  var query: String?

  @Option(help: "The column by which messages name the rows of a database; else the table's key.")
  var key: String?

  @Flag(
    name: .customLong("explain-sql"),
    help: "Print the statements that a database would be sent, and send none but those for its columns.")
  var explainsSQL = false

  @Option(
    name: .customLong("emit-sql"),
    help: """
      Print the statements in the dialect of an engine that cannot be reached from here: sqlite, duckdb, postgresql, \
      spark, sqlserver, snowflake, bigquery, trino or mysql. INPUT is a file with the table's header, --table its name there.
      """)
  var emitted: String?

  @Flag(
    name: .customLong("from-counts"),
    help:
      "INPUT is what came back of --emit-sql: a row a group of equal people, with their number in people_counted."
  )
  var readsCounts = false

  @Option(
    name: .customLong("minimum-cell"),
    help: "Groups of fewer people than this are not sent by the database; all figures are of the others.")
  var minimumCell: Int?

  /// The dialect of --emit-sql.
  ///
  /// - Throws: `StudyError` of kind usage for one that is not known.
  func dialect() throws -> SQLDialect? {
    guard let emitted else { return nil }
    guard let dialect = SQLDialect(named: emitted), dialect != .standard else {
      let all = SQLDialect.allCases.filter { $0 != .standard }.map(\.rawValue).joined(separator: ", ")
      throw StudyError(.usage, "there is no dialect \(emitted); choose one of \(all)")
    }
    return dialect
  }

  /// Refuses choices that exclude each other, or that a question cannot do.
  func check(_ file: TableFile, keepsGroups: Bool) throws {
    if let minimumCell {
      guard minimumCell >= 1 else {
        throw StudyError(.usage, "--minimum-cell is a number of people of at least 1")
      }
      guard file.elsewhere != nil else {
        throw StudyError(.usage, "--minimum-cell is for databases; --suppress hides small counts of a file")
      }
      guard keepsGroups else {
        throw StudyError(
          .usage, "--minimum-cell: this question needs people one by one, which are not counted there")
      }
    }
    if readsCounts, explainsSQL || emitted != nil {
      throw StudyError(.usage, "--from-counts reads what came back; leave out --explain-sql and --emit-sql")
    }
    if explainsSQL, file.elsewhere == nil {
      throw StudyError(.usage, "--explain-sql is for databases; \(file.source) is none")
    }
  }

  /// Says what would be sent, where that is asked for.
  ///
  /// - Throws: `PlannedStatements`, which is no fault.
  func explain(
    _ file: TableFile, _ wanted: [WantedColumn], where filter: RowFilter?, reading: ReadingOptions
  ) throws {
    if let dialect = try dialect() {
      let columns = file.columns.map { EngineColumn(name: $0.name, kind: .any) }
      let relation =
        relation ?? String(file.source.split(separator: "/").last?.split(separator: ".").first ?? "people")
      let table = PlannedTable(
        relation: query.map { Relation.query(trimming: $0) } ?? .named(relation), columns: columns,
        dialect: dialect)
      let planned = TableFile(table)
      if let statements = try planned.statements(wanted, where: filter, reading: reading) {
        throw PlannedStatements(statements)
      }
    }
    if explainsSQL, let statements = try file.statements(wanted, where: filter, reading: reading) {
      throw PlannedStatements(statements)
    }
  }
}
