import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Mean cumulative functions with bands.
public enum RecurrenceFigure {
  /// Draws all groups, in the order of the result; bands where there are at most four.
  public static func make(_ result: RepeatedReoffending, context: FigureContext) -> StudyFigure {
    let end = result.groups.map(\.followedUntil).max() ?? 1
    let lines = result.groups.enumerated().map { index, group in corners(group, index: index) }
    let timeName = "Time, \(result.unit)"
    let hasBands = lines.count <= 4
    let reach = lines.flatMap { $0.map { hasBands ? $0.limits?.upperBound ?? $0.mean : $0.mean } }.max() ?? 1
    let isOne = lines.count == 1
    let chart = Chart {
      for line in hasBands ? lines : [] {
        ForEach(line.filter { $0.limits != nil }, id: \.id) { corner in
          AreaMark(
            x: .value(timeName, corner.time), yStart: .value("Lower limit", corner.limits?.lowerBound ?? 0),
            yEnd: .value("Upper limit", corner.limits?.upperBound ?? 1), series: .value("Band", corner.name))
        }
        .interpolationMethod(.stepEnd)
        .foregroundStyle(color(line.first?.index ?? 0, lines.count)).opacity(0.15)
      }
      for line in lines {
        ForEach(line, id: \.id) { corner in
          LineMark(
            x: .value(timeName, corner.time), y: .value("Mean", corner.mean),
            series: .value("Group", corner.name))
        }
        .interpolationMethod(.stepEnd).foregroundStyle(by: .value("Group", line.last?.label ?? ""))
        .lineStyle(StrokeStyle(lineWidth: 2.5, dash: (line.first?.index ?? 0) % 2 == 1 ? [8, 4] : []))
      }
    }
    .chartForegroundStyleScale(domain: lines.compactMap { $0.last?.label })
    .chartXScale(domain: 0.0...max(end, .leastNonzeroMagnitude))
    .chartYScale(domain: 0.0...(reach > 0 ? 1.08 * reach : 1))
    .chartXAxisLabel(timeName)
    .chartYAxisLabel("Events for each person so far")
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: "Mean number of events of a person by time (mean cumulative function)",
        notes: [
          (hasBands ? "Shading: \(Words.percent(result.level)) intervals. " : "")
            + "Repeated events of a person all count."
            + (result.test.map { " Pseudo-score test: \(NumberFormat.pStatement($0.pValue))." } ?? "")
        ]),
      alternativeText: "Mean number of events by time in \(result.groups.count) groups. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 900, height: 620),
      chart: isOne ? chart.chartLegend(.hidden) : chart)
  }

  private static func color(_ index: Int, _ count: Int) -> ThemeStyle { ThemeStyle.series(index, of: count) }

  private static func corners(_ group: RepeatedReoffending.Group, index: Int) -> [Corner] {
    let name = group.key.description
    var corners = [Corner(name: name, index: index, number: 0, time: 0, mean: 0, limits: nil)]
    for step in group.curve.steps {
      corners.append(
        Corner(
          name: name, index: index, number: corners.count, time: step.time, mean: step.mean,
          limits: step.interval.lower...step.interval.upper))
    }
    if let last = corners.last, last.time < group.followedUntil {
      corners.append(
        Corner(
          name: name, index: index, number: corners.count, time: group.followedUntil, mean: last.mean,
          limits: last.limits))
    }
    return corners
  }

  /// A corner of a curve.
  private struct Corner: Sendable {
    let name: String
    let index: Int
    let number: Int
    let time: Double
    let mean: Double
    let limits: ClosedRange<Double>?

    var id: String { "\(name) \(number)" }
    var label: String { "\(name) (\(NumberFormat.fixed(mean, decimals: 2)))" }
  }
}
