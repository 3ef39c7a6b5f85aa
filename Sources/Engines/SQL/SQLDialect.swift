/// The SQL of an engine, as far as our statements need it.
package enum SQLDialect: String, CaseIterable, Sendable {
  case sqlite, duckdb, postgresql, spark, sqlserver, snowflake, bigquery, trino, mysql
  /// What nearly all engines read; of an engine that is reached through a driver that we do not know.
  case standard

  /// A name as the engine writes it, so that any name is only a name.
  package func identifier(_ name: String) -> String {
    switch self {
    case .sqlite, .duckdb, .postgresql, .snowflake, .trino, .standard:
      "\"" + name.replacing("\"", with: "\"\"") + "\""
    case .sqlserver: "[" + name.replacing("]", with: "]]") + "]"
    case .spark, .mysql: "`" + name.replacing("`", with: "``") + "`"
    case .bigquery: "`" + name.replacing("\\", with: "\\\\").replacing("`", with: "\\`") + "`"
    }
  }

  /// A text as the engine writes it, so that any text is only a text.
  package func literal(_ text: String) -> String {
    switch self {
    case .sqlite, .duckdb, .postgresql, .snowflake, .trino, .standard, .sqlserver:
      let plain = "'" + text.replacing("'", with: "''") + "'"
      if self == .sqlserver { return "N" + plain }
      // Snowflake takes a backslash in a text as the beginning of a sign.
      return self == .snowflake ? plain.replacing("\\", with: "\\\\") : plain
    case .spark, .bigquery, .mysql:
      return "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
  }

  /// A column of texts compared letter by letter, whatever the engine or the table compares by.
  ///
  /// Without it a group of some databases would hold `dudley` and `Dudley`.
  func exact(_ column: String) -> String {
    switch self {
    case .sqlite: "\(column) COLLATE BINARY"
    case .postgresql: "CAST(\(column) AS text) COLLATE \"C\""
    case .sqlserver, .mysql, .duckdb, .spark, .snowflake, .bigquery, .trino, .standard: column
    }
  }

  /// A column whose values come as texts, where the engine compares it with none but its own, such as UUIDs and enumerations.
  func asText(_ column: String, _ kind: EngineColumn.Kind?) -> String {
    guard kind == .text else { return column }
    return switch self {
    case .duckdb: "CAST(\(column) AS VARCHAR)"
    case .postgresql: "CAST(\(column) AS text)"
    case .sqlite, .spark, .sqlserver, .snowflake, .bigquery, .trino, .mysql, .standard: column
    }
  }

  /// What else rows are grouped by so that the values of a column are told apart letter by letter.
  ///
  /// Where texts are compared by a collation that a column of another type must not be given, their bytes are compared.
  func bytes(of column: String) -> String? {
    switch self {
    case .sqlserver: "CAST(\(column) AS varbinary(8000))"
    case .mysql: "CAST(\(column) AS BINARY)"
    case .sqlite, .duckdb, .postgresql, .spark, .snowflake, .bigquery, .trino, .standard: nil
    }
  }

  /// How many rows, as a number of 64 bits.
  var count: String { self == .sqlserver ? "COUNT_BIG(*)" : "COUNT(*)" }

  /// The position of a row in a table, by which the first row of a group is known; nil where the engine has none.
  var rowPosition: String? {
    switch self {
    case .sqlite, .duckdb: "rowid"
    case .postgresql: "ctid"
    case .spark, .sqlserver, .snowflake, .bigquery, .trino, .mysql, .standard: nil
    }
  }

  /// What begins a transaction in which every statement sees the tables as they were at the first; nil where that is not promised.
  var snapshot: String? {
    switch self {
    case .sqlite, .duckdb: "BEGIN TRANSACTION"
    case .postgresql: "BEGIN ISOLATION LEVEL REPEATABLE READ"
    case .spark, .sqlserver, .snowflake, .bigquery, .trino, .mysql, .standard: nil
    }
  }

  /// A statement that gives a few rows only.
  func limited(_ select: String, to rows: Int) -> String {
    self == .sqlserver
      ? select.replacing("SELECT ", with: "SELECT TOP (\(rows)) ", maxReplacements: 1)
      : select + " LIMIT \(rows)"
  }

  /// What an engine is called in messages.
  package var title: String {
    switch self {
    case .sqlite: "SQLite"
    case .duckdb: "DuckDB"
    case .postgresql: "PostgreSQL"
    case .spark: "Spark"
    case .sqlserver: "SQL Server"
    case .snowflake: "Snowflake"
    case .bigquery: "BigQuery"
    case .trino: "Trino or Athena"
    case .mysql: "MySQL"
    case .standard: "the engine"
    }
  }

  /// The dialect of a name, also of engines that share one.
  package init?(named name: String) {
    switch name.lowercased() {
    case "postgres", "redshift": self = .postgresql
    case "databricks", "sparksql": self = .spark
    case "athena", "presto": self = .trino
    case "mssql", "azure", "fabric": self = .sqlserver
    case "mariadb": self = .mysql
    case let other:
      guard let dialect = Self(rawValue: other) else { return nil }
      self = dialect
    }
  }
}
