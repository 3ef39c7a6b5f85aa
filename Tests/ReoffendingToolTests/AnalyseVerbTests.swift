import Foundation
import TestSupport
import Testing

@Suite("analyse")
struct AnalyseVerbTests {
  private static let people: String = {
    var random = SeededGenerator(seed: 42)
    var text = "area,age,homeless,predicted,reoffended\n"
    for _ in 0..<900 {
      let isHomeless = Int.random(in: 0..<3, using: &random) == 0
      let chance = isHomeless ? 0.5 : 0.3
      let outcome = Double.random(in: 0..<1, using: &random) < chance
      text += "\(["North", "South", "East"][Int.random(in: 0..<3, using: &random)]),"
      text += "\(Int.random(in: 18..<70, using: &random)),\(isHomeless ? "yes" : "no"),"
      text += "\(chance),\(outcome ? 1 : 0)\n"
    }
    return text
  }()

  private let formula = ["--formula", "reoffended ~ homeless + age + area"]

  @Test("JSON: compare, factors and fit, each as its own verb gives it")
  func json() throws {
    let folder = try Tool.Folder()
    let file = try folder.write(Self.people, to: "people.csv")
    let all = try Tool.run(
      "analyse", file, "--by", "area", "--factors", "homeless", "--formula", formula[1], "--format", "json")
    let json = try all.json()
    #expect(Set(json.keys) == ["compare", "factors", "fit"])
    let compare = try Tool.run("compare", file, "--by", "area", "--format", "json").json()
    let factors = try Tool.run("factors", file, "--factors", "homeless", "--format", "json").json()
    let fit = try Tool.run("fit", file, "--formula", formula[1], "--format", "json").json()
    #expect(json["compare"] as? NSDictionary == compare as NSDictionary)
    #expect(json["factors"] as? NSDictionary == factors as NSDictionary)
    let own = try #require(json["fit"] as? [String: Any])
    // The sentences of all three stand beside the table.
    #expect(Set(own.keys).union(["sentences"]) == Set(fit.keys))
    #expect(own["notes"] as? NSArray == fit["notes"] as? NSArray)
    let rows = try #require(own["coefficients"] as? [[String: Any]])
    let others = try #require(fit["coefficients"] as? [[String: Any]])
    #expect(rows.count == 5 && others.count == 5)
    for (row, other) in zip(rows, others) {
      #expect(row["term"] as? String == other["term"] as? String)
      expectClose(
        try #require(row["estimate"] as? Double), try #require(other["estimate"] as? Double), relative: 1e-10)
    }
  }

  @Test("tables one below the other, CSV with a line a number, a figure of each answer")
  func formats() throws {
    let folder = try Tool.Folder()
    let file = try folder.write(Self.people, to: "people.csv")
    let arguments = ["analyse", file, "--by", "area", "--factors", "homeless", "--formula", formula[1]]
    let text = try Tool.run(
      arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5],
      arguments[6], arguments[7])
    #expect(text.status == 0 && text.text.contains("North") && text.text.contains("area=South"))
    let csv = try Tool.run(
      arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5],
      arguments[6], arguments[7], "--format", "csv")
    #expect(csv.text.hasPrefix("answer,row,column,value\ncompare,1,"))
    for answer in ["compare", "factors", "fit"] {
      let picture = folder.path + "/\(answer).svg"
      let drawn = try Tool.run(
        arguments[0], arguments[1], arguments[2], arguments[3], arguments[4],
        arguments[5], arguments[6], arguments[7], "--draw", answer, "--figure", picture)
      #expect(drawn.status == 0 && FileManager.default.fileExists(atPath: picture), "\(drawn.error)")
    }
  }

  @Test("from standard input; a table of counts and an unknown column are refused")
  func refusals() throws {
    let piped = try Tool.run(
      "analyse", "-", "--factors", "homeless", "--formula", formula[1], "--format", "json",
      input: Self.people)
    #expect(piped.status == 0, "\(piped.error)")
    #expect(!piped.error.contains("rows"), "no progress in a pipe")
    let counts = try Tool.run(
      "analyse", "-", "--factors", "a", "--formula", "y ~ a", input: "a,cohort,reoffenders\nx,10,3\n")
    #expect(counts.status == 65 && counts.error.contains("--outcome"))
    let unknown = try Tool.run(
      "analyse", "-", "--factors", "homles", "--formula", formula[1], input: Self.people)
    #expect(unknown.status == 65 && unknown.error.contains("did you mean homeless"))
  }
}
