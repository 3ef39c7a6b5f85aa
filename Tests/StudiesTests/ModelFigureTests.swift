import CairoRenderer
import ChartGrammar
import Foundation
import Numbers
import Reoffending
import Studies
import Statistics
import TestSupport
import Testing

@Suite("figures of models")
struct ModelFigureTests {
  private func labels(_ figure: StudyFigure) throws -> [String] {
    let renderer = try CairoRenderer()
    let picture = PictureMeasure(scene: try figure.layout(measurer: renderer).scene, measurer: renderer)
    #expect(picture.overlaps.isEmpty, "\(picture.overlaps)")
    return picture.labels.map(\.text)
  }

  @Test("a forest of a regression prints the adjusted ratios and claims nothing of crude ones")
  func forest() throws {
    let frame = try ModelFrame([
      ModelColumn("y", numbers: (0..<60).map { $0 % 5 < 2 ? 1 : 0 }),
      ModelColumn("age", numbers: (0..<60).map { Double(20 + $0 * 7 % 31) }),
      ModelColumn("sex", texts: (0..<60).map { $0 % 3 == 0 ? "F" : "M" }),
    ])
    let result = try RegressionResult(Formula("y ~ age + sex"), frame: frame)
    let ratios = try #require(AdjustedRatios(result))
    let figure = ForestFigure.make(ratios, context: FigureContext(name: "forest"))
    let labels = try labels(figure)
    #expect(labels.contains("Age") && labels.contains("Sex: M (against F)") && !labels.contains("Alone"))
    #expect(!figure.text.notes[0].contains("Rings") && !figure.alternativeText.contains("alone"))
    let age = try #require(result.coefficients[1].ratio?.value)
    #expect(labels.contains { $0.hasPrefix(NumberFormat.ratio(age)) })
  }

  @Test("curves of competing causes end at the shares that are printed, and no label overlaps")
  func causes() throws {
    let times = (0..<90).map { Double(1 + $0 * 17 % 53) }
    let causes = (0..<90).map { $0 % 4 == 0 ? 1 : $0 % 4 == 1 ? 2 : 0 }
    let result = try CompetingRisks(
      times: times, causes: causes, names: ["recall", "reoffence"],
      groups: (0..<90).map { $0 % 2 == 0 ? "North" : "South" }, unit: "weeks")
    let figure = CumulativeIncidenceFigure.make(result, context: FigureContext(name: "causes"))
    let labels = try labels(figure)
    for curve in result.curves {
      #expect(
        labels.joined(separator: " ").contains(
          "\(curve.cause), \(curve.group) (\(NumberFormat.percent(curve.final)))"), "\(labels)")
    }
    #expect(figure.alternativeText.contains("recall"))
  }
}
