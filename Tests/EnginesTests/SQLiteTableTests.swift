import Foundation
import Tables
import Testing

@testable import Engines

@Suite("A table of a SQLite file")
struct SQLiteTableTests {
  let wanted = [
    WantedColumn("reoffended", as: .boolean), WantedColumn("score", as: .number),
    WantedColumn("area", as: .category), WantedColumn("age"),
  ]

  @Test("holds the same people as a file, one by one and counted by the engine")
  func sameAsFile() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/town.db"
    try makeSQLite(path, SmallTown.statements)
    let file = try TableFile(csv: SmallTown.csv, source: "town.csv")
    let table = TableFile(try #require(try EngineSource.table(named: path, options: CSVOptions())))
    #expect(table.columns.map(\.name) == file.columns.map(\.name))
    let expected = try file.people(wanted)
    let rows = try table.people(wanted)
    #expect(rows.columns.map(\.kind) == expected.columns.map(\.kind))
    for (own, other) in zip(rows.columns, expected.columns) {
      #expect((0..<240).map { own[$0] } == (0..<240).map { other[$0] })
    }
    var reading = ReadingOptions()
    reading.groupsEqualRows = true
    let grouped = try table.people([wanted[0], wanted[2]], reading: reading)
    #expect(grouped.rowCount < 20)
    #expect(grouped.personCount == 240)
    #expect(lines(grouped) == lines(try file.people([wanted[0], wanted[2]])))
    #expect(
      grouped.columns.map(\.entryCounts)
        == (try file.people([wanted[0], wanted[2]])).columns.map(\.entryCounts))
    // Groups come in the order in which the table first has them.
    let first = (0..<grouped.rowCount).map { grouped.columns[1].entries[grouped.columns[1].codes[$0]].text }
    let areas = (0..<240).map { expected.columns[2].entries[expected.columns[2].codes[$0]].text }
    #expect(distinct(first) == distinct(areas))
  }

  @Test("the tables of a database are listed where none is named; a file of text has none")
  func tableNames() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/two.db"
    try makeSQLite(path, ["CREATE TABLE men (area TEXT)", "CREATE TABLE women (area TEXT)"])
    #expect(try EngineSource.tableNames(of: path) == ["men", "women"])
    #expect(try EngineSource.tableNames(of: "sqlite:\(path)") == ["men", "women"])
    #expect(try EngineSource.tableNames(of: "sqlite:\(path)#men") == nil)
    let text = folder.path + "/two.csv"
    try Data("area,cohort\n".utf8).write(to: URL(fileURLWithPath: text))
    #expect(try EngineSource.tableNames(of: text) == nil)
  }

  @Test(
    "keeps the rows that a condition keeps of a file, or refuses it in the same words",
    arguments: [
      "age >= 18", "age < 20 and sex = \"F\"", "not (age < 20)", "area = \"South\"", "area = \"East\"",
      "area in (\"North\", \"Kelvin\")", "area != \"North\"", "not (area = \"North\")", "area is missing",
      "age is missing", "not (age is missing)", "age = 15 or area = \"South\"", "age in (15, 28, 54)",
      "score > 3.5", "score <= 0.125 or score is missing", "18 <= age", "day >= \"2016-05-01\"",
      "band(age, 0-17, 18-29, 30+) = \"18-29\"", "year(day) = 2016", "area = \"Nowhere\"", "age = 99",
      "age in (15, 99)", "sex = \"F\" and area = \"Sout\"", "area > 5", "nothing = 1",
      "age > 15 and age < 15",
      "area = \"north\"", "score = 3.50", "age != 20", "sex = \"F\" and not (age >= 30 or score < 4)",
    ])
  func conditions(_ text: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/town.db"
    try makeSQLite(path, SmallTown.statements)
    let filter = try RowFilter(parsing: text)
    func outcome(_ table: TableFile, grouped: Bool) -> String {
      var reading = ReadingOptions()
      reading.groupsEqualRows = grouped
      do throws(TableError) {
        return lines(try table.people(wanted, where: filter, reading: reading)).joined(separator: "\n")
      } catch {
        guard case .faults(let faults) = error else {
          return "\(error)".replacing("\(path), table people", with: "town.csv")
        }
        return faults.shown.map { "\($0.location.columnName): \($0.problem)" }.joined(separator: "\n")
      }
    }
    let file = outcome(try TableFile(csv: SmallTown.csv, source: "town.csv"), grouped: false)
    let table = TableFile(try #require(try EngineSource.table(named: path, options: CSVOptions())))
    #expect(outcome(table, grouped: false) == file)
    #expect(outcome(table, grouped: true) == file)
  }

  @Test("names a wrong value by table, row and column")
  func faults() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/cases.db"
    try makeSQLite(
      path,
      [
        "CREATE TABLE cases (reference TEXT PRIMARY KEY, days)",
        "INSERT INTO cases VALUES ('A-1', 5), ('A-2', 'ninety'), ('A-3', 7), ('A-4', 'ninety')",
      ])
    var reading = ReadingOptions()
    for grouped in [false, true] {
      reading.groupsEqualRows = grouped
      let table = TableFile(
        try #require(try EngineSource.table(named: "sqlite:" + path, options: CSVOptions())))
      let options = reading
      let wrong = faults { _ = try table.people([WantedColumn("days", as: .count)], reading: options) }
      #expect(
        wrong.map(\.location.description) == [
          "\(path), table cases, row reference A-2, column days",
          "\(path), table cases, row reference A-4, column days",
        ])
      let unknown = faults { _ = try table.people([WantedColumn("dayz", as: .count)], reading: options) }
      #expect(
        unknown.map(\.description).first?.hasPrefix(
          "\(path), table cases, column dayz: there is no column dayz; did you mean days?") == true)
    }
    // A group is named by the first of its rows.
    let sound = TableFile(
      try #require(try EngineSource.table(named: path, options: options(query: nil, table: "cases"))))
    reading.groupsEqualRows = true
    let people = try sound.people([WantedColumn("days", as: .category)], reading: reading)
    let row = try #require(
      (0..<people.rowCount).first { people.columns[0].entries[people.columns[0].codes[$0]].text == "ninety" })
    #expect(people.location(row: row, column: people.columns[0]).row == "row reference A-2")
  }

  @Test("has names that are only names")
  func quoting() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/odd.db"
    let name = "x\"; drop table people; --"
    try makeSQLite(
      path,
      [
        "CREATE TABLE people (\"x\"\"; drop table people; --\" TEXT, [a.b] INTEGER, \"select\" TEXT)",
        "INSERT INTO people VALUES ('it''s', 1, '?'), ('b\"c', 2, 'd')",
      ])
    let table = TableFile(try #require(try EngineSource.table(named: path, options: CSVOptions())))
    var reading = ReadingOptions()
    reading.groupsEqualRows = true
    let filter = try RowFilter(parsing: "`\(name)` = \"it's\"")
    let people = try table.people(
      [WantedColumn(name, as: .category), WantedColumn("a.b"), WantedColumn("select")], where: filter,
      reading: reading)
    #expect(people.columns[0].texts == ["it's"])
    #expect(people.columns[1].numbers == [1])
    #expect(people.columns[2].texts == ["?"])
    #expect(try table.people([WantedColumn("select")]).rowCount == 2)
  }

  @Test("is the only one, or is named, or is asked for")
  func relations() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/two.db"
    try makeSQLite(
      path,
      [
        "CREATE TABLE people (a INTEGER)", "CREATE TABLE \"odd.name\" (b INTEGER)",
        "CREATE VIEW seen AS SELECT a + 1 AS c FROM people", "INSERT INTO people VALUES (1), (2), (2)",
        "INSERT INTO \"odd.name\" VALUES (7)",
      ])
    func columns(_ name: String, _ options: CSVOptions) throws -> [String] {
      TableFile(try #require(try EngineSource.table(named: name, options: options))).columns.map(\.name)
    }
    #expect(try columns(path, options(table: "people")) == ["a"])
    #expect(try columns(path, options(table: "PEOPLE")) == ["a"])
    #expect(try columns(path, options(table: "odd.name")) == ["b"])
    #expect(try columns(path, options(table: "main.people")) == ["a"])
    #expect(try columns("sqlite:\(path)#seen", CSVOptions()) == ["c"])
    #expect(
      try columns(path, options(query: "SELECT a, a * 2 AS twice FROM people ORDER BY a;\n")) == [
        "a", "twice",
      ])
    let seen = TableFile(try #require(try EngineSource.table(named: "\(path)#seen", options: CSVOptions())))
    #expect(try seen.table().rowCount == 3)
    for (wrong, said) in [
      (CSVOptions(), "name a table with --table, or ask with --query; the tables are people, odd.name, seen"),
      (options(table: "persons"), "there is no table persons; the tables are people, odd.name, seen"),
      (options(query: "SELECT 1; DROP TABLE people"), "near \";\": syntax error"),
      (options(query: "DELETE FROM people"), "near \"DELETE\": syntax error"),
      (options(query: "SELECT nowhere FROM people"), "no such column: nowhere"),
    ] {
      #expect(throws: TableError.cannotRead(path: path, reason: said)) { try columns(path, wrong) }
    }
  }

  @Test("is refused where the file is none, or a value is none")
  func refusals() throws {
    let folder = try TemporaryFolder()
    let text = folder.path + "/notes.db"
    try Data("not a database, whatever its name".utf8).write(to: URL(fileURLWithPath: text))
    #expect(try EngineSource.table(named: text, options: CSVOptions()) == nil)
    #expect {
      _ = try EngineSource.table(named: "sqlite:" + text, options: CSVOptions())
    } throws: {
      "\($0)" == "cannot read \(text): it is no SQLite database (file is not a database)"
    }
    #expect(throws: TableError.noSuchFile(path: "none.db")) {
      try EngineSource.table(named: "sqlite:none.db", options: CSVOptions())
    }
    let path = folder.path + "/blob.db"
    try makeSQLite(path, ["CREATE TABLE people (a)", "INSERT INTO people VALUES (1), (x'00ff')"])
    let table = TableFile(try #require(try EngineSource.table(named: path, options: CSVOptions())))
    #expect {
      _ = try table.people([WantedColumn("a")])
    } throws: {
      "\($0)".contains("column a holds a blob in row 2")
    }
  }

  @Test("is read as numbers are written")
  func numbers() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/numbers.db"
    try makeSQLite(
      path,
      [
        "CREATE TABLE numbers (x)",
        "INSERT INTO numbers VALUES (1), (1.0), (0.1), (1e-5), (-2.5), (9007199254740993), (1e300), (NULL), ('1.50')",
      ])
    let table = TableFile(try #require(try EngineSource.table(named: path, options: CSVOptions())))
    let people = try table.people([WantedColumn("x", as: .number)])
    #expect(
      people.columns[0].numbers == [1, 1, 0.1, 1e-5, -2.5, 9_007_199_254_740_992, 1e300, nil, 1.5])
  }

  @Test("is not written to")
  func readOnly() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/town.db"
    try makeSQLite(path, SmallTown.statements)
    let database = try SQLiteDatabase(path: path)
    #expect(throws: TableError.self) { try database.execute(SQLText("DELETE FROM people")) }
  }

  /// The faults that something throws.
  private func faults(_ body: () throws -> Void) -> [Fault] {
    do {
      try body()
      return []
    } catch {
      guard let error = error as? TableError, case .faults(let faults) = error else { return [] }
      return faults.shown
    }
  }

  private func options(query: String? = nil, table: String? = nil) -> CSVOptions {
    var options = CSVOptions()
    options.query = query
    options.table = table
    return options
  }

  private func distinct(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}
