import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// An area and a mixture of others before and after a change.
public enum SyntheticFigure {
  /// What is drawn.
  public enum Form: String, Sendable, CaseIterable {
    /// The area and the mixture.
    case lines
    /// The difference of each area from its own mixture.
    case gaps
  }

  /// Draws the lines, or the gaps of all areas with that of the changed one on top.
  public static func make(_ result: SyntheticArea, form: Form, context: FigureContext) -> StudyFigure {
    let chart = form == .lines ? lines(result) : gaps(result)
    let note =
      form == .lines
      ? "Dashes: the mixture. " + (result.sentences.last ?? "")
      : "Pale lines: the \(result.areas.count - 1) other areas, each against a mixture of its own. "
        + (result.sentences.last ?? "")
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline,
        measure: (form == .lines ? result.outcome.axis : "Difference from a mixture of other areas")
          + ", before and after \(result.change)", notes: [note]),
      alternativeText: (form == .lines
        ? "Two lines of \(result.points.count) periods. "
        : "Lines of \(result.areas.count) areas over \(result.points.count) periods. ")
        + "\(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 900, height: 540), chart: chart)
  }

  private static func lines(_ result: SyntheticArea) -> Chart {
    let points = result.points
    let measure = result.outcome.axis
    let (own, mixture) = (result.name, "Mixture of others")
    return Chart {
      PeriodMarks.change(at: result.change)
      ForEach(points, id: \.time) { point in
        LineMark(
          x: .value("Period", point.time), y: .value(measure, point.synthetic),
          series: .value("Line", "mixture")
        ).foregroundStyle(by: .value("Side", mixture))
      }.lineStyle(StrokeStyle(lineWidth: 2.5, dash: [6, 4]))
      ForEach(points, id: \.time) { point in
        LineMark(
          x: .value("Period", point.time), y: .value(measure, point.value), series: .value("Line", "area")
        ).foregroundStyle(by: .value("Side", own))
      }.lineStyle(StrokeStyle(lineWidth: 3))
    }
    .overPeriods(points.map(\.time), measure: measure, format: result.outcome.isShare ? .percent : .number)
    .chartForegroundStyleScale(domain: [own, mixture], range: [ThemeStyle.focus, .series(1, of: 2)])
  }

  private static func gaps(_ result: SyntheticArea) -> Chart {
    let measure =
      result.outcome.isShare ? "Difference, percentage points" : "Difference in \(result.outcome.name)"
    let unit = result.outcome.isShare ? 100.0 : 1
    let times = result.points.map(\.time)
    return Chart {
      PeriodMarks.change(at: result.change)
      RuleMark(y: .value(measure, 0.0)).foregroundStyle(ThemeStyle.primary)
      for area in result.areas.reversed() {
        ForEach(times.indices.map { Gap(time: times[$0], value: unit * area.fit.gaps[$0]) }, id: \.time) {
          gap in
          LineMark(
            x: .value("Period", gap.time), y: .value(measure, gap.value), series: .value("Area", area.name))
        }
        .foregroundStyle(area.isChanged ? ThemeStyle.focus : .context)
        .lineStyle(StrokeStyle(lineWidth: area.isChanged ? 3 : 1.5))
      }
    }
    .overPeriods(times, measure: measure, format: .number.signed())
    .chartLegend(.hidden)
  }

  /// One period of one area.
  private struct Gap: Sendable {
    let time: String
    let value: Double
  }
}
