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

  @Test("data that are not drawn are answered without a figure, and one asked for is refused with the reason")
  func undrawnData() throws {
    let scores = "score,reoffended\n12,1\n15,0\n30,1\n4,0\n22,1\n9,0\n"
    let arguments = ["evaluate", "-", "--predicted", "score", "--predicted-as", "score"]
    let answer = try Tool.run(arguments + ["--format", "answer"], input: scores)
    #expect(answer.status == 0, "\(answer.error)")
    #expect(try answer.json()["figure"] is NSNull)
    #expect(answer.error.contains("note: there is no figure: a score that is no probability"))
    let drawn = try Tool.run(arguments + ["--figure", "calibration.png"], input: scores)
    #expect(drawn.status == 64)
    #expect(drawn.error.contains("no calibration to draw"))
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
