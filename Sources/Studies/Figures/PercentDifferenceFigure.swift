import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Each group's per cent difference from its prediction with its interval, sorted, beside a line at zero.
public enum PercentDifferenceFigure {
  /// Draws a comparison, groups sorted by their per cent difference, lowest first.
  public static func make(_ result: ActualAgainstPredicted, context: FigureContext) -> StudyFigure {
    let rows = result.groups.enumerated().compactMap { index, group in
      (group.percentDifference?.value).map {
        Row(group, index: index, difference: $0, isFocus: context.focus.contains(group.name))
      }
    }.sorted { ($0.difference, $0.index) < ($1.difference, $1.index) }
    let chart = Chart {
      RuleMark(x: .value("As predicted", 0.0)).foregroundStyle(ThemeStyle.primary)
      ForEach(rows.filter { $0.interval != nil }, id: \.name) { row in
        ErrorBarMark(
          xStart: .value("Lower limit", row.interval?.lower ?? row.difference),
          xEnd: .value("Upper limit", row.interval?.upper ?? row.difference), y: .value("Area", row.name)
        ).foregroundStyle(row.isFocus ? ThemeStyle.focus : .secondary)
      }
      ForEach(rows, id: \.name) { row in
        PointMark(x: .value("Per cent difference", row.difference), y: .value("Area", row.name))
          .symbol(row.isDecided ? .circle : .ring).symbolSize(80)
          .foregroundStyle(row.isFocus ? ThemeStyle.focus : .secondary)
      }
    }
    .chartYScale(domain: rows.map(\.name))
    .chartRowNames(bold: context.focus)
    .chartXAxis { AxisMarks(format: .number.suffix("%").signed()) }
    .chartXAxisLabel("Actual rate against predicted rate")
    .chartTextColumns([
      TextColumn("Against predicted", of: rows, named: \.name, text: \.text),
      TextColumn("Result", alignment: .leading, of: rows, named: \.name, text: \.resultText),
    ])
    let decided = result.groups.filter { $0.verdict == .higher || $0.verdict == .lower }
    let headline = ActualAgainstPredictedFigure.headline(result, focus: [])
    return StudyFigure(
      name: context.name,
      text: context.text(
        headline, measure: "Actual against predicted rate of reoffending, per cent difference",
        notes: [
          "Lines: \(Words.percent(result.level)) intervals. Filled circles: significant after adjustment for "
            + "\(Plural.count(result.comparisons, "comparison")) (\(Words.name(result.adjustment))); rings: no clear difference."
        ]),
      alternativeText:
        "Dot plot with intervals of the per cent difference from the predicted rate in "
        + "\(Plural.count(rows.count, result.noun)). \(headline). "
        + decided.map(\.sentence).joined(separator: " "),
      table: result.table, size: FigureSize.rows(rows.count), chart: chart
    )
  }

  /// One line of the chart.
  private struct Row: Sendable {
    let name: String
    let index: Int
    let difference: Double
    let interval: ConfidenceInterval?
    let isDecided: Bool
    let isFocus: Bool
    /// What can be said of the difference; ranks would order what chance orders.
    let resultText: String

    var text: String { NumberFormat.signed(difference, decimals: 1) + "%" }

    init(_ group: ComparedGroup, index: Int, difference: Double, isFocus: Bool) {
      name = group.name
      self.index = index
      self.difference = difference
      interval = group.percentDifference?.interval
      isDecided = group.verdict == .higher || group.verdict == .lower
      self.isFocus = isFocus
      resultText =
        switch group.verdict {
        case .higher: "higher"
        case .lower: "lower"
        case .asExpected: "no clear difference"
        case .unknown: ""
        }
    }
  }
}
