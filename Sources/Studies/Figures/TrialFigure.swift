import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// The clusters of a trial, with and without what is tried.
public enum TrialFigure {
  /// Draws a symbol a cluster, in an arm or a period, and the mean of each.
  public static func make(_ result: TrialOfClusters, context: FigureContext) -> StudyFigure {
    let measure = "Share of people who reoffended"
    let dots = result.counts.enumerated().map { number, count in
      Dot(
        number: number, place: result.isStepped ? count.time : arm(count.isTreated),
        isTreated: count.isTreated,
        rate: Double(count.events) / Double(count.trials))
    }
    let places = result.isStepped ? result.times : [arm(false), arm(true)]
    let means = [false, true].flatMap { isTreated in
      places.compactMap { place -> Dot? in
        let own = dots.filter { $0.place == place && $0.isTreated == isTreated }
        guard !own.isEmpty else { return nil }
        return Dot(
          number: 0, place: place, isTreated: isTreated,
          rate: own.reduce(0) { $0 + $1.rate } / Double(own.count))
      }
    }
    let chart = Chart {
      if result.isStepped {
        for isTreated in [false, true] {
          ForEach(means.filter { $0.isTreated == isTreated }, id: \.place) { mean in
            LineMark(
              x: .value("Period", mean.place), y: .value(measure, mean.rate),
              series: .value("Arm", arm(isTreated)))
          }
          .foregroundStyle(style(isTreated)).lineStyle(StrokeStyle(lineWidth: 2.5))
        }
      }
      ForEach(dots, id: \.number) { dot in
        PointMark(x: .value("Period", dot.place), y: .value(measure, dot.rate))
          .symbol(dot.isTreated ? .circle : .ring).symbolSize(45)
          .foregroundStyle(by: .value("Arm", arm(dot.isTreated)))
      }
      ForEach(means, id: \.id) { mean in
        PointMark(x: .value("Period", mean.place), y: .value(measure, mean.rate)).symbol(.diamond)
          .symbolSize(170).foregroundStyle(style(mean.isTreated))
      }
    }
    .overPeriods(places, measure: measure)
    .chartForegroundStyleScale(domain: [arm(true), arm(false)], range: [style(true), style(false)])
    let drawn = result.isStepped ? chart : chart.chartLegend(.hidden)
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: measure + ", by cluster",
        notes: [
          "Circles: clusters with it. Rings: without. Diamonds: the mean of clusters. "
            + (result.sentences.first ?? "")
        ]),
      alternativeText:
        "Points of \(Plural.count(result.clusters, "cluster"))\(result.isStepped ? " in \(result.times.count) periods" : ""). "
        + "\(result.headline). " + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 900, height: 540), chart: drawn)
  }

  private static func arm(_ isTreated: Bool) -> String { isTreated ? "With it" : "Without it" }

  private static func style(_ isTreated: Bool) -> ThemeStyle { isTreated ? .focus : .series(1, of: 2) }

  /// A cluster in an arm or a period, or the mean of several.
  private struct Dot: Sendable {
    let number: Int
    let place: String
    let isTreated: Bool
    let rate: Double
    var id: String { "\(place) \(isTreated)" }
  }
}
