import Foundation
import Testing

@Suite("fit --absorb, --influence and their figures")
struct AbsorbedFitVerbTests {
  private let base = ["fit", "synthetic-people", "--formula"]

  private func coefficient(_ term: String, _ run: Tool.Outcome) throws -> [String: Any] {
    #expect(run.status == 0, "\(run.error)")
    let rows = try #require(try run.json()["coefficients"] as? [[String: Any]])
    return try #require(rows.first { $0["term"] as? String == term })
  }

  @Test("--absorb area gives the coefficients of the formula with the area, and none of its levels")
  func absorbed() throws {
    let one = try Tool.run(base + ["reoffended ~ homeless + age", "--absorb", "area", "--format", "json"])
    let two = try Tool.run(base + ["reoffended ~ homeless + age + area", "--format", "json"])
    let three = try Tool.run(base + ["reoffended ~ homeless + age | area", "--format", "json"])
    for term in ["homeless", "age"] {
      let (own, written, bar) = (
        try coefficient(term, one), try coefficient(term, two), try coefficient(term, three)
      )
      for key in ["estimate", "standardError"] {
        let (left, right) = (try #require(own[key] as? Double), try #require(written[key] as? Double))
        #expect(abs(left - right) <= 1e-8 * abs(right), "\(term) \(key)")
        #expect(left == bar[key] as? Double)
      }
    }
    let json = try one.json()
    #expect((json["coefficients"] as? [Any])?.count == 2)
    let absorbed = try #require(json["absorbed"] as? [String: Any])
    let column = try #require((absorbed["columns"] as? [[String: Any]])?.first)
    #expect(column["column"] as? String == "area" && column["levels"] as? Int ?? 0 > 1)
    #expect(try two.json()["absorbed"] is NSNull)
    let notes = try #require(json["notes"] as? [String])
    #expect(notes.contains { $0.contains("Held equal: area (") && $0.contains("not printed") }, "\(notes)")
    let told = try Tool.run(base + ["reoffended ~ homeless + age", "--absorb", "area"])
    #expect(told.error.contains("With the others and area held equal"), "\(told.error)")
  }

  @Test("two columns, clustered errors, and levels of one outcome, which are counted")
  func further() throws {
    let folder = try Tool.Folder()
    var text = "y,x,area,year\n"
    for index in 0..<240 {
      let silent = index % 12 == 11
      let event = silent ? 0 : (index * 7 + index / 5) % 3 == 0 ? 1 : 0
      text += "\(event),\((index * 5) % 11),\(silent ? "quiet" : "a\(index % 6)"),\(2010 + index % 4)\n"
    }
    _ = try folder.write(text + "1,,a1,2010\n", to: "people.csv")
    let run = try Tool.run(
      "fit", "people.csv", "--formula", "y ~ x", "--absorb", "area,year", "--cluster", "area", "--format",
      "json", folder: folder.path)
    #expect(run.status == 0, "\(run.error)")
    let json = try run.json()
    let absorbed = try #require(json["absorbed"] as? [String: Any])
    #expect(absorbed["rowsLeftOut"] as? Int == 20 && json["observations"] as? Int == 220)
    #expect(json["excluded"] as? Int == 1)
    let notes = try #require(json["notes"] as? [String])
    #expect(notes.contains { $0.hasPrefix("1 of 241 rows are left out") }, "\(notes)")
    #expect(
      notes.contains { $0.contains("20 rows of 1 level of area are left out, because everybody or nobody") },
      "\(notes)")
  }

  @Test("what has no meaning beside absorbed levels is refused by name")
  func refusals() throws {
    let terms = ["reoffended ~ homeless + age", "--absorb", "area"]
    for (extra, name) in [
      (["--firth"], "--firth"), (["--random", "prison"], "--random"), (["--save", "fit.json"], "--save"),
      (["--select", "lasso"], "--select"), (["--effects", "homeless"], "--effects"),
      (["--intervals", "profile"], "--intervals"), (["--impute", "3"], "--impute"),
      (["--influence", "rows.csv"], "--influence"),
    ] {
      let run = try Tool.run(base + terms + extra)
      #expect(run.status == 64 && run.error.contains(name), "\(extra): \(run.error)")
    }
    let own = try Tool.run(base + ["reoffended ~ homeless + area", "--absorb", "area"])
    #expect(own.status == 65 && own.error.contains("area"), "\(own.error)")
    let two = try Tool.run(base + ["reoffended ~ homeless | area", "--absorb", "sex"])
    #expect(two.status == 64 && two.error.contains("| area"), "\(two.error)")
  }

  @Test("--influence writes a row a person; the JSON names the largest by their lines, and so do the notes")
  func influence() throws {
    let folder = try Tool.Folder()
    let run = try Tool.run(
      base + ["reoffended ~ homeless + age", "--influence", "rows.csv", "--format", "json"],
      folder: folder.path)
    #expect(run.status == 0, "\(run.error)")
    let json = try run.json()
    let influence = try #require(json["influence"] as? [String: Any])
    let people = try #require(influence["people"] as? [[String: Any]])
    #expect(people.count == 10)
    let first = try #require(people.first)
    let (line, distance) = (
      try #require(first["line"] as? Int), try #require(first["cooksDistance"] as? Double)
    )
    let rows = try String(contentsOfFile: folder.path + "/rows.csv", encoding: .utf8)
      .split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    #expect(
      rows[0]
        == [
          "line", "outcome", "fitted", "response", "pearson", "deviance", "standardised", "leverage",
          "cooksDistance", "dfbetas (Intercept)", "dfbetas homeless", "dfbetas age",
        ])
    #expect(rows.count - 1 == json["observations"] as? Int)
    let own = try #require(rows.first { $0[0] == "\(line)" })
    // JSON has one digit fewer.
    #expect(abs((Double(own[8]) ?? 0) - distance) < 1e-14)
    let largest = rows.dropFirst().compactMap { Double($0[8]) }.max()
    #expect(largest == Double(own[8]))
    let told = try Tool.run(
      base + ["reoffended ~ homeless + age", "--influence", "rows.csv"], folder: folder.path)
    #expect(told.error.contains("line \(line)") && told.error.contains("not for publishing"), "\(told.error)")
    let text = try Tool.run(
      base + ["reoffended ~ homeless + age", "--influence", "rows.txt"], folder: folder.path)
    #expect(text.status == 64)
    let hidden = try Tool.run(
      base + ["reoffended ~ homeless", "--influence", "rows.csv", "--suppress", "5"], folder: folder.path)
    #expect(hidden.status == 64 && hidden.error.contains("--suppress"))
  }

  @Test("residuals and influence are drawn", arguments: ["residuals", "influence"])
  func figures(_ form: String) throws {
    let folder = try Tool.Folder()
    for family in ["binomial", "gaussian"] {
      let run = try Tool.run(
        base + [
          "\(family == "binomial" ? "reoffended" : "age") ~ homeless + sex", "--family", family, "--draw",
          form,
          "--figure", "\(family).svg",
        ], folder: folder.path)
      #expect(run.status == 0, "\(run.error)")
      let picture = try String(contentsOfFile: folder.path + "/\(family).svg", encoding: .utf8)
      #expect(picture.contains(form == "residuals" ? "beyond" : "distance"))
    }
  }
}
