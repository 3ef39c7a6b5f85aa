import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Cohorts by the time since their beginning: earlier ones in grey, this one so far, and where it will end.
public enum TrackFigure {
  /// Draws the shares who have reoffended.
  public static func make(_ result: CohortTracking, context: FigureContext) -> StudyFigure {
    let dots = result.cohorts.flatMap { cohort in
      [Dot(cohort: cohort.name, isCurrent: cohort.isCurrent, time: 0, share: 0, lower: 0, upper: 0)]
        + cohort.points.map { point in
          let share = point.share.value ?? 0
          return Dot(
            cohort: cohort.name, isCurrent: cohort.isCurrent, time: point.time, share: share,
            lower: point.share.interval?.lower ?? share, upper: point.share.interval?.upper ?? share)
        }
    }
    let own = dots.filter(\.isCurrent)
    let ends = result.cohorts.filter { !$0.isCurrent }.compactMap { cohort in
      dots.last { $0.cohort == cohort.name }
    }
    let names = result.cohorts.map(\.name)
    let earlier = result.cohorts.filter { !$0.isCurrent }.map(\.name)
    let range = result.final.interval
    let isOpen = result.projection.open > 0
    let end = result.horizon
    let chart = Chart {
      ForEach(own, id: \.id) { dot in
        AreaMark(
          x: .value(time, dot.time), yStart: .value(share, dot.lower), yEnd: .value(share, dot.upper))
      }.foregroundStyle(ThemeStyle.focus).opacity(0.2)
      ForEach(dots.filter { !$0.isCurrent }, id: \.id) { dot in
        LineMark(x: .value(time, dot.time), y: .value(share, dot.share), series: .value("Cohort", dot.cohort))
          .foregroundStyle(by: .value("Cohort", dot.cohort))
          .lineStyle(
            StrokeStyle(
              lineWidth: 2,
              dash: SurvivalFigure.dashes[
                (earlier.firstIndex(of: dot.cohort) ?? 0) % SurvivalFigure.dashes.count]))
      }
      ForEach(ends, id: \.id) { dot in
        PointMark(x: .value(time, dot.time), y: .value(share, dot.share)).symbol(.ring).symbolSize(50)
      }.foregroundStyle(ThemeStyle.secondary)
      ForEach(own, id: \.id) { dot in
        LineMark(x: .value(time, dot.time), y: .value(share, dot.share), series: .value("Cohort", dot.cohort))
          .foregroundStyle(by: .value("Cohort", dot.cohort))
      }.lineStyle(StrokeStyle(lineWidth: 3.5))
      if isOpen {
        ErrorBarMark(
          x: .value(time, end), yStart: .value(share, range?.lower ?? 0),
          yEnd: .value(share, range?.upper ?? 0),
          capSize: 16
        ).foregroundStyle(ThemeStyle.series(1, of: 2))
        PointMark(x: .value(time, end), y: .value(share, result.final.value ?? 0)).symbol(.diamond)
          .symbolSize(140).foregroundStyle(ThemeStyle.series(1, of: 2))
      }
    }
    .chartForegroundStyleScale(
      domain: names, range: result.cohorts.map { $0.isCurrent ? ThemeStyle.focus : .secondary }
    )
    .chartXScale(domain: 0.0...(isOpen ? 1.03 * end : end))
    .chartYScale(domain: 0.0...(1.15 * max(0.01, dots.map(\.upper).max() ?? 1, range?.upper ?? 0)))
    .chartYAxis { AxisMarks(format: .percent) }
    .chartXAxisLabel(
      "\(result.unit.withCapital) since the beginning of follow-up"
    )
    .chartYAxisLabel("Share who have reoffended")
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: "Cumulative share who reoffended by time since the beginning of follow-up",
        notes: [
          "Thick line: \(result.current.name) so far, with \(Words.percent(result.level)) limits. Thin lines: earlier cohorts."
            + (isOpen
              ? " Diamond: where it is expected to end, between \(NumberFormat.percent(range?.lower ?? 0)) and "
                + "\(NumberFormat.percent(range?.upper ?? 0))." : "")
        ]),
      alternativeText:
        "Lines of the cumulative share of people who reoffended, a cohort each. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 900, height: 560), chart: chart)
  }

  private static let time = "Time"
  private static let share = "Share"

  /// A cohort at a point.
  private struct Dot: Sendable {
    let cohort: String
    let isCurrent: Bool
    let time: Double
    let share: Double
    let lower: Double
    let upper: Double
    var id: String { "\(cohort) \(time)" }
  }
}
