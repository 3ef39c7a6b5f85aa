import CairoRenderer
import ChartGrammar
import Testing

@Suite("PDF")
struct PDFTests {
  private func file(_ scene: Scene, scale: Double = 1) throws -> String {
    String(decoding: try CairoRenderer().render(scene, as: .pdf, scale: scale).bytes, as: Unicode.ASCII.self)
  }

  @Test("has the title, and no clock")
  func carriesTitle() throws {
    var scene = SampleScenes.everything()
    scene.title = "Reoffending rates"
    let text = try file(scene)
    #expect(text.hasPrefix("%PDF-1"))
    #expect(text.contains("/Title (Reoffending rates)"))
    #expect(text.contains("19700101000000"))
    #expect(!text.contains("/ModDate"))
  }

  @Test("is three quarters of a point to a pixel", arguments: [(1.0, "150 90"), (2, "300 180")])
  func hasSize(scale: Double, size: String) throws {
    #expect(try file(SampleScenes.everything(), scale: scale).contains("/MediaBox [ 0 0 \(size) ]"))
  }

  @Test("embeds its fonts with a table of their letters")
  func embedsFonts() throws {
    let text = try file(SampleScenes.everything())
    #expect(text.contains("/FontFile2") || text.contains("/FontFile3"))
    #expect(text.contains("/ToUnicode"))
  }
}
