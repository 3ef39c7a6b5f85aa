import CairoRenderer
import ChartGrammar
import TestSupport
import Testing

/// Runs of colours in each format.
@Suite("Runs of colours")
struct GradientTests {
  private let scene = Scene(
    size: Size(width: 40, height: 100), background: Color(hex: 0xFFFFFF),
    commands: [
      .gradient(
        Path(Rect(x: 0, y: 0, width: 40, height: 100)),
        GradientFill(
          stops: [
            .init(color: Color(hex: 0xFF0000), location: 0),
            .init(color: Color(hex: 0x0000FF).opacity(0), location: 1),
          ], start: Point(x: 0, y: 0), end: Point(x: 0, y: 100)))
    ])

  @Test("pixels go evenly from the first colour to the last, at any scale", arguments: [1, 2.0])
  func pixels(_ scale: Double) throws {
    let bytes = try CairoRenderer().render(scene, as: .png, scale: scale).bytes
    let picture = try DecodedPNG(bytes)
    let rows = Int(100 * scale)
    for row in [0, rows / 4, rows / 2, rows - 1] {
      let part = (Double(row) + 0.5) / Double(rows)
      let pixel = picture[Int(20 * scale), row]
      // Red fades to a blue of no opacity on white: at a part p the cover is 1 - p.
      let cover = 1 - part
      let red = 255 * ((1 - part) * cover + part)
      #expect(abs(Double(pixel.red) - red) <= 3, "row \(row)")
      #expect(abs(Double(pixel.green) - 255 * part) <= 3, "row \(row)")
    }
  }

  @Test("an SVG names the run once, with its stops and places")
  func markup() throws {
    let bytes = try CairoRenderer().render(scene, as: .svg(text: .text)).bytes
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("<linearGradient id=") && text.contains("gradientUnits=\"userSpaceOnUse\""))
    #expect(text.contains("y2=\"100\"") && text.contains("stop-color=\"#ff0000\""))
    #expect(text.contains("stop-opacity=\"0\"") && text.contains("fill=\"url(#"))
  }

  @Test("a PDF has the run as a shading")
  func shading() throws {
    let bytes = try CairoRenderer().render(scene, as: .pdf).bytes
    #expect(String(decoding: bytes, as: UTF8.self).contains("/ShadingType 2"))
  }

  @Test("a line has its run along it in pixels and in an SVG, and its width is checked")
  func lines() throws {
    var line = scene
    let run = GradientFill(
      stops: [
        .init(color: Color(hex: 0xFF0000), location: 0), .init(color: Color(hex: 0x0000FF), location: 1),
      ], start: Point(x: 0, y: 0), end: Point(x: 0, y: 100))
    let path = Path([.move(Point(x: 20, y: 0)), .line(Point(x: 20, y: 100))])
    line.commands = [.gradientStroke(path, run, StrokeStyle(width: 8))]
    let picture = try DecodedPNG(try CairoRenderer().render(line, as: .png).bytes)
    let (top, bottom, beside) = (picture[20, 2], picture[20, 97], picture[32, 50])
    #expect(top.red > 240 && top.blue < 15 && bottom.blue > 240 && bottom.red < 15)
    #expect(beside.red == 255 && beside.green == 255 && beside.blue == 255)
    let text = String(decoding: try CairoRenderer().render(line, as: .svg(text: .text)).bytes, as: UTF8.self)
    #expect(
      text.contains("stroke=\"url(#") && text.contains("stroke-width=\"8\"") && text.contains("fill=\"none\"")
    )
    line.commands = [.gradientStroke(path, run, StrokeStyle(width: -1))]
    #expect(throws: RenderError.self) { try CairoRenderer().render(line, as: .png) }
  }

  @Test("a place that is not a number is refused")
  func refusal() {
    var broken = scene
    broken.commands = [
      .gradient(
        Path(Rect(x: 0, y: 0, width: 1, height: 1)),
        GradientFill(stops: [], start: Point(x: .nan, y: 0), end: Point(x: 0, y: 1)))
    ]
    #expect(throws: RenderError.self) { try CairoRenderer().render(broken, as: .png) }
  }
}
