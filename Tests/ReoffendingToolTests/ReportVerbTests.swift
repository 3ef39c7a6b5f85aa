import Foundation
import Testing

@Suite("reoffending report")
struct ReportVerbTests {
  @Test("draws every figure in three formats, names them, and verify finds the same bytes")
  func report() throws {
    let folder = try Tool.Folder()
    let outcome = try Tool.run("report", "--output", folder.path)
    #expect(outcome.status == 0, "\(outcome.error)")
    let manifest = try #require(
      JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(fileURLWithPath: folder.path + "/manifest.json")))
        as? [String: Any])
    let figures = try #require(manifest["figures"] as? [[String: Any]])
    #expect(figures.count >= 7)
    for figure in figures {
      let name = try #require(figure["name"] as? String)
      #expect(outcome.text.contains("\(name).png"))
      #expect((figure["alternativeText"] as? String)?.isEmpty == false)
      for file in try #require(figure["files"] as? [String]) {
        #expect(FileManager.default.fileExists(atPath: folder.path + "/" + file), "\(file)")
      }
    }
    #expect(try Tool.run("verify", folder.path).status == 0)
    let page = folder.path + "/index.html"
    try Data("changed".utf8).write(to: URL(fileURLWithPath: page))
    let changed = try Tool.run("verify", folder.path)
    #expect(changed.status == 1)
    #expect(changed.error.contains("index.html differs"))
  }

  @Test("a configuration of one's own, with its table beside it")
  func configuration() throws {
    let folder = try Tool.Folder()
    _ = try folder.write("area,cohort,reoffenders\nNorth,120,30\nSouth,200,80\n", to: "mine.csv")
    let config = try folder.write(
      """
      title: Mine
      sections:
        - title: Rates
          figures:
            - {name: rates, kind: rates, data: mine.csv, by: [area]}
      """, to: "mine.yml")
    let outcome = try Tool.run("report", config, "--output", folder.path + "/out")
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(FileManager.default.fileExists(atPath: folder.path + "/out/figures/rates.svg"))
  }

  @Test("any verb is an item, with its own options, and says what it says alone")
  func questions() throws {
    let folder = try Tool.Folder()
    var rows = "area,homeless,reoffended\n"
    for person in 0..<200 {
      rows += "A\(person % 3),\(person % 2 == 0 ? "yes" : "no"),\(person % 5 < 2 ? 1 : 0)\n"
    }
    let people = try folder.write(rows, to: "people.csv")
    let config = try folder.write(
      """
      title: Mine
      sections:
        - title: Needs
          figures:
            - {name: needs, verb: factors, data: people.csv, factors: [homeless], adjustment: bonferroni}
            - name: model
              verb: fit
              data: people.csv
              formula: reoffended ~ homeless
              firth: true
      """, to: "mine.yml")
    let outcome = try Tool.run("report", config, "--output", folder.path + "/out")
    #expect(outcome.status == 0, "\(outcome.error)")
    let manifest = try String(contentsOfFile: folder.path + "/out/manifest.json", encoding: .utf8)
    let alone = try Tool.run("factors", people, "--factors", "homeless", "--format", "json").json()
    let row = try #require((alone["factors"] as? [[String: Any]])?.first)
    #expect(manifest.contains(try #require(row["sentence"] as? String)))
    #expect(FileManager.default.fileExists(atPath: folder.path + "/out/figures/model.svg"))
  }

  @Test("a configuration that is not understood is refused by its key, and nothing is written")
  func wrongConfiguration() throws {
    let folder = try Tool.Folder()
    let config = try folder.write(
      "title: Mine\nsections:\n  - title: A\n    figures:\n      - {name: a, kind: pie}\n", to: "a.yml")
    let outcome = try Tool.run("report", config, "--output", folder.path + "/out")
    #expect(outcome.status == 65)
    #expect(outcome.error.contains("kind"))
    #expect(folder.names == ["a.yml"])
  }

  @Test("what cannot be written leaves nothing half-written behind, exit 73")
  func leavesNothingBehind() throws {
    let folder = try Tool.Folder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/manifest.json", withIntermediateDirectories: false)
    let outcome = try Tool.run("report", "--output", folder.path)
    #expect(outcome.status == 73)
    #expect(outcome.error.contains("manifest.json"))
    #expect(!folder.names.contains { $0.hasPrefix(".part") })
  }

  @Test(
    "suppress: N hides small counts in every figure, table and sentence; a kind that cannot is refused by name"
  )
  func suppressed() throws {
    let folder = try Tool.Folder()
    // The counts below 6 are those of North; 7371 and 7202 occur in its rows only.
    let areas = [
      "North,7371,3,31%", "South,7202,80,21%", "East,7310,90,22%", "West,7250,85,23%", "Mid,7393,60,24%",
    ]
    _ = try folder.write(
      "area,cohort,reoffenders,predicted_rate\n" + areas.joined(separator: "\n") + "\n", to: "areas.csv")
    _ = try folder.write(
      "year,cohort,reoffenders\n2010,7371,3\n2011,7202,80\n2012,7310,90\n2013,7393,60\n", to: "years.csv")
    _ = try folder.write(
      "days,reoffended\n" + (0..<90).map { "\(1 + $0 / 2),\($0 % 3 == 0 ? 1 : 0)\n" }.joined(),
      to: "people.csv")
    let figures = """
      sections:
        - title: Figures
          figures:
            - {name: compared, kind: actual-against-predicted, data: areas.csv, by: [area]}
            - {name: difference, kind: percent-difference, data: areas.csv, by: [area]}
            - {name: rates, kind: rates, data: areas.csv, by: [area]}
            - {name: funnel, kind: funnel, data: areas.csv, by: [area]}
            - {name: trend, kind: trend, data: years.csv, time: year}
            - {name: curve, kind: survival, data: people.csv, time: days, outcome: reoffended}

      """
    let config = try folder.write("title: Mine\nsuppress: 5\n" + figures, to: "mine.yml")
    let out = folder.path + "/out"
    let outcome = try Tool.run("report", config, "--output", out)
    #expect(outcome.status == 0, "\(outcome.error)")
    var files = ["manifest.json", "sentences.md", "index.html"]
    for name in ["compared", "difference", "rates", "funnel", "trend", "curve"] {
      files.append("tables/\(name).csv")
    }
    for file in files {
      let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(out)/\(file)")), as: UTF8.self)
      for hidden in [",7371,", " 7371", "7,371", ",7202,", " 7202", "7,202"] {
        #expect(!text.contains(hidden), "\(file)")
      }
    }
    #expect(try Tool.run("verify", out, "--config", config).status == 0)
    let open = try folder.write("title: Mine\n" + figures, to: "open.yml")
    _ = try Tool.run("report", open, "--output", folder.path + "/open")
    let rates = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/open/tables/rates.csv"))
    #expect(String(decoding: rates, as: UTF8.self).contains("7371"))
    let pie = try folder.write(
      "title: Mine\nsuppress: 5\n" + figures
        + "      - {name: icons, kind: icon-array, data: areas.csv, by: [area]}\n", to: "icons.yml")
    let refused = try Tool.run("report", pie, "--output", folder.path + "/icons")
    #expect(refused.status == 65 && refused.error.contains("icons is of the kind icon-array"))
    let zero = try folder.write("title: Mine\nsuppress: 0\n" + figures, to: "zero.yml")
    let nothing = try Tool.run("report", zero, "--output", folder.path + "/zero")
    #expect(nothing.status == 65 && nothing.error.contains("suppress: 0 hides nothing"))
  }
}
