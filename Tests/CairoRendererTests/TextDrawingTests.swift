import CairoRenderer
import ChartGrammar
import TestSupport
import Testing

@Suite("Text drawing")
struct TextDrawingTests {
  let renderer: CairoRenderer

  init() throws {
    renderer = try CairoRenderer()
  }

  private func inkBox(_ scene: Scene) throws -> Rect? {
    try DecodedPNG(renderer.render(scene, as: .png).bytes).inkBox()
  }

  @Test(
    "ink stays within the measured box and nearly fills its width",
    arguments: ["Reoffending", "ŴŷÉ £9", "שלום", "سلام 12", "AVAV", "HHHH"],
    [TextRun.Anchor.start, .middle, .end])
  func inkIsMeasured(string: String, anchor: TextRun.Anchor) throws {
    let box = try #require(try inkBox(SampleScenes.text(string, anchor: anchor)))
    let extent = renderer.measure(string, in: Font(size: 20))
    let left =
      switch anchor {
      case .start: 120.0
      case .middle: 120 - extent.width / 2
      case .end: 120 - extent.width
      }
    #expect(box.x >= left - 2 && box.maxX <= left + extent.width + 2, "\(box) \(extent)")
    #expect(box.width >= extent.width - 6, "\(box) \(extent)")
    #expect(box.y >= 40 - extent.ascent - 4 && box.maxY <= 40 + extent.descent + 3, "\(box) \(extent)")
  }

  @Test("letters of a right-to-left line stand in the order of reading")
  func ordersRightToLeft() throws {
    // Lamed, read first, is the one letter that rises above the others.
    let picture = try DecodedPNG(renderer.render(SampleScenes.text("לממם", size: 40), as: .png).bytes)
    let box = try #require(picture.inkBox())
    let top = Int(box.y) + 2
    let columns = (0..<picture.width).filter { picture.ink($0, top) > 60 }
    let centre = Double(columns.reduce(0, +)) / Double(max(1, columns.count))
    #expect(centre > box.centre.x, "lamed at \(centre) in \(box)")
  }

  /// The columns of a drawn line that have ink, as stretches from left to right.
  private func inked(_ line: String) throws -> [ClosedRange<Int>] {
    let picture = try DecodedPNG(renderer.render(SampleScenes.text(line, size: 14), as: .png).bytes)
    let columns = (0..<picture.width).filter { x in (0..<picture.height).contains { picture.ink(x, $0) > 40 }
    }
    return columns.reduce(into: []) { stretches, column in
      if let last = stretches.last, column <= last.upperBound + 1 {
        stretches[stretches.count - 1] = last.lowerBound...column
      } else {
        stretches.append(column...column)
      }
    }
  }

  @Test("brackets behind a name from right to left stay where the line has them")
  func keepsBrackets() throws {
    /// Whether the line ends in a bracket, a point, a figure and a bracket, in this order.
    func endsInBracket(_ line: String) throws -> Bool {
      let widths = try inked(line).suffix(4).map(\.count)
      return widths.count == 4 && widths[1] + 2 <= widths[2] && widths[3] < widths[2]
    }
    #expect(try endsInBracket("a MM ( . 4 )"))
    #expect(try endsInBracket("a ממ ( . 4 )"))
    #expect(try endsInBracket("a ממ ממ 7 ( . 4 )"))
    #expect(try !endsInBracket("a MM ( 4 . )"))
    // A line that is itself read from right to left is left alone.
    #expect(try !endsInBracket("ממ ( . 4 )"))
  }

  @Test("empty text draws nothing")
  func drawsNothing() throws {
    #expect(try inkBox(SampleScenes.text("")) == nil)
    #expect(try inkBox(SampleScenes.text("\u{1}")) == nil)
    #expect(try inkBox(SampleScenes.text("a", size: 0)) == nil)
  }

  @Test("text looks the same inside a clip as outside", arguments: [1.0, 2])
  func clipsText(scale: Double) throws {
    let plain = SampleScenes.text("Clipped £", size: 14)
    var clipped = plain
    clipped.commands = [.clipped(Rect(x: 0, y: 0, width: 240, height: 60), plain.commands)]
    let first = try DecodedPNG(renderer.render(plain, as: .png, scale: scale).bytes)
    let second = try DecodedPNG(renderer.render(clipped, as: .png, scale: scale).bytes)
    for y in 0..<first.height {
      for x in 0..<first.width { #expect(abs(first.ink(x, y) - second.ink(x, y)) <= 2, "\(x), \(y)") }
    }
  }

  @Test("a line that crosses the edge of a clip is cut there")
  func cutsText() throws {
    var scene = SampleScenes.text("MMMMMMMM", anchor: .middle)
    let edge = Rect(x: 100, y: 30, width: 31, height: 7)
    scene.commands = [.clipped(edge, scene.commands)]
    let box = try #require(try inkBox(scene))
    #expect(edge.contains(box), "\(box)")
    #expect(box.width > 25 && box.height > 5)
  }

  @Test("a letter stands on quarters of a pixel, the nearest one")
  func placesLetters() throws {
    func bytes(_ x: Double) throws -> [UInt8] {
      var scene = SampleScenes.text("")
      scene.commands = [
        .text(TextRun("n", at: Point(x: x, y: 40), font: Font(size: 20), color: SampleScenes.ink))
      ]
      return try renderer.render(scene, as: .png).bytes
    }
    let quarters = try [100, 100.25, 100.5, 100.75, 101].map(bytes)
    #expect(Set(quarters).count == 5)
    #expect(try bytes(100.3) == quarters[1])
    #expect(try bytes(100.9) == quarters[4])
    #expect(try [101, 100.75, 100.5, 100.25, 100].map(bytes) == quarters.reversed())
  }
}
