import CairoRenderer
import ChartGrammar
import Studies
import TestSupport
import Testing

@Suite("figures keep their promises")
struct FigurePictureTests {
  private let renderer: CairoRenderer

  init() throws { renderer = try CairoRenderer() }

  /// Figures whose headline the configuration gives.
  private static let ownHeadlines = ["children"]

  private func measure(_ figure: StudyFigure) throws -> PictureMeasure {
    PictureMeasure(scene: try figure.layout(measurer: renderer).scene, measurer: renderer)
  }

  @Test("no two labels overlap", arguments: BundledFigures.all)
  func labelsDoNotOverlap(_ named: NamedFigure) throws {
    let overlaps = try measure(named.figure).overlaps
    #expect(overlaps.isEmpty, "\(overlaps)")
  }

  @Test("nothing leaves the frame", arguments: BundledFigures.all)
  func nothingLeavesTheFrame(_ named: NamedFigure) throws {
    let picture = try measure(named.figure)
    let size = picture.scene.size
    let points = picture.points
    try #require(points.count > 30)
    for point in points {
      #expect(
        point.x >= -0.5 && point.x <= size.width + 0.5 && point.y >= -0.5 && point.y <= size.height + 0.5)
    }
  }

  @Test(
    "headline, subtitle, source, notes, data and a description that names the finding",
    arguments: BundledFigures.all)
  func hasAllItsWords(_ named: NamedFigure) {
    let figure = named.figure
    #expect(!figure.text.headline.isEmpty)
    #expect(!figure.text.subtitle.isEmpty)
    #expect(figure.text.source.hasPrefix("Source: "))
    #expect(!figure.text.notes.isEmpty)
    #expect(!figure.table.rows.isEmpty)
    #expect(figure.longDescription.contains("|"))
    #expect(figure.alternativeText.count > 80)
    #expect(figure.alternativeText.contains { $0.isNumber })
    if !Self.ownHeadlines.contains(figure.name) {
      #expect(figure.alternativeText.contains(figure.text.headline), "\(figure.alternativeText)")
    }
    let words = figure.alternativeText.split { !$0.isLetter }
    #expect(!words.contains("nan") && !words.contains("Optional"))
  }

  @Test("no label is lost without being named", arguments: BundledFigures.all)
  func noLabelIsLost(_ named: NamedFigure) throws {
    #expect(try named.figure.layout(measurer: renderer).notes.isEmpty)
  }
}
