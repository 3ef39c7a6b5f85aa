import Foundation
import Testing

@Suite("reoffending data")
struct DataVerbTests {
  @Test("list names every bundled table with its title")
  func list() throws {
    let json = try Tool.run("data", "list", "--format", "json").json()
    let sets = try #require(json["dataSets"] as? [[String: Any]])
    #expect(sets.count >= 28)
    #expect(sets.allSatisfy { ($0["title"] as? String)?.isEmpty == false })
  }

  @Test("export writes the very file, from any folder")
  func export() throws {
    let folder = try Tool.Folder()
    let outcome = try Tool.run("data", "export", "population", folder: folder.path)
    #expect(outcome.status == 0)
    let root = #filePath.components(separatedBy: "/Tests/")[0]
    let written = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/population.csv"))
    let original = try Data(contentsOf: URL(fileURLWithPath: root + "/Datasets/population.csv"))
    #expect(written == original)
  }

  @Test("show prints what was printed: 82.50% stays 82.50%")
  func show() throws {
    #expect(try Tool.run("data", "show", "risk-factors").text.contains("82.50%"))
  }
}
