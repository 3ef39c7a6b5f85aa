import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Two percentages of each group beside each other, such as men to the left and women to the right: rates as bars back to
/// back, percentages of unknown numbers of people as a table.
public enum BackToBackFigure {
  /// Writes printed percentages into a table in the order of the source: bars would compare what is on unknown numbers of
  /// people.
  public static func make(_ result: PairedShares, context: FigureContext) -> StudyFigure {
    let cells = result.pairs.flatMap { pair in
      zip(result.sides, [pair.first, pair.second]).map { side, rate in
        (group: pair.name, side: side.withCapital, text: rate?.text ?? "not printed")
      }
    }
    let chart = Chart {
      ForEach(cells.indices, id: \.self) { index in
        TextMark(
          x: .value("Side", cells[index].side), y: .value("Group", cells[index].group),
          text: cells[index].text)
      }
    }
    .chartXScale(domain: result.sides.map(\.withCapital))
    .chartYScale(domain: result.pairs.map(\.name))
    .chartXAxis { AxisMarks(position: .top) }
    .chartRowNames(bold: context.focus, areLeading: true)
    .chartXAxisLabel("").chartYAxisLabel("")
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: "Printed percentages",
        notes: ["No bars and no intervals: of how many people these are percentages is not printed."]),
      alternativeText: "Table of printed percentages. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table,
      size: Size(width: 720, height: 190 + 34 * Double(max(result.pairs.count, 2))), chart: chart)
  }

  /// Draws the rates of groups named by two columns, the first for the rows and the second for the sides, with intervals.
  ///
  /// Sides beyond the second, and groups without a rate, are named in notes.
  public static func make(_ result: GroupRates, context: FigureContext) -> StudyFigure {
    var groups: [String] = []
    var sides: [String] = []
    for key in result.groups.map(\.key) {
      let (group, side) = names(key)
      if !groups.contains(group) { groups.append(group) }
      if !sides.contains(side) { sides.append(side) }
    }
    groups = inOrder(groups)
    let bars = result.groups.compactMap { one -> Bar? in
      let (group, side) = names(one.key)
      guard let rate = one.rate?.value, let place = sides.firstIndex(of: side), place < 2 else { return nil }
      return Bar(
        group: group, side: place, rate: rate, text: NumberFormat.percent(rate), interval: one.rate?.interval)
    }
    var notes = ["Lines: \(Words.percent(result.level)) intervals."]
    notes += result.unknownNotes
    if sides.count > 2 { notes.append("Not drawn: \(Words.list(Array(sides.dropFirst(2)))).") }
    return figure(
      bars, groups: groups, sides: sides, axis: "Share of people who reoffended", headline: result.headline,
      measure: "Share of people who reoffended", notes: notes, context: context,
      alternativeText:
        "Back-to-back bars of rates of reoffending in \(bars.count) groups. \(result.headline). "
        + result.sentences.joined(separator: " "), table: result.table)
  }

  /// Ages and other names that begin with a number by that number; other names as they are.
  private static func inOrder(_ names: [String]) -> [String] {
    let numbers = names.map { Int($0.prefix(while: \.isNumber)) }
    guard numbers.allSatisfy({ $0 != nil }) else { return names }
    return zip(names, numbers).enumerated().sorted {
      ($0.element.1 ?? 0, $0.offset) < ($1.element.1 ?? 0, $1.offset)
    }.map(\.element.0)
  }

  private static func names(_ key: GroupKey) -> (group: String, side: String) {
    (key.parts.first?.value ?? "", key.parts.dropFirst().map(\.value).joined(separator: ", "))
  }

  private static func figure(
    _ bars: [Bar], groups: [String], sides: [String], axis: String, headline: String, measure: String,
    notes: [String], context: FigureContext, alternativeText: String, table: OutputTable
  ) -> StudyFigure {
    let reach = 1.1 * (bars.map { $0.interval?.upper ?? $0.rate }.max() ?? 1)
    func interval(_ bar: Bar) -> ErrorBarMark {
      ErrorBarMark(
        xStart: .value(axis, bar.interval?.lower ?? bar.rate),
        xEnd: .value(axis, bar.interval?.upper ?? bar.rate), y: .value("Group", bar.group))
    }
    func panel(_ side: Int) -> Chart {
      Chart {
        ForEach(bars.filter { $0.side == side }, id: \.group) { bar in
          BarMark(x: .value(axis, bar.rate), y: .value("Group", bar.group))
        }.foregroundStyle(ThemeStyle.series(side, of: 2))
        ForEach(bars.filter { $0.side == side && $0.interval != nil }, id: \.group) { bar in
          BarIntervals.edge(interval(bar))
        }
        ForEach(bars.filter { $0.side == side }, id: \.group) { bar in
          BarIntervals.line(interval(bar)).annotation(position: side == 0 ? .leading : .trailing) {
            Text(bar.text)
          }
        }
      }
      .chartYScale(domain: groups)
      .chartXScale(domain: side == 0 ? [reach, 0.0] : [0.0, reach])
      .chartXAxis { AxisMarks(format: .percent) }
      .chartYAxis { AxisMarks { AxisValueLabel(horizontalSpacing: 20) } }
      .chartXAxisLabel(axis)
      .chartLegend(.hidden)
      .chartTitle(
        sides.indices.contains(side) ? sides[side].withCapital : "")
    }
    return StudyFigure(
      name: context.name,
      text: context.text(headline, measure: measure, notes: notes),
      alternativeText: alternativeText, table: table, size: FigureSize.rows(groups.count + 1),
      panels: ChartPanels(.horizontal, sharing: .vertical) {
        panel(0)
        panel(1)
      })
  }

  /// One bar.
  private struct Bar: Sendable {
    let group: String
    let side: Int
    let rate: Double
    let text: String
    var interval: ConfidenceInterval?
  }
}
