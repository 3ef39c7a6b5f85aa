import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// The share who have reoffended by each time, one minus Kaplan-Meier, with bands, and the numbers at risk below.
public enum SurvivalFigure {
  /// Draws all groups, in the order of the result; bands where there are at most four.
  public static func make(_ result: SurvivalComparison, context: FigureContext) -> StudyFigure {
    let curves = result.curves
    let end = max(result.times.last ?? 1, curves.flatMap { $0.estimate.steps.map(\.time) }.max() ?? 1)
    let vertices = curves.enumerated().map { index, curve in corners(curve, index: index, until: end) }
    let timeName = "Time, \(result.unit)"
    let risks = curves.enumerated().flatMap { index, curve in
      zip(result.times, curve.atRisk).map { Risk(group: curve.name, time: $0, count: $1, index: index) }
    }
    let highest = vertices.flatMap { $0.map { max($0.risen, $0.limits?.upperBound ?? 0) } }.max() ?? 1
    let reach = min(1, max(1.1 * highest, 0.05))
    let labels = vertices.compactMap { $0.last?.label }
    let hasBands = curves.count <= 4
    let lines = Chart {
      for group in hasBands ? vertices : [] {
        ForEach(group.filter { $0.limits != nil }, id: \.id) { vertex in
          AreaMark(
            x: .value(timeName, vertex.time), yStart: .value("Lower limit", vertex.limits?.lowerBound ?? 0),
            yEnd: .value("Upper limit", vertex.limits?.upperBound ?? 1), series: .value("Band", vertex.group))
        }
        .interpolationMethod(.stepEnd).foregroundStyle(color(group.first?.index ?? 0, curves.count)).opacity(
          0.15)
      }
      for group in vertices {
        ForEach(group, id: \.id) { vertex in
          LineMark(
            x: .value(timeName, vertex.time), y: .value("Reoffended", vertex.risen),
            series: .value("Group", vertex.group))
        }
        .interpolationMethod(.stepEnd).foregroundStyle(by: .value("Group", group.last?.label ?? ""))
        .lineStyle(StrokeStyle(lineWidth: 2.5, dash: dash(group.first?.index ?? 0, curves.count)))
      }
      ForEach(result.suppression == nil ? [] : known(curves.map(\.estimate), vertices), id: \.id) { vertex in
        PointMark(x: .value(timeName, vertex.time), y: .value("Reoffended", vertex.risen))
          .symbolSize(60).foregroundStyle(color(vertex.index, curves.count))
      }
    }
    .chartForegroundStyleScale(domain: labels)
    .chartXScale(domain: 0.0...end)
    .chartYScale(domain: 0.0...reach)
    .chartYAxis { AxisMarks(format: .percent) }
    .chartXAxis { AxisMarks(values: result.times) }
    .chartXAxisLabel(timeName)
    .chartYAxisLabel("Share who had reoffended")
    return figure(result, lines, risks, timeName, end, context)
  }

  /// How many times are written under the curves on a page as narrow as a phone.
  private static let fewTimes = 4

  /// The curves over their numbers at risk.
  private static func figure(
    _ result: SurvivalComparison, _ lines: Chart, _ risks: [Risk], _ timeName: String, _ end: Double,
    _ context: FigureContext
  ) -> StudyFigure {
    let curves = result.curves
    let names = curves.map(\.name)
    let few = max(1, (result.times.count + fewTimes - 1) / fewTimes)
    let kept = result.times.enumerated().filter { $0.offset % few == 0 }.map(\.element)
    let numbers = atRisk(risks, names, timeName, end)
    let fewer = atRisk(risks.filter { kept.contains($0.time) }, names, timeName, end)
    let narrowLines = lines.chartXAxis { AxisMarks(values: kept) }.chartLegend(.visible)
    let weights = [420.0, 24 * Double(max(curves.count, 2))]
    var figure = StudyFigure(
      name: context.name, text: text(result, context),
      alternativeText:
        "Curves of the share who had reoffended (one minus Kaplan-Meier) in \(curves.count) groups. "
        + "\(result.headline). " + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 900, height: 640 + 24 * Double(max(curves.count, 2))),
      panels: ChartPanels(.vertical, sharing: .horizontal, weights: weights) {
        lines
        numbers
      })
    figure.narrow = ChartPanels(
      .vertical, sharing: .horizontal, weights: [260, 40 * Double(max(curves.count, 2))]
    ) {
      narrowLines
      fewer
    }
    return figure
  }

  /// The numbers still under observation, a row a group in the group's colour.
  private static func atRisk(_ risks: [Risk], _ names: [String], _ timeName: String, _ end: Double) -> Chart {
    Chart {
      ForEach(risks, id: \.id) { risk in
        TextMark(
          x: .value(timeName, risk.time), y: .value("Group", risk.group),
          text: Text(risk.count.map { NumberFormat.count($0) } ?? Suppression.marker)
        ).foregroundStyle(color(risk.index, names.count))
      }
    }
    .chartXScale(domain: 0.0...end)
    .chartYScale(domain: names)
    .chartXAxis(.hidden)
    .chartYAxis {
      AxisMarks { value in
        AxisValueLabel(horizontalSpacing: 18).foregroundStyle(color(value.index, names.count))
      }
    }
    .chartYAxisLabel("People at risk", spacing: 2)
  }

  private static func text(_ result: SurvivalComparison, _ context: FigureContext) -> FigureText {
    let bands =
      result.curves.count <= 4
      ? "Shading: \(Words.percent(result.curves.first?.estimate.level ?? .p95)) intervals (\(result.limitsInWords)) of each curve at each time."
      : "No shading, because \(result.curves.count) bands would cover each other: the intervals are in the table."
    return context.text(
      result.headline, measure: "Share who had reoffended, by time from the start of follow-up",
      notes: [
        bands + (result.test.map { " \(result.testName): \(NumberFormat.pStatement($0.pValue))." } ?? "")
      ]
        + (result.choices.sampled.map {
          ["Curves are weighted by \($0.name); numbers at risk are those of the sample."]
        } ?? [])
        + suppressed(result))
  }

  /// What tells lines of one colour apart.
  static let dashes: [[Double]] = [[], [8, 4], [2, 3], [10, 3, 2, 3]]

  /// Every other line of a pair is dashed; more groups than colours repeat them dashed.
  private static func dash(_ index: Int, _ count: Int) -> [Double] {
    dashes[(count == 2 ? index % 2 : index / 4) % dashes.count]
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
    let end = min(end, curve.followedUntil)
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
    /// The share who have reoffended.
    var risen: Double { 1 - survival }
    /// The limits of that share.
    var limits: ClosedRange<Double>? {
      interval.map { 1 - max($0.upper, $0.lower)...1 - min($0.upper, $0.lower) }
    }
    /// What stands at the end of the curve.
    var label: String { "\(group) (\(NumberFormat.percent(risen)))" }
  }

  /// A number under the curves.
  private struct Risk: Sendable {
    let group: String
    let time: Double
    let count: Int?
    /// The place of the group's curve, which has its colour.
    let index: Int

    var id: String { "\(group) \(time)" }
  }
}
