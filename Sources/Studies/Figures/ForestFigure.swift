import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Crude and adjusted ratios with their intervals on a log axis, numbers beside them.
public enum ForestFigure {
  /// Draws the factors in their order; limits beyond the axis end in an arrow.
  ///
  /// - Parameter limits: the ratios between which the axis runs; nil for limits that suit the estimates.
  public static func make(
    _ result: AdjustedRatios, limits: ClosedRange<Double>? = nil, context: FigureContext
  ) -> StudyFigure {
    let rows = result.rows
    let axis = limits ?? suitable(rows)
    let chart = Chart {
      RuleMark(x: .value("No difference", 1.0)).foregroundStyle(ThemeStyle.primary)
      ForEach(rows.filter { $0.crude?.interval != nil }, id: \.name) { row in
        ErrorBarMark(
          xStart: .value(result.measure, limit(row.crude?.interval?.lower, axis)),
          xEnd: .value(result.measure, limit(row.crude?.interval?.upper, axis)), y: .value("Factor", row.name)
        ).offset(y: -7)
      }.foregroundStyle(ThemeStyle.secondary)
      ForEach(rows.filter { $0.crude?.value != nil }, id: \.name) { row in
        PointMark(
          x: .value(result.measure, clamped(row.crude?.value, axis)), y: .value("Factor", row.name)
        )
        .symbol(isBeyond(row.crude?.value, axis) ? .square.strokeBorder(lineWidth: 1.5) : .ring).symbolSize(
          70
        ).offset(y: -7)
      }.foregroundStyle(ThemeStyle.secondary)
      ForEach(rows.filter { $0.adjusted?.interval != nil }, id: \.name) { row in
        ErrorBarMark(
          xStart: .value(result.measure, limit(row.adjusted?.interval?.lower, axis)),
          xEnd: .value(result.measure, limit(row.adjusted?.interval?.upper, axis)),
          y: .value("Factor", row.name)
        ).offset(y: result.hasCrude ? 7 : 0)
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(rows.filter { $0.adjusted?.value != nil }, id: \.name) { row in
        PointMark(
          x: .value(result.measure, clamped(row.adjusted?.value, axis)), y: .value("Factor", row.name)
        )
        .symbol(isBeyond(row.adjusted?.value, axis) ? .square.strokeBorder(lineWidth: 2) : .square)
        .symbolSize(90).offset(y: result.hasCrude ? 7 : 0)
      }.foregroundStyle(ThemeStyle.focus)
    }
    .chartYScale(domain: rows.map(\.name))
    .chartXScale(domain: axis, type: .log)
    .chartXAxis {
      AxisMarks(format: .number, values: RatioAxis.ticks(in: axis))
    }
    .chartXAxisLabel(RatioAxis.title(result.measure))
    .chartTextColumns(columns(result))
    let beyond = rows.filter { isBeyond($0.crude?.value, axis) || isBeyond($0.adjusted?.value, axis) }
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline,
        measure: "\(result.measure)"
          + (result.heldEqual == nil ? "" : result.hasCrude ? ", alone and adjusted" : ", adjusted")
          + (result.people.map { ", \(NumberFormat.count($0)) people" } ?? ""),
        notes: [
          (result.hasCrude ? "Rings: each factor alone. " : "")
            + (result.heldEqual.map { "Squares: \($0) held equal. " } ?? "") + "Lines: "
            + "\(Words.percent(result.level)) intervals; an arrow: the limit lies beyond the axis."
        ]
          + (beyond.isEmpty
            ? []
            : [
              "Open squares at the edge: the estimate lies beyond the axis (\(Words.list(beyond.map(\.name))))."
            ])),
      alternativeText: "Forest plot of \(rows.count) factors. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 1000, height: 260 + 46 * Double(max(rows.count, 3))),
      chart: chart)
  }

  private static func columns(_ result: AdjustedRatios) -> [TextColumn] {
    var columns: [TextColumn] = []
    if result.hasCrude {
      columns.append(TextColumn("Alone", of: result.rows, named: \.name) { text($0.crude) })
    }
    if result.heldEqual != nil {
      columns.append(TextColumn("Adjusted", of: result.rows, named: \.name) { text($0.adjusted) })
    }
    columns.append(
      TextColumn("p", of: result.rows, named: \.name) { $0.pValue.map(NumberFormat.pValue) ?? "" })
    return columns
  }

  /// A ratio within the axis, so that its square is seen at the edge rather than not at all.
  private static func clamped(_ value: Double?, _ axis: ClosedRange<Double>) -> Double {
    min(max(value ?? 1, axis.lowerBound), axis.upperBound)
  }

  /// A limit that may be 0 or without bound, as that of a level in which nobody or everybody reoffended: just beyond the
  /// axis, so that it is drawn as an arrow.
  private static func limit(_ value: Double?, _ axis: ClosedRange<Double>) -> Double {
    min(max(value ?? 1, axis.lowerBound / 2), axis.upperBound * 2)
  }

  private static func isBeyond(_ value: Double?, _ axis: ClosedRange<Double>) -> Bool {
    value.map { !axis.contains($0) } ?? false
  }

  private static func suitable(_ rows: [AdjustedRatios.Row]) -> ClosedRange<Double> {
    let known = rows.flatMap { [$0.crude, $0.adjusted] }.compactMap { $0 }
      .flatMap { [$0.value, $0.interval?.lower, $0.interval?.upper] }.compactMap(\.self)
      .filter { $0 > 0 && $0.isFinite }
    // The axis holds every estimate between a thousandth and a thousand; limits may lie beyond it.
    let estimates = rows.flatMap { [$0.crude?.value, $0.adjusted?.value] }.compactMap(\.self).filter {
      $0 > 0 && $0.isFinite
    }
    let least = min(0.5, max(0.1, known.min() ?? 0.5), max(0.001, estimates.min() ?? 0.5))
    let most = max(2, min(10, known.max() ?? 2), min(1_000, estimates.max() ?? 2))
    return RatioAxis.range(from: least, to: most)
  }

  private static func text(_ estimate: Estimate?) -> String {
    guard let estimate, let value = estimate.value else { return "" }
    guard let interval = estimate.interval else { return NumberFormat.ratio(value) }
    return NumberFormat.ratio(value, between: interval.lower, and: interval.upper)
  }
}
