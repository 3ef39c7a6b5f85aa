import ChartGrammar
import Numbers
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
    let rows = drawn.map {
      Row(
        $0, isFocus: context.focus.isEmpty || context.focus.contains($0.name),
        isFirst: $0.name == drawn.first?.name)
    }
    let level = Words.percent(result.level)
    var notes = [
      hasIntervals
        ? "Filled circles: the actual rate clearly differs from the prediction. Rings: no clear difference. Pale bars: "
          + "\(level) intervals of the actual rate."
        : "No intervals: the number of people is not printed."
    ]
    let missing = result.groups.filter { $0.actualRate?.value == nil || $0.predictedRate == nil }.map(\.name)
    if !missing.isEmpty { notes.append("Without both rates and not drawn: \(Words.list(missing)).") }
    return StudyFigure(
      name: context.name,
      text: context.text(
        headline(result, focus: context.focus), measure: "Actual and predicted rate of reoffending",
        notes: notes),
      alternativeText: alternativeText(result, drawn: drawn, context: context),
      table: result.table, size: FigureSize.rows(rows.count),
      symbols: "Circles: actual rate. Diamonds: predicted rate."
    ) { chart(rows, bold: context.focus, hasNames: $0) }
  }

  private static func chart(_ rows: [Row], bold: [String], hasNames: Bool) -> Chart {
    Chart {
      ForEach(rows.filter { $0.interval != nil }, id: \.name) { row in
        RuleMark(
          xStart: .value("Lower limit", row.interval?.lower ?? row.actual),
          xEnd: .value("Upper limit", row.interval?.upper ?? row.actual), y: .value("Area", row.name)
        ).foregroundStyle(row.isFocus ? ThemeStyle.focus : .secondary).lineStyle(StrokeStyle(lineWidth: 9))
          .opacity(0.22)
      }
      ForEach(rows, id: \.name) { row in
        ArrowMark(
          xStart: .value("Predicted rate", row.predicted), xEnd: .value("Actual rate", row.actual),
          y: .value("Area", row.name)
        ).foregroundStyle(row.isFocus ? ThemeStyle.focus : .secondary).lineStyle(StrokeStyle(lineWidth: 1.5))
      }
      ForEach(rows, id: \.name) { row in
        PointMark(x: .value("Predicted rate", row.predicted), y: .value("Area", row.name))
          .symbol(.diamond).symbolSize(70).foregroundStyle(ThemeStyle.series(1, of: 2))
          .annotation(position: SymbolNames.side(of: row.predicted, from: row.actual)) {
            SymbolNames.text("predicted", if: hasNames && row.isFirst)
          }
      }
      ForEach(rows, id: \.name) { row in
        PointMark(x: .value("Actual rate", row.actual), y: .value("Area", row.name))
          .symbol(row.isOpen ? .ring : .circle).symbolSize(90)
          .foregroundStyle(row.isFocus ? ThemeStyle.focus : .secondary)
          .annotation(position: SymbolNames.side(of: row.actual, from: row.predicted.nextDown)) {
            SymbolNames.text("actual", if: hasNames && row.isFirst)
          }
      }
    }
    .chartYScale(domain: rows.map(\.name))
    .chartRowNames(bold: bold)
    .chartXAxis { AxisMarks(format: .percent) }
    .chartXAxisLabel("Share of people who reoffended")
    .chartTextColumns([
      TextColumn("Actual", of: rows, named: \.name) { NumberFormat.percent($0.actual) },
      TextColumn("Predicted", of: rows, named: \.name) { NumberFormat.percent($0.predicted) },
      TextColumn("Against predicted", of: rows, named: \.name, text: \.differenceText),
    ])
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
    /// Whether the interval is known and the difference is not clear.
    let isOpen: Bool
    let isFirst: Bool

    init(_ group: ComparedGroup, isFocus: Bool, isFirst: Bool) {
      self.isFirst = isFirst
      name = group.name
      actual = group.actualRate?.value ?? 0
      predicted = group.predictedRate ?? 0
      interval = group.actualRate?.interval
      differenceText =
        (group.percentDifference?.value).map { NumberFormat.signed($0, decimals: 1) + "%" } ?? ""
      self.isFocus = isFocus
      isOpen = group.verdict == .asExpected
    }
  }

  /// The finding in a sentence: which groups, or how many, lie significantly below or above their prediction.
  ///
  /// - Parameter focus: the groups to speak of; empty for all.
  static func headline(_ result: ActualAgainstPredicted, focus: [String]) -> String {
    let noun = result.noun
    let groups = focus.isEmpty ? result.groups : result.groups.filter { focus.contains($0.name) }
    let decidable = groups.filter { $0.verdict != .unknown }
    guard !decidable.isEmpty else { return directionHeadline(groups, Plural.of(noun)) }
    let lower = decidable.filter { $0.verdict == .lower }.map(\.name)
    let higher = decidable.filter { $0.verdict == .higher }.map(\.name)
    if lower.isEmpty, higher.isEmpty {
      return "Reoffending differed clearly from its prediction in no \(noun)"
    }
    let others = decidable.filter { $0.verdict == .asExpected }.map(\.name)
    guard decidable.count <= 5 else {
      let parts = [
        lower.isEmpty ? nil : "below its prediction in \(Words.count(lower.count))",
        higher.isEmpty
          ? nil : "above \(lower.isEmpty ? "its prediction" : "it") in \(Words.count(higher.count))",
      ].compactMap(\.self)
      return
        "Of \(Words.count(decidable.count)) \(Plural.of(noun)), reoffending was \(parts.joined(separator: " and "))"
    }
    let parts = [
      lower.isEmpty ? nil : "below its prediction in \(Words.list(lower))",
      higher.isEmpty ? nil : "above \(lower.isEmpty ? "its prediction" : "it") in \(Words.list(higher))",
      others.isEmpty ? nil : "with no clear difference in \(Words.list(others))",
    ].compactMap(\.self)
    return "Reoffending was \(parts.joined(separator: ", "))"
  }

  /// What can be said of groups whose numbers of people are not known: on which side of the prediction they lie.
  private static func directionHeadline(_ groups: [ComparedGroup], _ nouns: String) -> String {
    let above = groups.count { ($0.difference?.value ?? 0) > 0 }
    let all = Words.count(groups.count)
    let side = "printed rate of reoffending was"
    guard groups.count > 1 else {
      return "The \(side) \(above == 1 ? "above" : "at or below") the prediction"
    }
    if above == groups.count { return "The \(side) above the prediction in all \(all) \(nouns)" }
    if above == 0 { return "The \(side) at or below the prediction in all \(all) \(nouns)" }
    return "The \(side) above the prediction in \(Words.count(above)) of \(all) \(nouns)"
  }

  private static func alternativeText(
    _ result: ActualAgainstPredicted, drawn: [ComparedGroup], context: FigureContext
  ) -> String {
    var text =
      "Dot plot of actual and predicted rates of reoffending in \(Plural.count(drawn.count, result.noun)). "
    text += headline(result, focus: context.focus) + ". "
    func isAbove(_ group: ComparedGroup) -> Bool { (group.percentDifference?.value ?? 0) > 0 }
    if let lowest = drawn.first {
      text += (isAbove(lowest) ? "Least above: " : "Furthest below: ") + lowest.sentence + " "
    }
    if drawn.count > 1, let highest = drawn.last {
      text += (isAbove(highest) ? "Furthest above: " : "Least below: ") + highest.sentence
    }
    return text
  }
}
