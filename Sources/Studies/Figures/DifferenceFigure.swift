import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// The rates of both sides before and after a change.
public enum DifferenceFigure {
  /// Draws a line a side, and where the treated side would be had it moved as the control.
  public static func make(_ result: DifferenceInDifferences, context: FigureContext) -> StudyFigure {
    let points = result.points
    let measure = "Share of people who reoffended"
    let gap = (result.cells[0].rate.value ?? 0) - (result.cells[2].rate.value ?? 0)
    let after = points.filter(\.isAfter)
    let last = points.last
    let (treated, without) = ("Something done", "Had nothing been done")
    let chart = Chart {
      PeriodMarks.change(at: result.change)
      ForEach(after, id: \.time) { point in
        LineMark(
          x: .value("Period", point.time), y: .value(measure, point.control + gap),
          series: .value("Line", "without")
        ).foregroundStyle(by: .value("Side", without))
      }.lineStyle(StrokeStyle(lineWidth: 2, dash: [6, 4]))
      ForEach(points, id: \.time) { point in
        LineMark(
          x: .value("Period", point.time), y: .value(measure, point.control),
          series: .value("Line", "control")
        ).foregroundStyle(by: .value("Side", "Control"))
      }.lineStyle(StrokeStyle(lineWidth: 2.5))
      ForEach(points, id: \.time) { point in
        LineMark(
          x: .value("Period", point.time), y: .value(measure, point.treated),
          series: .value("Line", "treated")
        ).foregroundStyle(by: .value("Side", treated))
      }.lineStyle(StrokeStyle(lineWidth: 3))
      ForEach(points, id: \.time) { point in
        PointMark(x: .value("Period", point.time), y: .value(measure, point.control)).symbol(.square)
          .symbolSize(70)
      }.foregroundStyle(ThemeStyle.series(1, of: 2))
      ForEach(points, id: \.time) { point in
        PointMark(x: .value("Period", point.time), y: .value(measure, point.treated)).symbolSize(90)
      }.foregroundStyle(ThemeStyle.focus)
    }
    .overPeriods(points.map(\.time), measure: measure)
    .chartForegroundStyleScale(
      domain: [treated, without, "Control"], range: [ThemeStyle.focus, .focus, .series(1, of: 2)])
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: measure + ", before and after \(result.change)",
        notes: [
          "Circles: where something was done. Squares: control. Dashes: as the treated would have been, had they moved as the control."
        ]),
      alternativeText:
        "Two lines of \(points.count) periods, \(last.map { "the last \($0.time)" } ?? "none"). \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 900, height: 540), chart: chart)
  }
}
