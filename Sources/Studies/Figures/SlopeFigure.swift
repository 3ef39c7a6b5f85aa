import ChartGrammar
import Numbers
import Reoffending
public import Statistics
import Tables

/// Rates of two periods joined by a line, a small chart for each group, so that rise and fall are seen at once.
public enum SlopeFigure {
  /// Draws the first and last period of each group on one scale.
  ///
  /// - Throws: `StatisticsError` where a period has nobody.
  public static func make(
    _ series: [RateChangeFigure.Series], context: FigureContext
  ) throws(StatisticsError) -> StudyFigure {
    let changes = try RateChangeFigure.changes(series)
    let known = changes.flatMap { [$0.first, $0.last] }
    let limits = known.flatMap { [$0.rate?.interval?.lower, $0.rate?.interval?.upper, $0.rate?.value] }
      .compactMap(\.self)
    let top = min(1, 1.15 * (limits.max() ?? 1))
    let charts = changes.enumerated().map { index, change in
      let ends = [(change.first, true), (change.last, false)].compactMap(End.init)
      return Chart {
        ForEach(ends, id: \.period) { end in
          LineMark(x: .value("Period", end.period), y: .value("Rate", end.rate))
            .lineStyle(StrokeStyle(lineWidth: 3))
        }.foregroundStyle(ThemeStyle.series(min(index, 1), of: 2))
        ForEach(ends.filter { $0.interval != nil }, id: \.period) { end in
          ErrorBarMark(
            x: .value("Period", end.period), yStart: .value("Rate", end.interval?.lower ?? end.rate),
            yEnd: .value("Rate", end.interval?.upper ?? end.rate), capSize: 10)
        }.foregroundStyle(ThemeStyle.series(min(index, 1), of: 2))
        ForEach(ends, id: \.period) { end in
          PointMark(x: .value("Period", end.period), y: .value("Rate", end.rate))
            .symbol(index == 0 ? .circle : .square).symbolSize(120)
            .annotation(position: end.isFirst ? .leading : .trailing, spacing: 10) {
              Text(NumberFormat.percent(end.rate)).bold()
            }
        }.foregroundStyle(ThemeStyle.series(min(index, 1), of: 2))
      }
      .chartXScale(domain: ends.map(\.period))
      .chartYScale(domain: 0.0...top)
      .chartYAxis { AxisMarks(format: .percent) }
      .chartXAxisLabel("")
      .chartYAxisLabel(index == 0 ? "Share of people who reoffended" : "")
      .chartTitle(change.name)
    }
    let level = series.first?.rates.level ?? .p95
    let sentences = changes.map(\.sentence)
    let headline = Words.sentenceCase(changes.map(\.phrase))
    var figure = StudyFigure(
      name: context.name,
      text: context.text(
        headline, measure: "Share of people who reoffended, first and last period",
        notes: [
          "Upright lines: \(Words.percent(level)) intervals. Two periods show a difference, not a trend."
        ] + sentences),
      alternativeText: "Slope chart of rates of reoffending in two periods. \(headline). "
        + sentences.joined(separator: " "),
      table: GroupRates.table(joining: series.map { ($0.name, $0.rates) }),
      size: Size(width: 900, height: 560), panels: ChartPanels(.horizontal, sharing: .vertical) { charts })
    figure.narrow = ChartPanels(.vertical, sharing: .vertical) { charts }
    return figure
  }

  /// One end of a line.
  private struct End: Sendable {
    let period: String
    let rate: Double
    let interval: ConfidenceInterval?
    let isFirst: Bool

    init?(_ group: GroupRate, isFirst: Bool) {
      guard let rate = group.rate?.value else { return nil }
      period = group.name
      self.rate = rate
      interval = group.rate?.interval
      self.isFirst = isFirst
    }
  }
}
