import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// A series with what it would have been after a change, and the limits of that.
public enum CounterfactualFigure {
  /// Draws the periods in order, the expected line and the shaded limits.
  public static func make(_ result: CounterfactualSeries, context: FigureContext) -> StudyFigure {
    let dots = result.points.enumerated().map { Dot(number: $0.offset, point: $0.element) }
    let after = dots.filter(\.point.isAfter)
    let measure = "Share of people who reoffended"
    let chart = Chart {
      PeriodMarks.change(at: result.change)
      ForEach(after, id: \.number) { dot in
        AreaMark(
          x: .value("Period", dot.point.time), yStart: .value(measure, dot.point.limits?.lower ?? 0),
          yEnd: .value(measure, dot.point.limits?.upper ?? 0), series: .value("Band", "limits"))
      }.foregroundStyle(ThemeStyle.series(1, of: 2)).opacity(0.22)
      ForEach(dots, id: \.number) { dot in
        LineMark(
          x: .value("Period", dot.point.time), y: .value(measure, dot.point.expected),
          series: .value("Line", "expected"))
      }.foregroundStyle(ThemeStyle.series(1, of: 2)).lineStyle(StrokeStyle(lineWidth: 2.5, dash: [6, 4]))
      ForEach(dots, id: \.number) { dot in
        LineMark(
          x: .value("Period", dot.point.time), y: .value(measure, dot.point.value),
          series: .value("Line", "rate"))
      }.foregroundStyle(ThemeStyle.focus).lineStyle(StrokeStyle(lineWidth: 3))
      ForEach(dots, id: \.number) { dot in
        PointMark(x: .value("Period", dot.point.time), y: .value(measure, dot.point.value)).symbolSize(50)
      }.foregroundStyle(ThemeStyle.focus)
    }
    .overPeriods(dots.map(\.point.time), measure: measure)
    .chartLegend(.hidden)
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: measure + ", before and after \(result.change)",
        notes: [
          "Dashes: what was to be expected. Shading: \(Words.percent(result.level)) limits of each period without the change. "
            + (result.sentences.first ?? "")
        ]),
      alternativeText:
        "Two lines of \(dots.count) periods, the rate and what was to be expected, with a band after \(result.change). "
        + "\(result.headline). " + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 900, height: 540), chart: chart)
  }

  /// One period.
  private struct Dot: Sendable {
    let number: Int
    let point: CounterfactualSeries.Point
  }
}
