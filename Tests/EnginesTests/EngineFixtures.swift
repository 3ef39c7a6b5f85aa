import CSQLite
import Foundation
import Tables
import Testing

@testable import Engines

/// Tables in files of their own, removed with the folder they are in.
struct TemporaryFolder: ~Copyable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/engines-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Writes a SQLite file with the statements given.
func makeSQLite(_ path: String, _ statements: [String]) throws {
  var handle: OpaquePointer?
  try #require(sqlite3_open(path, &handle) == SQLITE_OK)
  defer { sqlite3_close(handle) }
  for statement in statements {
    var message: UnsafeMutablePointer<CChar>?
    let status = sqlite3_exec(handle, statement, nil, nil, &message)
    try #require(status == SQLITE_OK, "\(message.map { String(cString: $0) } ?? ""): \(statement)")
  }
}

/// People of a small town, some with blanks, markers and nothing where a value is.
enum SmallTown {
  static let header = "id,area,age,sex,reoffended,score,day"
  static let rows: [String] = (0..<240).map { row in
    let area = ["North", "South", " South ", "East*", "NA", "", "Kelvin"][row * 7 / 3 % 7]
    let age = row % 11 == 5 ? "" : "\(15 + row * 13 % 40)"
    let score = row % 17 == 3 ? "" : "\(Double(row * 37 % 100) / 8)"
    let day = "2016-0\(1 + row % 9)-\(10 + row % 19)"
    return "\(row + 1),\(area),\(age),\(row % 3 == 0 ? "F" : "M"),\(row * 5 % 7 < 3 ? 1 : 0),\(score),\(day)"
  }

  static var csv: [UInt8] { Array(([header] + rows).joined(separator: "\n").utf8) }

  /// The statements that make the same table in a database.
  static var statements: [String] {
    [
      "BEGIN",
      "CREATE TABLE people (id INTEGER PRIMARY KEY, area TEXT, age INTEGER, sex TEXT, reoffended INTEGER, score REAL, day TEXT)",
    ]
      + rows.map { row in
        let cells = row.split(separator: ",", omittingEmptySubsequences: false).enumerated().map {
          place, cell in
          cell.isEmpty ? "NULL" : [1, 3, 6].contains(place) ? "'\(cell)'" : String(cell)
        }
        return "INSERT INTO people VALUES (\(cells.joined(separator: ", ")))"
      } + ["COMMIT"]
  }
}

/// The people of a table as sorted lines, whatever the order and the grouping.
func lines(_ people: PersonTable) -> [String] {
  let people = people.expanded()
  return (0..<people.rowCount).map { row in
    people.columns.map { "\($0[row])" }.joined(separator: " | ")
  }.sorted()
}
