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
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: "Rate of each cohort against the limits of its baseline",
        notes: [
          "Pale bars: \(Words.percent(result.level)) limits of the baseline at the cohort's size. Filled circles: below them. Diamonds: above. Rings: within. "
            + "By chance: how often a cohort without any change shows a reduction."
        ]),
      alternativeText: "Dot plot of rates against limits of their baselines. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: FigureSize.rows(rows.count, notes: 1),
      symbols: "Circles and diamonds: rate. Upright lines: baseline."
    ) { chart(rows, bold: context.focus, hasNames: $0) }
  }

  private static func chart(_ rows: [Row], bold: [String], hasNames: Bool) -> Chart {
    let known = rows.filter { $0.rate != nil }
    func text(_ text: String, of row: Row) -> Text {
      SymbolNames.text(text, if: hasNames && row.name == known.first?.name)
    }
    return Chart {
      ForEach(rows, id: \.name) { row in
        RuleMark(
          xStart: .value("Rate", row.lower), xEnd: .value("Rate", row.upper), y: .value("Cohort", row.name))
      }.foregroundStyle(ThemeStyle.context).lineStyle(StrokeStyle(lineWidth: 14))
      ForEach(rows, id: \.name) { row in
        PointMark(x: .value("Rate", row.baseline), y: .value("Cohort", row.name)).symbol(.bar).symbolSize(160)
          .annotation(position: SymbolNames.side(of: row.baseline, from: row.rate)) {
            text("baseline", of: row)
          }
      }.foregroundStyle(ThemeStyle.primary)
      ForEach(known, id: \.name) { row in
        PointMark(x: .value("Rate", row.rate ?? 0), y: .value("Cohort", row.name))
          .symbol(row.verdict == .noChange ? .ring : row.verdict == .increase ? .diamond : .circle)
          .symbolSize(row.verdict == .increase ? 140 : 110)
          .foregroundStyle(
            row.verdict == .noChange
              ? ThemeStyle.secondary : row.verdict == .increase ? .series(1, of: 2) : .focus
          )
          .annotation(position: SymbolNames.side(of: row.rate ?? 0, from: row.baseline.nextDown)) {
            text("rate", of: row)
          }
      }
    }
    .chartYScale(domain: rows.map(\.name))
    .chartRowNames(bold: bold)
    .chartXAxis { AxisMarks(format: .percent) }
    .chartXAxisLabel("Share of people who reoffended")
    .chartTextColumns([
      TextColumn("Verdict", of: rows, named: \.name) { $0.verdict?.rawValue ?? "" },
      TextColumn("By chance", of: rows, named: \.name) { NumberFormat.percent($0.chance) },
    ])
    .chartLegend(.hidden)
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
