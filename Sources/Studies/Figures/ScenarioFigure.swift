import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Reoffenders avoided by each reduction with limits, and reoffences and pounds in columns beside.
public enum ScenarioFigure {
  /// Draws the rows in the order of the result.
  public static func make(_ result: Scenario, context: FigureContext) -> StudyFigure {
    let rows = result.rows.map(Row.init)
    let chart = Chart {
      RuleMark(x: .value("No difference", 0.0)).foregroundStyle(ThemeStyle.context)
      ForEach(rows, id: \.name) { row in
        RuleMark(
          xStart: .value("Lower", row.lower), xEnd: .value("Upper", row.upper),
          y: .value("Reduction", row.name)
        ).foregroundStyle(ThemeStyle.focus).lineStyle(StrokeStyle(lineWidth: 3))
      }
      ForEach(rows, id: \.name) { row in
        PointMark(x: .value("Reoffenders avoided", row.value), y: .value("Reduction", row.name))
          .symbol(.circle).symbolSize(120).foregroundStyle(ThemeStyle.focus)
      }
    }
    .chartYScale(domain: rows.map(\.name))
    .chartXAxisLabel("Reoffenders avoided")
    .chartTextColumns(
      [TextColumn("Reoffenders", of: rows, named: \.name, text: \.avoided)]
        + (rows.contains { !$0.reoffences.isEmpty }
          ? [TextColumn("Reoffences", of: rows, named: \.name, text: \.reoffences)] : [])
        + (rows.contains { !$0.pounds.isEmpty }
          ? [TextColumn("Spared", of: rows, named: \.name, text: \.pounds)] : [])
    )
    let isAdjusted = !result.adjustedFor.isEmpty
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline,
        measure: "What would be avoided at the rate of those without the factor, "
          + (isAdjusted
            ? "people alike in \(Words.list(result.adjustedFor.map(Self.words)))" : "crude rates"),
        notes: [
          "Lines: \(Words.percent(result.level)) intervals. True only as far as the factor itself causes the difference"
            + (isAdjusted ? "." : "; crude gaps overstate it.")
            + (Set(result.rows.map(\.factor)).count > 1 ? " Factors overlap: do not add up." : "")
        ]),
      alternativeText:
        "Dot plot with intervals of reoffending avoided by each reduction. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: FigureSize.rows(rows.count, notes: 1), chart: chart)
  }

  private static func words(_ column: String) -> String {
    column.split(separator: "_").joined(separator: " ")
  }

  /// One line of the chart.
  private struct Row: Sendable {
    let name: String
    let value: Double
    let lower: Double
    let upper: Double
    let avoided: String
    let reoffences: String
    let pounds: String

    init(_ row: Scenario.Row) {
      name =
        row.name.withCapital
        + ", \(NumberFormat.percent(row.reduction, decimals: 0)) fewer"
      value = row.avoided.value ?? 0
      lower = row.avoided.interval?.lower ?? value
      upper = row.avoided.interval?.upper ?? value
      avoided = Scenario.Row.words(row.avoided, decimals: 0)
      reoffences = row.avoidedReoffences.map { Scenario.Row.words($0, decimals: 0) } ?? ""
      pounds = row.cost.map { Pounds.short($0) } ?? ""
    }
  }
}
