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
}
