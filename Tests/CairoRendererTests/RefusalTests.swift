import CairoRenderer
import ChartGrammar
import Foundation
import Testing

@Suite("Refusals")
struct RefusalTests {
  let renderer: CairoRenderer

  init() throws {
    renderer = try CairoRenderer()
  }

  @Test(
    "impossible sizes",
    arguments: [(0.0, 10.0), (10, 0), (-5, 10), (.nan, 10), (10, .infinity), (0.5, 10)], PictureFormat.all)
  func refusesSize(size: (Double, Double), format: PictureFormat) throws {
    let scene = Scene(size: Size(width: size.0, height: size.1), commands: [])
    let error = #expect(throws: RenderError.self) { try renderer.render(scene, as: format) }
    guard case .invalidSize = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.description.contains("at least 1") == true)
  }

  @Test("more pixels along an edge than Cairo has", arguments: PictureFormat.all)
  func refusesLargeSize(format: PictureFormat) throws {
    let scene = Scene(size: Size(width: 20_000, height: 10), commands: [])
    #expect(throws: RenderError.tooLarge(width: 40_000, height: 20, limit: 32_767)) {
      try renderer.render(scene, as: format, scale: 2)
    }
  }

  @Test("impossible scales", arguments: [0.0, -1, .nan, .infinity, 1e-9])
  func refusesScale(scale: Double) {
    #expect(throws: RenderError.self) {
      try renderer.render(SampleScenes.everything(), as: .png, scale: scale)
    }
  }

  @Test("numbers that are none, wherever they stand", arguments: PictureFormat.all)
  func refusesNumbers(format: PictureFormat) {
    let navy = SampleScenes.navy
    let line = Path(through: [Point(x: 0, y: 0), Point(x: 9, y: 9)])
    let bad: [DrawingCommand] = [
      .fill(Path(through: [Point(x: 0, y: 0), Point(x: .nan, y: 9)]), navy),
      .fill(Path(Rect(x: 0, y: 0, width: 1e12, height: 1)), navy),
      .fill(line, Color(hex: 0).opacity(.nan)),
      .stroke(line, navy, StrokeStyle(width: -1)),
      .stroke(line, navy, StrokeStyle(dash: [.infinity])),
      .stroke(line, navy.opacity(2), StrokeStyle()),
      .text(TextRun("a", at: Point(x: 0, y: .nan), font: Font(size: 10), color: navy)),
      .text(TextRun("a", at: Point(x: 0, y: 0), font: Font(size: .nan), color: navy)),
      .stamps(line, at: [Point(x: -.infinity, y: 0)], navy),
      .clipped(Rect(x: 0, y: 0, width: -1, height: 5), []),
      .clipped(Rect(x: 0, y: 0, width: 5, height: 5), [.fill(Path([.move(Point(x: .nan, y: 0))]), navy)]),
    ]
    for command in bad {
      let scene = Scene(size: Size(width: 20, height: 20), commands: [.fill(line, navy), command])
      let error = #expect(throws: RenderError.self, "\(command)") { try renderer.render(scene, as: format) }
      guard case .invalidNumber(_, _, let place) = error else {
        Issue.record("\(command): \(String(describing: error))")
        continue
      }
      #expect(place >= 2)
    }
  }

  @Test("odd but possible commands draw", arguments: PictureFormat.all)
  func drawsOddities(format: PictureFormat) throws {
    let navy = SampleScenes.navy
    let line = Path(through: [Point(x: 0, y: 0), Point(x: 9, y: 9)])
    let scene = Scene(
      size: Size(width: 20, height: 20),
      commands: [
        .fill(Path(), navy), .stroke(Path(), navy, StrokeStyle()), .stroke(line, navy, StrokeStyle(width: 0)),
        .stroke(line, navy, StrokeStyle(dash: [0, 0])), .stroke(line, navy, StrokeStyle(dash: [3])),
        .stamps(Path(), at: [Point(x: 1, y: 1)], navy), .stamps(line, at: [], navy),
        .clipped(Rect(x: 0, y: 0, width: 0, height: 5), [.fill(line, navy)]),
        .fill(Path([.line(Point(x: 1, y: 1)), .close, .close]), navy),
        .fill(Path([.close]), navy),
      ])
    #expect(try !renderer.render(scene, as: format).bytes.isEmpty)
  }

  @Test("a folder without fonts, with the package to install")
  func refusesNoFonts() throws {
    let folder = NSTemporaryDirectory() + "fonts-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let error = #expect(throws: RenderError.self) { try CairoRenderer(fonts: .folder(folder)) }
    #expect(error?.description.contains("fonts-liberation") == true)
    #expect(throws: RenderError.self) { try CairoRenderer(fonts: .folder("/nowhere/at/all")) }
  }

  @Test("a file that only looks like a font is not one")
  func refusesBrokenFonts() throws {
    let folder = NSTemporaryDirectory() + "fonts-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data("not a font".utf8).write(to: URL(fileURLWithPath: folder + "/LiberationSans-Regular.ttf"))
    #expect(throws: RenderError.self) { try CairoRenderer(fonts: .folder(folder)) }
  }
}
