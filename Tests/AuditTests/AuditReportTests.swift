import Audit
import Foundation
import Reoffending
import Testing

/// Contradictions as readers are told of them.
@Suite("report of an audit")
struct AuditReportTests {
  private var table: AuditedTable {
    AuditedTable(
      name: "rates",
      columns: [
        ("area", ["North", "South", "North", "South"]), ("cohort", ["859", "200", "859", "200"]),
        ("reoffenders", ["211", "109", "211", "109"]), ("rate", ["24.5%", "54.5%", "24.5%", "54.4%"]),
        ("document", ["draft", "draft", "final", "final"]), ("section", ["4", "4", "Overview", "Overview"]),
      ])
  }

  private var report: AuditReport {
    get throws {
      AuditReport(tables: [
        try TableAudit(
          table,
          rules: [
            AuditRule("rate = 100 * reoffenders / cohort"), AuditRule("same(rate) by area across document"),
          ])
      ])
    }
  }

  @Test("what is printed alike in two documents is one contradiction with two places")
  func merged() throws {
    let found = try report.contradictions
    #expect(found.count == 3)
    let north = try #require(found.first { $0.label == "North" })
    #expect(north.placeWords == "draft (4) and final (Overview)")
    #expect(
      north.sentence
        == "draft (4) and final (Overview): North: rate is printed as 24.5%, but 100 * 211 / 859 is 24.56%, so that "
        + "24.6% would agree. Likely: 24.563446 was cut off to 24.5% instead of rounded to 24.6%.")
    #expect(try report.summary.inconsistent == 4)
  }

  @Test("the furthest off comes first, and what cannot be drawn last")
  func order() throws {
    let distances = try report.contradictions.map(\.relativeDistance)
    #expect(distances == distances.sorted(by: >))
    #expect(try report.points.filter(\.isContradiction).map(\.printed) == ["54.4%", "24.5%"])
  }

  @Test("a computed figure is shown so that it rounds to what would agree")
  func shown() throws {
    let table = AuditedTable(
      name: "t", columns: [("count", ["234,991"]), ("share", ["20.6%"])])
    let finding = try #require(
      try RuleChecker(table).check(AuditRule("share = 100 * count / 1166420")).findings(.inconsistent).first)
    #expect(finding.message.contains("is 20.146%, so that 20.1% would agree"))
    #expect(finding.causes.first?.kind == .denominator)
    #expect(finding.causes.first?.explanation.contains("20.6% of 1137971 to 1143508, not of 1166420") == true)
  }

  @Test("a share of a tenth of another's base has its decimal point in another place")
  func tenfold() throws {
    let finding = try #require(
      try BundledTables.check(
        "share = 100 * count / 24448 where measure = \"unemployed for a year or more\"", in: "unemployment"
      ).findings(.inconsistent).first)
    #expect(finding.causes.first?.kind == .decimalPoint)
    #expect(finding.causes.first?.explanation.contains("a tenth of the base") == true)
  }

  @Test("whole numbers that would give a percentage")
  func possible() throws {
    let finding = try #require(try report.tables[0].result.rules[0].findings(.inconsistent).first)
    #expect(finding.possible.map(\.column) == ["reoffenders", "cohort"])
    #expect(finding.possible[0].lower == nil)
    #expect(finding.possible[0].message == "no whole number of reoffenders makes 24.5% with cohort 859")
    #expect(finding.possible[1].lower == 860 && finding.possible[1].upper == 862)
    for cohort in 855...865 {
      let isPossible = abs(2 * (1_000 * 211 - 245 * cohort)) <= cohort
      #expect(isPossible == (860...862).contains(cohort))
    }
  }

  @Test("Markdown is literal, and JSON holds no key less where nothing is wrong")
  func formats() throws {
    let text = try report.markdown(title: "a_b")
    #expect(text.hasPrefix("## a_b\n\n3 contradictions found by 8 checks."))
    #expect(text.contains("100 \\* 211 / 859"))
    let empty = AuditReport(tables: [])
    let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(empty)) as? [String: Any]
    #expect(Set(try #require(json).keys) == ["checks", "summary", "rules", "cohorts", "notChecked", "score"])
    #expect(empty.headline == "Nothing could be checked")
  }
}
