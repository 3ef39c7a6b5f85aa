import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Cook's distance against leverage: on whom a regression hangs.
public enum InfluenceFigure {
  /// How many people are drawn.
  private static let mostPoints = 2_000
  /// How many of them are named by their lines.
  private static let mostNames = 5

  /// Draws the people with the largest distances.
  public static func make(
    _ result: RegressionResult, _ influence: RegressionInfluence, context: FigureContext
  ) -> StudyFigure {
    let dots = influence.influence.mostInfluential(mostPoints).compactMap { row in
      row.cooksDistance.map {
        Dot(line: influence.line(row.row), leverage: row.leverage, distance: $0)
      }
    }
    let (x, y) = ("Leverage", "Cook’s distance")
    let named = dots.prefix(mostNames).filter { $0.distance > influence.distanceLimit }
    let names = Set(named.map(\.line))
    let chart = Chart {
      RuleMark(y: .value(y, influence.distanceLimit)).foregroundStyle(ThemeStyle.secondary)
        .lineStyle(StrokeStyle(lineWidth: 1.5, dash: [6, 4]))
      RuleMark(x: .value(x, influence.leverageLimit)).foregroundStyle(ThemeStyle.secondary)
        .lineStyle(StrokeStyle(lineWidth: 1.5, dash: [6, 4]))
      ForEach(dots.filter { !names.contains($0.line) }.reversed(), id: \.line) { dot in
        PointMark(x: .value(x, dot.leverage), y: .value(y, dot.distance))
          .symbol(.circle).symbolSize(36)
          .foregroundStyle(dot.distance > influence.distanceLimit ? ThemeStyle.focus : .secondary)
      }.opacity(0.6)
      ForEach(Array(named), id: \.line) { dot in
        PointMark(x: .value(x, dot.leverage), y: .value(y, dot.distance))
          .symbol(.circle).symbolSize(60).foregroundStyle(ThemeStyle.series(1))
          .annotation(priority: 1) { Text("line \(dot.line)") }
      }
    }
    .chartXAxisLabel(x).chartYAxisLabel(y).chartLegend(.hidden)
    let all = influence.influence.observations
    let headline =
      "\(Plural.people(influence.beyondLimit, of: all)) above the usual limit of Cook’s distance"
    var notes = [
      "Dashes: a distance of 4 ÷ rows and twice the mean leverage, above which a row is worth a look. Named by their lines of the "
        + "file: the largest. Not for publishing, since the points are people."
    ]
    if dots.count < all {
      notes.append("Drawn: the \(NumberFormat.count(dots.count)) with the largest distances.")
    }
    return StudyFigure(
      name: context.name,
      text: context.text(
        headline, measure: "Cook’s distance against leverage, a point a person", notes: notes),
      alternativeText: "Plot of Cook’s distance against leverage. \(headline). "
        + (dots.first.map {
          "Largest: line \($0.line), \(NumberFormat.fixed($0.distance, decimals: NumberFormat.decimals(showing: $0.distance)))."
        } ?? ""),
      table: OutputTable(
        columns: [
          OutputColumn(key: "line", title: "Line", kind: .number(decimals: 0)),
          OutputColumn(key: "leverage", title: "Leverage", kind: .number(decimals: 5)),
          OutputColumn(key: "cooksDistance", title: "Cook’s distance", kind: .number(decimals: 5)),
        ],
        rows: dots.map { [.count($0.line), .number($0.leverage), .number($0.distance)] }),
      size: Size(width: 860, height: 540), chart: chart)
  }

  /// A person at a place.
  private struct Dot: Sendable {
    let line: Int
    let leverage: Double
    let distance: Double
  }
}
