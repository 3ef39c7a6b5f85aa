import Reoffending
import Statistics
import Tables
import TestSupport
import Testing

@Suite("AdjustedRiskFactor")
struct AdjustedRiskFactorTests {
  private func rossi() throws -> Table {
    let path = #filePath.components(separatedBy: "/Tests/")[0] + "/Examples/rossi.csv"
    return try Table(csv: FileInput.read(path), source: "rossi.csv")
  }

  private func breakdown(outcome: String = "arrest") throws -> RiskFactors {
    try RiskFactors(
      rossi(),
      factors: [
        RiskFactorSelection(column: "work_experience", reference: "no"),
        RiskFactorSelection(column: "married", reference: "no"),
      ], adjustingFor: ["race"], names: CohortColumns(outcome: outcome))
  }

  @Test("crude, Mantel-Haenszel and adjusted odds ratios of Rossi’s people agree with R")
  func sideBySide() throws {
    let rows = try breakdown().rows
    let reference = try PublicPeople.reference("rossi factors")
    let work = try #require(rows.first { $0.factor == "work_experience" })
    let expected = try #require(reference["work_experience"])
    expectClose(work.oddsRatio?.value ?? 0, try #require(expected["crude"]), relative: 1e-12)
    expectClose(work.stratified?.oddsRatio.value ?? 0, try #require(expected["mh"]), relative: 1e-12)
    expectClose(work.adjusted?.oddsRatio.value ?? 0, try #require(expected["adjusted"]), relative: 1e-9)
    expectClose(work.adjusted?.pValue ?? 0, try #require(expected["pValue"]), relative: 1e-8)
    let married = try #require(rows.first { $0.factor == "married" })
    expectClose(
      married.adjusted?.oddsRatio.value ?? 0, try #require(reference["married"]?["adjusted"]), relative: 1e-9)
    #expect(work.sentence.contains("with the others held equal"))
    #expect(try breakdown().notes.contains { $0.contains("far smaller than crude gaps") })
  }

  @Test("the ratios of people are those of their counts")
  func counts() throws {
    let table = try figureTable(
      "a,b,cohort,reoffenders\nyes,x,40,22\nyes,y,30,9\nno,x,50,18\nno,y,80,12\n")
    let people = try figureTable(
      "a,b,reoffended\n"
        + [("yes", "x", 40, 22), ("yes", "y", 30, 9), ("no", "x", 50, 18), ("no", "y", 80, 12)].flatMap {
          a, b, n, k in
          (0..<n).map { "\(a),\(b),\($0 < k ? 1 : 0)\n" }
        }.joined())
    func ratio(_ table: Table) throws -> AdjustedRiskFactor {
      try #require(
        try RiskFactors(
          table, factors: [RiskFactorSelection(column: "a", reference: "no")], adjustingFor: ["b"]
        )
        .rows.first?.adjusted)
    }
    let (first, second) = (try ratio(table), try ratio(people))
    expectClose(first.oddsRatio.value ?? 0, second.oddsRatio.value ?? 1, relative: 1e-12)
    expectClose(first.pValue, second.pValue, relative: 1e-11)
  }

  @Test("several outcomes: rows are named and all p-values are adjusted together")
  func outcomes() throws {
    let (arrest, parole) = (try breakdown(), try breakdown(outcome: "parole"))
    let joined = try RiskFactors(joining: [("arrest", arrest), ("parole", parole)])
    #expect(joined.rows.map(\.outcome) == ["arrest", "arrest", "parole", "parole"])
    let all = try MultipleTesting.adjust(joined.rows.compactMap(\.pValue), method: .holm)
    #expect(joined.rows.compactMap(\.adjustedPValue) == all)
    #expect(joined.rows[0].adjustedPValue ?? 0 > arrest.rows[0].adjustedPValue ?? 1)
    #expect(joined.notes.contains { $0.contains("4 comparisons") })
    #expect(throws: StatisticsError.self) { try RiskFactors(joining: []) }
  }

  @Test("separation is named and met by Firth’s penalty; one factor alone has nothing to hold equal")
  func separation() throws {
    let table = try figureTable(
      "a,b,cohort,reoffenders\nyes,x,10,10\nyes,y,8,8\nno,x,50,18\nno,y,80,12\n")
    let result = try RiskFactors(
      table, factors: [RiskFactorSelection(column: "a", reference: "no")], adjustingFor: ["b"])
    #expect(result.rows[0].adjusted?.oddsRatio.value.map { $0.isFinite && $0 > 10 } == true)
    #expect(result.notes.contains { $0.contains("a=yes (all 18 people reoffended)") && $0.contains("Firth") })
    let alone = try RiskFactors(table, factors: [RiskFactorSelection(column: "a")])
    #expect(alone.rows[0].adjusted == nil && alone.notes.contains { $0.contains("nothing to hold equal") })
  }

  @Test("the adjusted ratio says whom it is of, and stands beside the crude one of the same people")
  func sameRows() throws {
    var csv = "a,b,reoffended\n"
    for person in 0..<300 {
      let b = person % 7 == 0 ? "" : (person % 3 == 0 ? "yes" : "no")
      csv += "\(person % 2 == 0 ? "yes" : "no"),\(b),\((person * 13) % 11 < 4 ? 1 : 0)\n"
    }
    let table = try Table(csv: Array(csv.utf8), source: "x.csv")
    let factors = try RiskFactors(table, factors: [RiskFactorSelection(column: "a")], adjustingFor: ["b"])
    let row = try #require(factors.rows.first)
    let adjusted = try #require(row.adjusted)
    #expect(adjusted.observations + adjusted.excluded == 300)
    #expect(adjusted.excluded == (0..<300).count { $0 % 7 == 0 })
    var cells = [[0, 0], [0, 0]]
    for person in 0..<300 where person % 7 != 0 { cells[person % 2][(person * 13) % 11 < 4 ? 0 : 1] += 1 }
    let expected = Double(cells[0][0] * cells[1][1]) / Double(cells[0][1] * cells[1][0])
    #expect(abs((adjusted.crudeOddsRatio?.value ?? 0) - expected) < 1e-12)
    #expect(row.oddsRatio?.value != adjusted.crudeOddsRatio?.value)
  }
}
