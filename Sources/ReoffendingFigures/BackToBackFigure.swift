import ChartGrammar
public import Reoffending
import Tables

/// Two percentages of each group as bars back to back, such as men to the left and women to the right.
public enum BackToBackFigure {
  /// Draws printed percentages in the order of the table; both sides have the same scale.
  public static func make(_ result: PairedShares, context: FigureContext) -> StudyFigure {
    let bars = result.pairs.flatMap { pair in
      [
        pair.first.map { Bar(pair: pair.name, side: 0, rate: $0) },
        pair.second.map { Bar(pair: pair.name, side: 1, rate: $0) },
      ].compactMap(\.self)
    }
    let reach = 1.5 * (bars.map(\.rate.fraction).max() ?? 1)
    let names = result.sides.map { $0.prefix(1).uppercased() + $0.dropFirst() }
    let chart = Chart {
      ForEach(bars, id: \.id) { bar in
        BarMark(
          x: .value("Percentage", bar.side == 0 ? -bar.rate.fraction : bar.rate.fraction),
          y: .value("Group", bar.pair)
        )
        .foregroundStyle(bar.side == 0 ? Color.blue : Color.orange)
        .annotation(position: bar.side == 0 ? .leading : .trailing) {
          Text("\(names.indices.contains(bar.side) ? names[bar.side] : "") \(bar.rate.text)")
        }
      }
      RuleMark(x: .value("Percentage", 0.0)).foregroundStyle(ThemeStyle.primary)
    }
    .chartYScale(domain: result.pairs.map(\.name))
    .chartXScale(domain: (-reach)...reach)
    .chartXAxis { AxisMarks(format: .percent.magnitude()) }
    .chartXAxisLabel("Percentage as printed")
    .chartLegend(.hidden)
    return StudyFigure(
      name: context.name,
      text: FigureText(
        headline: context.headline ?? result.headline,
        subtitle: context.subtitle(measure: "Printed percentages"),
        source: context.source,
        notes: ["No intervals: the number of people is not printed."] + context.notes),
      alternativeText: "Back-to-back bars of printed percentages. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: FigureSize.rows(result.pairs.count + 1), chart: chart)
  }

  /// One bar.
  private struct Bar: Sendable {
    let pair: String
    let side: Int
    let rate: PrintedRate

    var id: String { "\(pair) \(side)" }
  }
}
