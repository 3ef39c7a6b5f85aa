import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// The rate of each group as it is, and drawn to the mean of all.
public enum ShrunkenRatesFigure {
  /// Draws a ring for the rate, a filled circle with limits for what it is drawn to, and a line at the mean.
  public static func make(_ result: ShrunkenRates, context: FigureContext) -> StudyFigure {
    let points = result.rows.sorted { ($0.rate.value ?? 0) > ($1.rate.value ?? 0) }.enumerated().map {
      Point(number: $0.offset, row: $0.element)
    }
    let chart = Chart {
      RuleMark(x: .value("Rate", result.prior.mean)).foregroundStyle(ThemeStyle.context).lineStyle(
        StrokeStyle(lineWidth: 2))
      ForEach(points, id: \.number) { point in
        RuleMark(
          xStart: .value("Rate", point.lower), xEnd: .value("Rate", point.upper),
          y: .value("Group", point.name))
      }.foregroundStyle(ThemeStyle.focus).lineStyle(StrokeStyle(lineWidth: 3))
      ForEach(points, id: \.number) { point in
        PointMark(x: .value("Rate", point.shrunk), y: .value("Group", point.name)).symbolSize(110)
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(points, id: \.number) { point in
        PointMark(x: .value("Rate", point.rate), y: .value("Group", point.name)).symbol(.ring).symbolSize(90)
      }.foregroundStyle(ThemeStyle.series(1, of: 2))
    }
    .chartYScale(domain: points.map(\.name))
    .chartXAxis { AxisMarks(format: .percent) }
    .chartXAxisLabel("Share of people who reoffended")
    .chartLegend(.hidden)
    let marks =
      result.spread == nil
      ? "Filled circles: the mean of all. Rings: rates as they are."
      : "Filled circles with \(Words.percent(result.level)) limits: drawn to the mean of all, the line. Rings: rates as they are."
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: "Share of people who reoffended, as it is and drawn to the mean",
        notes: [marks]),
      alternativeText: "Dot plot of rates as they are and drawn to the mean. \(result.headline). "
        + "Mean of all: \(NumberFormat.percent(result.prior.mean)).",
      table: result.table, size: FigureSize.rows(points.count, notes: 1), chart: chart)
  }

  /// A group in its row.
  private struct Point: Sendable {
    let number: Int
    let name: String
    let rate: Double
    let shrunk: Double
    let lower: Double
    let upper: Double

    init(number: Int, row: ShrunkenRates.Row) {
      self.number = number
      name = row.key.description
      rate = row.rate.value ?? 0
      shrunk = row.shrunk.value ?? 0
      lower = row.shrunk.interval?.lower ?? shrunk
      upper = row.shrunk.interval?.upper ?? shrunk
    }
  }
}
