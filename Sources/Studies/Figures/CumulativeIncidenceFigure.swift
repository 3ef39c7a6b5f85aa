import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Cumulative incidence of competing causes with bands.
public enum CumulativeIncidenceFigure {
  /// Draws all curves, in the order of the result; bands where there are at most six.
  public static func make(_ result: CompetingRisks, context: FigureContext) -> StudyFigure {
    let curves = result.curves
    let end = curves.flatMap { $0.steps.map(\.time) }.max() ?? 1
    let lines = curves.enumerated().map { index, curve in Self.line(curve, index: index, until: end) }
    let timeName = "Time, \(result.unit)"
    let reach = min(1, 1.15 * (lines.flatMap { $0.map { $0.interval?.upper ?? $0.incidence } }.max() ?? 1))
    let chart = Chart {
      for line in lines.count <= 6 ? lines : [] {
        ForEach(line.filter { $0.interval != nil }, id: \.id) { vertex in
          AreaMark(
            x: .value(timeName, vertex.time), yStart: .value("Lower limit", vertex.interval?.lower ?? 0),
            yEnd: .value("Upper limit", vertex.interval?.upper ?? 1), series: .value("Band", vertex.series))
        }
        .interpolationMethod(.stepEnd)
        .foregroundStyle(ThemeStyle.series(line.first?.index ?? 0, of: lines.count)).opacity(0.15)
      }
      for line in lines {
        ForEach(line, id: \.id) { vertex in
          LineMark(
            x: .value(timeName, vertex.time), y: .value("Share", vertex.incidence),
            series: .value("Curve", vertex.series))
        }
        .interpolationMethod(.stepEnd).foregroundStyle(by: .value("Event", line.last?.label ?? ""))
        .lineStyle(StrokeStyle(lineWidth: 2.5, dash: (line.first?.index ?? 0) % 2 == 1 ? [8, 4] : []))
      }
    }
    .chartForegroundStyleScale(domain: lines.compactMap { $0.last?.label })
    .chartXScale(domain: 0.0...end)
    .chartYScale(domain: 0.0...reach)
    .chartYAxis { AxisMarks(format: .percent) }
    .chartXAxisLabel(timeName)
    .chartYAxisLabel("Share with the event so far")
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: "Share with each kind of event by time (cumulative incidence)",
        notes: [
          "Shading: \(Words.percent(result.level)) intervals (log-log). One event rules out the others, so the shares add "
            + "up to the share with any."
        ]),
      alternativeText: "Cumulative incidence of \(result.causes.count) causes. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 900, height: 620), chart: chart)
  }

  private static func line(_ curve: CompetingRisks.Curve, index: Int, until end: Double) -> [Vertex] {
    let name = curve.group == "All" ? curve.cause : "\(curve.cause), \(curve.group)"
    func vertex(_ number: Int, _ time: Double, _ incidence: Double, _ interval: ConfidenceInterval?) -> Vertex
    {
      Vertex(series: name, index: index, number: number, time: time, incidence: incidence, interval: interval)
    }
    var vertices = [vertex(0, 0, 0, nil)]
    for step in curve.steps {
      vertices.append(vertex(vertices.count, step.time, step.incidence, step.interval))
    }
    if let last = vertices.last, last.time < end {
      vertices.append(vertex(vertices.count, end, last.incidence, last.interval))
    }
    return vertices
  }

  /// A corner of a curve.
  private struct Vertex: Sendable {
    let series: String
    let index: Int
    let number: Int
    let time: Double
    let incidence: Double
    let interval: ConfidenceInterval?

    var id: String { "\(series) \(number)" }
    var label: String { "\(series) (\(NumberFormat.percent(incidence)))" }
  }
}
