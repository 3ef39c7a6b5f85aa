import CairoRenderer
import ChartGrammar
import Foundation
import Studies
import TestSupport
import Testing

/// What other programs make of the files of every figure.
///
/// A program that is missing is named in the run's output, with Debian's package; `Tools/setup --test`, which `make test`
/// runs, installs the small ones.
@Suite("Other programs read every figure")
struct FigureConsumerTests {
  private let renderer: CairoRenderer

  init() throws { renderer = try CairoRenderer() }

  private func scene(_ named: NamedFigure) throws -> Scene {
    try named.figure.layout(measurer: renderer).scene
  }

  private func bytes(_ named: NamedFigure, _ format: PictureFormat) throws -> [UInt8] {
    try renderer.render(scene(named), as: format).bytes
  }

  @Test(
    "librsvg draws the SVG as the PNG is drawn",
    .enabled(if: ExternalProgram.rsvgConvert.isInstalled, "apt-get install librsvg2-bin"),
    arguments: BundledFigures.all)
  func librsvg(_ named: NamedFigure) throws {
    let drawn = try DecodedPNG(
      ExternalProgram.rsvgConvert.convert(bytes(named, .svg(text: .outlines))) { [$0, "-o", $1] })
    let own = try DecodedPNG(bytes(named, .png))
    try #require(drawn.width == own.width && drawn.height == own.height)
    let difference = drawn.difference(from: own)
    #expect(difference.mean < 2.5 && difference.far < 0.01, "\(difference)")
  }

  @Test(
    "a PDF yields its headline and embeds its fonts",
    .enabled(if: ExternalProgram.pdftotext.isInstalled, "apt-get install poppler-utils"),
    arguments: BundledFigures.all)
  func pdf(_ named: NamedFigure) throws {
    let file = try bytes(named, .pdf)
    let text = String(
      decoding: try ExternalProgram.pdftotext.convert(file) { ["-raw", $0, $1] }, as: UTF8.self)
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains(named.figure.text.headline), "\(words.prefix(200))")
    #expect(String(decoding: file, as: Unicode.ASCII.self).contains("/FontFile"))
  }

  @Test(
    "Chromium draws figures in one page as their PNGs are drawn, one of them twice",
    .enabled(if: ExternalProgram.chromium.isInstalled, "apt-get install chromium"))
  func chromium() throws {
    let names = ["percent-difference-2015", "funnel-2015", "hazard-ratios", "children", "funnel-2015"]
    let figures = try names.map { NamedFigure(figure: try BundledFigures.named($0)) }
    let scenes = try figures.map(scene)
    let width = Int(scenes.map(\.size.width).max() ?? 0)
    let height = Int(scenes.map(\.size.height).reduce(0, +))
    var page = "<!DOCTYPE html><style>body{margin:0;background:#fff}svg{display:block}</style>\n"
    for figure in figures {
      page += String(decoding: try bytes(figure, .svg(text: .outlines)), as: UTF8.self)
    }
    let shot = try DecodedPNG(
      ExternalProgram.chromium.convert(Array(page.utf8), ending: ".html", outputEnding: ".png") {
        input, output in
        [
          "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1",
          "--window-size=\(width),\(height)", "--screenshot=\(output)", "file://\(input)",
        ]
      })
    try #require(shot.width == width && shot.height == height)
    var top = 0
    for figure in figures {
      let own = try DecodedPNG(bytes(figure, .png))
      let difference = shot.difference(from: own, top: top)
      #expect(difference.mean < 2.5 && difference.far < 0.01, "\(figure.figure.name): \(difference)")
      top += own.height
    }
  }

  @Test("identifiers of two figures never meet, so that all go into one page")
  func identifiers() throws {
    var owners: [String: String] = [:]
    for named in BundledFigures.all {
      let text = String(decoding: try bytes(named, .svg(text: .outlines)), as: UTF8.self)
      let found = Set(text.matches(of: /id="([^"]+)"/).map { String($0.1) })
      try #require(!found.isEmpty)
      for identifier in found {
        #expect(owners[identifier] == nil, "\(identifier) in \(named.figure.name)")
        owners[identifier] = named.figure.name
      }
    }
  }

  @Test(
    "the same bytes from several threads and another renderer",
    arguments: [
      PictureFormat.png, .svg(text: .outlines), .svg(text: .text), .pdf,
    ])
  func sameBytes(_ format: PictureFormat) async throws {
    let expected = try BundledFigures.all.map { try bytes($0, format) }
    try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
      for (index, named) in BundledFigures.all.enumerated() {
        group.addTask {
          let other = try CairoRenderer()
          return (index, try other.render(named.figure.layout(measurer: other).scene, as: format).bytes)
        }
      }
      for try await (index, bytes) in group { #expect(bytes == expected[index]) }
    }
  }
}
