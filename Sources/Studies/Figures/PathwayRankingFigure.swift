import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Reoffenders avoided by each pathway with limits, the most first.
public enum PathwayRankingFigure {
  /// Draws a row a pathway, and the minimum offer below.
  public static func make(_ result: PathwayRanking, context: FigureContext) -> StudyFigure {
    let rows = result.rows + [result.offer].compactMap(\.self)
    let offers = rows.filter(\.isOffered)
    let others = rows.filter { !$0.isOffered }
    let chart = Chart {
      RuleMark(x: .value("No difference", 0.0)).foregroundStyle(ThemeStyle.context)
      ForEach(rows, id: \.name) { row in
        RuleMark(
          xStart: .value("Lower", row.avoided.interval?.lower ?? row.avoided.value ?? 0),
          xEnd: .value("Upper", row.avoided.interval?.upper ?? row.avoided.value ?? 0),
          y: .value("Pathway", row.name))
      }.foregroundStyle(ThemeStyle.secondary).lineStyle(StrokeStyle(lineWidth: 2.5))
      ForEach(others, id: \.name) { row in
        PointMark(x: .value("Avoided", row.avoided.value ?? 0), y: .value("Pathway", row.name)).symbolSize(
          120)
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(offers, id: \.name) { row in
        PointMark(x: .value("Avoided", row.avoided.value ?? 0), y: .value("Pathway", row.name)).symbol(
          .diamond
        )
        .symbolSize(140)
      }.foregroundStyle(ThemeStyle.series(1, of: 2))
    }
    .chartYScale(domain: rows.map(\.name))
    .chartXAxisLabel("Reoffenders avoided")
    .chartTextColumns([
      TextColumn("In need", of: rows, named: \.name) { NumberFormat.count($0.people) },
      TextColumn("Reoffend", of: rows, named: \.name) { NumberFormat.percent($0.rate) },
      TextColumn("without need", of: rows, named: \.name) { NumberFormat.percent($0.referenceRate) },
      TextColumn("Avoided", of: rows, named: \.name) { Scenario.Row.words($0.avoided, decimals: 0) },
    ])
    .chartLegend(.hidden)
    let reached = rows.first.map { NumberFormat.percent($0.reached, decimals: 0) } ?? ""
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline,
        measure: "If \(reached) of those in need reoffended as people "
          + (result.adjustedFor.isEmpty ? "" : "alike ") + "without it",
        notes: [
          "Lines: \(Words.percent(result.level)) intervals."
            + (offers.isEmpty ? "" : " Diamonds: part of the minimum offer.")
            + (result.rows.count > 1 ? " Needs overlap: do not add up." : "")
        ]
          + (result.unknown.isEmpty ? [] : ["Not known: \(Words.list(result.unknown.map(\.pathway)))."])),
      alternativeText: "Dot plot with intervals of reoffenders avoided by each pathway. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: FigureSize.rows(rows.count, notes: 2), chart: chart)
  }
}
