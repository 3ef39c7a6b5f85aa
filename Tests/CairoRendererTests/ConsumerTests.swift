import CairoRenderer
import ChartGrammar
import TestSupport
import Testing

@Suite("Programs that read the files")
struct ConsumerTests {
  let renderer: CairoRenderer

  init() throws {
    renderer = try CairoRenderer()
  }

  @Test(
    "librsvg draws the SVG as the PNG is drawn",
    .enabled(if: ExternalProgram.rsvgConvert.isInstalled, "needs rsvg-convert"),
    arguments: PictureFormat.Text.allCases)
  func agreesWithLibrsvg(text: PictureFormat.Text) throws {
    let scene = SampleScenes.everything(5)
    let svg = try renderer.render(scene, as: .svg(text: text), scale: 2).bytes
    let drawn = try DecodedPNG(ExternalProgram.rsvgConvert.convert(svg) { [$0, "-o", $1] })
    let own = try DecodedPNG(renderer.render(scene, as: .png, scale: 2).bytes)
    try #require(drawn.width == own.width && drawn.height == own.height)
    let difference = drawn.difference(from: own)
    // Letters stand up to half a pixel higher or lower, and librsvg hints real text.
    #expect(difference.mean < 4, "\(difference)")
    #expect(difference.far < 0.015, "\(difference)")
  }

  @Test(
    "text can be taken out of a PDF", .enabled(if: ExternalProgram.pdftotext.isInstalled, "needs pdftotext"))
  func yieldsText() throws {
    let pdf = try renderer.render(SampleScenes.everything(5), as: .pdf).bytes
    let text = String(decoding: try ExternalProgram.pdftotext.convert(pdf) { [$0, $1] }, as: UTF8.self)
    #expect(text.contains("£9.5 billion, Ŵŷé 5"))
    #expect(text.contains("שלום"))
    #expect(text.contains("مرحبا"))
  }
}
