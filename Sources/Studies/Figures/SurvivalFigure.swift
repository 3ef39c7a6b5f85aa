import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Kaplan-Meier curves with their bands, and the numbers at risk below.
public enum SurvivalFigure {
  /// Draws at most four groups, in the order of the result.
  public static func make(_ result: SurvivalComparison, context: FigureContext) -> StudyFigure {
    let curves = result.curves.prefix(4)
    let end = max(result.times.last ?? 1, curves.flatMap { $0.estimate.steps.map(\.time) }.max() ?? 1)
    let vertices = curves.enumerated().map { index, curve in corners(curve, index: index, until: end) }
    let timeName = "Time, \(result.unit)"
    let risks = curves.flatMap { curve in
      zip(result.times, curve.atRisk).map { Risk(group: curve.name, time: $0, count: $1) }
    }
    let room = 12 + 8.5 * Double(curves.map { $0.name.count + 6 }.max() ?? 0)
    let lines = Chart {
      for group in vertices {
        ForEach(group.filter { $0.interval != nil }, id: \.id) { vertex in
          AreaMark(
            x: .value(timeName, vertex.time), yStart: .value("Lower limit", vertex.interval?.lower ?? 0),
            yEnd: .value("Upper limit", vertex.interval?.upper ?? 1), series: .value("Band", vertex.group))
        }
        .interpolationMethod(.stepEnd).foregroundStyle(color(group.first?.index ?? 0, curves.count)).opacity(
          0.15)
      }
      for group in vertices {
        ForEach(group, id: \.id) { vertex in
          LineMark(
            x: .value(timeName, vertex.time), y: .value("Not reoffended", vertex.survival),
            series: .value("Group", vertex.group))
        }
        .interpolationMethod(.stepEnd).foregroundStyle(color(group.first?.index ?? 0, curves.count))
        .lineStyle(StrokeStyle(lineWidth: 2.5, dash: group.first?.index == 1 ? [8, 4] : []))
      }
      ForEach(result.suppression == nil ? [] : known(curves.map(\.estimate), vertices), id: \.id) { vertex in
        PointMark(x: .value(timeName, vertex.time), y: .value("Not reoffended", vertex.survival))
          .symbolSize(60).foregroundStyle(color(vertex.index, curves.count))
      }
      ForEach(vertices.compactMap(\.last), id: \.id) { vertex in
        PointMark(x: .value(timeName, vertex.time), y: .value("Not reoffended", vertex.survival))
          .symbolSize(1).foregroundStyle(color(vertex.index, curves.count))
          .annotation(position: .trailing) {
            Text("\(vertex.group) (\(NumberFormat.percent(vertex.survival)))").bold()
          }
      }
    }
    .chartXScale(domain: 0.0...end, range: .plotDimension(endPadding: room))
    .chartYScale(domain: 0.0...1.0)
    .chartYAxis { AxisMarks(format: .percent) }
    .chartXAxis { AxisMarks(values: result.times) }
    .chartXAxisLabel(timeName)
    .chartYAxisLabel("Share who had not reoffended")
    .chartLegend(.hidden)
    let numbers = Chart {
      ForEach(risks, id: \.id) { risk in
        TextMark(
          x: .value(timeName, risk.time), y: .value("Group", risk.group),
          text: risk.count.map { NumberFormat.count($0) } ?? Suppression.marker)
      }
    }
    .chartXScale(domain: 0.0...end, range: .plotDimension(endPadding: room))
    .chartYScale(domain: curves.map(\.name))
    .chartXAxis(.hidden)
    .chartYAxis { AxisMarks { AxisValueLabel(horizontalSpacing: 18) } }
    .chartYAxisLabel("People at risk", spacing: 2)
    return StudyFigure(
      name: context.name,
      text: FigureText(
        headline: context.headline ?? result.headline,
        subtitle: context.subtitle(
          measure: "Share who had not reoffended, by time from the start of follow-up"),
        source: context.source,
        notes: [
          "Shading: \(Words.percent(curves.first?.estimate.level ?? .p95)) intervals (log-log) of each curve at each time."
            + (result.test.map { " Log-rank test: \(NumberFormat.pStatement($0.pValue))." } ?? "")
        ] + suppressed(result) + context.notes),
      alternativeText: "Kaplan-Meier curves of \(curves.count) groups. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 900, height: 720),
      panels: ChartPanels(.vertical, sharing: .horizontal, weights: [5, 1]) {
        lines
        numbers
      })
  }

  private static func suppressed(_ result: SurvivalComparison) -> [String] {
    guard let suppression = result.suppression else { return [] }
    return [
      "Counts from 1 to \(suppression.limit) are suppressed: the curves are known at the marked times only."
        + (result.hidden.isEmpty ? "" : " Not shown: \(result.hidden.joined(separator: "; ")).")
    ]
  }

  private static func color(_ index: Int, _ count: Int) -> ThemeStyle { .series(index, of: count) }

  /// The corners at the times of steps.
  private static func known(_ estimates: [KaplanMeier], _ vertices: [[Vertex]]) -> [Vertex] {
    zip(estimates, vertices).flatMap { estimate, corners in
      corners.filter { corner in estimate.steps.contains { $0.time == corner.time } }
    }
  }

  private static func corners(
    _ curve: SurvivalComparison.Curve, index: Int, until end: Double
  ) -> [Vertex] {
    var vertices = [
      Vertex(group: curve.name, index: index, number: 0, time: 0, survival: 1, interval: nil)
    ]
    for step in curve.estimate.steps {
      vertices.append(
        Vertex(
          group: curve.name, index: index, number: vertices.count, time: step.time, survival: step.survival,
          interval: step.interval))
    }
    if curve.reachesLastEvent, let last = vertices.last, last.time < end {
      vertices.append(
        Vertex(
          group: curve.name, index: index, number: vertices.count, time: end, survival: last.survival,
          interval: last.interval))
    }
    return vertices
  }

  /// A corner of a curve.
  private struct Vertex: Sendable {
    let group: String
    let index: Int
    let number: Int
    let time: Double
    let survival: Double
    let interval: ConfidenceInterval?

    var id: String { "\(group) \(number)" }
  }

  /// A number under the curves.
  private struct Risk: Sendable {
    let group: String
    let time: Double
    let count: Int?

    var id: String { "\(group) \(time)" }
  }
}
