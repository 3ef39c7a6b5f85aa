import Audit
import Numbers
import PublishedData
import Reoffending
import Testing

/// The contradictions that a careful reader finds by hand, and no false alarm.
@Suite("audit of the bundled documents")
struct PublishedStrategyAuditTests {
  private func rows(_ rule: String, in table: String) throws -> [Int] {
    try BundledTables.check(rule, in: table).findings(.inconsistent).map(\.row)
  }

  private func cause(_ rule: String, in table: String, row: Int, context: [String] = []) throws -> AuditCause?
  {
    try BundledTables.check(rule, in: table, context: context).findings(.inconsistent)
      .first { $0.row == row }?.causes.first
  }

  @Test("the 27 local authorities of 2015 are right in every row and by every rule that fits them")
  func localAuthorities() throws {
    let table = try BundledTables.table("local-authorities-2015")
    let rules = RuleProposer(table).proposals().map(\.rule)
    #expect(rules.count == 4)
    let result = try RuleChecker(table).check(rules + [AuditRule("0 <= actual_rate <= 100")])
    #expect(
      result.summary.consistent == 135 && result.summary.inconsistent == 0 && result.summary.missing == 0)
  }

  @Test("sexual and drug offences repeat the counts of violence in the final strategy; violence is cut off")
  func offences() throws {
    let rule = "actual_rate = 100 * reoffenders / cohort"
    let table = "adult-reoffending-by-offence"
    #expect(try rows(rule, in: table) == [1, 5, 9, 10, 11, 12])
    #expect(try cause(rule, in: table, row: 9)?.kind == .truncated)
    #expect(try cause(rule, in: table, row: 9)?.correction == "24.6%")
    #expect(try cause(rule, in: table, row: 10)?.kind == .lastDigit)
    for row in [11, 12] {
      let cause = try cause(rule, in: table, row: row)
      #expect(cause?.kind == .otherRow)
      #expect(cause?.explanation.contains("row 9") == true)
    }
    #expect(try rows("same(actual_rate) by offence across document", in: table) == [10])
    #expect(try rows("same(cohort) by offence across document", in: table) == [11, 12])
  }

  @Test("the expected rate of the homeless is the rate of drug offences")
  func homeless() throws {
    let rule = "same(predicted_rate) by factor, level across document"
    #expect(try rows(rule, in: "risk-factors") == [20])
    let cause = try cause(rule, in: "risk-factors", row: 20, context: ["adult-reoffending-by-offence"])
    #expect(cause?.kind == .otherTable)
    #expect(cause?.explanation.contains("Drug offences") == true)
    #expect(cause?.correction == "48.25%")
  }

  @Test("the expected rate of the unemployed is the rate of the employed")
  func unemployed() throws {
    let rule = "distinct(predicted_rate, actual_rate) by factor"
    #expect(try rows(rule, in: "risk-factors") == [21])
    #expect(try cause(rule, in: "risk-factors", row: 21)?.kind == .comparator)
  }

  @Test("twelve rates by offence and area moved to another label, and the mark of low volume is lost")
  func offencesByArea() throws {
    let rule = "same(actual_rate) by area, offence across document"
    let moved = try rows(rule, in: "offences-by-area")
    #expect(moved == [42, 43, 44, 45, 47, 48, 49, 50, 51, 53, 54, 55])
    for row in moved {
      let kind = try cause(rule, in: "offences-by-area", row: row)?.kind
      #expect(kind == .otherRow || kind == .relabelled)
    }
    let robbery = try cause(rule, in: "offences-by-area", row: 51)
    #expect(robbery?.explanation.contains("Robbery") == true)
    #expect(robbery?.explanation.contains("same place") == true)
    #expect(try rows("same(mark) by area, actual_rate across document", in: "offences-by-area") == [51])
  }

  @Test("reoffences per reoffender are cut off, and headed per offender")
  func youth() throws {
    let rule = "frequency = reoffences / reoffenders"
    #expect(try rows(rule, in: "youth-cohorts") == [2, 4, 6])
    #expect(try cause(rule, in: "youth-cohorts", row: 6)?.kind == .truncated)
    #expect(try rows("same(frequency_label) by year across document", in: "youth-cohorts") == [5, 6])
    let perOffender = "frequency = reoffences / cohort"
    for row in 1...6 {
      let cause = try cause(perOffender, in: "youth-cohorts", row: row)
      #expect(cause?.kind == .denominator)
      #expect(cause?.explanation.contains("reoffenders in place of cohort") == true)
    }
  }

  @Test("the shares of the sexes add up to 99.0 %, where 15.1 % was meant")
  func sexes() throws {
    let sum = try BundledTables.check("sum(share) by year = 100", in: "adult-reoffending-by-sex")
    #expect(sum.findings(.inconsistent).map(\.row) == [5])
    #expect(
      sum.findings(.missing).map(\.message)
        == Array(repeating: "not decidable: female is not printed", count: 2))
    let rule = "share = 100 * reoffenders / sum(reoffenders) by year"
    #expect(try rows(rule, in: "adult-reoffending-by-sex") == [6])
    let cause = try cause(rule, in: "adult-reoffending-by-sex", row: 6)
    #expect(cause?.kind == .wrongDigit)
    #expect(cause?.correction == "15.1%")
  }

  @Test("the areas do not add up to the Black Country")
  func population() throws {
    let rule = "sum(population) by document = population where area = \"Black Country\""
    let audit = try BundledTables.check(rule, in: "population")
    #expect(audit.findings(.inconsistent).map(\.row) == [1, 6, 11])
    #expect(audit.findings.first?.computed == NumberLimits(lower: 1_147_700, upper: 1_147_700))
    #expect(audit.findings.first?.message.contains("18,720") == true)
  }

  @Test("the long-term unemployed are no 9.9 % of the unemployed: the point moved")
  func longTermUnemployed() throws {
    let measure = "where measure = \"unemployed for a year or more\""
    let ofUnemployed = try BundledTables.check("share = 100 * count / 24448 \(measure)", in: "unemployment")
    #expect(ofUnemployed.findings(.inconsistent).count == 2)
    #expect(ofUnemployed.findings(.inconsistent)[0].message.contains("29.2%"))
    let ofWorkers = try cause("share = 100 * count / 719059 \(measure)", in: "unemployment", row: 2)
    #expect(ofWorkers?.kind == .decimalPoint)
  }

  @Test("the rules that tables propose by themselves break only where a reader finds a contradiction")
  func proposedRules() throws {
    var broken: [String: Int] = [:]
    for name in PublishedData.names {
      let table = try BundledTables.table(name)
      let result = try RuleChecker(table).check(RuleProposer(table).proposals().map(\.rule))
      if result.summary.inconsistent > 0 { broken[name] = result.summary.inconsistent }
    }
    #expect(
      broken == [
        "adult-reoffending-by-offence": 11, "adult-reoffending-by-sex": 2, "offences-by-area": 12,
        "population": 3,
        "risk-factors": 2, "youth-cohorts": 2,
      ])
  }

  @Test("shares of the same document rest on different bases")
  func bases() throws {
    var bases: [ImpliedBase] = []
    for name in ["age-groups", "ethnicity", "deprivation", "unemployment", "health", "housing"] {
      bases += try ImpliedBase.bases(in: BundledTables.table(name), count: "count", share: "share")
        .filter { $0.label.contains("draft-2018") }
    }
    #expect(bases.count == 9)
    let total = ExactNumber(1_166_420)
    #expect(bases.filter { $0.limits.contains(total) }.map(\.count.significand) == [241_096])
    #expect(ImpliedBase.sharing(bases).count > 4)
  }
}
