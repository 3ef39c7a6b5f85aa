import CairoRenderer
import ChartGrammar
import TestSupport
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
        Path(Rect(x: 150, y: 30, width: 20, height: 20)),
        Color(redByte: 200, greenByte: 100, blueByte: 50, opacity: 0.5))
    )
    let picture = try decode(scene)
    #expect(picture.colorType == 6)
    #expect(picture[1, 1].opacity == 0)
    #expect(picture[20, 25] == SampleScenes.navy)
    let half = picture[160, 40]
    #expect(abs(half.opacity - 0.5) < 0.01)
    #expect(abs(Int(half.red) - 200) <= 1 && abs(Int(half.green) - 100) <= 1 && abs(Int(half.blue) - 50) <= 1)
  }

  /// A picture in which every pixel is a rectangle of its own.
  private func mosaic(_ width: Int, _ height: Int, _ color: (Int) -> UInt32) -> Scene {
    let commands = (0..<(width * height)).map { index in
      DrawingCommand.fill(
        Path(Rect(x: Double(index % width), y: Double(index / width), width: 1, height: 1)),
        Color(hex: color(index)))
    }
    return Scene(
      size: Size(width: Double(width), height: Double(height)), background: SampleScenes.white,
      commands: commands)
  }

  /// A generator of 32 bits whose last bits are as good as its first.
  ///
  /// - Source: Marsaglia (2003), *Journal of Statistical Software* 8(14), doi:10.18637/jss.v008.i14.
  private func noise(_ index: Int) -> UInt32 {
    var bits = UInt32(truncatingIfNeeded: index) &* 2_654_435_769 &+ 1
    for _ in 0..<3 {
      bits ^= bits << 13
      bits ^= bits >> 17
      bits ^= bits << 5
    }
    return bits & 0xFF_FFFF
  }

  @Test(
    "every pixel of a mosaic is kept, whatever repeats in it",
    arguments: [(1, 1), (1, 40), (300, 1), (2, 2), (61, 47), (11_000, 2)], 0..<4)
  func keepsColours(size: (Int, Int), kind: Int) throws {
    let (width, height) = size
    let color = { (index: Int) -> UInt32 in
      switch kind {
      case 0: noise(index)
      case 1: noise(index % 7 + index / 50)
      case 2: noise(index % 300 % 17)
      default: noise(index / max(1, width) / 3)
      }
    }
    let picture = try decode(mosaic(width, height, color))
    #expect(picture.width == width && picture.height == height)
    for index in 0..<(width * height) where picture[index % width, index / width] != Color(hex: color(index))
    {
      Issue.record("pixel \(index) of \(size), kind \(kind)")
      return
    }
    #expect((picture.colorType == 2) == (Set((0..<(width * height)).map(color)).count > 256))
  }

  @Test("a picture with few letters is small")
  func isSmall() throws {
    let bytes = try renderer.render(SampleScenes.everything(), as: .png).bytes
    #expect(bytes.count < 12_000, "24,000 pixels of three bytes in \(bytes.count)")
  }

  /// A band with slanted edges and a disc, on stripes, in a colour that shows them through.
  private func band(opacity: Double, background: Color?) -> Scene {
    let upper = (0...12).map { Point(x: 6.3 + 7.7 * Double($0), y: 30 + 19 * Double($0 * 5 % 7) / 7) }
    let lower = upper.reversed().map { Point(x: $0.x, y: $0.y + 21.4) }
    let color = Color(redByte: 18, greenByte: 67, blueByte: 109, opacity: opacity)
    let stripes = (0..<10).map { row in
      DrawingCommand.fill(
        Path(Rect(x: 0, y: 8 * Double(row), width: 110, height: 3)), Color(hex: 0xF46A25))
    }
    return Scene(
      size: Size(width: 110, height: 90), background: background,
      commands: stripes + [
        .fill(Path(through: upper + lower, closed: true), color),
        .fill(Path(circleAt: Point(x: 55.5, y: 40.2), radius: 23.1), color),
      ])
  }

  @Test(
    "a shape that shows through is the same whether anything cuts it or not",
    arguments: [0.003, 0.2, 0.75, 0.999], [1.0, 2.0])
  func mixes(opacity: Double, scale: Double) throws {
    for background in [SampleScenes.white, nil] {
      let scene = band(opacity: opacity, background: background)
      // The lower part is cut off, so that the shapes are left to Cairo.
      var cut = scene
      cut.commands = [.clipped(Rect(x: 0, y: 0, width: 110, height: 60), scene.commands)]
      let (whole, part) = (try decode(scene, scale: scale), try decode(cut, scale: scale))
      for row in 0..<Int(60 * scale) {
        for column in 0..<Int(100 * scale) where whole[column, row] != part[column, row] {
          Issue.record("pixel \(column), \(row): \(whole[column, row]), not \(part[column, row])")
          return
        }
      }
    }
  }

  @Test("a colour that shows through is mixed in proportion")
  func mixesInProportion() throws {
    let picture = try decode(band(opacity: 0.2, background: SampleScenes.white))
    // 0.8 · 255 + 0.2 · (18, 67, 109), within the rounding of the two steps.
    let once = picture[12, 47]
    #expect(
      abs(Int(once.red) - 208) <= 1 && abs(Int(once.green) - 217) <= 1 && abs(Int(once.blue) - 226) <= 1)
    // The same once more, where band and disc overlap.
    let twice = picture[52, 53]
    #expect(
      abs(Int(twice.red) - 170) <= 2 && abs(Int(twice.green) - 187) <= 2 && abs(Int(twice.blue) - 203) <= 2)
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
