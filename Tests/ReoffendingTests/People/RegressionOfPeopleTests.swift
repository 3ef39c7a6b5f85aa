import Foundation
import Reoffending
import Statistics
import Tables
import TestSupport
import Testing

@Suite("Regression of people")
struct RegressionOfPeopleTests {
  /// People with missing values, several spellings of a value, a level that only people left out have, and an outcome
  /// as numbers and as words.
  private static func synthetic(rows: Int, seed: UInt64) -> String {
    var random = SeededGenerator(seed: seed)
    var text = "area,age,homeless,score,married,reoffended,result\n"
    for row in 0..<rows {
      let isHomeless = Int.random(in: 0..<3, using: &random) == 0
      let outcome = Double.random(in: 0..<1, using: &random) < (isHomeless ? 0.5 : 0.3)
      let area = ["North", "South", "East", ""][Int.random(in: 0..<4, using: &random)]
      let age = Int.random(in: 18..<70, using: &random)
      let score = Int.random(in: 0..<40, using: &random)
      let scores = row % 29 == 3 ? "NA" : "\(Double(score) / 8)\(row % 2 == 0 ? "" : "0")"
      let married = Int.random(in: 0..<2, using: &random) == 0 ? "yes" : "no"
      let isOdd = row % 211 == 5
      text += "\(isOdd ? "Elsewhere" : area),\(age),\(isHomeless ? "yes" : "no"),\(isOdd ? "NA" : scores),"
      text +=
        "\(married),\(row % 37 == 1 ? "" : outcome ? "1" : "0"),\(outcome ? "went back" : "stayed out")\n"
    }
    return text
  }

  private static func people(_ text: String, _ formula: Formula) throws -> PersonTable {
    try TableFile(csv: Array(text.utf8), source: "people.csv").people(
      formula.columns.map {
        WantedColumn($0, as: formula.categoryColumns.contains($0) ? .category : .automatic)
      })
  }

  @Test("without an intercept the words yes and no make two columns, as a text does in R; 0 and 1 make one")
  func noIntercept() throws {
    let text = "y,known,flag\n1,yes,1\n0,no,0\n1,no,1\n0,yes,1\n1,no,0\n0,no,0\n1,yes,0\n"
    let formula = try Formula("y ~ known - 1")
    let result = try RegressionResult(formula, people: Self.people(text, formula))
    #expect(result.coefficients.map(\.term) == ["known=no", "known=yes"])
    expectClose(result.coefficients[0].estimate, 0, absolute: 1e-12)
    expectClose(result.coefficients[1].estimate, 0.6931471805599453, relative: 1e-10)
    let flag = try Formula("y ~ flag - 1")
    #expect(try RegressionResult(flag, people: Self.people(text, flag)).coefficients.map(\.term) == ["flag"])
  }

  private static func json(_ value: some Encodable) throws -> Any {
    try JSONSerialization.jsonObject(with: JSONEncoder().encode(value))
  }

  /// Expects the same keys, texts and lengths, and numbers within 1e-10.
  private static func expectSame(_ one: Any, _ other: Any, at path: String) throws {
    switch (one, other) {
    case (let one as [String: Any], let other as [String: Any]):
      #expect(Set(one.keys) == Set(other.keys), "\(path)")
      for (key, value) in one { try expectSame(value, #require(other[key]), at: path + "." + key) }
    case (let one as [Any], let other as [Any]):
      try #require(one.count == other.count, "\(path)")
      for (index, pair) in zip(one, other).enumerated() {
        try expectSame(pair.0, pair.1, at: "\(path)[\(index)]")
      }
    case (let one as NSNumber, let other as NSNumber):
      expectClose(one.doubleValue, other.doubleValue, relative: 1e-10, absolute: 1e-10, path)
    default:
      #expect(one as? String == other as? String && (one is NSNull) == (other is NSNull), "\(path)")
    }
  }

  /// Fits both ways, expects the same JSON, and gives what the way over codes found.
  @discardableResult
  private static func compare(_ text: String, _ source: String) throws -> RegressionResult {
    let formula = try Formula(text)
    let people = try people(source, formula)
    let frame = try PeopleFrame(people, columns: formula.columns).frame
    let one = try RegressionResult(formula, people: people)
    let other = try RegressionResult(formula, frame: frame)
    try expectSame(json(one), json(other), at: text)
    #expect(one.notes == other.notes && one.warnings == other.warnings)
    return one
  }

  @Test(
    "people of a file give what the rows of a frame give: the Rossi study",
    arguments: [
      RegressionResultTests.rossi, "arrest ~ financial_aid * age",
      "arrest ~ factor(race, ref = \"other\") + age",
      "race ~ age + married", "married ~ age", "arrest ~ ns(age, 3) + prior_convictions",
      "arrest ~ log(age) + race", "arrest ~ age + poly(prior_convictions, 2) - 1",
      "arrest ~ age + offset(week)",
      "cbind(prior_convictions, week) ~ age", "arrest ~ 1",
    ])
  func rossi(_ text: String) throws {
    let path = #filePath.components(separatedBy: "/Tests/")[0] + "/Examples/rossi.csv"
    let source = try String(contentsOfFile: path, encoding: .utf8)
    let result = try Self.compare(text, source)
    #expect(result.observations == 432)
    if text.hasPrefix("race") { #expect(result.notes.contains("The event is race=other.")) }
  }

  @Test(
    "people of a file give what the rows of a frame give: synthetic people, some of them left out",
    arguments: [
      "reoffended ~ homeless * married + age + area + score", "result ~ area + score + homeless",
      "reoffended ~ score", "reoffended ~ area:homeless + rcs(age, 4) + score",
      "reoffended ~ factor(score) + age",
    ])
  func synthetic(_ text: String) throws {
    let result = try Self.compare(text, Self.synthetic(rows: 4000, seed: 5))
    if text.contains("score") {
      #expect(result.excluded > 130)
      #expect(!result.coefficients.contains { $0.term.contains("Elsewhere") })
    }
    if text.hasPrefix("result") { #expect(result.notes.contains("The event is result=went back.")) }
  }

  @Test("the same warnings: collinear columns, and few with the rarer outcome")
  func warnings() throws {
    var text = "y,a,b,c\n"
    for row in 0..<60 { text += "\(row % 7 == 0 ? 1 : 0),\(row % 5),\(2 * (row % 5)),\(row % 3)\n" }
    let result = try Self.compare("y ~ a + b + c", text)
    #expect(result.warnings.contains { $0.contains("Left out") && $0.contains("b") })
    #expect(result.warnings.contains { $0.contains("fewer than ten") })
  }

  @Test(
    "the same refusals: separation, a constant column, an empty column, a column of texts for numbers",
    arguments: [
      "y ~ homeless + age", "y ~ same + age", "y ~ empty + age", "y ~ poly(area, 2)", "y ~ age + nowhere",
      "y ~ same",
    ])
  func refusals(_ text: String) throws {
    var source = "y,homeless,age,same,empty,area\n"
    for row in 0..<60 {
      source += "\(row % 6 == 0 || row % 4 == 1 ? 1 : 0),\(row % 6 == 0 ? "yes" : "no"),\(row * 7 % 23),4,,"
      source += "\(row % 2 == 0 ? "North" : "South")\n"
    }
    let formula = try Formula(text)
    let opened = try TableFile(csv: Array(source.utf8), source: "people.csv")
    let people = try opened.people(
      formula.columns.filter { $0 != "nowhere" }.map { WantedColumn($0) })
    func refusal(_ body: () throws -> RegressionResult) -> String {
      do { return "fitted: \(try body().coefficients)" } catch let error as ModelError {
        return "\(people.located(error))"
      } catch { return "\(error)" }
    }
    let one = refusal { try RegressionResult(formula, people: people) }
    let other = refusal {
      try RegressionResult(formula, frame: PeopleFrame(people, columns: formula.columns).frame)
    }
    #expect(one == other)
    #expect(!one.hasPrefix("fitted"))
    if text.contains("homeless") { #expect(one.contains("people.csv, line 1, column homeless")) }
  }
}
