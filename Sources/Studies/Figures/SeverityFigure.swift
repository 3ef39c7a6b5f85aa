import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Harm for each person by group with limits; or, of one group, each offence's share of reoffences and of harm.
public enum SeverityFigure {
  /// Draws groups where there are several, else offences.
  public static func make(_ result: ReoffendingSeverity, context: FigureContext) -> StudyFigure {
    result.groups.count > 1 ? groups(result, context) : offences(result, context)
  }

  private static func groups(_ result: ReoffendingSeverity, _ context: FigureContext) -> StudyFigure {
    let rows = result.groups
    let chart = Chart {
      ForEach(rows.filter { $0.harmPerPerson.interval != nil }, id: \.key) { row in
        RuleMark(
          xStart: .value("Harm", row.harmPerPerson.interval?.lower ?? 0),
          xEnd: .value("Harm", row.harmPerPerson.interval?.upper ?? 0),
          y: .value("Group", row.key.description))
      }.foregroundStyle(ThemeStyle.focus).lineStyle(StrokeStyle(lineWidth: 3))
      ForEach(rows, id: \.key) { row in
        PointMark(x: .value("Harm", row.harmPerPerson.value ?? 0), y: .value("Group", row.key.description))
          .symbolSize(120)
      }.foregroundStyle(ThemeStyle.focus)
    }
    .chartYScale(domain: rows.map(\.key.description))
    .chartXAxisLabel(
      "\(result.unit.withCapital) of harm for each person"
    )
    .chartTextColumns([
      TextColumn("Harm a person", of: rows, named: \.key.description) { harm($0.harmPerPerson) },
      TextColumn("Reoffended", of: rows, named: \.key.description) {
        NumberFormat.percent($0.rate.value ?? 0)
      },
    ])
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: "Harm of all reoffences for each person, by group",
        notes: [
          "Lines: \(Words.percent(result.level)) intervals."
        ]),
      alternativeText: "Dot plot with intervals of harm for each person. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: FigureSize.rows(rows.count, notes: 1), chart: chart)
  }

  private static func harm(_ estimate: Estimate) -> String {
    guard estimate.value != nil else { return "" }
    return estimate.text { NumberFormat.fixed($0, decimals: 2) }
  }

  private static func offences(_ result: ReoffendingSeverity, _ context: FigureContext) -> StudyFigure {
    let rows = Array(result.offences.prefix(most))
    let chart = Chart {
      ForEach(rows, id: \.name) { row in
        RuleMark(
          xStart: .value("Share", row.shareOfReoffences), xEnd: .value("Share", row.shareOfHarm ?? 0),
          y: .value("Offence", row.name))
      }.foregroundStyle(ThemeStyle.context).lineStyle(StrokeStyle(lineWidth: 3))
      ForEach(rows, id: \.name) { row in
        PointMark(x: .value("Share", row.shareOfReoffences), y: .value("Offence", row.name)).symbol(.ring)
          .symbolSize(110)
      }.foregroundStyle(ThemeStyle.secondary)
      ForEach(rows, id: \.name) { row in
        PointMark(x: .value("Share", row.shareOfHarm ?? 0), y: .value("Offence", row.name)).symbolSize(120)
      }.foregroundStyle(ThemeStyle.focus)
    }
    .chartYScale(domain: rows.map(\.name))
    .chartXAxis { AxisMarks(format: .percent) }
    .chartXAxisLabel("Share")
    .chartTextColumns([
      TextColumn("Weight", of: rows, named: \.name) { NumberFormat.plain($0.weight) },
      TextColumn("Reoffences", of: rows, named: \.name) { NumberFormat.count($0.reoffences) },
    ])
    .chartLegend(.hidden)
    let left = result.offences.count - rows.count
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: "Share of the reoffences (ring) and of their harm (filled) by offence",
        notes: [
          "Rings: share of reoffences. Filled: share of harm."
            + (left > 0
              ? " \(Plural.count(left, "further offence")) with less harm \(left == 1 ? "is" : "are") not drawn."
              : "")
        ]),
      alternativeText: "Dumbbell chart of shares of reoffences and of harm. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: FigureSize.rows(rows.count, notes: 1), chart: chart)
  }

  /// More rows could not be read.
  private static let most = 25
}
