import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// The binary rate of each group as a bar from zero with its interval.
public enum RatesFigure {
  /// Draws names by rate, the highest first, but ages, years and other groups that stand in the order of the numbers in
  /// their names in the order of the table.
  ///
  /// A group without a rate is left out and named in a note; a rate on few people is marked.
  public static func make(_ result: GroupRates, context: FigureContext) -> StudyFigure {
    let known = result.groups.compactMap { group in group.rate.flatMap { Row(group, estimate: $0) } }
    let hasOrder = hasOrder(known.map(\.name))
    let rows =
      hasOrder
      ? known
      : known.enumerated().sorted { ($1.element.rate, $0.offset) < ($0.element.rate, $1.offset) }.map(
        \.element)
    let chart = Chart {
      ForEach(rows, id: \.name) { row in
        BarMark(x: .value("Rate", row.rate), y: .value("Group", row.name))
          .foregroundStyle(
            context.focus.isEmpty || context.focus.contains(row.name) ? ThemeStyle.focus : .context)
      }
      ForEach(rows.filter { $0.interval != nil }, id: \.name) { BarIntervals.edge(interval($0)) }
      ForEach(rows.filter { $0.interval != nil }, id: \.name) { BarIntervals.line(interval($0)) }
    }
    .chartYScale(domain: rows.map(\.name))
    .chartRowNames(bold: context.focus)
    .chartXAxis { AxisMarks(format: .percent) }
    .chartXAxisLabel("Share of people who reoffended")
    .chartTextColumns([
      TextColumn("Rate", of: rows, named: \.name, text: \.rateText, phrase: \.rateText),
      TextColumn("People", of: rows, named: \.name, text: \.countText, phrase: \.peoplePhrase),
    ])
    var notes: [String] = []
    if rows.contains(where: { $0.interval != nil }) {
      notes.append("Lines: \(Words.percent(result.level)) intervals.")
    } else {
      notes.append("No intervals: the number of people is not printed.")
    }
    if rows.contains(where: \.isLowReliability) {
      notes.append(
        "[u]: fewer than \(result.reliabilityThreshold) people, low reliability\(result.headlineLeavesOut ? ", left out of the headline" : "")."
      )
    }
    notes += result.unknownNotes
    return StudyFigure(
      name: context.name,
      text: context.text(result.headline, measure: "Share of people who reoffended", notes: notes),
      alternativeText: "Bar chart of rates of reoffending in \(rows.count) groups. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: FigureSize.rows(rows.count), chart: chart
    )
  }

  private static func interval(_ row: Row) -> ErrorBarMark {
    ErrorBarMark(
      xStart: .value("Lower limit", row.interval?.lower ?? row.rate),
      xEnd: .value("Upper limit", row.interval?.upper ?? row.rate), y: .value("Group", row.name))
  }

  /// Whether names hold numbers, all but one at most, and stand in their order, up or down, as ages and years do; 0 and 1
  /// are yes and no and have none.
  private static func hasOrder(_ names: [String]) -> Bool {
    let numbers = names.compactMap { name in
      Int(name.drop { !$0.isNumber }.prefix { $0.isNumber })
    }
    guard numbers.count > 1, numbers.count >= names.count - 1, Set(numbers) != [0, 1] else { return false }
    let steps = zip(numbers, numbers.dropFirst())
    return steps.allSatisfy { $0 <= $1 } || steps.allSatisfy { $0 >= $1 }
  }

  /// One bar.
  private struct Row: Sendable {
    let name: String
    let rate: Double
    let interval: ConfidenceInterval?
    let isLowReliability: Bool
    let countText: String
    let peoplePhrase: String?

    init?(_ group: GroupRate, estimate: Estimate) {
      guard let rate = estimate.value else { return nil }
      name = group.name
      self.rate = rate
      interval = estimate.interval
      isLowReliability = group.isLowReliability
      countText = group.trials.map(NumberFormat.count) ?? "not printed"
      peoplePhrase = group.trials.map { "of \(Plural.count($0, "person"))" }
    }

    var rateText: String { NumberFormat.percent(rate) + (isLowReliability ? " [u]" : "") }
  }
}
