import Audit
import Foundation
import Testing

/// The list of checks that is written without an encoder says what the encoder says.
@Suite("checks as JSON")
struct AuditJSONTests {
  @Test("every key and value is that of the encoder, causes, possible counts, quotes and breaks included")
  func sameAsEncoder() throws {
    let table = AuditedTable(
      name: "rates of \"areas\"",
      columns: [
        (name: "area", cells: ["North\\South", "East\nWest", "“Quoted”", "Tab\there", ""]),
        (name: "cohort", cells: ["859", "200", "412", "133", "10"]),
        (name: "reoffenders", cells: ["211", "109", "97", "19", ""]),
        (name: "rate", cells: ["24.5%", "54.5%", "32.5%", "14.3%", "12.0%"]),
        (name: "section", cells: ["1", "2", "3", "4", "5"]),
      ])
    let prose = ProseAudit("In all 60 of 200 people (32.0%) left.").result()
    let report = AuditReport(
      tables: [
        try TableAudit(
          table, rules: [AuditRule("rate = 100 * reoffenders / cohort"), AuditRule("reoffenders <= cohort")])
      ], prose: prose.findings, unchecked: prose.unchecked)
    var bytes: [UInt8] = []
    try AuditJSON(report).write { bytes += $0 }
    let written = try JSONSerialization.jsonObject(with: Data("[".utf8 + bytes + "]".utf8)) as? NSArray
    let encoded = try JSONSerialization.jsonObject(with: JSONEncoder().encode(report)) as? [String: Any]
    let checks = try #require(encoded?["checks"] as? NSArray)
    #expect(checks.count == 11)
    #expect(written == checks)
  }

  @Test("rows of several pieces come in their order")
  func manyRows() throws {
    let count = 40_000
    let table = AuditedTable(
      name: "t",
      columns: [
        (name: "id", cells: (0..<count).map { "row \($0)" }),
        (name: "a", cells: (0..<count).map { String($0 % 90) }),
        (name: "b", cells: (0..<count).map { String($0 % 90 + 1) }),
      ])
    let report = AuditReport(tables: [try TableAudit(table, rules: [AuditRule("a <= b")])])
    var bytes: [UInt8] = []
    try AuditJSON(report).write { bytes += $0 }
    let written =
      try JSONSerialization.jsonObject(with: Data("[".utf8 + bytes + "]".utf8)) as? [[String: Any]]
    #expect(try #require(written).map { $0["row"] as? Int } == (1...count).map { $0 })
  }
}
