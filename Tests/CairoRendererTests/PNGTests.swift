import CairoRenderer
import ChartGrammar
import Testing

@Suite("PNG")
struct PNGTests {
  let renderer: CairoRenderer

  init() throws {
    renderer = try CairoRenderer()
  }

  private func decode(_ scene: Scene, scale: Double = 1) throws -> DecodedPNG {
    try DecodedPNG(renderer.render(scene, as: .png, scale: scale).bytes)
  }

  @Test("a rectangle is filled to its edges and no further")
  func fillsRectangle() throws {
    let navy = SampleScenes.navy
    let scene = Scene(
      size: Size(width: 40, height: 30), background: SampleScenes.white,
      commands: [.fill(Path(Rect(x: 10, y: 5, width: 20, height: 10)), navy)])
    let picture = try decode(scene)
    #expect(picture.width == 40 && picture.height == 30)
    #expect(picture[10, 5] == navy && picture[29, 14] == navy)
    #expect(picture[9, 5] == SampleScenes.white && picture[30, 14] == SampleScenes.white)
    #expect(picture[10, 4] == SampleScenes.white && picture[29, 15] == SampleScenes.white)
    #expect(picture.colorType == 3, "two colours need a palette only")
  }

  @Test("a scale gives more pixels and says so")
  func scales() throws {
    let picture = try decode(SampleScenes.everything(), scale: 2)
    #expect(picture.width == 400 && picture.height == 240)
    #expect(picture.pixelsPerMetre == 7559)
    #expect(picture[20, 40] == SampleScenes.navy && picture[19, 40] == SampleScenes.white)
    #expect(try decode(SampleScenes.everything()).pixelsPerMetre == 3780)
  }

  @Test("title and descriptions are in text chunks")
  func carriesTexts() throws {
    let picture = try decode(SampleScenes.everything(7))
    #expect(picture.texts["Title"] == "Rate & risk <7>")
    #expect(picture.texts["Description"] == "A chart of £ and “quotes”.\n\nArea, rate\nDudley, 23.1")
  }

  @Test("a picture without background is transparent, and its colours are not darkened")
  func isTransparent() throws {
    var scene = SampleScenes.everything()
    scene.background = nil
    scene.commands.append(
      .fill(
        Path(Rect(x: 150, y: 30, width: 20, height: 20)), Color(red: 200, green: 100, blue: 50, opacity: 0.5))
    )
    let picture = try decode(scene)
    #expect(picture.colorType == 6)
    #expect(picture[1, 1].opacity == 0)
    #expect(picture[20, 25] == SampleScenes.navy)
    let half = picture[160, 40]
    #expect(abs(half.opacity - 0.5) < 0.01)
    #expect(abs(Int(half.red) - 200) <= 1 && abs(Int(half.green) - 100) <= 1 && abs(Int(half.blue) - 50) <= 1)
  }

  @Test("thousands of colours are kept")
  func keepsColours() throws {
    let commands = (0..<2_000).map { index in
      DrawingCommand.fill(
        Path(Rect(x: Double(index % 50), y: Double(index / 50), width: 1, height: 1)),
        Color(hex: UInt32(index) * 8_111))
    }
    let scene = Scene(
      size: Size(width: 50, height: 40), background: SampleScenes.white, commands: commands)
    let picture = try decode(scene)
    #expect(picture.colorType == 2)
    for index in stride(from: 0, to: 2_000, by: 37) {
      #expect(picture[index % 50, index / 50] == Color(hex: UInt32(index) * 8_111))
    }
  }

  @Test("clipping keeps what is inside and nothing else")
  func clips() throws {
    let scene = Scene(
      size: Size(width: 40, height: 40), background: SampleScenes.white,
      commands: [
        .clipped(
          Rect(x: 10, y: 10, width: 10, height: 10),
          [.fill(Path(Rect(x: 0, y: 0, width: 40, height: 40)), SampleScenes.navy)]),
        .fill(Path(Rect(x: 30, y: 30, width: 5, height: 5)), SampleScenes.navy),
      ])
    let picture = try decode(scene)
    #expect(picture[10, 10] == SampleScenes.navy && picture[19, 19] == SampleScenes.navy)
    #expect(picture[9, 10] == SampleScenes.white && picture[20, 19] == SampleScenes.white)
    #expect(picture[32, 32] == SampleScenes.navy, "the clip must end with its commands")
  }
}
