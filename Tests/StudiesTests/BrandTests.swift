import CairoRenderer
import ChartGrammar
import Studies
import TestSupport
import Testing

/// Logo and paper of a theme file, up to the picture.
@Suite("logo and paper of a brand")
struct BrandTests {
  private let renderer: CairoRenderer
  /// A red picture of 60 × 30 pixels.
  private let red: [UInt8]

  init() throws {
    renderer = try CairoRenderer()
    let scene = Scene(size: Size(width: 60, height: 30), background: Color(hex: 0xFF0000), commands: [])
    red = try renderer.render(scene, as: .png).bytes
  }

  private func theme(_ yaml: String) throws -> Theme {
    try ThemeFile.theme(yaml, path: "brand/council.yml", file: { _ in red }).theme
  }

  @Test("the logo's file is looked for beside the theme's, and says its own extent")
  func read() throws {
    var asked: [String] = []
    let read = try ThemeFile.theme(
      "logo: mark.png\nlogo-corner: bottom-left\nlogo-height: 24\n", path: "brand/council.yml",
      file: { path in
        asked.append(path)
        return red
      })
    let logo = try #require(read.theme.logo)
    #expect(asked == ["brand/mark.png"])
    #expect(logo.image.width == 60 && logo.image.height == 30 && logo.corner == .bottomLeft)
    #expect(logo.height == 24)
    #expect(try ThemeFile.theme("name: a\n", path: "t.yml").theme.logo == nil)
  }

  @Test(
    "what cannot be used is refused by its key",
    arguments: [
      ("logo-corner: top-left", "logo-corner and logo-height need logo:"),
      ("logo: m.png\nlogo-corner: middle", "there is no logo-corner middle"),
      ("logo: m.png\nlogo-height: 2", "logo-height is from 8 to 400"),
      ("paper: A9", "there is no page “A9”"), ("paper: A4 sideways", "there is no page"),
      ("paper-margin: 5", "paper-margin needs paper"),
      ("paper: A5\npaper-margin: 70", "of which paper-margin leaves 20 or more"),
      ("paper: 10 x 10", "sides from 20 to 2,000"),
    ])
  func refusals(_ yaml: String, _ words: String) {
    let error = #expect(throws: ThemeFile.Fault.self) { try theme(yaml) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test("a file that is no PNG is refused with what would be right; a damaged one when it is drawn")
  func notPNG() throws {
    let error = #expect(throws: ThemeFile.Fault.self) {
      try ThemeFile.theme("logo: mark.svg", path: "t.yml", file: { _ in Array("<svg/>".utf8) })
    }
    #expect(
      error?.description
        == "t.yml: logo: mark.svg is no PNG file of at most 16 million pixels; export the logo as PNG")
    let cut = try #require(RasterImage(png: Array(red.prefix(40))))
    let scene = Scene(
      size: Size(width: 90, height: 90), commands: [.image(cut, Rect(x: 0, y: 0, width: 60, height: 30))])
    #expect(throws: RenderError.drawing("the PNG file of the logo is damaged")) {
      try renderer.render(scene, as: .png)
    }
  }

  @Test(
    "the words of every figure make room for the logo",
    arguments: Logo.Corner.allCases, ["actual-against-predicted", "youth-rates"])
  func room(_ corner: Logo.Corner, _ name: String) throws {
    let figure = try #require(BundledFigures.all.first { $0.figure.name == name } ?? BundledFigures.all.first)
      .figure
    let brand = try theme("logo: m.png\nlogo-corner: \(corner.rawValue)\nlogo-height: 60\n")
    for width in [360.0, 900] {
      let chart = try Artist(theme: brand).layout(figure, width: width, isNarrow: width < 400)
      let frames = chart.scene.commands.compactMap { command in
        if case .image(_, let frame) = command { frame } else { nil }
      }
      let frame = try #require(frames.first)
      #expect(frames.count == 1 && frame.width <= width / 3 && abs(frame.width - 2 * frame.height) < 1e-9)
      #expect(frame.x >= 8 && frame.maxX <= width - 8)
      let isTop = corner == .topLeft || corner == .topRight
      #expect((frame.y < chart.scene.size.height / 2) == isTop)
      #expect((frame.x < width / 2) == (corner == .topLeft || corner == .bottomLeft))
      let measure = PictureMeasure(scene: chart.scene, measurer: renderer)
      #expect(!measure.labels.contains { $0.rect.overlaps(frame) })
    }
  }

  @Test("a figure without words of its own has no logo, since the page around it has both")
  func bare() throws {
    var figure = try #require(BundledFigures.all.first).figure
    figure.text = FigureText()
    let chart = try Artist(theme: theme("logo: m.png")).layout(figure)
    #expect(!chart.scene.commands.contains { if case .image = $0 { true } else { false } })
  }

  @Test("every format has the logo's pixels")
  func formats() throws {
    let image = try #require(RasterImage(png: red))
    let scene = Scene(
      size: Size(width: 100, height: 50), background: Color(hex: 0xFFFFFF),
      commands: [.image(image, Rect(x: 10, y: 10, width: 80, height: 30))])
    let svg = String(decoding: try renderer.render(scene, as: .svg(text: .outlines)).bytes, as: UTF8.self)
    #expect(svg.contains("xlink:href=\"data:image/png;base64,iVBORw0KGgo"))
    #expect(svg.contains("<image x=\"10\" y=\"10\" width=\"80\" height=\"30\""))
    let filled = Scene(
      size: scene.size, background: scene.background,
      commands: [.fill(Path(Rect(x: 10, y: 10, width: 80, height: 30)), Color(hex: 0xFF0000))])
    #expect(try renderer.render(scene, as: .png).bytes == renderer.render(filled, as: .png).bytes)
    let pdf = String(decoding: try renderer.render(scene, as: .pdf).bytes, as: Unicode.ASCII.self)
    #expect(pdf.contains("/Subtype /Image"))
  }

  @Test(
    "a PDF has the page that the theme names, and the figure its place on it",
    arguments: [
      ("A4", "595.275591 841.889764"), ("A4 landscape", "841.889764 595.275591"),
      ("100 x 200", "283.464567 566.929134"),
    ])
  func paper(_ paper: String, _ box: String) throws {
    let artist = try Artist(theme: theme("paper: \(paper)"))
    let chart = try artist.layout(try #require(BundledFigures.all.first).figure)
    let pdf = String(decoding: try artist.draw(chart, as: .pdf).bytes, as: Unicode.ASCII.self)
    #expect(pdf.contains("/MediaBox [ 0 0 \(box) ]"))
    let png = try artist.draw(chart, as: .png).bytes
    #expect(try png == Artist().draw(chart, as: .png).bytes)
  }
}
