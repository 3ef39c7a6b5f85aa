import Foundation
import Tables
import Testing

@testable import Engines

@Suite("A table that others alter while it is read", .serialized)
struct AlteredTableTests {
  private let wanted = [WantedColumn("area", as: .category), WantedColumn("age", as: .count)]

  private static let changes = [
    "ALTER TABLE altered DROP COLUMN age", "ALTER TABLE altered RENAME COLUMN age TO years",
    "DELETE FROM altered WHERE age > 20", "INSERT INTO altered VALUES (1000, 'West', 30)",
    "UPDATE altered SET age = age + 1",
  ]

  private static let rows = (1...400).map { "(\($0), '\($0 % 3 == 0 ? "North" : "South")', \(15 + $0 % 40))" }

  private static let statements = [
    "CREATE TABLE altered (id INTEGER PRIMARY KEY, area TEXT, age INTEGER)",
    "INSERT INTO altered VALUES " + rows.joined(separator: ", "),
  ]

  private var expected: [String] {
    (1...400).map { "\($0 % 3 == 0 ? "North" : "South") \(15 + $0 % 40)" }.sorted()
  }

  private func people(
    _ table: TableFile, grouped: Bool, progress: (@Sendable (ReadingProgress) -> Void)? = nil
  )
    throws -> [String]
  {
    var reading = ReadingOptions(progress: progress)
    reading.groupsEqualRows = grouped
    let people = try table.people(
      wanted, where: grouped ? RowFilter(parsing: "age >= 15") : nil, reading: reading
    ).expanded()
    return (0..<people.rowCount).map {
      "\(people.columns[0].texts[$0] ?? "") \(people.columns[1].counts[$0] ?? -1)"
    }
    .sorted()
  }

  @Test("is read of one moment in SQLite, before and after", arguments: changes)
  func sqlite(_ change: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/altered.db"
    try makeSQLite(path, ["PRAGMA journal_mode = WAL"] + Self.statements)
    let table = TableFile(try #require(try EngineSource.table(named: path, options: CSVOptions())))
    try makeSQLite(path, [change])
    // What others write elsewhere ends nothing here.
    OpenTables.endReading(where: .sqlite(path: folder.path + "/other.db"), writes: ["altered"])
    #expect(try people(table, grouped: true) == expected)
    #expect(try people(table, grouped: false) == expected)
    // What is read after another moment has begun has the columns of then, or is refused.
    OpenTables.endReading(where: .sqlite(path: path), writes: [])
    if change.hasPrefix("ALTER") {
      #expect {
        _ = try people(table, grouped: true)
      } throws: {
        "\($0)" == "cannot read \(path): the table was altered while it was read; ask again"
      }
    } else {
      let now = try #require(try EngineSource.table(named: path, options: CSVOptions()))
      #expect(try people(table, grouped: true) == people(TableFile(now), grouped: false))
      #expect(try people(table, grouped: true) != expected)
    }
  }

  @Test("keeps a file of SQLite from nobody for longer than it is read")
  func released() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/altered.db"
    try makeSQLite(path, Self.statements)
    let table = TableFile(try #require(try EngineSource.table(named: path, options: CSVOptions())))
    #expect(try people(table, grouped: true) == expected)
    let result = OutputTable(columns: [OutputColumn(key: "a", title: "A")], rows: [[.count(5)]])
    try EngineOutput.write(result, to: "sqlite:\(path)#result", replacing: false)
    #expect(try EngineSource.tableNames(of: path) == ["altered", "result"])
    #expect(try people(table, grouped: true) == expected)
  }

  @Test(
    "is read of one moment in PostgreSQL, also while its rows come",
    .enabled(if: RealEngine.postgresql.address != nil))
  func postgresql() throws {
    let address = try #require(RealEngine.postgresql.address)
    let other = try EngineSource.connection(to: try #require(try SourceAddress(address)), isWritten: true)
    func change(_ statement: String) throws { try other.execute(SQLText(statement)) }
    try change("DROP TABLE IF EXISTS altered")
    for statement in Self.statements { try change(statement) }
    try change("SET lock_timeout = 200")
    do {
      let table = try RealEngine.open(address, table: "altered")
      for statement in Self.changes.prefix(2) + ["ALTER TABLE altered ALTER COLUMN age TYPE text"] {
        // The columns are looked at already: who alters them waits until they are read.
        #expect(throws: TableError.self) { try change(statement) }
      }
      for statement in Self.changes.dropFirst(2) { try change(statement) }
      #expect(try people(table, grouped: true) == expected)
      nonisolated(unsafe) let writer = other
      let told = { @Sendable (_: ReadingProgress) in
        try? writer.execute(SQLText("DELETE FROM altered WHERE id = (SELECT MIN(id) FROM altered)"))
      }
      #expect(try people(table, grouped: false, progress: { told($0) }) == expected)
    }
    let now = try people(RealEngine.open(address, table: "altered"), grouped: true)
    #expect(now != expected && now.contains("West 31"))
    try change(Self.changes[0])
    #expect(try RealEngine.open(address, table: "altered").columns.map(\.name) == ["id", "area"])
  }

  @Test(
    "is refused where it is a file that became another", .enabled(if: RealEngine.duckdb.address != nil))
  func parquet() throws {
    let folder = try TemporaryFolder()
    _ = try RealEngine.duckdb.table(in: folder.path, named: "altered")
    let path = folder.path + "/altered.parquet"
    let engine = try DriverConnection(
      driver: "duckdb", options: [("path", ":memory:")], dialect: .duckdb, name: "test", secrets: Secrets([]))
    func write(_ columns: String) throws {
      try engine.execute(
        SQLText("COPY (SELECT \(columns) FROM range(1, 401) AS r(id)) TO '\(path)' (FORMAT parquet)"))
    }
    let area = "CASE WHEN id % 3 = 0 THEN 'North' ELSE 'South' END AS area"
    try write("id, \(area), CAST(15 + id % 40 AS INTEGER) AS age")
    for (columns, words) in [
      ("id, \(area)", "age"), ("id, \(area), id AS years", "age"),
      ("id, \(area), CAST(15 + id % 40 AS DOUBLE) AS age", "the table was altered while it was read"),
    ] {
      let table = try RealEngine.open(path)
      try write(columns)
      #expect {
        _ = try people(table, grouped: true)
      } throws: {
        guard let error = $0 as? TableError, case .cannotRead(_, let reason) = error else { return false }
        return reason.contains(words)
      }
      try write("id, \(area), CAST(15 + id % 40 AS INTEGER) AS age")
    }
    #expect(try people(RealEngine.open(path), grouped: true) == expected)
  }
}
