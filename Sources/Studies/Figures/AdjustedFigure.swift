import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Rates as they were and as they would be with the offenders of the base, period by period.
public enum AdjustedFigure {
  /// Draws a small chart a series; groups without time as a dot plot.
  public static func make(_ result: AdjustedRates, context: FigureContext) -> StudyFigure {
    let rows = result.rows
    let names = rows.map(\.key.description)
    let note =
      "Filled circles with \(Words.percent(result.level)) intervals: adjusted to the mix of \(Words.list(bases(result))). Rings: as observed."
    let text = context.text(
      result.headline, measure: "Share of people who reoffended, as observed and adjusted",
      notes: [note] + result.notes.filter { $0.hasPrefix("Figures from") })
    let alternative =
      "Dot plot of observed and adjusted rates. \(result.headline). "
      + result.sentences.joined(separator: " ")
    guard result.isSeries else {
      return StudyFigure(
        name: context.name, text: text, alternativeText: alternative, table: result.table,
        size: FigureSize.rows(rows.count, notes: 1), chart: dots(rows, names))
    }
    var order: [[GroupKey.Part]] = []
    for row in rows {
      let key = Array(row.key.parts.dropLast())
      if !order.contains(key) { order.append(key) }
    }
    let charts = order.prefix(most).map { key in
      line(
        rows.filter { Array($0.key.parts.dropLast()) == key }, title: key.map(\.value).joined(separator: ", ")
      )
    }
    return StudyFigure(
      name: context.name, text: text, alternativeText: alternative, table: result.table,
      size: Size(width: 900, height: 260 + (charts.count > 4 ? 190 : 300) * Double(max(1, charts.count))),
      panels: ChartPanels(.vertical) { charts })
  }

  private static let most = 40

  private static func bases(_ result: AdjustedRates) -> [String] {
    var bases: [String] = []
    for row in result.rows where !bases.contains(row.base) { bases.append(row.base) }
    return bases
  }

  private static func line(_ rows: [AdjustedRates.Row], title: String) -> Chart {
    let points = rows.enumerated().map { Point(number: $0.offset, row: $0.element) }
    let chart = Chart {
      ForEach(points, id: \.number) { point in
        ErrorBarMark(
          x: .value("Period", point.time), yStart: .value("Rate", point.lower),
          yEnd: .value("Rate", point.upper), capSize: 6)
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(points, id: \.number) { point in
        LineMark(
          x: .value("Period", point.time), y: .value("Rate", point.adjusted),
          series: .value("Line", "adjusted \(point.base)"))
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(points, id: \.number) { point in
        PointMark(x: .value("Period", point.time), y: .value("Rate", point.adjusted)).symbolSize(80)
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(points, id: \.number) { point in
        PointMark(x: .value("Period", point.time), y: .value("Rate", point.rate)).symbol(.ring).symbolSize(80)
      }.foregroundStyle(ThemeStyle.series(1, of: 2))
    }
    .chartXScale(domain: points.map(\.time))
    .chartYAxis { AxisMarks(format: .percent) }
    .chartXAxisLabel("").chartYAxisLabel(title.isEmpty ? "Share of people who reoffended" : "")
    .chartLegend(.hidden)
    return title.isEmpty ? chart : chart.chartTitle(title)
  }

  private static func dots(_ rows: [AdjustedRates.Row], _ names: [String]) -> Chart {
    let points = rows.enumerated().map { Point(number: $0.offset, row: $0.element) }
    return Chart {
      ForEach(points, id: \.number) { point in
        RuleMark(
          xStart: .value("Rate", point.lower), xEnd: .value("Rate", point.upper),
          y: .value("Group", point.name))
      }.foregroundStyle(ThemeStyle.focus).lineStyle(StrokeStyle(lineWidth: 3))
      ForEach(points, id: \.number) { point in
        PointMark(x: .value("Rate", point.adjusted), y: .value("Group", point.name)).symbolSize(110)
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(points, id: \.number) { point in
        PointMark(x: .value("Rate", point.rate), y: .value("Group", point.name)).symbol(.ring).symbolSize(90)
      }.foregroundStyle(ThemeStyle.series(1, of: 2))
    }
    .chartYScale(domain: names)
    .chartXAxis { AxisMarks(format: .percent) }
    .chartXAxisLabel("Share of people who reoffended")
    .chartLegend(.hidden)
  }

  /// One period or group.
  private struct Point: Sendable {
    let number: Int
    let name: String
    let time: String
    let base: String
    let rate: Double
    let adjusted: Double
    let lower: Double
    let upper: Double

    init(number: Int, row: AdjustedRates.Row) {
      self.number = number
      name = row.key.description
      time = row.key.parts.last?.value ?? ""
      base = row.base
      rate = row.rate.value ?? 0
      adjusted = row.adjusted.value ?? 0
      lower = row.adjusted.interval?.lower ?? adjusted
      upper = row.adjusted.interval?.upper ?? adjusted
    }
  }
}
