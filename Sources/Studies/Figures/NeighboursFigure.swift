import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// An area among those most like it: rates with limits, the family's rate as a line, distances beside.
public enum NeighboursFigure {
  /// Draws the areas by their rate, the highest at the top.
  public static func make(_ result: AreaNeighbours, context: FigureContext) -> StudyFigure {
    let rows = result.rows.sorted { ($0.rate.value ?? 0) > ($1.rate.value ?? 0) }.map(Row.init)
    let family = result.familyRate.value ?? 0
    let chart = Chart {
      RuleMark(x: .value("Rate", family)).foregroundStyle(ThemeStyle.secondary)
        .lineStyle(StrokeStyle(lineWidth: 1.5, dash: [6, 4]))
      ForEach(rows, id: \.name) { row in
        RuleMark(
          xStart: .value("Rate", row.lower), xEnd: .value("Rate", row.upper), y: .value("Area", row.name)
        )
        .foregroundStyle(row.isOwn ? ThemeStyle.focus : ThemeStyle.secondary)
      }.lineStyle(StrokeStyle(lineWidth: 3))
      ForEach(rows, id: \.name) { row in
        PointMark(x: .value("Rate", row.rate), y: .value("Area", row.name)).symbolSize(row.isOwn ? 170 : 100)
          .foregroundStyle(row.isOwn ? ThemeStyle.focus : ThemeStyle.secondary)
      }
    }
    .chartYScale(domain: rows.map(\.name))
    .chartXAxis { AxisMarks(format: .percent) }
    .chartXAxisLabel("Share of people who reoffended")
    .chartTextColumns([
      TextColumn("Distance", of: rows, named: \.name, text: \.distance),
      TextColumn("Rank", of: rows, named: \.name, text: \.rank),
    ])
    .chartLegend(.hidden)
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline,
        measure: "Rate of \(result.rows[0].name) and the areas most like it in "
          + Words.list(result.columns.map { $0.replacing("_", with: " ") }),
        notes: [
          "Lines: \(Words.percent(result.level)) intervals. Dashes: the family without \(result.rows[0].name), \(NumberFormat.percent(family)). "
            + "Rank: from the lowest rate, with the ranks that agree with the data."
        ]),
      alternativeText: "Dot plot of rates of an area and those most like it. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: FigureSize.rows(rows.count, notes: 1), chart: chart)
  }

  /// One area.
  private struct Row: Sendable {
    let name: String
    let isOwn: Bool
    let rate: Double
    let lower: Double
    let upper: Double
    let distance: String
    let rank: String

    init(_ row: AreaNeighbours.Row) {
      name = row.name
      isOwn = row.isOwn
      rate = row.rate.value ?? 0
      lower = row.rate.interval?.lower ?? rate
      upper = row.rate.interval?.upper ?? rate
      distance = row.isOwn ? "" : NumberFormat.fixed(row.distance, decimals: 2)
      rank = "\(row.rank.rank) (\(row.rank.lower) to \(row.rank.upper))"
    }
  }
}
