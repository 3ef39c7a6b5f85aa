import Foundation
import ReoffendingReport
import Studies
import Testing

/// Questions that were verbs of their own before are items of a report too.
@Suite("verbs as items of a report")
struct QuestionItemTests {
  /// The figures of a report with one item, written beside its data.
  private func figure(_ item: String, data: String) throws -> StudyFigure {
    let folder = FileManager.default.temporaryDirectory.appending(path: "items-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(data.utf8).write(to: folder.appending(path: "d.csv"))
    let yaml =
      "title: t\nsections:\n  - title: s\n    figures:\n"
      + item.split(separator: "\n").map { "      " + $0 + "\n" }.joined()
    let path = folder.appending(path: "r.yml")
    try Data(yaml.utf8).write(to: path)
    return try #require(try Report(configuration: path.path).figures.first)
  }

  @Test("an audit of a table, by a rule of the item's own")
  func audit() throws {
    let made = try figure(
      "- name: a\n  verb: audit\n  data: d.csv\n  rule: rate = 100 * reoffenders / cohort",
      data: "area,reoffenders,cohort,rate\nA,10,40,25%\nB,9,30,31%\n")
    #expect(made.text.headline == "One contradiction found by 2 checks", "\(made.text.headline)")
  }

  @Test("a strict audit that does not hold stops the report and names the item")
  func strictAudit() {
    #expect(throws: ReportErrorNaming("line 5, column 9: a: 1 check does not hold")) {
      do {
        _ = try figure(
          "- name: a\n  verb: audit\n  data: d.csv\n  strict: true\n  rule: rate = 100 * reoffenders / cohort",
          data: "area,reoffenders,cohort,rate\nA,10,40,25%\nB,9,30,31%\n")
      } catch { throw ReportErrorNaming(String("\(error)".split(separator: "r.yml, ").last ?? "")) }
    }
  }

  @Test("a chart of any table, and cohorts of events")
  func chart() throws {
    let bars = try figure(
      "- name: b\n  verb: chart\n  data: d.csv\n  mark: bar\n  x: area\n  y: rate",
      data: "area,rate\nA,10\nB,9\n")
    #expect(bars.table.rows.count == 2)
    let cohorts = try figure(
      "- name: c\n  verb: cohort\n  data: d.csv\n  data-end: 2018-12-31",
      data: """
        person,event,date,conviction_date
        1,index,2016-01-10,
        1,offence,2016-03-01,2016-05-01
        2,index,2016-02-10,
        """)
    #expect(cohorts.table.rows.count == 1)
  }
}

/// What an error says, without the path of the report.
private struct ReportErrorNaming: Error, Equatable {
  let words: String
  init(_ words: String) { self.words = words }
}
