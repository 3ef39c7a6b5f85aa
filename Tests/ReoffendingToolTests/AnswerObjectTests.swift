import Foundation
import Testing

/// The form of an answer that other languages read.
@Suite("Answers as one object")
struct AnswerObjectTests {
  @Test("it holds what the other forms say, number for number")
  func holdsAllForms() throws {
    let folder = try Tool.Folder()
    let file = try folder.write("area,cohort,reoffenders\nOne,200,50\nTwo,300,60\n", to: "areas.csv")
    let whole = try Tool.run("rates", file, "--by", "area", "--format", "answer")
    #expect(whole.status == 0, "\(whole.error)")
    #expect(whole.error.isEmpty)
    let object = try whole.json()
    let plain = try Tool.run("rates", file, "--by", "area", "--format", "json").json()
    #expect(object["result"] as? NSDictionary == plain as NSDictionary)
    let table = try #require(object["table"] as? [String: Any])
    let rows = try #require(table["rows"] as? [[Any]])
    #expect(rows.map { $0[0] as? String } == ["One", "Two", "Total"])
    #expect(rows[0][1] as? Int == 200)
    #expect(rows[0][3] as? Double == 0.25)
    #expect((object["sentences"] as? [String])?.first?.hasPrefix("One: 50 of 200 reoffended") == true)
    #expect((object["figure"] as? String)?.contains("<svg") == true)
  }

  @Test("where a question draws no figure, there is none")
  func noFigure() throws {
    let object = try Tool.run("calc", "proportion", "3", "40", "--format", "answer").json()
    #expect(object["figure"] is NSNull)
    #expect((object["sentences"] as? [String])?.count == 1)
  }

  @Test("what is wrong is said on standard error, and nothing is printed")
  func wrongInput() throws {
    let outcome = try Tool.run(
      "rates", "-", "--by", "area", "--format", "answer", input: "area,cohort,reoffenders\nA,10,ninety\n")
    #expect(outcome.status == 65)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error.contains("line 2, column reoffenders: “ninety”"))
  }
}
