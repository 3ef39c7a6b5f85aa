import Foundation
import Studies
import Tables
import Testing

@testable import Engines

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// People in the order of their values, which is that of groups whose table is not known.
private enum Sorted {
  static let columns = ["Area \"old\"", "select", "age", "grp", "reoffended"]

  static let rows: [[String]] = {
    let areas = ["East*", "North", "O'Kelly \\ Co", "South"]
    var rows: [[String]] = []
    for row in 0..<300 {
      let age = 15 + row * 13 % 30
      rows.append([
        areas[row * 7 % 4], row % 3 == 0 ? "from" : "where", row % 37 == 5 ? "" : "\(age)",
        row % 5 < 2 ? "a" : "b", row * 11 % 17 < 7 ? "1" : "0",
      ])
    }
    return rows.sorted { $0.lexicographicallyPrecedes($1) }
  }()

  static func line(_ cells: [String]) -> String {
    cells.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
  }

  static var csv: String { ([columns] + rows).map(line).joined(separator: "\n") + "\n" }

  static func address(_ engine: String) -> String? {
    ProcessInfo.processInfo.environment["REOFFENDING_TEST_\(engine.uppercased())"].flatMap {
      $0.isEmpty ? nil : $0
    }
  }

  static var engines: [String] {
    ["sqlite"] + ["duckdb", "postgresql", "spark"].filter { address($0) != nil }
  }
}

@Suite("Statements for an engine that cannot be reached", .serialized)
struct EmittedStatementTests {
  /// Makes the people in an engine, and gives what its answers to statements are read from.
  private func make(_ engine: String, in folder: String) throws -> String {
    let address = Sorted.address(engine) ?? ""
    guard engine == "spark" else {
      if engine == "duckdb" { dlopen(address, RTLD_NOW | RTLD_GLOBAL) }
      let place = engine == "postgresql" ? address : "\(engine):\(folder)/people.\(engine)"
      let table = OutputTable(
        columns: Sorted.columns.map { OutputColumn(key: $0, title: $0) },
        rows: Sorted.rows.map { row in
          row.enumerated().map { place, text in
            text.isEmpty ? .missing("") : [2, 4].contains(place) ? .count(Int(text) ?? 0) : .text(text)
          }
        })
      try EngineOutput.write(table, to: place + "#emitted", replacing: true)
      return place
    }
    let connection = try EngineSource.connection(
      to: try #require(try SourceAddress(address)), isWritten: true)
    let values = Sorted.rows.map { row in
      "("
        + row.enumerated().map { place, text in
          text.isEmpty ? "NULL" : [2, 4].contains(place) ? text : SQLDialect.spark.literal(text)
        }.joined(separator: ", ") + ")"
    }
    let names = Sorted.columns.map(SQLDialect.spark.identifier).joined(separator: ", ")
    try connection.execute(SQLText("DROP TABLE IF EXISTS emitted"))
    try connection.execute(
      SQLText("CREATE TABLE emitted AS SELECT * FROM VALUES \(values.joined(separator: ", ")) AS t(\(names))")
    )
    return address
  }

  @Test("give, once somebody has sent them, what the file gives", arguments: Sorted.engines)
  func sameAsFile(_ engine: String) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/emitted-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let place = try make(engine, in: folder)
    let file = try StudyData.csv(Sorted.csv)
    for (verb, question) in [
      ("rates", ["by": "Area \"old\""]), ("rates", ["by": "Area \"old\",select"]),
      ("rates", ["by": "select", "where": "age >= 18 and `Area \"old\"` = \"O'Kelly \\ Co\""]),
      ("rates", ["by": "band(age, 15-17, 18-24, 25+)", "where": "not (grp = \"a\") or age is missing"]),
      ("factors", ["factors": "select"]),
      ("fit", ["formula": "reoffended ~ `Area \"old\"` * age + select"]),
    ] {
      let expected = try AnyStudy(verb, of: file, question).json()
      var statement = ""
      do {
        _ = try AnyStudy(verb, of: file, question.merging(["emit-sql": engine, "table": "emitted"]) { $1 })
      } catch let planned as PlannedStatements { statement = planned.text }
      var options = CSVOptions()
      options.query = statement
      let answer = try TableFile(try #require(try EngineSource.table(named: place, options: options))).table()
      let rows = (0..<answer.rowCount).map { row in
        Sorted.line(answer.columns.map { answer.cell(row: row, column: $0).raw })
      }
      // Whoever brings the rows back brings them in any order.
      for order in [rows, rows.reversed()] {
        let brought = ([Sorted.line(answer.columns.map(\.name))] + order).joined(separator: "\n") + "\n"
        let own = try AnyStudy(verb, of: .csv(brought), question.merging(["from-counts": "true"]) { $1 })
        #expect(try own.json() == expected, "\(engine), \(verb) \(question)")
      }
    }
  }
}
