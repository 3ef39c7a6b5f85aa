import Foundation
import Tables
import Testing

@testable import Engines

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The engines that `Tools/engines start` started, and the people of the small town in each.
enum RealEngine: String, CaseIterable, Sendable {
  case duckdb, postgresql, spark

  /// The engines that are there; a run without them tests SQLite only.
  static var started: [RealEngine] { allCases.filter { $0.address != nil } }

  var address: String? {
    let value = ProcessInfo.processInfo.environment["REOFFENDING_TEST_\(rawValue.uppercased())"]
    return value.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Makes the table in the engine and opens it.
  func table(in folder: String, named name: String) throws -> TableFile {
    let address = try #require(self.address)
    switch self {
    case .duckdb:
      // The wheel of DuckDB is looked up in the library of Python, which it finds loaded.
      dlopen(address, RTLD_NOW | RTLD_GLOBAL)
      let path = "\(folder)/\(name).duckdb"
      let connection = try DriverConnection(
        driver: "duckdb", options: [("path", path)], dialect: .duckdb, name: path, secrets: Secrets([]))
      for statement in Self.statements(name) { try connection.execute(SQLText(statement)) }
      return try Self.open("duckdb:\(path)", table: name)
    case .postgresql:
      let connection = try DriverConnection(
        driver: "postgresql", options: [("uri", address)], dialect: .postgresql, name: "test",
        secrets: Secrets([]))
      for statement in ["DROP TABLE IF EXISTS \(name)"] + Self.statements(name) {
        try connection.execute(SQLText(statement))
      }
      return try Self.open(address, table: name)
    case .spark:
      var options = CSVOptions()
      options.query =
        "SELECT * FROM VALUES \(Self.values(isSpark: true)) AS t(id, area, age, sex, reoffended, score, day)"
      return TableFile(try #require(try EngineSource.table(named: address, options: options)))
    }
  }

  static func open(_ address: String, table: String? = nil, query: String? = nil) throws -> TableFile {
    var options = CSVOptions()
    options.table = table
    options.query = query
    return TableFile(try #require(try EngineSource.table(named: address, options: options)))
  }

  private static func statements(_ name: String) -> [String] {
    [
      "CREATE TABLE \(name) (id INTEGER PRIMARY KEY, area TEXT, age SMALLINT, sex TEXT, reoffended BOOLEAN, "
        + "score DOUBLE PRECISION, day DATE)",
      "INSERT INTO \(name) VALUES \(values())",
    ]
  }

  /// The rows of the file as SQL writes them.
  private static func values(isSpark: Bool = false) -> String {
    SmallTown.rows.map { row in
      let cells = row.split(separator: ",", omittingEmptySubsequences: false).enumerated().map {
        place, cell in
        if cell.isEmpty { return "NULL" }
        return switch place {
        case 1, 3: "'\(cell)'"
        case 2: "CAST(\(cell) AS SMALLINT)"
        case 4: cell == "1" ? "TRUE" : "FALSE"
        case 5: "CAST(\(cell) AS DOUBLE\(isSpark ? "" : " PRECISION"))"
        case 6: "DATE '\(cell)'"
        default: String(cell)
        }
      }
      return "(\(cells.joined(separator: ", ")))"
    }.joined(separator: ", ")
  }
}

@Suite("A table of a real engine", .serialized)
struct RealEngineTests {
  let wanted = [
    WantedColumn("reoffended", as: .boolean), WantedColumn("score", as: .number),
    WantedColumn("area", as: .category), WantedColumn("age"), WantedColumn("sex"),
    WantedColumn("day", as: .date),
  ]

  @Test("holds the same people as a file, under every condition", arguments: RealEngine.started)
  func sameAsFile(_ engine: RealEngine) throws {
    let folder = try TemporaryFolder()
    let table = try engine.table(in: folder.path, named: "town")
    let file = try TableFile(csv: SmallTown.csv, source: "town.csv")
    #expect(table.columns.map(\.name) == file.columns.map(\.name))
    for text in [
      nil, "age >= 18", "age < 20 and sex = \"F\"", "not (age < 20)", "area = \"South\"", "area = \"East\"",
      "area in (\"North\", \"Kelvin\")", "area != \"North\"", "area is missing", "age is missing",
      "not (age is missing)", "age = 15 or area = \"South\"", "age in (15, 28)", "score > 3.5",
      "score <= 0.125 or score is missing", "day >= \"2016-05-01\"", "not (day = \"2016-03-12\")",
      "year(day) = 2016", "band(age, 0-17, 18-29, 30+) = \"18-29\"", "area = \"Nowhere\"", "age = 99",
      "age > 15 and age < 15", "area > 5",
    ] as [String?] {
      let filter = try text.map { try RowFilter(parsing: $0) }
      func outcome(_ table: TableFile, grouped: Bool) -> String {
        var reading = ReadingOptions()
        reading.groupsEqualRows = grouped
        do throws(TableError) {
          return lines(try table.people(wanted, where: filter, reading: reading)).joined(separator: "\n")
        } catch {
          guard case .faults(let faults) = error else {
            // Which of two equally near values is proposed follows the order of the rows, which not every engine has.
            return "\(error)".replacing(table.source, with: "town.csv").replacing(
              /; did you mean .*\?/, with: "")
          }
          return faults.shown.map { "\($0.location.columnName): \($0.problem)" }.joined(separator: "\n")
        }
      }
      let expected = outcome(file, grouped: false)
      #expect(outcome(table, grouped: false) == expected, "\(engine), \(text ?? "all")")
      #expect(outcome(table, grouped: true) == expected, "\(engine), grouped, \(text ?? "all")")
    }
  }

  @Test("adds up the same probabilities", arguments: RealEngine.started)
  func sums(_ engine: RealEngine) throws {
    let folder = try TemporaryFolder()
    _ = try engine.table(in: folder.path, named: "shares")
    let address = try #require(engine.address)
    let place = engine == .duckdb ? "duckdb:\(folder.path)/shares.duckdb" : address
    let numbers = (1...50).map { "(CAST(\(1.0 / Double($0 + 1)) AS DOUBLE PRECISION), \($0 % 2))" }.joined(
      separator: ", ")
    let spelled = engine == .spark ? numbers.replacing("DOUBLE PRECISION", with: "DOUBLE") : numbers
    let source =
      engine == .spark
      ? "VALUES \(spelled) AS t(predicted, area)" : "(VALUES \(spelled)) AS t(predicted, area)"
    let table = try RealEngine.open(place, query: "SELECT predicted, area FROM \(source)")
    var reading = ReadingOptions()
    reading.groupsEqualRows = true
    reading.summedRates = ["predicted"]
    let people = try table.people(
      [WantedColumn("predicted", as: .rate), WantedColumn("area", as: .category)], reading: reading)
    let sums = try #require(people.sums["predicted"])
    #expect(people.rowCount == 2)
    for row in 0..<people.rowCount {
      let odd = people.columns[0].entries[people.columns[0].codes[row]].text == "1"
      let own = (1...50).filter { ($0 % 2 == 1) == odd }.map { 1.0 / Double($0 + 1) }
      let parts = sums[row].probability
      let total = UInt128(parts.high) << 41 + UInt128(parts.middle) << 20 + UInt128(parts.low)
      #expect(total == own.reduce(into: UInt128(0)) { $0 += UInt128($1 * 0x1p62) })
      #expect(sums[row].people == 25)
    }
  }

  @Test(
    "gives every type of column as the text that a file would have",
    .enabled(if: RealEngine.duckdb.address != nil))
  func types() throws {
    let folder = try TemporaryFolder()
    _ = try RealEngine.duckdb.table(in: folder.path, named: "types")
    let table = try RealEngine.open(
      "duckdb:\(folder.path)/types.duckdb",
      query: """
        SELECT CAST(-5 AS TINYINT) AS a, CAST(200 AS UTINYINT) AS b, CAST(18446744073709551615 AS UBIGINT) AS c,
          CAST(-1234.50 AS DECIMAL(10, 2)) AS d, CAST('0.1' AS FLOAT) AS e, CAST(1e300 AS DOUBLE) AS f, true AS g,
          DATE '1969-12-31' AS h, TIMESTAMP '2016-03-01 00:00:00' AS i, TIMESTAMP '2016-03-01 12:30:05.25' AS j,
          CAST('small' AS ENUM('large', 'small')) AS k, 'a text of more than twelve letters ü' AS l, NULL AS m,
          CAST(170141183460469231731687303715884105727 AS HUGEINT) AS n, TIME '01:02:03' AS o
        """)
    let whole = try table.table()
    let texts = whole.columns.map { whole.cell(row: 0, column: $0).raw }
    #expect(
      texts == [
        "-5", "200", "18446744073709551615", "-1234.50", "0.1", "1e+300", "true", "1969-12-31", "2016-03-01",
        "2016-03-01 12:30:05.25", "small", "a text of more than twelve letters ü", "",
        "170141183460469231731687303715884105727", "01:02:03",
      ])
    #expect {
      _ = try RealEngine.open("duckdb:\(folder.path)/types.duckdb", query: "SELECT [1, 2] AS listed").table()
    } throws: {
      "\($0)".contains("column listed holds lists, which are read as no table")
    }
  }

  @Test(
    "compares a number of few digits as the decimal that is read of it",
    .enabled(if: RealEngine.duckdb.address != nil))
  func singles() throws {
    let folder = try TemporaryFolder()
    _ = try RealEngine.duckdb.table(in: folder.path, named: "singles")
    let table = try RealEngine.open(
      "duckdb:\(folder.path)/singles.duckdb",
      query:
        "SELECT CAST(v AS FLOAT) AS score, CAST(v AS DOUBLE) AS exact FROM (VALUES (0.1), (0.3), (0.7)) AS t(v)"
    )
    let wanted = [WantedColumn("score", as: .number)]
    for (condition, kept) in [
      ("score <= 0.1", [0.1]), ("score >= 0.7", [0.7]), ("score = 0.3", [0.3]), ("exact <= 0.1", [0.1]),
    ] {
      let people = try table.people(wanted, where: RowFilter(parsing: condition))
      #expect(people.columns[0].numbers == kept.map(Optional.some), "\(condition)")
    }
    #expect(!(try #require(table.elsewhere).canSum("score")))
    #expect(try #require(table.elsewhere).canSum("exact"))
  }

  @Test(
    "is not written to, and what goes wrong is a sentence without the password",
    .enabled(if: RealEngine.postgresql.address != nil))
  func refusals() throws {
    let address = try #require(RealEngine.postgresql.address)
    func message(_ address: String, table: String? = nil, query: String? = nil) -> String {
      do {
        _ = try RealEngine.open(address, table: table, query: query).table()
        return ""
      } catch { return "\(error)" }
    }
    #expect(message(address, query: "SELECT * FROM no_such").contains("no_such"))
    #expect(message(address, query: "SELECT nextval('x')").contains("cannot read"))
    let wrong = message(address.replacing("p%40ss", with: "wrong"), query: "SELECT 1")
    #expect(wrong.contains("password authentication failed"))
    #expect(!wrong.contains("wrong%3Awo") && !wrong.contains("wrong:wo"))
    let nowhere = "postgresql://tester:secret@127.0.0.1:1/none"
    #expect(message(nowhere).contains("cannot read postgresql://tester@127.0.0.1:1/none"))
    #expect(!message(nowhere).contains("secret"))
    guard let parsed = try SourceAddress(address) else { return }
    let reading = try EngineSource.connection(to: parsed)
    #expect(throws: TableError.self) { try reading.execute(SQLText("CREATE TABLE made (a INTEGER)")) }
  }

  // The killer has a thread of its own: tests that compute may hold every thread that tasks share for as long as they like.
  @Test("that goes away in the middle of a query is said", .enabled(if: RealEngine.postgresql.address != nil))
  func disconnected() throws {
    let address = try #require(RealEngine.postgresql.address)
    let parsed = try #require(try SourceAddress(address))
    let killer = Thread {
      guard let connection = try? EngineSource.connection(to: parsed) else { return }
      let kill = SQLText(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(250)%' AND pid <> pg_backend_pid()"
      )
      while !Thread.current.isCancelled {
        var killed = [TextCoder()]
        try? connection.run(kill, into: &killed, progress: nil)
        Thread.sleep(forTimeInterval: 0.1)
      }
    }
    killer.start()
    defer { killer.cancel() }
    #expect {
      let connection = try EngineSource.connection(to: parsed)
      var rows = [TextCoder()]
      try connection.run(SQLText("SELECT 1 FROM pg_sleep(250)"), into: &rows, progress: nil)
    } throws: { error in
      guard let error = error as? TableError, case .cannotRead(_, let reason) = error else { return false }
      return reason.contains("terminat") || reason.contains("closed")
    }
  }

  @Test("that does not know a word is said without it", .enabled(if: RealEngine.spark.address != nil))
  func wrongToken() throws {
    let address = try #require(RealEngine.spark.address)
    for wrong in [
      address.replacing(/token=.*/, with: "token=another-word"), address.replacing(/\/;.*/, with: ""),
    ] {
      #expect {
        _ = try RealEngine.open(wrong, query: "SELECT 1 AS a").table()
      } throws: { error in
        guard let error = error as? TableError, case .cannotRead(_, let reason) = error else { return false }
        return reason.hasPrefix("the server does not know the user or the password")
          && !"\(error)".contains("another-word")
      }
    }
  }

  @Test(
    "of Spark that goes away in the middle of a query is said", .enabled(if: RealEngine.spark.address != nil))
  func lost() throws {
    let address = try #require(RealEngine.spark.address)
    let port = try #require(address.firstMatch(of: /:(\d+)/).flatMap { UInt16($0.1) })
    let wire = try CutWire(to: port)
    let table = try RealEngine.open(
      address.replacing(":\(port)", with: ":\(wire.port)"),
      query: "SELECT a.id % 7 AS area FROM range(3000000) AS a CROSS JOIN range(500) AS b")
    let cutter = Thread {
      Thread.sleep(forTimeInterval: 2)
      wire.cut()
    }
    cutter.start()
    var reading = ReadingOptions()
    reading.groupsEqualRows = true
    let options = reading
    #expect {
      _ = try table.people([WantedColumn("area", as: .category)], reading: options)
    } throws: { error in
      guard let error = error as? TableError, case .cannotRead = error else { return false }
      return true
    }
  }

  @Test(
    "keeps schemas, names with points, exact numbers, UUIDs and enumerations apart",
    arguments: RealEngine.started.filter { $0 != .spark })
  func strangeTables(_ engine: RealEngine) throws {
    let folder = try TemporaryFolder()
    _ = try engine.table(in: folder.path, named: "strange")
    let address = try #require(engine.address)
    let place = engine == .duckdb ? "duckdb:\(folder.path)/strange.duckdb" : address
    do {
      let connection =
        engine == .duckdb
        ? try DriverConnection(
          driver: "duckdb", options: [("path", folder.path + "/strange.duckdb")], dialect: .duckdb,
          name: "strange", secrets: Secrets([]))
        : try DriverConnection(
          driver: "postgresql", options: [("uri", address)], dialect: .postgresql, name: "strange",
          secrets: Secrets([]))
      let numeric = engine == .duckdb ? "DECIMAL(10, 2)" : "NUMERIC(10, 2)"
      let amount = engine == .duckdb ? "DECIMAL(10, 2)" : "MONEY"
      for statement in [
        "DROP SCHEMA IF EXISTS \"Odd.Schema\" CASCADE", "CREATE SCHEMA \"Odd.Schema\"",
        "CREATE TYPE \"Odd.Schema\".mood AS ENUM ('glad', 'sad')",
        "CREATE TABLE \"Odd.Schema\".\"odd.\"\"table\" (area TEXT, u UUID, m \"Odd.Schema\".mood, n \(numeric), l INTEGER[], "
          + "p \(amount))",
        "INSERT INTO \"Odd.Schema\".\"odd.\"\"table\" VALUES "
          + (1...60).map {
            "('\($0 % 2)', \($0 % 7 == 0 ? "NULL" : "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1\($0 % 3)'"), "
              + "'\($0 % 5 < 2 ? "sad" : "glad")', \(Double($0 % 9) / 4), ARRAY[1, 2], \(Double($0 % 4) / 4))"
          }.joined(separator: ", "),
        // A table of the same name elsewhere, with a key of its own.
        "DROP TABLE IF EXISTS \"odd.\"\"table\"",
        "CREATE TABLE \"odd.\"\"table\" (other INTEGER PRIMARY KEY)",
      ] { try connection.execute(SQLText(statement)) }
    }
    let table = try RealEngine.open(place, table: "\"Odd.Schema\".\"odd.\"\"table\"")
    #expect(table.columns.map(\.name) == ["area", "u", "m", "n", "l", "p"])
    #expect(try RealEngine.open(place, table: "odd.\"table").columns.map(\.name) == ["other"])
    func count(_ condition: String) throws -> Int {
      try table.people([WantedColumn("n", as: .number)], where: RowFilter(parsing: condition)).rowCount
    }
    #expect(try count("n >= 1.5") == (1...60).count { $0 % 9 >= 6 })
    #expect(try count("m = \"sad\"") == 24)
    #expect(try count("u is missing") == 8)
    #expect(try count("p > 0.25") == 30)
    for isGrouped in [false, true] {
      var reading = ReadingOptions()
      reading.groupsEqualRows = isGrouped
      let amounts = try table.people([WantedColumn("p", as: .number)], reading: reading)
      #expect(Set(amounts.columns[0].numbers) == [0, 0.25, 0.5, 0.75])
    }
    #expect(
      try count("u = \"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12\"")
        == (1...60).count { $0 % 3 == 2 && $0 % 7 != 0 })
    #expect {
      _ = try table.people([WantedColumn("l", as: .category)])
    } throws: {
      "\($0)".contains("column l holds lists, which are read as no table")
    }
    var reading = ReadingOptions()
    reading.groupsEqualRows = true
    #expect {
      _ = try table.people([WantedColumn("l", as: .category)], reading: reading)
    } throws: {
      "\($0)".contains("column l holds lists, which are read as no table")
    }
    let source = try #require(table.elsewhere as? any SummingSource)
    var request = SumRequest()
    request.groups = ["m"]
    request.present = ["n"]
    request.missing = ["u": [""], "m": ["glad"]]
    request.steps = [[("number_0", .column("n"))]]
    request.sums = [.step("number_0"), .isWhole(.step("number_0"))]
    let sums = try source.sums(request).groups
    #expect(sums.map(\.texts) == [["sad"]])
    let kept = (1...60).filter { $0 % 5 < 2 && $0 % 7 != 0 }
    #expect(sums.map(\.rows) == [kept.count])
    #expect(
      sums.map(\.sums) == [
        [kept.reduce(0) { $0 + Double($1 % 9) / 4 }, Double(kept.count { $0 % 9 % 4 == 0 })]
      ])
    #expect(try source.summedKinds(of: ["n", "m", "l"]).kinds["n"] == .numbers)
    #expect(try source.summedKinds(of: ["l"]).kinds["l"] == .neither)
  }

  @Test("takes a result whole or not at all", .enabled(if: RealEngine.postgresql.address != nil))
  func output() throws {
    let address = try #require(RealEngine.postgresql.address)
    let table = OutputTable(
      columns: [OutputColumn(key: "area", title: "Area"), OutputColumn(key: "rate", title: "Rate")],
      rows: [[.text("it's \\ \"so\""), .number(0.1)], [.text("B"), .missing("[c]")]])
    try EngineOutput.write(table, to: address + "#results", replacing: true)
    let read = try RealEngine.open(address, table: "results").people([
      WantedColumn("area", as: .category), WantedColumn("rate", as: .number),
    ])
    #expect(read.columns[0].texts == ["it's \\ \"so\"", "B"])
    #expect(read.columns[1].numbers == [0.1, nil])
    #expect(throws: TableError.self) {
      try EngineOutput.write(table, to: address + "#results", replacing: false)
    }
    let twice = OutputTable(
      columns: [OutputColumn(key: "a", title: "A"), OutputColumn(key: "a", title: "A")],
      rows: [[.count(1), .count(2)]])
    #expect(throws: TableError.self) {
      try EngineOutput.write(twice, to: address + "#results", replacing: true)
    }
    #expect(try RealEngine.open(address, table: "results").columns.map(\.name) == ["area", "rate"])
  }
}
