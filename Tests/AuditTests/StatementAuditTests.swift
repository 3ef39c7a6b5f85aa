import Audit
import PublishedData
import Reoffending
import Testing

@Suite("statements about figures")
struct StatementAuditTests {
  private func findings() throws -> [String: StatementFinding] {
    let statements = try Statement.statements(in: BundledTables.table("statements"))
    let audit = StatementAudit(
      statements, tables: try PublishedData.names.map { try BundledTables.table($0) })
    return Dictionary(audit.findings().map { ($0.statement.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  @Test("contradicted by their figures are these and no others")
  func contradicted() throws {
    let wrong = try findings().values.filter { $0.verdict == .inconsistent }.map(\.statement.id).sorted()
    #expect(
      wrong == [
        "crime-board-2015-11", "crime-board-2015-12", "final-2019-01", "final-2019-11", "final-2019-12",
        "final-2019-13", "final-2019-14", "final-2019-18",
      ])
  }

  @Test(
    "an increase is judged by people, and by reoffences only with the scatter that several to a person have")
  func marginal() throws {
    let finding = try #require(try findings()["final-2019-02"])
    // 381 of 985 against 393 of 956: z = 0.0243 / √(0.3988 · 0.6012 · (1/985 + 1/956)) = 1.093. Reoffences for each
    // person: 1.1574 and 1.3389 with variances 4.429 and 5.590, so that z = 0.1815 / 0.1017 = 1.785.
    #expect(finding.verdict == .consistent)
    #expect(finding.message.contains("12.3 % (p = 0.074"), "\(finding.message)")
    #expect(abs(try #require(finding.pValue) - 0.2744) < 0.001)
    let risen = AuditedTable(
      name: "t",
      columns: [
        ("year", ["2014", "2015"]), ("cohort", ["985", "956"]), ("reoffenders", ["381", "460"]),
        ("reoffences", ["1140", "1280"]),
      ])
    let statement = Statement(
      id: "1", words: "a marginal increase", kind: .increase, table: "t", rows: "", document: "", against: "")
    #expect(StatementAudit([statement], tables: [risen]).findings()[0].verdict == .inconsistent)
  }

  @Test("within expected parameters holds only below 701 people, and is said to be higher elsewhere")
  func within() throws {
    let finding = try #require(try findings()["final-2019-18"])
    #expect(finding.smallestCohort == 701)
    #expect(finding.message.contains("final-2019-01"))
  }

  @Test("an average lies between the rates that it is taken of")
  func average() throws {
    let finding = try #require(try findings()["draft-2018-11"])
    #expect(finding.verdict == .consistent)
    #expect(
      finding.message == "42.81% lies within 38.16% to 47.19% in areas-2015-16, where every average must lie")
    let parts = AuditedTable(
      name: "parts", columns: [("area", ["A", "B"]), ("actual_rate", ["30%", "40%"])])
    let own = AuditedTable(name: "t", columns: [("factor", ["x"]), ("actual_rate", ["57.4%"])])
    let statement = Statement(
      id: "1", words: "average", kind: .average, table: "t", rows: "", document: "", against: "parts")
    #expect(StatementAudit([statement], tables: [own, parts]).findings()[0].verdict == .inconsistent)
  }

  @Test("an increase needs two periods")
  func onePeriod() throws {
    #expect(try #require(try findings()["final-2019-11"]).message.contains("one period"))
  }

  @Test("ranked first is 6th and 22nd")
  func ranks() throws {
    let findings = try findings()
    #expect(findings["crime-board-2015-10"]?.verdict == .consistent)
    #expect(findings["crime-board-2015-12"]?.message == "rank_difference is 22, rank_actual is 6")
  }

  @Test("significance with counts is tested, without counts asked of any cohort")
  func significance() throws {
    func verdict(_ kind: StatementKind, _ columns: [(name: String, cells: [String])]) -> AuditVerdict {
      let statement = Statement(id: "1", words: "", kind: kind, table: "t", rows: "", document: "")
      let table = AuditedTable(name: "t", columns: columns)
      return StatementAudit([statement], tables: [table]).findings()[0].verdict
    }
    let rates = [(name: "actual_rate", cells: ["50%"]), (name: "predicted_rate", cells: ["40%"])]
    func counts(_ people: Int) -> [(name: String, cells: [String])] {
      [
        (name: "area", cells: ["A"]), (name: "cohort", cells: ["\(people)"]),
        (name: "reoffenders", cells: ["\(people / 2)"]),
      ] + rates
    }
    #expect(verdict(.significant, [(name: "area", cells: ["A"])] + rates) == .missing)
    #expect(verdict(.significant, counts(60)) == .inconsistent)
    #expect(verdict(.significant, counts(600)) == .consistent)
    #expect(verdict(.withinExpected, counts(60)) == .consistent)
    #expect(verdict(.withinExpected, counts(600)) == .inconsistent)
    #expect(verdict(.higher, counts(600)) == .consistent)
    #expect(verdict(.lower, counts(600)) == .inconsistent)
  }
}
