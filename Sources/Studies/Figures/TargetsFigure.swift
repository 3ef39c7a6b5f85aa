import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Printed performance as a bar from zero, with a line at the target.
public enum TargetsFigure {
  /// Draws the indicators in the order of the table.
  public static func make(_ result: TargetComparison, context: FigureContext) -> StudyFigure {
    let rows = result.indicators.map(Row.init)
    let chart = Chart {
      ForEach(rows, id: \.name) { row in
        BarMark(x: .value("Actual", row.actual), y: .value("Indicator", row.name), height: .ratio(0.5))
          .foregroundStyle(row.style)
      }
      ForEach(rows, id: \.name) { row in
        RectangleMark(
          xStart: .value("Target", row.target - 0.005), xEnd: .value("Target", row.target + 0.005),
          y: .value("Indicator", row.name), height: .ratio(0.9)
        ).foregroundStyle(ThemeStyle.series(1, of: 2))
      }
      ForEach(rows.filter { $0.lower != nil }, id: \.name) { row in
        RuleMark(
          xStart: .value("Lower", row.lower ?? row.actual), xEnd: .value("Upper", row.upper ?? row.actual),
          y: .value("Indicator", row.name)
        ).foregroundStyle(.primary).lineStyle(StrokeStyle(lineWidth: 2))
      }
    }
    .chartYScale(domain: rows.map(\.name))
    .chartXScale(domain: 0.0...1.0)
    .chartXAxis { AxisMarks(format: .percent, values: [0.0, 0.25, 0.5, 0.75, 1.0]) }
    .chartXAxisLabel(axisTitle(rows))
    .chartTextColumns([
      TextColumn("Actual", of: rows, named: \.name, text: \.actualText),
      TextColumn("Target", of: rows, named: \.name, text: \.targetText),
      TextColumn("Gap, points", of: rows, named: \.name, text: \.gapText),
      TextColumn("Result", alignment: .leading, of: rows, named: \.name, text: \.verdict),
    ])
    let areCountsKnown = rows.allSatisfy { $0.lower != nil }
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: "Performance against target",
        notes: [
          "Bars: performance. Upright lines: target. "
            + (areCountsKnown
              ? "Level lines: \(Words.percent(result.indicators.first?.level ?? .p95)) intervals; a result is uncertain where "
                + "chance leaves it open."
              : "\(rows.contains { $0.lower != nil } ? "Where there is no interval," : "No intervals:") the number of people is "
                + "not printed, so a small gap may be chance.")
        ]
          + (result.hidden.isEmpty
            ? []
            : ["Not shown, because counts are small: \(Words.list(result.hidden.map(\.name)))."])
          + (result.unknown.isEmpty
            ? []
            : result.unknown.count > 3
              ? ["\(result.unknown.count) further indicators have no target or no figure."]
              : ["Not known: \(result.unknown.map(\.name).joined(separator: "; "))."])),
      alternativeText: "Bullet chart of performance against target. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: FigureSize.rows(rows.count + 1, notes: 2), chart: chart)
  }

  private static func axisTitle(_ rows: [Row]) -> String {
    let better = Set(rows.map(\.isLowerBetter))
    return better == [true]
      ? "Percentage; less is better"
      : better == [false] ? "Percentage as printed; more is better" : "Percentage"
  }

  /// One bullet.
  private struct Row: Sendable {
    let name: String
    let actual: Double
    let target: Double
    let actualText: String
    let targetText: String
    let gapText: String
    let verdict: String
    let style: ThemeStyle
    let isLowerBetter: Bool
    let lower: Double?
    let upper: Double?

    init(_ indicator: TargetComparison.Indicator) {
      let name = indicator.name.withCapital
      self.name = indicator.period.isEmpty ? name : "\(name) (\(indicator.period))"
      actual = indicator.performance
      target = indicator.target.fraction
      actualText = indicator.actual.text
      targetText = (indicator.isLowerBetter ? "≤ " : "") + indicator.target.text
      gapText = NumberFormat.signed(indicator.points, decimals: 1)
      style =
        switch indicator.verdict {
        case .met, .metAsPrinted: .focus
        case .missed, .missedAsPrinted: .secondary
        case .uncertain: .context
        }
      isLowerBetter = indicator.isLowerBetter
      lower = indicator.interval?.lower
      upper = indicator.interval?.upper
      verdict = indicator.verdict.rawValue
    }
  }
}
