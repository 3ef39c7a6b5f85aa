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
    let note =
      "Filled circles with \(Words.percent(result.level)) intervals: adjusted to the mix of \(Words.list(bases(result))). Rings: as observed."
    let text = context.text(
      result.headline, measure: "Share of people who reoffended, as observed and adjusted",
      notes: [note] + result.notes.filter { $0.hasPrefix("Figures from") })
    let alternative =
      "Dot plot of observed and adjusted rates. \(result.headline). "
      + result.sentences.joined(separator: " ")
    guard result.isSeries else {
      var text = text
      text.notes[0] = "Pale bars: \(Words.percent(result.level)) intervals of the adjusted rate."
      return StudyFigure(
        name: context.name, text: text, alternativeText: alternative, table: result.table,
        size: FigureSize.rows(rows.count, notes: 1),
        symbols: "Filled circles: adjusted to the mix of \(Words.list(bases(result))). Rings: as observed."
      ) { hasNames in
        RateDot.chart(
          dots(rows) { $0.description },
          names: hasNames ? ("as observed", "with the mix of \(Words.list(bases(result)))") : nil,
          bold: context.focus)
      }
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
    let dots = dots(rows) { $0.parts.last?.value ?? "" }
    let chart = Chart {
      ForEach(dots, id: \.number) { dot in
        ErrorBarMark(
          x: .value("Period", dot.name), yStart: .value("Rate", dot.lower),
          yEnd: .value("Rate", dot.upper), capSize: 6)
      }.foregroundStyle(ThemeStyle.focus)
      // Two periods are a difference, no trend.
      ForEach(dots.count > 2 ? dots : [], id: \.number) { dot in
        LineMark(
          x: .value("Period", dot.name), y: .value("Rate", dot.adjusted),
          series: .value("Line", "adjusted \(rows[dot.number].base)"))
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(dots, id: \.number) { dot in
        PointMark(x: .value("Period", dot.name), y: .value("Rate", dot.adjusted)).symbolSize(80)
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(dots, id: \.number) { dot in
        PointMark(x: .value("Period", dot.name), y: .value("Rate", dot.rate)).symbol(.ring).symbolSize(80)
      }.foregroundStyle(ThemeStyle.series(1, of: 2))
    }
    .chartXScale(domain: dots.map(\.name))
    .chartYAxis { AxisMarks(format: .percent) }
    .chartXAxisLabel("").chartYAxisLabel(title.isEmpty ? "Share of people who reoffended" : "")
    .chartLegend(.hidden)
    return title.isEmpty ? chart : chart.chartTitle(title)
  }

  private static func dots(_ rows: [AdjustedRates.Row], named name: (GroupKey) -> String) -> [RateDot] {
    rows.enumerated().map {
      RateDot(
        number: $0.offset, name: name($0.element.key), rate: $0.element.rate, adjusted: $0.element.adjusted)
    }
  }
}
