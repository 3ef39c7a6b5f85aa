import CairoRenderer
import ChartGrammar
import TestSupport
import Testing

@Suite("Stamps")
struct StampTests {
  let renderer: CairoRenderer

  init() throws {
    renderer = try CairoRenderer()
  }

  private func picture(_ commands: [DrawingCommand]) throws -> DecodedPNG {
    try DecodedPNG(
      renderer.render(
        Scene(size: Size(width: 400, height: 270), background: SampleScenes.white, commands: commands),
        as: .png
      ).bytes)
  }

  /// Stamps that do not touch, enough for the fast way of drawing them.
  private static let places = (0..<1_000).map { index in
    Point(x: 6 + Double(index % 40) * 9.73, y: 6 + Double(index / 40) * 10.13)
  }

  @Test(
    "the fast way looks like filling each",
    arguments: [
      Path(circleAt: Point(x: 0, y: 0), radius: 3), Path(Rect(x: -2, y: -1.5, width: 4, height: 3)),
      Path(circleAt: Point(x: 1.2, y: -0.7), radius: 2.2),
    ])
  func looksTheSame(shape: Path) throws {
    let fast = try picture([.stamps(shape, at: Self.places, SampleScenes.navy)])
    let slow = try picture(
      Self.places.map { place in
        .stamps(shape, at: [place], SampleScenes.navy)
      })
    var largest = 0
    for y in 0..<270 {
      for x in 0..<400 { largest = max(largest, abs(fast.ink(x, y) - slow.ink(x, y))) }
    }
    // A thirty-second of a pixel is eight of 255 on an upright edge, and both edges of a corner move.
    #expect(largest <= 18, "\(largest)")
    #expect(fast.inkBox() == slow.inkBox())
  }

  @Test("stamps are clipped and may lie far outside")
  func clips() throws {
    let far = Self.places + [Point(x: -5_000, y: 40), Point(x: 900_000, y: 40), Point(x: 60, y: -70_000)]
    let result = try picture([
      .clipped(
        Rect(x: 20, y: 20, width: 50, height: 30),
        [.stamps(Path(circleAt: Point(x: 0, y: 0), radius: 3), at: far, SampleScenes.navy)])
    ])
    let box = try #require(result.inkBox(threshold: 0))
    #expect(Rect(x: 20, y: 20, width: 50, height: 30).contains(box), "\(box)")
  }

  @Test("100,000 translucent points are drawn", arguments: PictureFormat.all)
  func drawsManyPoints(format: PictureFormat) throws {
    let places = (0..<100_000).map { index -> Point in
      let column = index * 7_919 % 12_000
      let row = index * 104_729 % 8_000
      return Point(x: Double(column) / 100, y: Double(row) / 100)
    }
    let circle = Path(circleAt: Point(x: 0, y: 0), radius: 2)
    let command = DrawingCommand.stamps(circle, at: places, SampleScenes.navy.opacity(0.3))
    let scene = Scene(size: Size(width: 120, height: 80), background: SampleScenes.white, commands: [command])
    #expect(try renderer.render(scene, as: format).bytes.count > 200)
  }
}
