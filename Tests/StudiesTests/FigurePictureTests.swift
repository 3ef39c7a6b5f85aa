import CairoRenderer
import ChartGrammar
import Studies
import Tables
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

  @Test("a description tells the rows of a long table up to a number, and how many there are further")
  func longTables() throws {
    let figure = try #require(BundledFigures.all.first).figure
    let row = try #require(figure.table.rows.first)
    func lines(_ count: Int) -> [Substring] {
      let table = OutputTable(columns: figure.table.columns, rows: Array(repeating: row, count: count))
      return StudyFigure(
        name: "long", text: figure.text, alternativeText: "", table: table, size: figure.size, chart: Chart {}
      ).longDescription.split(separator: "\n")
    }
    #expect(lines(500).count == 502 && lines(500).last?.hasPrefix("|") == true)
    #expect(lines(501).count == 503 && lines(501).last == "1 further row")
    #expect(lines(3_000).count == 503 && lines(3_000).last == "2,500 further rows")
  }

  @Test("no label is lost without being named", arguments: BundledFigures.all)
  func noLabelIsLost(_ named: NamedFigure) throws {
    #expect(try named.figure.layout(measurer: renderer).notes.isEmpty)
  }
}
