import ChartGrammar
import ReoffendingReport
import Studies
import Foundation
import Testing

@Suite("themes from files")
struct ThemeFileTests {
  @Test("a brand's colours and sizes are taken over, the rest stays")
  func brand() throws {
    let read = try ThemeFile.theme(
      "name: council\npalette: [\"#005A30\", \"#B35C00\", \"#5B2A86\"]\ntext-size: 15\n", path: "t.yml")
    #expect(read.notes.isEmpty && read.theme.name == "council" && read.theme.textSize == 15)
    #expect(read.theme.palette == [0x005A30, 0xB35C00, 0x5B2A86].map { Color(hex: $0) })
    #expect(read.theme.focus == Color(hex: 0x005A30) && read.theme.gridline == Theme.standard.gridline)
  }

  @Test(
    "what cannot be seen or read is refused by its key",
    arguments: [
      ("palette: ['#FFEE00']", "colour 1 of palette has a contrast"),
      ("ink: '#CCCCCC'", "ink has a contrast"),
      ("palette: ['#12436D', '#13446E']", "colours 1 and 2 of palette look alike"),
      ("palete: ['#12436D']", "there is no key “palete”"), ("ink: red", "ink: “red” is no colour"),
      ("base: neon", "there is no base neon"), ("text-size: 4", "from 11 to 100"),
    ])
  func refusals(_ yaml: String, _ words: String) throws {
    let error = try #require(throws: ThemeFile.Fault.self) { try ThemeFile.theme(yaml, path: "t.yml") }
    #expect(error.description.contains(words), "\(error.description)")
  }

  @Test(
    "a file that leaves the colours as they are is not refused for those of its base", arguments: Theme.all)
  func keepsBase(_ base: Theme) throws {
    let read = try ThemeFile.theme("base: \(base.name)\nfont: Arimo\nline-width: 3\n", path: "t.yml")
    #expect(read.theme.fontFamily == "Arimo" && read.theme.palette == base.palette && read.notes.isEmpty)
  }

  @Test("a pale colour is mended where the file asks for it, with a note")
  func mended() throws {
    let read = try ThemeFile.theme("palette: ['#12436D', '#FFD100']\nmend: true\n", path: "t.yml")
    #expect(Contrast.ratio(read.theme.palette[1], read.theme.background) >= 3)
    #expect(read.notes.contains { $0.contains("colour 2 of palette") })
  }

  @Test("the schema and the reader know the same keys")
  func schema() throws {
    let root = #filePath.components(separatedBy: "/Tests/")[0]
    let data = try Data(contentsOf: URL(fileURLWithPath: root + "/Documentation/theme.schema.json"))
    let schema = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let properties = try #require(schema["properties"] as? [String: Any])
    #expect(Set(properties.keys) == Set(ThemeFile.keys))
  }
}
