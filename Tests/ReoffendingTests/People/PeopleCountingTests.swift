import Foundation
import Reoffending
import Statistics
import TestSupport
import Tables
import Testing

@Suite("Counting people")
struct PeopleCountingTests {
  /// A file with missing values, quotes and several spellings of yes and no.
  private func file(rows: Int, seed: UInt64, outcomes: [String] = ["0", "1", "yes", "No", "TRUE", ""])
    -> [UInt8]
  {
    var random = SeededGenerator(seed: seed)
    var text = "id,Area,sex,homeless,reoffended,reoffences,predicted\n"
    for row in 0..<rows {
      let area = ["Dudley", "Walsall", "\"Sandwell, West\"", "", "NA"][Int.random(in: 0..<5, using: &random)]
      let sex = ["F", "M"][Int.random(in: 0..<2, using: &random)]
      let homeless = ["yes", "no", "no", "NA"][Int.random(in: 0..<4, using: &random)]
      let outcome = outcomes[Int.random(in: 0..<outcomes.count, using: &random)]
      let share = Double.random(in: 0..<1, using: &random)
      let predicted = sex == "F" && row % 97 == 0 ? "" : "\(share)"
      text += "\(row),\(area),\(sex),\(homeless),\(outcome),\(row % 3),\(predicted)\n"
    }
    return Array(text.utf8)
  }

  private func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// What is made, or the sentence with which it is refused.
  private func text(_ body: () throws -> String) -> String {
    do { return try body() } catch { return "\(error)" }
  }

  @Test(
    "the same rates, comparison and breakdown as from a Table, on any number of cores",
    arguments: [(1, 100), (2, 1 << 14), (5, 777)],
    [nil, "sex = 'M'", "reoffences > 0 and Area is not missing"])
  func sameAsTable(_ reading: (cores: Int, block: Int), _ condition: String?) throws {
    let bytes = file(rows: 3000, seed: 11)
    let filter = try condition.map { try RowFilter(parsing: $0) }
    var table = try Table(csv: bytes, source: "people.csv")
    if let filter { table = try table.filtered(where: filter) }
    let names = CohortColumns()
    let opened = try TableFile(csv: bytes, source: "people.csv")
    let wanted = try #require(names.peopleColumns(of: opened, by: ["area", "sex", "homeless"]))
    let people = try opened.people(
      wanted, where: filter, reading: ReadingOptions(blockBytes: reading.block, cores: reading.cores))
    for keys in [[], ["area"], ["sex", "area"], ["homeless", "area", "sex"]] {
      let one = try CohortTable(people, by: keys)
      let other = try CohortTable(table, by: keys)
      #expect(one.groups == other.groups)
      #expect(try json(GroupRates(one)) == json(GroupRates(other)))
      #expect(
        text { try json(ActualAgainstPredicted(one)) } == text { try json(ActualAgainstPredicted(other)) })
      let suppression = try #require(Suppression(upTo: 60))
      #expect(suppression.applied(to: one).groups == suppression.applied(to: other).groups)
    }
    let factors = [
      RiskFactorSelection(column: "homeless"), RiskFactorSelection(column: "area", reference: "Walsall"),
    ]
    for strata in [[], ["sex"]] {
      #expect(
        try json(RiskFactors(people, factors: factors, adjustingFor: strata))
          == json(RiskFactors(table, factors: factors, adjustingFor: strata)))
    }
  }

  @Test("columns that are not there, and a file without an outcome, are refused alike")
  func refusals() throws {
    func text(_ body: () throws -> Void) -> String {
      do { try body() } catch { return "\(error)" }
      return "nothing"
    }
    let bytes = file(rows: 5, seed: 1)
    let opened = try TableFile(csv: bytes, source: "people.csv")
    var names = CohortColumns()
    names.predicted = "predictd"
    let wanted = try #require(names.peopleColumns(of: opened, by: ["are"]))
    let table = try Table(csv: bytes, source: "people.csv")
    #expect(
      text { _ = try opened.people(wanted) } == text { _ = try CohortTable(table, by: ["are"], names: names) }
    )
    let none = Array("area,reoffended\nA,\nB,NA\n".utf8)
    let empty = try TableFile(csv: none, source: "none.csv")
    let columns = try #require(CohortColumns().peopleColumns(of: empty, by: ["area"]))
    #expect(
      text { _ = try CohortTable(empty.people(columns), by: ["area"]) }
        == text { _ = try CohortTable(Table(csv: none, source: "none.csv"), by: ["area"]) })
  }

  @Test("an analysis gives what its three questions give one by one")
  func analysis() throws {
    let bytes = file(rows: 4000, seed: 5, outcomes: ["0", "1", "0", ""])
    let opened = try TableFile(csv: bytes, source: "people.csv")
    var questions = PeopleAnalysis.Questions(try Formula("reoffended ~ homeless * sex + reoffences"))
    questions.groups = ["area"]
    questions.factors = [RiskFactorSelection(column: "homeless")]
    questions.strata = ["sex"]
    let people = try opened.people(try #require(questions.columns(of: opened)))
    let analysis = try PeopleAnalysis(people, of: opened, questions)
    let table = try Table(csv: bytes, source: "people.csv")
    #expect(
      try json(analysis.compare) == json(ActualAgainstPredicted(CohortTable(table, by: ["area"]))))
    #expect(
      try json(analysis.factors)
        == json(RiskFactors(table, factors: questions.factors, adjustingFor: ["sex"])))
    let frame = try PeopleFrame(people, columns: questions.formula.columns)
    let fit = try RegressionResult(questions.formula, frame: frame.frame)
    let own = try #require(analysis.fit)
    #expect(own.observations == fit.observations && own.excluded == fit.excluded)
    #expect(own.notes == fit.notes && own.warnings == fit.warnings)
    for (own, other) in zip(own.coefficients, fit.coefficients) {
      #expect(own.term == other.term)
      expectClose(own.estimate, other.estimate, relative: 1e-10)
      expectClose(try #require(own.standardError), try #require(other.standardError), relative: 1e-10)
    }
    #expect(analysis.longTable.rows.count > 40)
  }
}
