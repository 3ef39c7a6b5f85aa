import Foundation
import Numbers
import Reoffending
import Tables
import Testing

/// Events for tests, written as a user would.
enum EventFile {
  /// The history of rows below the header `person,event,date,conviction_date,end_date,area`.
  static func history(_ rows: String..., dataEnd: String? = "2020-12-31") throws -> EventHistory {
    try history(
      text: (["person,event,date,conviction_date,end_date,area"] + rows).joined(separator: "\n"),
      dataEnd: dataEnd)
  }

  /// The history of a file.
  static func history(text: String, dataEnd: String?) throws -> EventHistory {
    let file = try TableFile(csv: Array((text + "\n").utf8), source: "events.csv")
    return try EventHistory(
      file.people(EventHistory.columns(of: file)), dataEnd: dataEnd.map { try date($0) })
  }

  /// A date.
  static func date(_ text: String) throws -> CalendarDate { try #require(CalendarDate(iso8601: text)) }

  /// What becomes of the only offender of some events.
  static func followUp(
    _ rows: String..., rule: FollowUpRule = .provenReoffending, excludingCustody: Bool = false
  ) throws -> FollowUp {
    let history = try history(
      text: (["person,event,date,conviction_date,end_date,area"] + rows).joined(separator: "\n"),
      dataEnd: "2030-12-31")
    let cohorts = try EventCohorts(
      history, plan: .quarters, rule: rule, excludingCustody: excludingCustody)
    return try #require(cohorts.members.first).followUp
  }

  /// The faults that a history is refused with, each as its sentence.
  static func faults(_ rows: String..., dataEnd: String? = "2020-12-31") throws -> [String] {
    do {
      _ = try history(
        text: (["person,event,date,conviction_date,end_date,area"] + rows).joined(separator: "\n"),
        dataEnd: dataEnd)
      return []
    } catch let error as TableError {
      return error.description.split(separator: "\n").map(String.init)
    }
  }

  /// A file of `Reference`, without its first line, which names the program that made it.
  static func reference(_ name: String) throws -> String {
    let root = #filePath.components(separatedBy: "/Tests/")[0]
    let text = try String(
      contentsOfFile: "\(root)/Tests/ReoffendingTests/Reference/\(name).csv", encoding: .utf8)
    return String(text.drop { $0 != "\n" }.dropFirst())
  }
}
