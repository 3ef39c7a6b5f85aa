import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// The effects of several studies, the larger the weight the larger the square, and what they are together as a diamond.
public enum MetaFigure {
  /// Draws the studies in the order of the table, ratios on a log axis.
  public static func make(_ result: CombinedEffects, context: FigureContext) -> StudyFigure {
    let measure = result.measure
    let rows = result.studies.map { Row($0.key.description, $0.effect, weight: $0.weight, measure) }
    let all = Row("All studies", result.combined, weight: nil, measure)
    let axis = measure.words.withCapital
    let base = Chart {
      if let none = measure.none {
        RuleMark(x: .value("No effect", none)).foregroundStyle(ThemeStyle.primary)
      }
      ForEach((rows + [all]).filter(\.hasLimits), id: \.name) { row in
        RuleMark(xStart: .value(axis, row.lower), xEnd: .value(axis, row.upper), y: .value("Study", row.name))
          .foregroundStyle(row.isAll ? ThemeStyle.focus : ThemeStyle.secondary)
      }.lineStyle(StrokeStyle(lineWidth: 2))
      ForEach(rows, id: \.name) { row in
        PointMark(x: .value(axis, row.value), y: .value("Study", row.name))
          .symbol(.square).symbolSize(40 + 360 * row.weight)
      }.foregroundStyle(ThemeStyle.secondary)
      PointMark(x: .value(axis, all.value), y: .value("Study", all.name))
        .symbol(.diamond).symbolSize(200).foregroundStyle(ThemeStyle.focus)
    }
    .chartYScale(domain: (rows + [all]).map(\.name))
    .chartTextColumns([
      TextColumn("Effect", of: rows + [all], named: \.name, text: \.effect),
      TextColumn("Weight", of: rows + [all], named: \.name, text: \.share),
    ])
    .chartLegend(.hidden)
    let chart =
      measure.isRatio
      ? base.chartXScale(domain: logAxis(rows), type: .log)
        .chartXAxis { AxisMarks(format: .number, values: RatioAxis.ticks(in: logAxis(rows))) }
        .chartXAxisLabel(RatioAxis.title(axis, of: ""))
      : base.chartXAxis { AxisMarks(format: measure.isShare ? .percent : .number) }.chartXAxisLabel(axis)
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: "\(axis) of each study and of all together",
        notes: [
          "Lines: \(Words.percent(result.level)) intervals. Squares: the larger, the more weight. Diamond: all studies together."
        ]),
      alternativeText: "Forest plot of \(Plural.count(rows.count, "study")). \(result.headline). "
        + result.sentences.dropFirst().joined(separator: " "),
      table: result.table, size: FigureSize.rows(rows.count + 1, notes: 1), chart: chart)
  }

  /// From the mark below every estimate to the one above; limits may lie beyond a tenth and ten.
  private static func logAxis(_ rows: [Row]) -> ClosedRange<Double> {
    let estimates = rows.map(\.value)
    let least = min(0.75, estimates.min() ?? 1, max(0.1, rows.map(\.lower).min() ?? 1))
    let most = max(1.5, estimates.max() ?? 1, min(10, rows.map(\.upper).max() ?? 1))
    return RatioAxis.range(from: least, to: most)
  }

  /// A study or all of them.
  private struct Row: Sendable {
    let name: String
    let value: Double
    let lower: Double
    let upper: Double
    let hasLimits: Bool
    let weight: Double
    let isAll: Bool
    let effect: String
    let share: String

    init(_ name: String, _ effect: Estimate, weight: Double?, _ measure: CombinedEffects.Measure) {
      self.name = name
      value = effect.value ?? measure.none ?? 0
      lower = effect.interval?.lower ?? value
      upper = effect.interval?.upper ?? value
      hasLimits = effect.interval != nil
      self.weight = weight ?? 1
      isAll = weight == nil
      self.effect = measure.text(effect)
      share = weight.map { NumberFormat.percent($0) } ?? ""
    }
  }
}
