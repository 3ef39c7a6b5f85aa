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
    let isPair = !drawn.isEmpty && drawn.allSatisfy { $0.points.count == 2 }
    let hasLimits = drawn.contains { $0.chart != nil } && !isPair
    let headline =
      changeHeadline(drawn, isPair: isPair)
      ?? (!hasLimits
        ? measure + (isPair ? " in two periods" : " by period")
        : signals == 0
          ? "No period stands out from ordinary variation"
          : "\(signals) of \(result.points.count) periods \(signals == 1 ? "stands" : "stand") out from ordinary variation")
    var notes: [String] = []
    if isPair { notes.append("Two periods show a difference, not a trend.") }
    if hasLimits {
      notes.append(
        "Shading: limits of three standard errors. Dashes: centre."
          + (signals > 0 ? " Diamonds: periods that stand out by a rule." : "")
      )
    }
    if drawn.contains(where: { series in series.points.contains(where: \.followsGap) }), !isPair {
      notes.append("No line: periods are missing there.")
    }
    if drawn.contains(where: { series in series.points.count { !$0.signals.isEmpty } > mostValues }) {
      notes.append("The values of the diamonds are in the table.")
    }
    let limited = hasLimits ? drawn.filter { $0.chart != nil } : []
    let alone = limited.flatMap { $0.points.filter { $0.centre == nil } }
    if !alone.isEmpty {
      let names = alone.map { ($0.key.parts.isEmpty ? "" : "\($0.key) ") + $0.time }
      notes.append("Without limits, as the only period beside a break of the series: \(Words.list(names)).")
    }
    if hasLimits, drawn.contains(where: \.hasProvisionalLimits) {
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

  /// The change from the first to the last period, which is the finding wherever it is known and, of more than two
  /// periods, clear.
  private static func changeHeadline(_ drawn: ArraySlice<TrendSeries>, isPair: Bool) -> String? {
    guard drawn.count == 1, let series = drawn.first else { return groupsHeadline(drawn) }
    guard let change = series.change, let first = series.changeFrom, let last = series.points.last,
      isPair || change.isSignificant
    else { return nil }
    let (from, to) = (NumberFormat.percent(first.rate), NumberFormat.percent(last.rate))
    guard from != to else { return "Reoffending was \(from) in \(first.time) and in \(last.time)" }
    return "Reoffending \(moved(change)) from \(from) in \(first.time) to \(to) in \(last.time)"
      + (change.isSignificant ? "" : ", no clear change")
  }

  /// Which of several series changed between their ends; nil where none clearly did.
  private static func groupsHeadline(_ drawn: ArraySlice<TrendSeries>) -> String? {
    let changes = drawn.compactMap { series in
      series.change.map { (name: series.key.description, change: $0) }
    }
    let clear = changes.filter(\.change.isSignificant)
    guard changes.count == drawn.count, !clear.isEmpty else { return nil }
    let phrases = ["fell", "rose"].compactMap { direction -> String? in
      let names = clear.filter { moved($0.change) == direction }.map(\.name)
      guard !names.isEmpty else { return nil }
      return "\(direction) in "
        + (names.count > mostNamed ? "\(names.count) of \(drawn.count) groups" : Words.list(names))
    }
    let rest = changes.filter { !$0.change.isSignificant }.map(\.name)
    let ends = Set(drawn.map { [$0.changeFrom?.time ?? "", $0.points.last?.time ?? ""] })
    let when = ends.count == 1 ? ends.first.map { "From \($0[0]) to \($0[1]) reoffending " } : nil
    let start =
      (when ?? "Between the first and the last period reoffending ") + phrases.joined(separator: " and ")
    guard !rest.isEmpty, clear.count <= mostNamed else { return start }
    return start + ", with no clear change in "
      + (rest.count > mostNamed ? "\(rest.count) others" : Words.list(rest))
  }

  private static func moved(_ change: RateChange) -> String {
    (change.difference.value ?? 0) > 0 ? "rose" : "fell"
  }

  /// More groups than this are counted and not named in a headline.
  private static let mostNamed = 3

  /// More small charts would be higher than a picture can be.
  private static let most = 150

  /// Values of more points than this would cover each other.
  private static let mostValues = 8

  /// The chart of a series: periods beside each other, or at their distance in time where some are missing.
  private static func chart(_ series: TrendSeries, isShare: Bool, measure: String) -> Chart {
    let points = series.points
    let hasGaps = points.contains(where: \.followsGap)
    var run = 0
    let dots = points.enumerated().map { index, point in
      if point.followsGap { run += 1 }
      return Dot(index: index, run: run, point: point)
    }
    let chart =
      hasGaps
      ? content(dots, isShare: isShare, measure: measure) { .value("Period", Double($0.point.day ?? 0)) }
        .chartXAxis {
          AxisMarks(values: dots.map { Double($0.point.day ?? 0) }) { value in
            AxisTick()
            AxisValueLabel(dots[value.index].point.time).foregroundStyle(.primary)
          }
        }
      : content(dots, isShare: isShare, measure: measure) { .value("Period", $0.point.time) }
        .chartXScale(domain: dots.map(\.point.time))
    let finished =
      chart.chartYAxis { AxisMarks(format: isShare ? .percent : .number) }
      .chartXAxisLabel("")
      .chartYAxisLabel(series.key.parts.isEmpty ? measure : "")
      .chartLegend(.hidden)
    return series.key.parts.isEmpty ? finished : finished.chartTitle(series.key.description)
  }

  /// The marks; nothing joins periods with a gap between them, and two periods are no line.
  private static func content<X: Plottable>(
    _ dots: [Dot], isShare: Bool, measure: String, x: @escaping (Dot) -> PlottableValue<X>
  ) -> Chart {
    let isSeries = dots.count > 2
    let signals = dots.filter { !$0.point.signals.isEmpty }
    return Chart {
      ForEach(dots.filter { $0.point.lower != nil && isSeries }, id: \.index) { dot in
        AreaMark(
          x: x(dot), yStart: .value(measure, dot.point.lower ?? 0),
          yEnd: .value(measure, dot.point.upper ?? 0),
          series: .value("Limits", dot.run))
      }.foregroundStyle(ThemeStyle.context).opacity(0.35)
      ForEach(dots.filter { $0.point.centre != nil && isSeries }, id: \.index) { dot in
        LineMark(
          x: x(dot), y: .value(measure, dot.point.centre ?? 0), series: .value("Line", "centre \(dot.run)"))
      }.foregroundStyle(ThemeStyle.secondary).lineStyle(StrokeStyle(lineWidth: 1.5, dash: [6, 4]))
      ForEach(isSeries ? dots : [], id: \.index) { dot in
        LineMark(x: x(dot), y: .value(measure, dot.point.rate), series: .value("Line", "values \(dot.run)"))
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(dots.filter { $0.point.signals.isEmpty }, id: \.index) { dot in
        PointMark(x: x(dot), y: .value(measure, dot.point.rate)).symbolSize(60)
          .annotation(position: .top, spacing: 8) { Text(isSeries ? "" : rate(dot, isShare)) }
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(signals, id: \.index) { dot in
        PointMark(x: x(dot), y: .value(measure, dot.point.rate)).symbol(.diamond).symbolSize(150)
          .annotation { Text(signals.count > mostValues ? "" : rate(dot, isShare)) }
      }.foregroundStyle(ThemeStyle.series(1, of: 2))
    }
  }

  private static func rate(_ dot: Dot, _ isShare: Bool) -> String {
    isShare ? NumberFormat.percent(dot.point.rate) : NumberFormat.fixed(dot.point.rate, decimals: 2)
  }

  /// One period.
  private struct Dot: Sendable {
    let index: Int
    /// How many gaps lie before it.
    let run: Int
    let point: TrendPoint
  }
}
