import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Crude and adjusted ratios with their intervals on a log axis, numbers beside them.
public enum ForestFigure {
  /// Draws the factors in their order, the levels of one under its name; limits beyond the axis end in an arrow.
  ///
  /// - Parameters:
  ///   - result: the ratios, those of each factor on its own perhaps beside the adjusted ones.
  ///   - limits: the ratios between which the axis runs; nil for limits that suit the estimates.
  ///   - context: the name of the figure, and what it is about.
  public static func make(
    _ result: AdjustedRatios, limits: ClosedRange<Double>? = nil, context: FigureContext
  ) -> StudyFigure {
    let rows = result.rows
    let axis = limits ?? suitable(rows)
    let beyond = rows.filter { isBeyond($0.crude?.value, axis) || isBeyond($0.adjusted?.value, axis) }
    let lines = Line.grouped(rows)
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline,
        measure: "\(result.measure)"
          + (result.heldEqual == nil ? "" : result.hasCrude ? ", alone and adjusted" : ", adjusted")
          + (result.people.map { ", \(NumberFormat.count($0)) people" } ?? ""),
        notes: [
          "Lines: \(Words.percent(result.level)) intervals"
            + (rows.contains { hasArrow($0, axis) } ? "; an arrow: the limit lies beyond the axis" : "")
            + ". Filled marks: the interval lies on one side of 1. Open marks: no clear difference."
        ]
          + (beyond.isEmpty
            ? []
            : ["At the edge, as the estimate lies beyond the axis: \(Words.list(beyond.map(\.name)))."])),
      alternativeText: "Forest plot of \(rows.count) factors. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table,
      size: Size(
        width: 1000, height: 260 + 46 * Double(max(rows.count, 3)) + 36 * Double(lines.count - rows.count)),
      symbols: [
        result.hasCrude ? "Circles: each factor alone." : nil,
        result.heldEqual.map { "Squares: \($0) held equal." },
      ].compactMap(\.self).joined(separator: " ")
    ) { hasNames in
      chart(result, hasNames ? lines : Line.single(rows), axis, hasNames: hasNames)
    }
  }

  /// How far the two ratios of a factor lie from the middle of its row: their names need a line each.
  private static let shift = 9.0

  private static func chart(
    _ result: AdjustedRatios, _ lines: [Line], _ axis: ClosedRange<Double>, hasNames: Bool
  ) -> Chart {
    let rows = result.rows
    let labels = Dictionary(lines.map { ($0.id, $0.label) }) { first, _ in first }
    let first = rows.first { $0.crude?.interval != nil && $0.adjusted?.interval != nil }
    func name(_ text: String, of row: AdjustedRatios.Row) -> Text {
      SymbolNames.text(text, if: hasNames && row.name == first?.name)
    }
    let adjustedShift = result.hasCrude ? shift : 0
    return Chart {
      RuleMark(x: .value("No difference", 1.0)).foregroundStyle(ThemeStyle.primary)
      ForEach(rows.filter { $0.crude?.interval != nil }, id: \.name) { row in
        ErrorBarMark(
          xStart: .value(result.measure, limit(row.crude?.interval?.lower, axis)),
          xEnd: .value(result.measure, limit(row.crude?.interval?.upper, axis)), y: .value("Factor", row.name)
        ).offset(y: -shift).annotation(position: .trailing) { name("alone", of: row) }
      }.foregroundStyle(ThemeStyle.secondary)
      ForEach(rows.filter { $0.crude?.value != nil }, id: \.name) { row in
        PointMark(
          x: .value(result.measure, clamped(row.crude?.value, axis)), y: .value("Factor", row.name)
        ).symbol(isClear(row.crude) ? .circle : .ring).symbolSize(70).offset(y: -shift)
      }.foregroundStyle(ThemeStyle.secondary)
      ForEach(rows.filter { $0.adjusted?.interval != nil }, id: \.name) { row in
        ErrorBarMark(
          xStart: .value(result.measure, limit(row.adjusted?.interval?.lower, axis)),
          xEnd: .value(result.measure, limit(row.adjusted?.interval?.upper, axis)),
          y: .value("Factor", row.name)
        ).offset(y: adjustedShift).annotation(position: .trailing) { name("adjusted", of: row) }
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(rows.filter { $0.adjusted?.value != nil }, id: \.name) { row in
        PointMark(
          x: .value(result.measure, clamped(row.adjusted?.value, axis)), y: .value("Factor", row.name)
        ).symbol(isClear(row.adjusted) ? .square : .square.strokeBorder(lineWidth: 2))
          .symbolSize(90).offset(y: adjustedShift)
      }.foregroundStyle(ThemeStyle.focus)
    }
    .chartYScale(domain: lines.map(\.id))
    .chartYAxis { AxisMarks { value in AxisValueLabel(labels[value.as(String.self) ?? ""] ?? "") } }
    .chartRowNames(
      bold: lines.filter { $0.kind == .heading }.map(\.id),
      areLeading: lines.contains { $0.kind == .heading }
    )
    .chartXScale(domain: axis, type: .log)
    .chartXAxis { AxisMarks(format: .number, values: RatioAxis.ticks(in: axis)) }
    .chartXAxisLabel(RatioAxis.title(result.measure))
    .chartYAxisLabel("")
    .chartTextColumns(columns(result, lines))
  }

  private static func columns(_ result: AdjustedRatios, _ lines: [Line]) -> [TextColumn] {
    let ratios = RatioColumn(result.rows.flatMap { [$0.crude, $0.adjusted] })
    var columns: [TextColumn] = []
    func column(_ heading: String, _ estimate: KeyPath<AdjustedRatios.Row, Estimate?>) -> TextColumn {
      TextColumn(heading, of: lines, named: \.id) { line in
        line.kind == .reference ? "reference" : ratios.text(line.row?[keyPath: estimate])
      }
    }
    if result.hasCrude { columns.append(column("Alone", \.crude)) }
    if result.heldEqual != nil { columns.append(column("Adjusted", \.adjusted)) }
    columns.append(
      TextColumn("p", of: lines, named: \.id) { $0.row?.pValue.map(NumberFormat.pValue) ?? "" })
    return columns
  }

  /// A line of the plot: a row, or the name of a factor over its levels, or the level that these are compared with.
  private struct Line: Sendable {
    enum Kind: Sendable { case row, heading, reference }

    let id: String
    let label: String
    let kind: Kind
    var row: AdjustedRatios.Row?

    /// The levels of factors that have several indented under their name, after the one that they are compared with.
    static func grouped(_ rows: [AdjustedRatios.Row]) -> [Line] {
      var lines: [Line] = []
      var last: String?
      for row in rows {
        guard let factor = row.factor, let level = row.level, let reference = row.reference,
          rows.count(where: { $0.factor == factor }) > 1
        else {
          lines += single([row])
          last = nil
          continue
        }
        if factor != last {
          lines.append(Line(id: factor, label: factor, kind: .heading))
          lines.append(Line(id: "\(factor): \(reference)", label: indented(reference), kind: .reference))
        }
        last = factor
        lines.append(Line(id: row.name, label: indented(level), kind: .row, row: row))
      }
      let isUnique = Set(lines.map(\.id)).count == lines.count
      return isUnique ? lines : single(rows)
    }

    /// Each row with what it is compared with.
    static func single(_ rows: [AdjustedRatios.Row]) -> [Line] {
      rows.map { row in
        Line(
          id: row.name, label: row.name + (row.reference.map { " (against \($0))" } ?? ""), kind: .row,
          row: row)
      }
    }

    private static func indented(_ level: String) -> String { "\u{A0}\u{A0}\u{A0}\u{A0}" + level }
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

  /// Whether a limit is drawn as an arrow.
  private static func hasArrow(_ row: AdjustedRatios.Row, _ axis: ClosedRange<Double>) -> Bool {
    [row.crude?.interval, row.adjusted?.interval].contains {
      isBeyond($0?.lower, axis) || isBeyond($0?.upper, axis)
    }
  }

  /// Whether the interval of a ratio lies on one side of 1.
  private static func isClear(_ estimate: Estimate?) -> Bool {
    estimate?.interval.map { !$0.contains(1) } ?? false
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
}
