import Foundation
import Reoffending
import Statistics
import Tables
import TestSupport

/// The two public files of people that the results are checked on, read as the verbs read them.
enum PublicPeople {
  /// Rossi, Berk and Lenihan (1980): 432 people released from prison, followed for a year.
  static func rossi(_ columns: [String], kinds: [String: PersonColumnKind] = [:]) throws -> PersonTable {
    try TableFile(path: path("Examples/rossi.csv")).people(
      columns.map { WantedColumn($0, as: kinds[$0] ?? .automatic) })
  }

  /// Chung, Schmidt and Witte (1991): 1,445 people released in North Carolina, with `back` for those not censored and
  /// `cause` for the kind of offence that they had been in prison for.
  static func recid(_ columns: [String]) throws -> PersonTable {
    let text = try String(contentsOfFile: path("Tests/StatisticsTests/Reference/recid.csv"), encoding: .utf8)
    let lines = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    let header = try lines.first.map { $0.map(String.init) } ?? { throw EmptyReference(path: "recid") }()
    guard let censored = header.firstIndex(of: "cens"), let property = header.firstIndex(of: "property")
    else {
      throw EmptyReference(path: "recid")
    }
    let rows = lines.dropFirst().map { cells in
      let back = cells[censored] == "0"
      return (cells + [back ? "1" : "0", !back ? "none" : cells[property] == "1" ? "property" : "other"])
        .joined(separator: ",")
    }
    let csv = ([(header + ["back", "cause"]).joined(separator: ",")] + rows).joined(separator: "\n")
    return try TableFile(csv: Array(csv.utf8), source: "recid.csv").people(columns.map { WantedColumn($0) })
  }

  static func rossiFrame(_ columns: [String]) throws -> ModelFrame {
    try PeopleFrame(rossi(columns), columns: columns).frame
  }

  static func recidFrame(_ columns: [String]) throws -> ModelFrame {
    try PeopleFrame(recid(columns), columns: columns).frame
  }

  /// A file from its text.
  static func people(_ text: String, _ columns: [String]) throws -> PersonTable {
    try TableFile(csv: Array(text.utf8), source: "people.csv").people(columns.map { WantedColumn($0) })
  }

  /// The reference values of a case, by term and quantity.
  static func reference(_ name: String) throws -> [String: [String: Double]] {
    var values: [String: [String: Double]] = [:]
    for row in try ReferenceTable("people-models").rows where row.text("case") == name {
      values[row.text("term"), default: [:]][row.text("quantity")] = row["value"]
    }
    guard !values.isEmpty else { throw EmptyReference(path: name) }
    return values
  }

  private static func path(_ file: String) -> String {
    #filePath.components(separatedBy: "/Tests/")[0] + "/" + file
  }
}
