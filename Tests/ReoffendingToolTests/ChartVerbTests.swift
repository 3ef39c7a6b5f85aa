import Foundation
import Testing

@Suite("chart")
struct ChartVerbTests {
  @Test("draws a bundled table, from options and from a file, into equal pictures")
  func draws() throws {
    let folder = try Tool.Folder()
    let keep = "document = \"final-2019\" and area != \"Black Country\""
    let options = try Tool.run(
      "chart", "population", "--where", keep, "--mark", "bar", "--x", "population", "--y", "area", "--figure",
      "\(folder.path)/a.svg", "--format", "csv")
    #expect(options.status == 0, "\(options.error)")
    #expect(options.text.contains("313600"))
    let file = try folder.write(#"{"mark": "bar", "x": "population", "y": "area"}"#, to: "chart.json")
    let specification = try Tool.run(
      "chart", "population", "--where", keep, "--spec", file, "--figure", "\(folder.path)/b.svg")
    #expect(specification.status == 0, "\(specification.error)")
    let pictures = try ["a.svg", "b.svg"].map {
      try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\($0)"))
    }
    #expect(pictures[0] == pictures[1])
    #expect(String(decoding: pictures[0], as: UTF8.self).contains("highest for Dudley (313,600)"))
  }

  @Test("wrong use is answered with 64, wrong data with 65, and nothing is written")
  func refusals() throws {
    let folder = try Tool.Folder()
    let picture = "\(folder.path)/a.png"
    #expect(try Tool.run("chart", "population", "--mark", "pie", "--figure", picture).status == 64)
    #expect(try Tool.run("chart", "population", "--mark", "bar").status == 64)
    let unknown = try Tool.run(
      "chart", "population", "--mark", "bar", "--x", "area", "--y", "populaton", "--figure", picture)
    #expect(unknown.status == 65)
    #expect(unknown.error.contains("did you mean population?"))
    let file = try folder.write(#"{"mark": "bar", "colour": "area"}"#, to: "chart.json")
    let key = try Tool.run("chart", "population", "--spec", file, "--figure", picture)
    #expect(key.status == 65)
    #expect(key.error.contains("there is no key “colour”"))
    #expect(folder.names == ["chart.json"])
  }
}
