import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Cohorts against the limits of their baselines: within them nothing is paid or deducted.
public enum PaymentFigure {
  /// Draws a row a cohort, in the order of the table.
  public static func make(_ result: PaymentByResults, context: FigureContext) -> StudyFigure {
    let rows = result.rows.map(Row.init)
    let known = rows.filter { $0.rate != nil }
    let chart = Chart {
      ForEach(rows, id: \.name) { row in
        RuleMark(
          xStart: .value("Rate", row.lower), xEnd: .value("Rate", row.upper), y: .value("Cohort", row.name))
      }.foregroundStyle(ThemeStyle.context).lineStyle(StrokeStyle(lineWidth: 14))
      ForEach(rows, id: \.name) { row in
        PointMark(x: .value("Rate", row.baseline), y: .value("Cohort", row.name)).symbol(.ring).symbolSize(70)
      }.foregroundStyle(ThemeStyle.primary)
      ForEach(known.filter { $0.verdict == .noChange }, id: \.name) { row in
        PointMark(x: .value("Rate", row.rate ?? 0), y: .value("Cohort", row.name)).symbolSize(120)
      }.foregroundStyle(ThemeStyle.secondary)
      ForEach(known.filter { $0.verdict == .reduction }, id: \.name) { row in
        PointMark(x: .value("Rate", row.rate ?? 0), y: .value("Cohort", row.name)).symbol(.square).symbolSize(
          120)
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(known.filter { $0.verdict == .increase }, id: \.name) { row in
        PointMark(x: .value("Rate", row.rate ?? 0), y: .value("Cohort", row.name)).symbol(.diamond)
          .symbolSize(140)
      }.foregroundStyle(ThemeStyle.series(1, of: 2))
    }
    .chartYScale(domain: rows.map(\.name))
    .chartXAxis { AxisMarks(format: .percent) }
    .chartXAxisLabel("Share of people who reoffended")
    .chartTextColumns([
      TextColumn("Verdict", of: rows, named: \.name) { $0.verdict?.rawValue ?? "" },
      TextColumn("By chance", of: rows, named: \.name) { NumberFormat.percent($0.chance) },
    ])
    .chartLegend(.hidden)
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: "Rate of each cohort against the limits of its baseline",
        notes: [
          "Pale bars: \(Words.percent(result.level)) limits of the baseline (ring) at the cohort's size. Squares: reduction. Diamonds: increase. Circles: no change. "
            + "By chance: how often a cohort without any change shows a reduction."
        ]),
      alternativeText: "Dot plot of rates against limits of their baselines. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: FigureSize.rows(rows.count, notes: 1), chart: chart)
  }

  /// One cohort.
  private struct Row: Sendable {
    let name: String
    let rate: Double?
    let baseline: Double
    let lower: Double
    let upper: Double
    let chance: Double
    let verdict: PaymentByResults.Verdict?

    init(_ row: PaymentByResults.Row) {
      name = row.key.description
      rate = row.events.map { Double($0) / Double(row.trials) }
      baseline = row.threshold.baseline
      lower = row.threshold.limits.lower
      upper = row.threshold.limits.upper
      chance = row.chanceOfReduction
      verdict = row.verdict
    }
  }
}
