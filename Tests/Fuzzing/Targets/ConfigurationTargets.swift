import ChartGrammar
import Foundation
import ReoffendingReport
import Studies
import Tables

extension FuzzTarget {
  /// Files of settings.
  static let configurations = [
    FuzzTarget.ofText("report-yaml", { text in _ = try ReportConfiguration(yaml: text, source: "input") }),
    FuzzTarget.ofText(
      "plan-yaml",
      { text in
        let plan = try AuditPlan(yaml: text, source: "input")
        _ = try AuditRunner.rules(plan.rules)
      }),
    FuzzTarget.ofText("policy", { text in _ = try DisclosureFile.policy(yaml: text, source: "input") }),
    FuzzTarget.ofText(
      "theme", { text in _ = try ThemeFile.theme(text, path: "input.yml", file: { Array($0.utf8) }) }),
    FuzzTarget("chart-spec") { bytes in
      let specification = try JSONDecoder().decode(ChartSpecification.self, from: Data(bytes))
      let table = try TableFile(csv: Array(charted.utf8), source: "input").table()
      let artist = try Artist()
      let figure = try TableChartFigure.make(table, specification, context: FigureContext(name: "chart"))
      _ = try artist.draw(artist.layout(figure), as: artist.format(ofPath: ".svg"))
    },
    FuzzTarget.ofText("geojson", { text in _ = try GeoJSON(text, nameProperty: "name") }),
  ]

  /// What the charts of specifications are drawn from.
  private static let charted = """
    area,sex,year,day,people,rate,lower,upper,predicted
    Dudley,Male,2019,2019-01-31,120,0.31,0.23,0.40,0.35
    Dudley,Female,2020,2020-02-29,40,0.25,0.14,0.40,0.22
    Walsall,Male,2019,2019-03-31,210,0.4,0.34,0.47,0.36
    Walsall,Female,2021,2021-04-30,,[c],,,0.2
    Solihull,Male,2021,2021-05-31,0,,,,0
    """
}
