import CairoRenderer
import ChartGrammar
import TestSupport
import Testing

@Suite("Warnings")
struct WarningTests {
  let renderer: CairoRenderer

  init() throws {
    renderer = try CairoRenderer()
  }

  @Test("an installed family and its characters need none", arguments: PictureFormat.all)
  func isSilent(format: PictureFormat) throws {
    #expect(try renderer.render(SampleScenes.text("Ŵŷé £ − “x” e\u{301}"), as: format).warnings.isEmpty)
  }

  @Test("a missing family is named once, with what was used", arguments: PictureFormat.all)
  func namesFamily(format: PictureFormat) throws {
    var scene = SampleScenes.text("a", family: "No Such Family")
    scene.commands += scene.commands
    let warnings = try renderer.render(scene, as: format).warnings
    #expect(warnings.count == 1)
    guard case .missingFamily("No Such Family", let used) = warnings.first else {
      Issue.record("\(warnings)")
      return
    }
    #expect(!used.isEmpty && used != "No Such Family")
    #expect(warnings[0].description.contains("“No Such Family” is not installed; “\(used)”"))
  }

  @Test("characters of no font are named once, in order", arguments: PictureFormat.all)
  func namesCharacters(format: PictureFormat) throws {
    let scene = SampleScenes.text("a\u{10FFFD}b\u{E0B1}\u{10FFFD}")
    let warnings = try renderer.render(scene, as: format).warnings
    guard warnings.count == 1, case .missingCharacters(let characters, _) = warnings[0] else {
      Issue.record("\(warnings)")
      return
    }
    #expect(characters.unicodeScalars.first == "\u{10FFFD}")
    #expect(characters.unicodeScalars.filter { $0 == "\u{10FFFD}" }.count == 1)
    #expect(warnings[0].description.contains("U+10FFFD"))
  }

  @Test("a picture of unknown characters shows a box for each")
  func drawsBoxes() throws {
    let bytes = try renderer.render(SampleScenes.text("\u{10FFFD}"), as: .png).bytes
    #expect(try DecodedPNG(bytes).inkBox() != nil)
  }
}
