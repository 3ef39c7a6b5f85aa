import Audit
import Reoffending
import Testing

/// How many people percentages need, alone and together.
@Suite("people behind percentages without counts")
struct CohortNeedsTests {
  private func table(_ rates: [String], name: String = "rate", people: [String]? = nil) -> AuditedTable {
    var columns = [
      (name: "offence", cells: rates.indices.map { "Offence \(Character(UnicodeScalar(UInt8(65 + $0))))" }),
      (name: name, cells: rates),
    ]
    if let people { columns.append((name: "cohort", cells: people)) }
    return AuditedTable(name: "t", columns: columns)
  }

  @Test(
    "88.83 % needs 179 people beside neighbours that need at most 61, and what was probably meant is proposed"
  )
  func published() throws {
    let needs = CohortNeeds(try BundledTables.table("offences-by-area"))
    #expect(needs.needs.count == 60)
    #expect(Set(needs.unusual.map(\.printed)) == ["88.83%"])
    let need = try #require(needs.unusual.first)
    #expect(need.smallestCohort == 179 && need.events == 159 && need.othersNeed == 61)
    #expect(need.likely.first == "88.89%")
    #expect(need.message.contains("needs at least 179 people (159 of 179)"))
  }

  @Test("nothing is said of percentages whose people are printed, of predictions, and of few decimals")
  func silence() {
    let rates = ["88.83%", "57.14%", "56.67%", "50.00%", "45.45%", "61.11%"]
    #expect(CohortNeeds(table(rates)).unusual.count == 1)
    #expect(CohortNeeds(table(rates, people: Array(repeating: "179", count: 6))).needs.isEmpty)
    #expect(CohortNeeds(table(rates, name: "expected_rate")).needs.isEmpty)
    #expect(CohortNeeds(table(rates.map { $0.dropLast(2) + "%" })).unusual.isEmpty)
    #expect(CohortNeeds(table(["50.00%", "88.83%"])).needs.isEmpty)
  }

  private func findings(_ rule: String, _ table: AuditedTable) throws -> [AuditFinding] {
    Array(try RuleChecker(table).check(AuditRule(rule)).findings)
  }

  @Test("a cohort that percentages share is found, and the one that has none is named")
  func shared() throws {
    let small = table(["33.3%", "60.0%", "46.7%"])
    let fits = try findings("cohort(rate) <= 20", small)
    #expect(fits.map(\.verdict) == [.consistent, .consistent, .consistent])
    #expect(fits[0].computed == NumberLimits(lower: 15, upper: 15))
    #expect(fits[0].message == "a cohort of 15 does for all")
    let rates = table(["88.83%", "57.14%", "56.67%", "50.00%", "45.45%"])
    let wrong = try findings("cohort(rate) <= 60", rates).filter { $0.verdict == .inconsistent }
    #expect(wrong.map(\.row) == [1])
    #expect(wrong[0].message == "rate 88.83% needs a cohort of at least 179 people, not 60")
    let odd = try findings("cohort(rate) <= 18", table(["33.3%", "60.0%", "46.7%", "50.0%"]))
    #expect(odd.filter { $0.verdict == .inconsistent }.map(\.row) == [4])
  }

  @Test("parts of one cohort must add up to it")
  func parts() throws {
    #expect(
      try findings("parts(rate) <= 100", table(["33.3%", "66.7%"])).map(\.verdict) == [
        .consistent, .consistent,
      ])
    #expect(
      try findings("parts(rate) <= 100", table(["33.3%", "60.0%"])).map(\.verdict)
        == [.inconsistent, .inconsistent])
  }

  @Test("a limit must be a whole number")
  func syntax() {
    #expect(throws: AuditError.self) { try AuditRule("cohort(rate) = 60") }
    #expect(throws: AuditError.self) { try AuditRule("cohort(rate) <= cohort") }
    #expect(throws: AuditError.self) { try AuditRule("parts(rate) <= 0") }
  }
}
