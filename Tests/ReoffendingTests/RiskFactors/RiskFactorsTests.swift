import Reoffending
import Statistics
import Tables
import TestSupport
import Testing

@Suite("risk factors")
struct RiskFactorsTests {
  /// Admissions to Berkeley in 1973, R's `UCBAdmissions`; admitted stands for the event.
  private let berkeley = """
    gender,department,cohort,reoffenders
    Male,A,825,512
    Female,A,108,89
    Male,B,560,353
    Female,B,25,17
    Male,C,325,120
    Female,C,593,202
    Male,D,417,138
    Female,D,375,131
    Male,E,191,53
    Female,E,393,94
    Male,F,373,22
    Female,F,341,24

    """

  @Test("Berkeley: crude and within departments, as R's mantelhaen.test")
  func stratified() throws {
    let result = try RiskFactors(
      figureTable(berkeley), factors: [RiskFactorSelection(parsing: "gender=Female")],
      adjustingFor: ["department"])
    let row = try #require(result.rows.first)
    #expect(result.rows.count == 1)
    #expect(row.level == "Male" && row.reference == "Female")
    #expect(row.exposed.events == 1198 && row.exposed.trials == 2691)
    #expect(row.unexposed.events == 557 && row.unexposed.trials == 1835)
    let crude = try TwoByTwoTable(
      exposedEvents: 1198, of: 2691, unexposedEvents: 557, of: 1835)
    #expect(row.oddsRatio == crude.oddsRatio())
    #expect(row.riskDifference == crude.riskDifference())
    #expect(row.pValue == crude.chiSquaredTest().pValue)
    let within = try #require(row.stratified)
    #expect(within.strata == 6)
    expectClose(try #require(within.oddsRatio.value), 0.9046968282586231, relative: 1e-13)
    expectClose(try #require(within.oddsRatio.interval?.lower), 0.7719073617593505, relative: 1e-13)
    expectClose(try #require(within.oddsRatio.interval?.upper), 1.0603297644366556, relative: 1e-13)
    expectClose(try #require(within.test.statistic), 1.426946228586688, relative: 1e-13)
    expectClose(within.test.pValue, 0.2322634628170483, relative: 1e-12)
    #expect(try #require(within.homogeneity).pValue < 0.01)
  }

  @Test(
    "what a factor of two is compared with: not having it, however frequent",
    arguments: [
      (["yes", "no"], "no"), (["1", "0"], "0"), (["true", "false"], "false"),
      (["homeless", "settled"], "settled"),
      (["addict", "not addict"], "not addict"), (["Male", "Female"], nil), (["no", "none"], nil),
    ])
  func absence(_ levels: [String], _ reference: String?) throws {
    var csv = "x,reoffended\n"
    for person in 0..<40 { csv += "\(levels[person % 4 == 0 ? 1 : 0]),\(person % 3 == 0 ? 1 : 0)\n" }
    let table = try Table(csv: Array(csv.utf8), source: "x.csv")
    let factors = try RiskFactors(table, factors: [RiskFactorSelection(column: "x")])
    #expect(factors.rows.map(\.reference) == [reference ?? levels[0]])
  }

  @Test(
    "a marker of a missing value is never a level",
    arguments: ["[c]", "..", "NA", "n/a", "*", "missing", "-"])
  func markers(_ marker: String) throws {
    var csv = "x,reoffended\n"
    for person in 0..<60 { csv += "\(["a", "b", marker, marker][person % 4]),\(person % 3 == 0 ? 1 : 0)\n" }
    let table = try Table(csv: Array(csv.utf8), source: "x.csv")
    let factors = try RiskFactors(table, factors: [RiskFactorSelection(column: "x")])
    #expect(factors.rows.map(\.level) == ["b"])
    #expect(factors.rows.map(\.reference) == ["a"])
  }

  @Test("the reference level is the most frequent, of equals the first by name")
  func reference() throws {
    let people = "homeless,reoffended\nyes,1\nyes,0\nno,0\nno,1\nno,0\n"
    let one = try RiskFactors(figureTable(people), factors: [RiskFactorSelection(column: "homeless")])
    #expect(one.rows.map(\.reference) == ["no"])
    let equal = try RiskFactors(
      figureTable("homeless,reoffended\n1,1\n1,0\n0,0\n0,1\n"),
      factors: [RiskFactorSelection(column: "homeless")])
    #expect(equal.rows.map(\.level) == ["1"])
  }

  @Test(
    "a factor of three levels gives two rows, its p-values are adjusted together, and the parts make the whole"
  )
  func severalLevels() throws {
    let counts = "band,cohort,reoffenders\nlow,100,10\nmiddle,80,20\nhigh,40,20\n"
    let result = try RiskFactors(figureTable(counts), factors: [RiskFactorSelection(column: "band")])
    #expect(result.rows.map(\.level) == ["middle", "high"])
    let p = try result.rows.map { try #require($0.pValue) }
    let adjusted = try MultipleTesting.adjust(p, method: .holm)
    #expect(result.rows.map(\.adjustedPValue) == adjusted)
    #expect(result.family.contains("2 comparisons"))
    // 50 events; at the risk of 10 % there would be 22: 28 of 50 avoided, 12 in the middle band and 16 in the high one.
    let parts = result.rows.compactMap { $0.populationAttributableFraction?.value }
    expectClose(parts[0], 12.0 / 50)
    expectClose(parts[1], 16.0 / 50)
    let whole = try #require(result.overall.first?.populationAttributableFraction)
    expectClose(try #require(whole.value), 28.0 / 50)
    #expect(whole.interval != nil)
    #expect(result.overall[0].test?.degreesOfFreedom == 2)
  }

  @Test("zero cells and few people have an answer: no ratio, exact test, limits that exist")
  func zeroCell() throws {
    let result = try RiskFactors(
      figureTable("drug,cohort,reoffenders\nno,9,0\nyes,6,3\n"),
      factors: [RiskFactorSelection(column: "drug")])
    let row = try #require(result.rows.first)
    #expect(row.riskRatio?.value == nil)
    #expect(row.test?.method.contains("fisher") == true)
    #expect(
      row.flags.contains { $0.contains("zero") } && row.flags.contains { $0.contains("fewer than five") })
  }

  @Test("people without a level are left out, and said")
  func missingLevel() throws {
    let result = try RiskFactors(
      figureTable("job,reoffended\nyes,0\nno,1\n,1\nno,0\nyes,1\nno,1\n"),
      factors: [RiskFactorSelection(column: "job")])
    #expect(result.rows[0].exposed.trials == 2)
    #expect(
      result.notes.contains { $0.contains("1 people are left out of job") || $0.contains("left out of job") })
  }

  @Test("one level, an unknown reference level, an unknown column and no factor are refused")
  func refusals() throws {
    let table = try figureTable("job,reoffended\nyes,0\nyes,1\n")
    #expect(throws: StatisticsError.self) {
      try RiskFactors(table, factors: [RiskFactorSelection(column: "job")])
    }
    let two = try figureTable("job,reoffended\nyes,0\nno,1\n")
    let unknown = #expect(throws: StatisticsError.self) {
      try RiskFactors(two, factors: [RiskFactorSelection(parsing: "job=maybe")])
    }
    #expect(unknown?.description.contains("yes, no") == true)
    #expect(throws: TableError.self) { try RiskFactors(two, factors: [RiskFactorSelection(column: "jobs")]) }
    #expect(throws: StatisticsError.self) { try RiskFactors(two, factors: []) }
  }

  @Test("published rates without numbers of people: the two rates, and nothing made up")
  func printedRates() throws {
    let result = try RiskFactors(bundledTable("risk-factors", document: "final-2019"), factors: [])
    #expect(!result.rows.isEmpty)
    for row in result.rows {
      #expect(row.exposed.risk?.value != nil && row.riskDifference == nil && row.pValue == nil)
      #expect(row.exposed.risk?.interval == nil)
    }
  }
}
