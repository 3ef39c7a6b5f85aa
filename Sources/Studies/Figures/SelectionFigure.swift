import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Events of chosen people before, as expected by selection alone, and after.
public enum SelectionFigure {
  /// Draws three bars, those expected with limits.
  public static func make(_ result: SelectionEffect, context: FigureContext) -> StudyFigure {
    let own = result.result
    let before = Double(own.before) * own.exposureRatio
    let expected = Bar(name: "Expected by selection alone", value: own.expectedAfter)
    let bars =
      [Bar(name: "Before", value: before), expected]
      + (own.after.map { [Bar(name: "After", value: Double($0))] } ?? [])
    let limits = result.expectedFall.interval.map {
      (before * (1 - $0.upper), before * (1 - $0.lower))
    }
    let chart = Chart {
      ForEach(bars, id: \.name) { bar in
        BarMark(x: .value("Events", bar.value), y: .value("When", bar.name))
          .foregroundStyle(bar.name == expected.name ? ThemeStyle.context : ThemeStyle.focus)
      }
      if let limits {
        RuleMark(
          xStart: .value("Events", limits.0), xEnd: .value("Events", limits.1),
          y: .value("When", expected.name)
        ).foregroundStyle(ThemeStyle.primary).lineStyle(StrokeStyle(lineWidth: 2.5))
      }
    }
    .chartYScale(domain: bars.map(\.name))
    .chartXScale(domain: 0.0...(1.12 * max(1, bars.map(\.value).max() ?? 1, limits?.1 ?? 0)))
    .chartXAxisLabel("Events of the \(NumberFormat.count(own.chosen)) people chosen")
    .chartTextColumns([
      TextColumn(
        "Events",
        of: bars, named: \.name
      ) { NumberFormat.fixed($0.value, decimals: 0) }
    ])
    .chartLegend(.hidden)
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline,
        measure: "Events of people chosen for \(NumberFormat.count(result.least)) or more, before and after",
        notes: [
          "Line: \(Words.percent(result.level)) interval of what selection alone would have left."
            + (own.exposureRatio == 1 ? "" : " Before is scaled to the length of the later period.")
        ]),
      alternativeText: "Bars of events before, expected and after. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 900, height: 380), chart: chart)
  }

  /// One bar.
  private struct Bar: Sendable {
    let name: String
    let value: Double
  }
}
