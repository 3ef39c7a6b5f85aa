import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Effects by the time since the beginning, with what should be nought before it.
public enum StaggeredFigure {
  /// Draws a point with limits for each number of periods.
  public static func make(_ result: StaggeredEffects, context: FigureContext) -> StudyFigure {
    let dots = result.averages.compactMap { average -> Dot? in
      guard let periods = average.periods, let value = average.average.estimate.value else { return nil }
      return Dot(periods: periods, value: value, interval: average.average.estimate.interval)
    }
    let measure =
      result.outcome.isShare ? "Effect, percentage points" : "Effect on \(result.outcome.name)"
    let unit = result.outcome.isShare ? 100.0 : 1
    let title = "Periods since the beginning"
    let chart = Chart {
      RuleMark(y: .value(measure, 0.0)).foregroundStyle(ThemeStyle.primary)
      PeriodMarks.change(title, at: -0.5)
      ForEach(dots.filter { $0.interval != nil }, id: \.periods) { dot in
        RuleMark(
          x: .value(title, Double(dot.periods)),
          yStart: .value(measure, unit * (dot.interval?.lower ?? dot.value)),
          yEnd: .value(measure, unit * (dot.interval?.upper ?? dot.value))
        ).foregroundStyle(dot.periods < 0 ? ThemeStyle.secondary : .focus)
      }.lineStyle(StrokeStyle(lineWidth: 2))
      ForEach(dots.filter { $0.periods < 0 }, id: \.periods) { dot in
        PointMark(x: .value(title, Double(dot.periods)), y: .value(measure, unit * dot.value)).symbol(.ring)
          .symbolSize(90)
      }.foregroundStyle(ThemeStyle.secondary)
      ForEach(dots.filter { $0.periods >= 0 }, id: \.periods) { dot in
        PointMark(x: .value(title, Double(dot.periods)), y: .value(measure, unit * dot.value)).symbolSize(90)
      }.foregroundStyle(ThemeStyle.focus)
    }
    .chartXScale(
      domain: Double(dots.first?.periods ?? 0) - 0.5...Double(dots.last?.periods ?? 0) + 0.5
    )
    .chartXAxis { AxisMarks(format: .number.signed(), values: marks(dots.map(\.periods))) }
    .chartYAxis { AxisMarks(format: .number.signed()) }
    .chartXAxisLabel(title).chartYAxisLabel(measure)
    .chartLegend(.hidden)
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline,
        measure: "Effect by periods since the beginning"
          + (result.covariates.isEmpty
            ? ""
            : ", on people alike in \(Words.list(result.covariates.map { $0.replacing("_", with: " ") }))"),
        notes: [
          "Circles: since the beginning. Rings: before it, from one period to the next, where nought is to be expected. Lines: "
            + "\(Words.percent(result.level)) intervals."
        ]),
      alternativeText: "Points of \(Plural.count(dots.count, "period")) before and after the beginning. "
        + "\(result.headline). " + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 900, height: 540), chart: chart)
  }

  /// At most a dozen numbers of periods, with 0 among them.
  private static func marks(_ periods: [Int]) -> [Double] {
    let step = max(1, (periods.count + 11) / 12)
    return periods.filter { $0 % step == 0 }.map(Double.init)
  }

  /// One number of periods.
  private struct Dot: Sendable {
    let periods: Int
    let value: Double
    let interval: ConfidenceInterval?
  }
}
