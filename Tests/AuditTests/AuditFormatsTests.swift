import Audit
import Foundation
import Tables
import Testing

/// What an officer forwards and a pipeline reads: the page with marks, SARIF, known findings, two versions.
@Suite("forms of an audit")
struct AuditFormatsTests {
  private func report(_ text: String) -> AuditReport {
    let passages = [ProsePassage(number: 3, text: text)]
    let prose = ProseAudit(passages).result()
    return AuditReport(tables: [], prose: prose.findings, unchecked: prose.unchecked, passages: passages)
  }

  @Test(
    "the page shows the document's own words, the figure marked and the reason below; its text is literal")
  func page() {
    let html = report("First <b>. In all 60 of 200 people (32.0%) left. Last year 1,204 (19.2%) came.").html(
      title: "a & b")
    #expect(html.contains("<title>a &amp; b</title>"))
    #expect(html.contains("First &lt;b&gt;"))
    #expect(html.contains(">60 of 200 people (32.0%</mark>"))
    #expect(html.contains("▲ percentage is printed as 32.0%, but 100 * 60 / 200 is 30%"))
    #expect(html.contains("no base in the sentence"))
  }

  @Test("SARIF names the rule, the line and a fingerprint that stays when lines move")
  func sarif() throws {
    func results(_ text: String) throws -> [[String: Any]] {
      let data = try JSONEncoder().encode(AuditSARIF(report(text), path: "bulletin.md"))
      let log = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
      #expect(log["version"] as? String == "2.1.0")
      let runs = try #require(log["runs"] as? [[String: Any]])
      return try #require(runs.first?["results"] as? [[String: Any]])
    }
    let first = try results("In all 60 of 200 people (32.0%) left. Last year 1,204 (19.2%) came.")
    #expect(first.map { $0["ruleId"] as? String } == ["contradiction", "not-checked"])
    #expect(first.map { $0["level"] as? String } == ["error", "note"])
    let place = try #require(
      (first[0]["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
    #expect((place["region"] as? [String: Any])?["startLine"] as? Int == 3)
    let moved = try results("\n\nIn all 60 of 200 people (32.0%) left.")
    #expect(
      (moved[0]["partialFingerprints"] as? NSDictionary) == (first[0]["partialFingerprints"] as? NSDictionary)
    )
  }

  @Test("findings of an earlier audit are accepted, new ones are not")
  func baseline() throws {
    let old = report("In all 60 of 200 people (32.0%) left.")
    let known = try JSONDecoder().decode(AuditBaseline.Document.self, from: JSONEncoder().encode(old))
      .baseline
    var new = report("Moved.\n\nIn all 60 of 200 people (32.0%) left. Of 310 boys, 62 (25.0%) left.")
    #expect(new.contradictions.count == 2)
    new.baseline = known
    #expect(new.contradictions.map { $0.figure?.printed } == ["25.0%"])
    #expect(new.headline.hasPrefix("One new contradiction found"))
    var same = report("In all 60 of 200 people (32.0%) left.")
    same.baseline = known
    #expect(same.contradictions.isEmpty && same.headline.hasPrefix("No new contradiction, 1 known"))
  }

  @Test("two versions are compared by their figures, whatever has moved or been rewritten around them")
  func versions() {
    func version(_ text: String, _ rate: String) -> VersionComparison.Version {
      VersionComparison.Version(
        passages: [ProsePassage(number: 1, text: text)],
        tables: [
          AuditedTable(
            name: "t",
            columns: [(name: "Area", cells: ["Ashby", "Birch"]), (name: "Rate", cells: ["24.6%", rate])])
        ]
      ) { "line \($0)" }
    }
    let comparison = VersionComparison(
      version("In 2015 the rate of return was 29.9%. Theft fell by 12% in the year.", "54.5%"),
      version(
        "Theft fell by 12% in the year. In 2015 the overall rate of return was 28.9%. It cost £30.", "45.5%"))
    #expect(comparison.changes.map(\.old) == ["29.9%", "54.5%"])
    #expect(comparison.changes.map(\.new) == ["28.9%", "45.5%"])
    #expect(comparison.onlyNew.map(\.new) == ["£30"] && comparison.onlyOld.isEmpty)
  }
}
