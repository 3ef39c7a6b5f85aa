import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// A rate by periods and the fan of the next ones.
public enum ForecastFigure {
  /// Draws the known periods, then the fan from the last of them.
  public static func make(_ result: RateForecast, context: FigureContext) -> StudyFigure {
    let known = result.points.enumerated().map {
      Dot(number: $0.offset, time: $0.element.time, rate: $0.element.rate)
    }
    let steps = result.forecast
    let bands = fanBands(result)
    let shown = bands.flatMap { [$0.lower, $0.upper] } + known.map(\.rate)
    let spread = max(0.005, (shown.max() ?? 1) - (shown.min() ?? 0))
    let measure = "Share of people who reoffended"
    let chart = Chart {
      ForEach(bands, id: \.id) { band in
        AreaMark(
          x: .value("Period", band.time), yStart: .value(measure, band.lower),
          yEnd: .value(measure, band.upper), series: .value("Band", band.series))
      }.foregroundStyle(ThemeStyle.series(1, of: 2)).opacity(0.22)
      ForEach(known, id: \.number) { dot in
        LineMark(x: .value("Period", dot.time), y: .value(measure, dot.rate), series: .value("Line", "known"))
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(known, id: \.number) { dot in
        PointMark(x: .value("Period", dot.time), y: .value(measure, dot.rate)).symbolSize(60)
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(steps, id: \.ahead) { step in
        PointMark(x: .value("Period", step.time), y: .value(measure, step.rate.value ?? 0)).symbol(.diamond)
          .symbolSize(90)
      }.foregroundStyle(ThemeStyle.series(1, of: 2))
    }
    .chartYScale(
      domain: max(0, (shown.min() ?? 0) - 0.15 * spread)...min(1, (shown.max() ?? 1) + 0.15 * spread)
    )
    .overPeriods(known.map(\.time) + steps.map(\.time), measure: measure)
    .chartLegend(.hidden)
    let levels = (steps.first?.fan ?? []).map { Words.percent($0.level) }
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: measure + ", with a forecast",
        notes: [
          "Diamonds: forecast by \(RateForecast.words(result.method)). Shading: \(Words.list(levels)) limits of the rates to come."
        ] + (result.sentences.filter { $0.hasPrefix("The naive forecast wins") })),
      alternativeText:
        "Line of \(known.count) periods with a fan of \(steps.count) forecast ones. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 900, height: 540), chart: chart)
  }

  private static func fanBands(_ result: RateForecast) -> [Band] {
    guard let last = result.points.last, let first = result.forecast.first else { return [] }
    return first.fan.indices.reversed().flatMap { place in
      [Band(series: "\(place)", time: last.time, lower: last.rate, upper: last.rate)]
        + result.forecast.map {
          Band(series: "\(place)", time: $0.time, lower: $0.fan[place].lower, upper: $0.fan[place].upper)
        }
    }
  }

  /// A known period.
  private struct Dot: Sendable {
    let number: Int
    let time: String
    let rate: Double
  }

  /// The limits of one level at one period.
  private struct Band: Sendable {
    let series: String
    let time: String
    let lower: Double
    let upper: Double
    var id: String { "\(series) \(time)" }
  }
}
