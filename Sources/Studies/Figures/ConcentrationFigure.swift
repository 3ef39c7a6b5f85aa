import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Lorenz curves: the share of reoffences of the people who committed the fewest, against equal shares.
public enum ConcentrationFigure {
  /// Draws a curve a group; of many groups the first four.
  public static func make(_ result: ReoffendingConcentration, context: FigureContext) -> StudyFigure {
    let drawn = result.groups.prefix(most)
    let corners = drawn.enumerated().flatMap { index, group in
      group.curve.enumerated().map {
        Corner(group: index, name: group.key.description, number: $0, corner: $1)
      }
    }
    let tops = drawn.count == 1 ? drawn[0].top.filter { $0.reoffences.value != nil } : []
    let isOne = drawn.count == 1
    let chart = Chart {
      ForEach([0.0, 1.0], id: \.self) { end in
        LineMark(
          x: .value(people, end), y: .value(reoffences, end), series: .value("Group", "equal"))
      }.foregroundStyle(ThemeStyle.secondary).lineStyle(StrokeStyle(lineWidth: 1.5, dash: [6, 4]))
      if isOne {
        ForEach(corners, id: \.id) { corner in
          LineMark(
            x: .value(people, corner.corner.people), y: .value(reoffences, corner.corner.events),
            series: .value("Group", corner.name))
        }.foregroundStyle(ThemeStyle.focus).lineStyle(StrokeStyle(lineWidth: 3))
      } else {
        ForEach(corners, id: \.id) { corner in
          LineMark(
            x: .value(people, corner.corner.people), y: .value(reoffences, corner.corner.events),
            series: .value("Group", corner.name)
          ).foregroundStyle(by: .value("Group", corner.name))
        }.lineStyle(StrokeStyle(lineWidth: 3))
      }
      ForEach(tops, id: \.share) { top in
        PointMark(x: .value(people, 1 - top.share), y: .value(reoffences, 1 - (top.reoffences.value ?? 0)))
          .symbolSize(110).annotation(position: .leading, spacing: 8) {
            Text(
              "Top \(ReoffendingConcentration.Group.share(top.share)): \(NumberFormat.percent(top.reoffences.value ?? 0))"
            ).background(ThemeStyle.background)
          }
      }.foregroundStyle(ThemeStyle.focus)
    }
    .chartXScale(domain: 0.0...1.0)
    .chartYScale(domain: 0.0...1.0)
    .chartXAxis { AxisMarks(format: .percent) }
    .chartYAxis { AxisMarks(format: .percent) }
    .chartXAxisLabel("Share of people, those with the fewest reoffences first")
    .chartYAxisLabel("Share of reoffences")
    let finished = isOne ? chart.chartLegend(.hidden) : chart
    let missing = result.groups.dropFirst(most).map(\.key.description)
    let ginis = drawn.map { group in
      (isOne ? "Gini" : "\(group.key): Gini") + " \(NumberFormat.fixed(group.gini.value ?? 0, decimals: 2))"
        + (group.gini.interval.map {
          " (\(NumberFormat.fixed($0.lower, decimals: 2)) to \(NumberFormat.fixed($0.upper, decimals: 2)))"
        } ?? "")
        + ", by chance \(NumberFormat.fixed(group.giniOfEqualRates, decimals: 2))"
    }
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: "Cumulative share of reoffences by cumulative share of people",
        notes: [
          "Dashes: everybody has as many. " + ginis.joined(separator: "; ") + "."
        ] + (missing.isEmpty ? [] : ["Not drawn: \(Words.list(missing))."])),
      alternativeText: "Lorenz curve of reoffences over people. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 760, height: 680), chart: finished)
  }

  private static let people = "People"
  private static let reoffences = "Reoffences"

  /// More curves could not be told apart.
  private static let most = 4

  /// A corner of one group's curve.
  private struct Corner: Sendable {
    let group: Int
    let name: String
    let number: Int
    let corner: Concentration.Corner

    var id: String { "\(group) \(number)" }
  }
}
