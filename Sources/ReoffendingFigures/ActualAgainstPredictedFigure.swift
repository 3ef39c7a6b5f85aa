public import ChartGrammar
public import Reoffending
import Statistics
import Tables

/// A dumbbell for each group: the predicted rate, the actual rate with its interval, and the gap between them.
public enum ActualAgainstPredictedFigure {
  /// Draws a comparison, groups sorted by their per cent difference, lowest first.
  ///
  /// Groups without an actual or a predicted rate are left out and named in a note.
  public static func make(_ result: ActualAgainstPredicted, context: FigureContext) -> StudyFigure {
    let drawn = result.groups.filter { $0.actualRate?.value != nil && $0.predictedRate != nil }
      .enumerated().sorted { (difference($0.element), $0.offset) < (difference($1.element), $1.offset) }
      .map(\.element)
    let hasIntervals = drawn.contains { $0.actualRate?.interval != nil }
    let rows = drawn.map { Row($0, isFocus: context.focus.isEmpty || context.focus.contains($0.name)) }
    let chart = Chart {
      ForEach(rows, id: \.name) { row in
        RuleMark(
          xStart: .value("Predicted rate", row.predicted), xEnd: .value("Actual rate", row.actual),
          y: .value("Area", row.name)
        ).foregroundStyle(row.isFocus ? ThemeStyle.focus : .context).lineStyle(StrokeStyle(lineWidth: 3)).opacity(0.55)
      }
      ForEach(rows.filter { $0.interval != nil }, id: \.name) { row in
        ErrorBarMark(
          xStart: .value("Lower limit", row.interval?.lower ?? row.actual),
          xEnd: .value("Upper limit", row.interval?.upper ?? row.actual), y: .value("Area", row.name)
        ).foregroundStyle(row.isFocus ? ThemeStyle.focus : .secondary).opacity(row.isFocus ? 1 : 0.6)
      }
      ForEach(rows, id: \.name) { row in
        PointMark(x: .value("Predicted rate", row.predicted), y: .value("Area", row.name))
          .symbol(.diamond).symbolSize(70).foregroundStyle(Color.orange)
      }
      ForEach(rows, id: \.name) { row in
        PointMark(x: .value("Actual rate", row.actual), y: .value("Area", row.name))
          .symbol(.circle).symbolSize(90)
          .foregroundStyle(row.isFocus ? ThemeStyle.focus : .secondary)
      }
    }
    .chartYScale(domain: rows.map(\.name))
    .chartXAxis { AxisMarks(format: .percent) }
    .chartTextColumns([
      TextColumn("Actual", values: values(rows) { NumberFormat.percent($0.actual) }),
      TextColumn("Predicted", values: values(rows) { NumberFormat.percent($0.predicted) }),
      TextColumn("Difference", values: values(rows, \.differenceText)),
    ])
    var notes = [
      hasIntervals
        ? "Circles: actual rate with its \(Words.percent(result.level)) interval. Diamonds: predicted rate."
        : "Circles: actual rate. Diamonds: predicted rate. No intervals: the number of people is not printed."
    ]
    let missing = result.groups.count - drawn.count
    if missing > 0 { notes.append("\(missing) groups without both rates are not drawn.") }
    return StudyFigure(
      name: context.name,
      text: FigureText(
        headline: context.headline ?? headline(result, focus: context.focus),
        subtitle: context.subtitle(measure: "Actual and predicted rate of reoffending"),
        source: context.source, notes: notes + context.notes),
      alternativeText: alternativeText(result, drawn: drawn, context: context),
      table: result.table, size: Size(width: 900, height: 190 + 26 * Double(max(rows.count, 3))), chart: chart)
  }

  private static func values(_ rows: [Row], _ text: (Row) -> String) -> [String: String] {
    Dictionary(rows.map { ($0.name, text($0)) }) { first, _ in first }
  }

  private static func difference(_ group: ComparedGroup) -> Double {
    group.percentDifference?.value ?? .infinity
  }

  /// One line of the chart.
  private struct Row: Sendable {
    let name: String
    let actual: Double
    let predicted: Double
    let interval: ConfidenceInterval?
    let differenceText: String
    let isFocus: Bool

    init(_ group: ComparedGroup, isFocus: Bool) {
      name = group.name
      actual = group.actualRate?.value ?? 0
      predicted = group.predictedRate ?? 0
      interval = group.actualRate?.interval
      differenceText = (group.percentDifference?.value).map { NumberFormat.signed($0, decimals: 1) + "%" } ?? ""
      self.isFocus = isFocus
    }
  }

  /// The finding in a sentence: how many groups lie significantly below or above their prediction.
  static func headline(_ result: ActualAgainstPredicted, focus: [String]) -> String {
    let groups = focus.isEmpty ? result.groups : result.groups.filter { focus.contains($0.name) }
    let counts = Dictionary(grouping: groups, by: \.verdict).mapValues(\.count)
    let known = groups.count - (counts[.unknown] ?? 0)
    let lower = counts[.lower] ?? 0
    let higher = counts[.higher] ?? 0
    guard known > 0 else {
      let above = groups.filter { ($0.difference?.value ?? 0) > 0 }.count
      if above == groups.count { return "Reoffending was above the prediction in all \(Words.count(groups.count)) areas" }
      if above == 0 { return "Reoffending was below the prediction in all \(Words.count(groups.count)) areas" }
      return "Reoffending was above the prediction in \(Words.count(above)) of \(Words.count(groups.count)) areas"
    }
    if lower == known { return "\(Words.all(groups.map(\.name))) reoffended less than predicted" }
    if higher == known { return "\(Words.all(groups.map(\.name))) reoffended more than predicted" }
    if lower + higher == 0 { return "No area's reoffending could be told apart from its prediction" }
    let parts = [
      lower > 0 ? "less than predicted in \(Words.count(lower))" : nil,
      higher > 0 ? "more than predicted in \(Words.count(higher))" : nil,
    ].compactMap(\.self)
    return "Of \(Words.count(known)) areas, reoffending was \(parts.joined(separator: " and "))"
  }

  private static func alternativeText(
    _ result: ActualAgainstPredicted, drawn: [ComparedGroup], context: FigureContext
  ) -> String {
    var text = "Dot plot of actual and predicted rates of reoffending in \(drawn.count) areas. "
    text += headline(result, focus: context.focus) + ". "
    if let lowest = drawn.first { text += "Furthest below: " + lowest.sentence + " " }
    if drawn.count > 1, let highest = drawn.last { text += "Furthest above: " + highest.sentence }
    return text
  }
}
