import Reoffending
import Statistics
import Tables
import TestSupport
import Testing

@Suite("RegressionImputation")
struct RegressionImputationTests {
  /// Rossi’s people with convictions missing for some of the young and marriage for some of all, as the script has it.
  static func columns() throws -> [IncompleteColumn] {
    let names = ["arrest", "age", "prior_convictions", "married"]
    let complete = try PeopleFrame.incompleteColumns(PublicPeople.rossi(names), columns: names)
    guard case .numeric(let ages) = complete[1].column.content else { throw EmptyReference(path: "age") }
    let rows = Array(1...ages.count)
    return [
      complete[0], complete[1],
      try IncompleteColumn(complete[2].column, isMissing: rows.map { $0 * 7 % 10 < 4 && ages[$0 - 1] < 24 }),
      try IncompleteColumn(complete[3].column, isMissing: rows.map { $0 * 3 % 13 == 0 }),
    ]
  }

  @Test("pooled estimates agree with R’s mice within the noise of the draws")
  func mice() throws {
    var generator = SeededGenerator(seed: 8)
    let result = try RegressionResult.imputing(
      Formula("arrest ~ age + prior_convictions + married"), columns: Self.columns(), imputations: 40,
      rounds: 5,
      using: &generator)
    let reference = try PublicPeople.reference("rossi imputed")
    for row in result.coefficients {
      let expected = try #require(reference[row.term], "\(row.term)")
      let error = try #require(expected["standardError"])
      // Two ways of drawing (matching to five donors) and 40 draws: a seventh of a standard error.
      expectClose(row.estimate, try #require(expected["estimate"]), absolute: error / 7, "\(row.term)")
      expectClose(row.standardError ?? 0, error, relative: 0.06, "\(row.term)")
      #expect((row.missingInformation ?? 0) > 0)
    }
    #expect(result.imputation?.missing["prior_convictions"] == Self.expectedMissing)
    #expect(result.aic == nil && result.notes.contains { $0.contains("Rubin") })
  }

  private static var expectedMissing: Int {
    (try? columns()[2].isMissing.count { $0 }) ?? -1
  }

  @Test("rows without the outcome are left out; complete data and a ridge are refused")
  func refusals() throws {
    let csv = "y,x,z\n1,2,1\n0,3,\n,4,1\n1,5,0\n0,1,1\n1,2,0\n0,4,0\n1,1,1\n0,2,1\n"
    let columns = try PeopleFrame.incompleteColumns(
      PublicPeople.people(csv, ["y", "x", "z"]), columns: ["y", "x", "z"])
    var generator = SeededGenerator(seed: 1)
    let result = try RegressionResult.imputing(
      Formula("y ~ x + z"), columns: columns, imputations: 3, rounds: 2, using: &generator)
    #expect(result.observations == 8 && result.imputation?.withoutOutcome == 1)
    #expect(throws: ModelError.self) {
      try RegressionResult.imputing(
        Formula("y ~ x"), columns: Array(columns.prefix(2)), using: &generator)
    }
    var choices = RegressionChoices()
    choices.penalty = .ridge(1)
    #expect(throws: ModelError.self) {
      try RegressionResult.imputing(
        Formula("y ~ x + z"), columns: columns, choices: choices, using: &generator)
    }
  }
}
