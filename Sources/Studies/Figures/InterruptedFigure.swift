import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// A series with the line before a change, the line after it, and the first one carried on.
public enum InterruptedFigure {
  /// Draws the periods in order.
  public static func make(_ result: InterruptedSeries, context: FigureContext) -> StudyFigure {
    let dots = result.points.enumerated().map { Dot(number: $0.offset, point: $0.element) }
    let measure =
      result.control.map { "Difference from \($0)" } ?? "Share of people who reoffended"
    let after = dots.filter(\.point.isAfter)
    let chart = Chart {
      PeriodMarks.change(at: result.change)
      ForEach(after, id: \.number) { dot in
        LineMark(
          x: .value("Period", dot.point.time), y: .value(measure, dot.point.withoutChange),
          series: .value("Line", "without"))
      }.foregroundStyle(ThemeStyle.secondary).lineStyle(StrokeStyle(lineWidth: 2, dash: [6, 4]))
      ForEach(dots, id: \.number) { dot in
        LineMark(
          x: .value("Period", dot.point.time), y: .value(measure, dot.point.fitted),
          series: .value("Line", dot.point.isAfter ? "after" : "before"))
      }.foregroundStyle(ThemeStyle.focus).lineStyle(StrokeStyle(lineWidth: 3))
      ForEach(dots, id: \.number) { dot in
        PointMark(x: .value("Period", dot.point.time), y: .value(measure, dot.point.value)).symbolSize(60)
      }.foregroundStyle(ThemeStyle.series(1, of: 2))
    }
    .overPeriods(dots.map(\.point.time), measure: measure)
    .chartLegend(.hidden)
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: measure + ", before and after \(result.change)",
        notes: ["Lines: least squares. Dashes: the first line carried on. " + (result.sentences.first ?? "")]),
      alternativeText: "Points of \(dots.count) periods with two lines. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 900, height: 540), chart: chart)
  }

  /// One period.
  private struct Dot: Sendable {
    let number: Int
    let point: InterruptedSeries.Point
  }
}
