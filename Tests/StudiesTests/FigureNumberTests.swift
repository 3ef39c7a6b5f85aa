import CairoRenderer
import ChartGrammar
import Reoffending
import Studies
import ReoffendingReport
import Tables
import TestSupport
import Testing

@Suite("figures draw the numbers of their results")
struct FigureNumberTests {
  private func labels(_ name: String) throws -> [String] {
    let renderer = try CairoRenderer()
    let scene = try BundledFigures.named(name).layout(measurer: renderer).scene
    return PictureMeasure(scene: scene, measurer: renderer).labels.map(\.text)
  }

  @Test("the funnel names the four areas and all that lie outside the widest limits")
  func funnelNames() throws {
    let labels = try labels("funnel-2015")
    let result = try Funnel(
      CohortTable(DataSource.bundledTable(named: "local-authorities-2015"), by: ["area"]))
    let outside = result.points.filter { $0.category.hasSuffix("0.998") }.map(\.name)
    try #require(outside.count == 6)
    for name in outside + ["Dudley", "Sandwell", "Walsall", "Wolverhampton"] {
      #expect(labels.contains(name))
    }
    #expect(try BundledFigures.named("funnel-2015").text.headline.contains("6 lie below"))
  }

  @Test("an icon array fills as many icons as people in a hundred, and says what it rounds")
  func icons() throws {
    let figure = try BundledFigures.named("homeless-and-settled")
    #expect(figure.text.headline.contains("83 in 100 homeless"))
    #expect(figure.text.headline.contains("38 in 100 settled"))
    #expect(figure.text.notes.contains { $0.contains("82.50%") && $0.contains("38.36%") })
  }

  @Test("words of shares become the numbers that they allow, and no others")
  func spokenShares() throws {
    let filter = try RowFilter(parsing: "document = \"draft-2018\"")
    let evidence = try PathwayEvidence(
      DataSource.bundledTable(named: "pathways").filtered(where: filter),
      withoutFigures: ["Children and Families"])
    let job = try #require(evidence.claims.first { $0.text.contains("by a job") })
    #expect(job.lower == 1.0 / 3 && job.upper == 0.5 && !job.isSingle)
    let home = try #require(evidence.claims.first { $0.printed == "more than a fifth" })
    #expect(home.lower == 0.2 && home.upper == nil)
    let attitudes = try #require(evidence.claims.first { $0.printed == "up to 14%" })
    #expect(attitudes.lower == nil && attitudes.upper == 0.14)
    #expect(evidence.pathways.count == 7)
    #expect(throws: TableError.self) {
      try PathwayEvidence(
        Table(csv: Array("pathway,claim,printed,lower,upper,unit\nA,b,most,,,share\n".utf8), source: "t.csv"))
    }
  }

  @Test("targets: one met, two missed by 0.3 and 0.6 points")
  func targets() throws {
    let result = try TargetComparison(DataSource.bundledTable(named: "indicators-2014"))
    #expect(result.indicators.map(\.isMet) == [true, false, false])
    #expect(
      result.headline
        == "As printed, 1 of 3 targets was met; the others were missed by at most 0.6 percentage points")
    let labels = try labels("targets-2014")
    for text in ["18.3%", "12%", "44.7%", "86.4%", "\u{2212}0.3", "\u{2212}0.6"] {
      #expect(labels.contains(text))
    }
  }

  @Test("back-to-back bars print the percentages of both sides")
  func backToBack() throws {
    let labels = try labels("adults-by-sex")
    #expect(["Male", "Female", "26.3%", "4.5%"].allSatisfy(labels.contains))
  }

  @Test("tiles print what the table prints")
  func tiles() throws {
    let labels = try labels("population")
    for text in ["313,600", "311,300", "270,900", "251,900", "Dudley"] { #expect(labels.contains(text)) }
  }

  @Test("hazard ratios of Rossi's data, as printed by Fox and Weisberg for the same model")
  func hazardRatios() throws {
    let labels = try labels("hazard-ratios")
    // Printed as 0.68 (0.47 to 1.00) and 1.10 (1.04 to 1.16); a third decimal shows that the limit is below 1, and all
    // have equally many.
    #expect(labels.contains("0.684 (0.470 to 0.996)"))
    #expect(labels.contains("1.096 (1.036 to 1.159)"))
  }

  @Test("numbers at risk begin with everybody")
  func numbersAtRisk() throws {
    #expect(try labels("time-to-rearrest").count { $0 == "216" } == 2)
  }
}
