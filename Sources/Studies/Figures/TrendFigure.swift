import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Values over time with the centre line, control limits and the points that stand out.
public enum TrendFigure {
  /// Draws a small chart for each series, on one scale.
  public static func make(_ result: Trend, context: FigureContext) -> StudyFigure {
    let drawn = result.series.prefix(most)
    let isShare = drawn.allSatisfy { $0.chart != .u }
    let measure = isShare ? "Share of people who reoffended" : "Reoffences for each person"
    let charts = drawn.map { series in chart(series, isShare: isShare, measure: measure) }
    let signals = result.points.count { !$0.signals.isEmpty }
    let hasLimits = drawn.contains { $0.chart != nil }
    let headline =
      !hasLimits
      ? measure + " by period"
      : signals == 0
        ? "No period stands out from ordinary variation"
        : "\(signals) of \(result.points.count) periods \(signals == 1 ? "stands" : "stand") out from ordinary variation"
    var notes: [String] = []
    if hasLimits {
      notes.append(
        "Shading: limits of three standard errors. Dashes: centre."
          + (signals > 0 ? " Diamonds: periods that stand out by a rule." : "")
      )
    }
    if drawn.contains(where: \.hasProvisionalLimits) {
      notes.append("Limits are provisional: fewer than \(ControlChart.fewestPoints) periods.")
    }
    if !result.hidden.isEmpty {
      let names = result.hidden.map { ($0.key.parts.isEmpty ? "" : "\($0.key) ") + $0.time }
      notes.append("Not shown, because counts are small: \(Words.list(names)).")
    }
    let missing = result.series.dropFirst(most).map(\.key.description)
    if !missing.isEmpty { notes.append("Not drawn: \(Words.list(missing)).") }
    return StudyFigure(
      name: context.name,
      text: context.text(headline, measure: measure, notes: notes),
      alternativeText: "Control chart of \(result.points.count) periods. \(headline). "
        + result.sentences.joined(separator: " "),
      table: result.table,
      size: Size(width: 900, height: 250 + (drawn.count > 4 ? 190 : 300) * Double(max(1, drawn.count))),
      panels: ChartPanels(.vertical) { charts })
  }

  /// More small charts would be higher than a picture can be.
  private static let most = 150

  private static func chart(_ series: TrendSeries, isShare: Bool, measure: String) -> Chart {
    let dots = series.points.enumerated().map { Dot(index: $0.offset, point: $0.element) }
    let chart = Chart {
      ForEach(dots.filter { $0.point.lower != nil }, id: \.index) { dot in
        AreaMark(
          x: .value("Period", dot.point.time), yStart: .value(measure, dot.point.lower ?? 0),
          yEnd: .value(measure, dot.point.upper ?? 0))
      }.foregroundStyle(ThemeStyle.context).opacity(0.35)
      ForEach(dots.filter { $0.point.centre != nil }, id: \.index) { dot in
        LineMark(
          x: .value("Period", dot.point.time), y: .value(measure, dot.point.centre ?? 0),
          series: .value("Line", "centre"))
      }.foregroundStyle(ThemeStyle.secondary).lineStyle(StrokeStyle(lineWidth: 1.5, dash: [6, 4]))
      ForEach(dots, id: \.index) { dot in
        LineMark(
          x: .value("Period", dot.point.time), y: .value(measure, dot.point.rate),
          series: .value("Line", "values"))
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(dots.filter { $0.point.signals.isEmpty }, id: \.index) { dot in
        PointMark(x: .value("Period", dot.point.time), y: .value(measure, dot.point.rate)).symbolSize(60)
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(dots.filter { !$0.point.signals.isEmpty }, id: \.index) { dot in
        PointMark(x: .value("Period", dot.point.time), y: .value(measure, dot.point.rate)).symbol(.diamond)
          .symbolSize(150).annotation {
            Text(
              isShare ? NumberFormat.percent(dot.point.rate) : NumberFormat.fixed(dot.point.rate, decimals: 2)
            )
          }
      }.foregroundStyle(Color.orange)
    }
    .chartXScale(domain: dots.map(\.point.time))
    .chartYAxis { AxisMarks(format: isShare ? .percent : .number) }
    .chartXAxisLabel("")
    .chartYAxisLabel(series.key.parts.isEmpty ? measure : "")
    .chartLegend(.hidden)
    return series.key.parts.isEmpty ? chart : chart.chartTitle(series.key.description)
  }

  /// One period.
  private struct Dot: Sendable {
    let index: Int
    let point: TrendPoint
  }
}
