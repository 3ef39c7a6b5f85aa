import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// The rate of each group over its part of all people in order, and the line through them.
public enum InequalityFigure {
  /// Draws a bar as wide as the group's part of all people, its limits, and the line from end to end.
  public static func make(_ result: ReoffendingInequality, context: FigureContext) -> StudyFigure {
    let rows = result.rows.enumerated().map { Bar(number: $0.offset, row: $0.element) }
    let reach = (rows.map(\.upper) + [result.lowest, result.highest]).max() ?? 1
    let line =
      [Corner(at: 0, rate: result.lowest)] + Self.between(result) + [Corner(at: 1, rate: result.highest)]
    let isNamed = rows.count <= 12
    let chart = Chart {
      ForEach(rows, id: \.number) { bar in
        RectangleMark(
          xStart: .value(rank, bar.row.from), xEnd: .value(rank, bar.row.to), yStart: .value(rate, 0.0),
          yEnd: .value(rate, bar.row.rate.value ?? 0))
      }.foregroundStyle(ThemeStyle.context)
      ForEach(rows, id: \.number) { bar in
        ErrorBarMark(
          x: .value(rank, bar.middle), yStart: .value(rate, bar.lower), yEnd: .value(rate, bar.upper))
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(rows, id: \.number) { bar in
        PointMark(x: .value(rank, bar.middle), y: .value(rate, bar.row.rate.value ?? 0)).symbolSize(70)
      }.foregroundStyle(ThemeStyle.focus)
      if isNamed {
        ForEach(rows, id: \.number) { bar in
          TextMark(
            x: .value(rank, bar.middle), y: .value(rate, 0.03 * reach), text: Text(bar.name),
            alignment: .center)
        }
      }
      ForEach(line, id: \.at) { corner in
        LineMark(x: .value(rank, corner.at), y: .value(rate, corner.rate), series: .value("Line", "line"))
      }.foregroundStyle(ThemeStyle.series(1, of: 2)).lineStyle(StrokeStyle(lineWidth: 3))
    }
    .chartXScale(domain: 0.0...1.0)
    .chartYScale(domain: min(0, result.lowest, result.highest)...(1.1 * reach))
    .chartXAxis { AxisMarks(format: .percent) }
    .chartYAxis { AxisMarks(format: .percent) }
    .chartXAxisLabel(
      "Share of all people, from the lowest \(result.words) to the highest"
    )
    .chartYAxisLabel("Rate")
    .chartLegend(.hidden)
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: "Rate by \(result.words)",
        notes: [
          "Bars: as wide as the group's part of all people, with \(Words.percent(result.level)) intervals. Line: weighted least "
            + "squares; its ends give the slope and the relative index of inequality."
        ]),
      alternativeText: "Bars of rates in order with a line through them. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 900, height: 560), chart: chart)
  }

  private static let rank = "Share of people"
  private static let rate = "Rate"

  /// The line at the middle of each group, which bends where it is straight on another scale.
  private static func between(_ result: ReoffendingInequality) -> [Corner] {
    var corners: [Corner] = []
    for row in result.rows where corners.last?.at != (row.from + row.to) / 2 {
      corners.append(Corner(at: (row.from + row.to) / 2, rate: row.fitted))
    }
    return corners
  }

  /// A group at its place.
  private struct Bar: Sendable {
    let number: Int
    let row: ReoffendingInequality.Row

    var middle: Double { (row.from + row.to) / 2 }
    var lower: Double { row.rate.interval?.lower ?? row.rate.value ?? 0 }
    var upper: Double { row.rate.interval?.upper ?? row.rate.value ?? 0 }
    var name: String { row.key.description }
  }

  /// A corner of the line.
  private struct Corner: Sendable {
    let at: Double
    let rate: Double
  }
}
