import CairoRenderer
import ChartGrammar
import Testing

@Suite("Programs that read the files")
struct ConsumerTests {
  let renderer: CairoRenderer

  init() throws {
    renderer = try CairoRenderer()
  }

  @Test(
    "librsvg draws the SVG as the PNG is drawn", .enabled(if: ExternalProgram.rsvgConvert.isInstalled),
    arguments: PictureFormat.Text.allCases)
  func agreesWithLibrsvg(text: PictureFormat.Text) throws {
    let scene = SampleScenes.everything(5)
    let svg = try renderer.render(scene, as: .svg(text: text), scale: 2).bytes
    let drawn = try DecodedPNG(ExternalProgram.rsvgConvert.convert(svg) { [$0, "-o", $1] })
    let own = try DecodedPNG(renderer.render(scene, as: .png, scale: 2).bytes)
    try #require(drawn.width == own.width && drawn.height == own.height)
    var total = 0
    var far = 0
    for y in 0..<own.height {
      for x in 0..<own.width {
        let difference = abs(own.ink(x, y) - drawn.ink(x, y))
        total += difference
        if difference > 128 { far += 1 }
      }
    }
    // Letters stand up to half a pixel higher or lower, and librsvg hints real text.
    let count = own.width * own.height
    #expect(Double(total) / Double(count) < 4, "mean difference \(Double(total) / Double(count))")
    #expect(Double(far) / Double(count) < 0.015, "\(far) pixels of \(count)")
  }

  @Test("text can be taken out of a PDF", .enabled(if: ExternalProgram.pdftotext.isInstalled))
  func yieldsText() throws {
    let pdf = try renderer.render(SampleScenes.everything(5), as: .pdf).bytes
    let text = String(decoding: try ExternalProgram.pdftotext.convert(pdf) { [$0, $1] }, as: UTF8.self)
    #expect(text.contains("£9.5 billion, Ŵŷé 5"))
    #expect(text.contains("שלום"))
    #expect(text.contains("مرحبا"))
  }
}
