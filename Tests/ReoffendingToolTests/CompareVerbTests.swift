import Foundation
import Testing

@Suite("reoffending compare")
struct CompareVerbTests {
  @Test("27 areas with the keys of the contract")
  func tableOne() throws {
    let outcome = try Tool.run("compare", "local-authorities-2015", "--by", "area", "--format", "json")
    #expect(outcome.status == 0)
    let json = try outcome.json()
    let groups = try #require(json["groups"] as? [[String: Any]])
    #expect(groups.count == 27)
    let keys = [
      "by", "trials", "observed", "expected", "actualRate", "predictedRate", "difference",
      "percentDifference", "ratio",
      "z", "pValue", "adjustedPValue", "verdict", "rank", "varianceBound", "smallestSignificantCohort",
    ]
    for key in keys { #expect(groups[0][key] != nil, "\(key)") }
    #expect((groups[0]["by"] as? [String: String]) == ["area": "Sandwell"])
    #expect(groups[0]["verdict"] as? String == "lower")
    let rate = try #require(groups[0]["actualRate"] as? [String: Any])
    #expect(Set(rate.keys) == ["estimate", "lower", "upper", "method", "level"])
  }

  @Test("what does not exist is null, not left out")
  func nulls() throws {
    let outcome = try Tool.run(
      "compare", "areas-2015-16", "--where", "document = \"final-2019\"", "--format", "json")
    let groups = try #require(outcome.json()["groups"] as? [[String: Any]])
    #expect(groups.count == 4)
    for group in groups {
      #expect(group["verdict"] as? String == "unknown")
      #expect(group["trials"] is NSNull && group["pValue"] is NSNull && group["observed"] is NSNull)
      #expect(group["smallestSignificantCohort"] is Int)
    }
  }

  @Test(
    "a table, CSV and Markdown hold the same 27 rows", arguments: [("table", 2), ("csv", 1), ("markdown", 2)])
  func formats(format: String, headerLines: Int) throws {
    let outcome = try Tool.run("compare", "local-authorities-2015", "--format", format)
    #expect(outcome.status == 0)
    // A line a group, and the total.
    #expect(outcome.text.split(separator: "\n").count == headerLines + 27 + 1)
    #expect(outcome.text.contains("Wolverhampton"))
    #expect(!outcome.text.lowercased().contains("nan"))
  }

  @Test("the same command twice, and figures in another order, give the same bytes")
  func sameBytes() throws {
    let folder = try Tool.Folder()
    let p = folder.path
    for run in ["a", "b"] {
      let order = run == "a" ? ["png", "svg", "pdf"] : ["pdf", "png", "svg"]
      let outcome = try Tool.run(
        "compare", "local-authorities-2015", "--by", "area", "--figure", "\(p)/\(run).\(order[0])",
        "--figure",
        "\(p)/\(run).\(order[1])", "--figure", "\(p)/\(run).\(order[2])")
      #expect(outcome.status == 0, "\(outcome.error)")
    }
    for ending in ["png", "svg", "pdf"] {
      let first = try Data(contentsOf: URL(fileURLWithPath: "\(p)/a.\(ending)"))
      let second = try Data(contentsOf: URL(fileURLWithPath: "\(p)/b.\(ending)"))
      #expect(first == second && first.count > 1000, "\(ending)")
    }
  }

  @Test("--level 95 is refused with 0.95, exit 64")
  func refusesPercentLevel() throws {
    let outcome = try Tool.run("compare", "local-authorities-2015", "--level", "95")
    #expect(outcome.status == 64)
    #expect(outcome.error.contains("0.95"))
  }

  @Test(
    "without predictions it says which option names them, and which verb needs none",
    arguments: ["compare", "analyse"])
  func withoutPredictions(verb: String) throws {
    let people = "area,reoffended,homeless\n" + String(repeating: "A,1,0\nA,0,1\nB,0,0\nB,1,1\n", count: 9)
    let further = verb == "analyse" ? ["--factors", "homeless", "--formula", "reoffended ~ homeless"] : []
    let run = try Tool.run([verb, "-", "--by", "area"] + further, input: people)
    #expect(run.status == 65)
    #expect(run.error.contains("--predicted") && run.error.contains("rates alone"), "\(run.error)")
  }
}
