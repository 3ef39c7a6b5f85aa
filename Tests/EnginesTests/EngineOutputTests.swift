import Foundation
import Tables
import Testing

@testable import Engines

@Suite("A result in a database")
struct EngineOutputTests {
  let table = OutputTable(
    columns: [
      OutputColumn(key: "area", title: "Area"), OutputColumn(key: "trials", title: "People"),
      OutputColumn(key: "rate", title: "Rate"), OutputColumn(key: "x\"; drop table kept; --", title: "Odd"),
    ],
    rows: [
      [.text("it's"), .count(12), .number(0.1), .missing("")],
      [.text("\u{201C}B\u{201D}"), .count(7), .missing("[c]"), .missing("")],
    ])

  @Test("is a table that says what the result says")
  func written() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/out.db"
    try EngineOutput.write(table, to: "sqlite:\(path)#rates", replacing: false)
    let read = TableFile(try #require(try EngineSource.table(named: path, options: CSVOptions())))
    #expect(read.columns.map(\.name) == table.columns.map(\.key))
    let people = try read.people([
      WantedColumn("area"), WantedColumn("trials"), WantedColumn("rate", as: .number),
    ])
    #expect(people.columns[0].texts == ["it's", "\u{201C}B\u{201D}"])
    #expect(people.columns[1].counts == [12, 7])
    #expect(people.columns[2].numbers == [0.1, nil])
  }

  @Test("may be several tables, all of them or none")
  func several() throws {
    let folder = try TemporaryFolder()
    let place = "sqlite:\(folder.path)/pack.db"
    try EngineOutput.write(
      [("rates-2015", table), ("trend", table)], to: place + "#dudley_", replacing: false)
    #expect(try EngineSource.tableNames(of: place) == ["dudley_rates-2015", "dudley_trend"])
    #expect(throws: TableError.self) {
      try EngineOutput.write([("new", table), ("dudley_trend", table)], to: place, replacing: false)
    }
    #expect(try EngineSource.tableNames(of: place)?.count == 2)
    try EngineOutput.write([("new", table), ("dudley_trend", table)], to: place, replacing: true)
    #expect(try EngineSource.tableNames(of: place)?.contains("new") == true)
  }

  @Test("never replaces a table unless that is said, and leaves nothing half-written")
  func refusals() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/out.db"
    try makeSQLite(path, ["CREATE TABLE kept (a INTEGER)", "INSERT INTO kept VALUES (5)"])
    #expect {
      try EngineOutput.write(table, to: "sqlite:\(path)#kept", replacing: false)
    } throws: {
      "\($0)"
        == "cannot write sqlite:\(path)#kept: there is a table kept already; name another, or add --replace"
    }
    let twice = OutputTable(
      columns: [OutputColumn(key: "a", title: "A"), OutputColumn(key: "A", title: "A")],
      rows: [[.count(1), .count(2)]])
    #expect {
      try EngineOutput.write(twice, to: "sqlite:\(path)#kept", replacing: true)
    } throws: {
      "\($0)".contains("duplicate column name")
    }
    let read = TableFile(try #require(try EngineSource.table(named: path, options: CSVOptions())))
    #expect(try read.people([WantedColumn("a", as: .count)]).columns[0].counts == [5])
    try EngineOutput.write(table, to: "sqlite:\(path)#kept", replacing: true)
    let replaced = TableFile(try #require(try EngineSource.table(named: path, options: CSVOptions())))
    #expect(replaced.columns.count == 4)
    let absent = folder.path + "/absent.db"
    #expect(throws: TableError.self) {
      try EngineOutput.write(twice, to: "sqlite:\(absent)#a", replacing: false)
    }
    #expect(!FileManager.default.fileExists(atPath: absent))
    #expect {
      try EngineOutput.write(table, to: "sqlite:\(absent)", replacing: false)
    } throws: {
      "\($0)" == "cannot write sqlite:\(absent): name the table behind a #, as in sqlite:\(absent)#results"
    }
    #expect {
      try EngineOutput.write(table, to: "postgresql://analyst:secret@localhost:1/crime#a", replacing: false)
    } throws: {
      !"\($0)".contains("secret")
    }
  }
}
