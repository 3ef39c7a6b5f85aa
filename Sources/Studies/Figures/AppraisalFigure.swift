import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// How costs and benefits come together: the discounted net benefit until the end of each year, with its limits.
public enum AppraisalFigure {
  /// Draws everything, and public budgets alone where they are only a part.
  public static func make(_ result: Appraisal, context: FigureContext) -> StudyFigure {
    let lines =
      [line(result.publicValue, isFocus: true)]
      + [result.financial].compactMap(\.self).map {
        line($0, isFocus: false)
      }
    let dots = lines.flatMap(\.self)
    let whole = dots.filter(\.isFocus)
    let budgets = dots.filter { !$0.isFocus }
    let years = Array(0...max(1, result.publicValue.value.points.count))
    let chart = Chart {
      ForEach(whole.filter { $0.lower != nil }, id: \.id) { dot in
        AreaMark(
          x: .value("Year", dot.year), yStart: .value(measure, dot.lower ?? dot.value),
          yEnd: .value(measure, dot.upper ?? dot.value), series: .value("Case", dot.name))
      }.foregroundStyle(ThemeStyle.focus).opacity(0.18)
      RuleMark(y: .value(measure, 0.0)).foregroundStyle(ThemeStyle.secondary).lineStyle(
        StrokeStyle(lineWidth: 1.5, dash: [6, 4]))
      ForEach(budgets, id: \.id) { dot in
        LineMark(x: .value("Year", dot.year), y: .value(measure, dot.value), series: .value("Case", dot.name))
          .foregroundStyle(by: .value("Case", budgetName))
      }.lineStyle(StrokeStyle(lineWidth: 2.5))
      ForEach(budgets, id: \.id) { dot in
        PointMark(x: .value("Year", dot.year), y: .value(measure, dot.value)).symbol(.diamond).symbolSize(90)
      }.foregroundStyle(ThemeStyle.series(1, of: 2))
      ForEach(whole, id: \.id) { dot in
        LineMark(x: .value("Year", dot.year), y: .value(measure, dot.value), series: .value("Case", dot.name))
          .foregroundStyle(by: .value("Case", wholeName))
      }.lineStyle(StrokeStyle(lineWidth: 3))
      ForEach(whole, id: \.id) { dot in
        PointMark(x: .value("Year", dot.year), y: .value(measure, dot.value)).symbolSize(100)
      }.foregroundStyle(ThemeStyle.focus)
    }
    .chartXScale(domain: years.map { "\($0)" })
    .chartXAxisLabel("End of year; 0 is the beginning")
    .chartYAxisLabel("Thousand pounds")
    .chartForegroundStyleScale(
      domain: budgets.isEmpty ? [wholeName] : [wholeName, budgetName],
      range: [ThemeStyle.focus, .series(1, of: 2)])
    let prices = result.priceYear.map { " in \($0) prices" } ?? ""
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline,
        measure:
          "Benefits less costs so far\(prices), discounted by \(NumberFormat.percent(result.discountRate)) a year",
        notes: [
          (budgets.isEmpty ? "" : "Circles: everything. Diamonds: public budgets alone. ")
            + (whole.contains { $0.lower != nil }
              ? "Shading: \(Words.percent(result.level)) limits from \(NumberFormat.count(result.draws)) draws."
              : "No item has limits, so that nothing is said of chance.")
        ]),
      alternativeText: "Line of the cumulative net present value by year. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 900, height: 540), chart: chart)
  }

  private static let wholeName = "Everything"
  private static let budgetName = "Public budgets alone"

  private static let measure = "Benefits less costs"

  private static func line(_ one: Appraisal.Case, isFocus: Bool) -> [Dot] {
    [Dot(name: one.name, isFocus: isFocus, number: 0, value: 0, lower: 0, upper: 0)]
      + one.value.points.map { point in
        Dot(
          name: one.name, isFocus: isFocus, number: point.year, value: (point.cumulative.value ?? 0) / 1000,
          lower: point.cumulative.interval.map { $0.lower / 1000 },
          upper: point.cumulative.interval.map { $0.upper / 1000 })
      }
  }

  /// The end of a year.
  private struct Dot: Sendable {
    let name: String
    let isFocus: Bool
    let number: Int
    let value: Double
    let lower: Double?
    let upper: Double?

    var year: String { "\(number)" }
    var id: String { "\(name) \(number)" }
  }
}
