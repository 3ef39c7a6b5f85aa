import CairoRenderer
import Reoffending
import Studies
import Statistics
import Tables
import TestSupport
import Testing

@Suite("Scenario and targets as pictures")
struct ScenarioFigureTests {
  private func table(_ text: String) throws -> Table {
    try Table(csv: Array(text.utf8), source: "people.csv")
  }

  private func measure(_ figure: StudyFigure) throws -> PictureMeasure {
    let renderer = try CairoRenderer()
    return PictureMeasure(scene: try figure.layout(measurer: renderer).scene, measurer: renderer)
  }

  @Test("the scenario's numbers, limits and pounds are those of the result")
  func scenario() throws {
    let result = try Scenario(
      table("homeless,age_band,cohort,reoffenders\n1,young,40,33\n0,young,60,15\n"),
      factors: [RiskFactorSelection(column: "homeless", reference: "0")], reductions: [0.5, 1],
      unitCost: .perReoffender(100_000))
    let figure = ScenarioFigure.make(result, context: FigureContext(name: "scenario"))
    #expect(figure.text.headline == "100% fewer people marked homeless would mean 23 fewer reoffenders")
    #expect(figure.alternativeText.contains("fewer people would have reoffended"))
    #expect(figure.table == result.table)
    let picture = try measure(figure).labels.map(\.text)
    #expect(try measure(figure).overlaps.isEmpty)
    for text in ["Homeless, 50% fewer", "12 (8 to 14)", "£2.3m (1.5 to 2.8)"] {
      #expect(picture.contains(text), "\(picture)")
    }
  }

  @Test("targets with counts have intervals and may stay open")
  func targets() throws {
    let result = try TargetComparison(
      table("indicator,target,events,trials,direction\nA,45%,447,1000,at least\nB,45%,200,1000,at most\n"))
    let figure = TargetsFigure.make(result, context: FigureContext(name: "targets"))
    #expect(figure.text.headline == "Of 2 targets, 1 was met and 0 missed; chance leaves 1 open")
    let picture = try measure(figure).labels.map(\.text)
    #expect(try measure(figure).overlaps.isEmpty)
    for text in ["uncertain", "met", "≤ 45%", "44.7%"] { #expect(picture.contains(text)) }
  }
}
