import Reoffending
import Studies
import Statistics
import Tables
import Testing

@Suite("figures with small counts hidden")
struct SuppressedFigureTests {
  private func table(_ text: String) throws -> Table {
    try Table(csv: Array(text.utf8), source: "figures.csv")
  }

  @Test("survival: hidden groups are named but not drawn, and picture, text and table say the same")
  func survival() throws {
    let counts = [(people: 60, events: 30), (people: 40, events: 3), (people: 50, events: 20)]
    var times: [Double] = []
    var events: [Bool] = []
    var groups: [String] = []
    for (index, count) in counts.enumerated() {
      for person in 0..<count.people {
        times.append(person < count.events ? Double(1 + person) : 60)
        events.append(person < count.events)
        groups.append("g\(index)")
      }
    }
    let result = try SurvivalComparison(
      times: times, events: events, groups: groups, unit: "days", atRiskAt: [0, 15, 30, 45, 60],
      suppression: Suppression(upTo: 5))
    let figure = SurvivalFigure.make(result, context: FigureContext(name: "curves"))
    #expect(figure.table == result.table)
    #expect(
      figure.text.notes.contains {
        $0.contains("known at the marked times only") && $0.contains("Not shown: g1; g2.")
      })
    #expect(!figure.alternativeText.contains("of 40") && !figure.alternativeText.contains("of 50"))
    #expect(figure.alternativeText.contains("g1: suppressed") && figure.alternativeText.contains("30 of 60"))
    for row in figure.table.rows {
      for cell in row.dropFirst(2) { if case .count(let count) = cell { #expect(!(1...5).contains(count)) } }
    }
  }

  @Test("funnel: hidden areas are named in a note and a row, and neither drawn nor described")
  func funnel() throws {
    let cohorts = try CohortTable(
      table("area,cohort,reoffenders\nP,40,3\nQ,50,20\nR,60,30\nS,70,14\nT,80,33\n"), by: ["area"])
    let funnel = try Funnel(try #require(Suppression(upTo: 5)).applied(to: cohorts))
    let figure = try FunnelFigure.make(funnel, context: FigureContext(name: "funnel"))
    #expect(figure.table == funnel.table && figure.table.rows.count == 5)
    #expect(figure.text.notes.contains("Not shown, because counts are small: P and Q."))
    #expect(figure.alternativeText.hasPrefix("Funnel plot of 3 areas."))
    #expect(figure.alternativeText.contains("P: suppressed"))
  }

  @Test("trend: hidden periods are named in a note and a row, and neither drawn nor described")
  func trend() throws {
    let trend = try Trend(
      table("year,cohort,reoffenders\n2010,40,3\n2011,50,20\n2012,60,30\n2013,70,14\n2014,80,33\n"),
      time: "year", suppression: Suppression(upTo: 5))
    let figure = TrendFigure.make(trend, context: FigureContext(name: "trend"))
    #expect(figure.table == trend.table && figure.table.rows.count == 5)
    #expect(figure.text.notes.contains("Not shown, because counts are small: 2010 and 2011."))
    #expect(figure.alternativeText.hasPrefix("Control chart of 3 periods."))
    #expect(figure.alternativeText.contains("2010: suppressed"))
  }
}
