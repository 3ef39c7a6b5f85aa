import ChartGrammar
import Numbers
public import Reoffending
public import Statistics
import Tables

/// Rates of several groups in successive periods, each with its interval.
public enum RateChangeFigure {
  /// One group's rates over time.
  public struct Series: Sendable {
    /// Whose rates they are, such as `Adults`.
    public let name: String
    /// The rates of the periods, earliest first.
    public let rates: GroupRates

    /// Joins a name and its rates.
    public init(name: String, rates: GroupRates) {
      self.name = name
      self.rates = rates
    }
  }

  /// Draws the periods of each group below each other.
  ///
  /// - Throws: `StatisticsError` where a period has nobody.
  public static func make(_ series: [Series], context: FigureContext) throws(StatisticsError) -> StudyFigure {
    let changes = try changes(series)
    let rows = series.enumerated().flatMap { index, one in
      one.rates.groups.compactMap { Row(series: one.name, index: index, group: $0) }
    }
    let chart = Chart {
      ForEach(rows, id: \.name) { row in
        ErrorBarMark(
          xStart: .value("Lower limit", row.lower), xEnd: .value("Upper limit", row.upper),
          y: .value("Period", row.name)
        ).foregroundStyle(ThemeStyle.series(min(row.index, 1), of: 2))
      }
      ForEach(rows, id: \.name) { row in
        PointMark(x: .value("Rate", row.rate), y: .value("Period", row.name))
          .symbol(row.index == 0 ? .circle : .square).symbolSize(110)
          .foregroundStyle(ThemeStyle.series(min(row.index, 1), of: 2))
      }
    }
    .chartYScale(domain: rows.map(\.name))
    .chartXAxis { AxisMarks(format: .percent) }
    .chartXAxisLabel("Share of people who reoffended")
    .chartTextColumns([
      TextColumn("Rate", of: rows, named: \.name, text: \.rateText, phrase: \.rateText),
      TextColumn("Interval", of: rows, named: \.name, text: \.intervalText),
      TextColumn("People", of: rows, named: \.name, text: \.countText),
    ])
    let level = series.first?.rates.level ?? .p95
    let sentences = changes.map(\.sentence)
    let headline = Words.sentenceCase(changes.map(\.phrase))
    return StudyFigure(
      name: context.name,
      text: context.text(
        headline, measure: "Share of people who reoffended",
        notes: ["Lines: \(Words.percent(level)) intervals."] + sentences),
      alternativeText: "Dot plot with intervals of rates of reoffending. \(headline). "
        + sentences.joined(separator: " ")
        + " "
        + series.flatMap { one in one.rates.sentences.map { "\(one.name), \($0)" } }.joined(separator: " "),
      table: GroupRates.table(joining: series.map { ($0.name, $0.rates) }),
      size: FigureSize.rows(rows.count, notes: 2), chart: chart)
  }

  /// The change from the first to the last period of each group that has several.
  ///
  /// - Throws: `StatisticsError` where a period has nobody.
  public static func changes(_ series: [Series]) throws(StatisticsError) -> [RateChange] {
    var changes: [RateChange] = []
    for one in series {
      if let first = one.rates.groups.first, let last = one.rates.groups.last, one.rates.groups.count > 1,
        let change = try RateChange(name: one.name, from: first, to: last, level: one.rates.level)
      {
        changes.append(change)
      }
    }
    return changes
  }

  /// One line of the chart.
  private struct Row: Sendable {
    let name: String
    let index: Int
    let rate: Double
    let lower: Double
    let upper: Double
    let countText: String

    var rateText: String { NumberFormat.percent(rate) }
    var intervalText: String { "\(NumberFormat.percent(lower)) to \(NumberFormat.percent(upper))" }

    init?(series: String, index: Int, group: GroupRate) {
      guard let rate = group.rate?.value, let interval = group.rate?.interval else { return nil }
      name = "\(series), \(group.name)"
      self.index = index
      self.rate = rate
      lower = interval.lower
      upper = interval.upper
      countText = group.trials.map(NumberFormat.count) ?? ""
    }
  }
}
