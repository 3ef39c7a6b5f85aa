import ChartGrammar
public import Audit
import Numbers
import Tables

/// Each published number against what its own table implies.
public enum AuditFigure {
  /// Draws the figures that contradict others, with those that agree where there are few; one scale below another.
  public static func make(_ result: AuditReport, context: FigureContext) -> StudyFigure {
    let points = result.points
    var scales: [String] = []
    for point in points where !scales.contains(point.scale) { scales.append(point.scale) }
    let shown = Array(scales.prefix(mostScales))
    let groups = shown.map { scale in points.filter { $0.scale == scale } }
    let drawn = groups.flatMap(\.self)
    let contradictions = result.contradictions
    let left = contradictions.count - drawn.count(where: \.isContradiction)
    let further = [
      drawn.contains { $0.computed.lowerBound < $0.computed.upperBound }
        ? "Lines: the range that the other figures of the table allow." : nil,
      drawn.contains { !$0.isContradiction } ? "Filled circles: printed figures that agree." : nil,
    ].compactMap(\.self).joined(separator: " ")
    var notes = further.isEmpty ? [] : [further]
    if left > 0 {
      notes.append(
        "\(left) \(left == 1 ? "contradiction is" : "contradictions are") in labels, words or figures on other scales: see the table."
      )
    }
    let text = context.text(
      result.headline, measure: "Each published number against what its own table implies", notes: notes)
    let description =
      "Dot plot of published numbers beside what other figures of their tables imply. \(result.headline). "
      + largest(drawn)
    let rows = drawn.count + 2 * max(0, groups.count - 1)
    var size = FigureSize.rows(rows, notes: notes.count)
    size = Size(width: 1_000, height: size.height + 70 * Double(max(0, groups.count - 1)))
    func panels(hasNames: Bool) -> ChartPanels {
      ChartPanels(.vertical, weights: groups.map { Double($0.count) + 2 }) {
        for (index, group) in (groups.isEmpty ? [[]] : groups).enumerated() {
          chart(group, hasNames: hasNames && index == 0)
        }
      }
    }
    var figure = StudyFigure(
      name: context.name, text: text, alternativeText: description, table: result.table, size: size,
      panels: panels(hasNames: true))
    figure.symbols = .init(
      note: "Diamonds: as printed. Rings: what the other figures of the table give.",
      charts: panels(hasNames: false))
    return figure
  }

  /// The first few contradictions in words: they are those furthest off.
  private static func largest(_ points: [AuditPoint]) -> String {
    let first = points.filter(\.isContradiction).prefix(5)
    guard !first.isEmpty else { return "Every figure lies within what its rounding allows." }
    return "Furthest off: "
      + first.map { "\($0.name) is printed as \($0.printed), implied is \($0.implied)" }.joined(
        separator: "; ") + "."
  }

  /// Figures on further scales are left to the table.
  private static let mostScales = 4

  private static func chart(_ points: [AuditPoint], hasNames: Bool) -> Chart {
    let first = points.first(where: \.isContradiction)?.name
    func text(_ text: String, of point: AuditPoint) -> Text {
      SymbolNames.text(text, if: hasNames && point.name == first)
    }
    let isPercent = points.first?.scale == AuditPoint.percentages
    let scale = points.first?.scale ?? "No figure contradicts another"
    let ends = points.flatMap {
      [$0.published.lowerBound, $0.published.upperBound, $0.computed.lowerBound, $0.computed.upperBound]
    }
    let low = min(ends.min() ?? 0, isPercent ? 0 : .infinity)
    let high = max(ends.max() ?? 1, isPercent && (ends.max() ?? 0) > 50 ? 100 : 0)
    let margin = isPercent ? 0 : max((high - low) * 0.15, abs(high) * 1e-3, 1e-6)
    return Chart {
      ForEach(points.filter(\.isContradiction), id: \.name) { point in
        RuleMark(
          xStart: .value("Printed", middle(point.published)), xEnd: .value("Implied", middle(point.computed)),
          y: .value("Figure", point.name)
        ).foregroundStyle(ThemeStyle.context).lineStyle(StrokeStyle(lineWidth: 3))
      }
      ForEach(points.filter { $0.computed.lowerBound < $0.computed.upperBound }, id: \.name) { point in
        ErrorBarMark(
          xStart: .value("Least", point.computed.lowerBound), xEnd: .value("Most", point.computed.upperBound),
          y: .value("Figure", point.name)
        ).foregroundStyle(ThemeStyle.focus)
      }
      ForEach(points, id: \.name) { point in
        PointMark(x: .value("Implied", middle(point.computed)), y: .value("Figure", point.name))
          .symbol(.ring).symbolSize(130).foregroundStyle(ThemeStyle.focus)
          .annotation(position: SymbolNames.side(of: middle(point.computed), from: middle(point.published))) {
            text("implied", of: point)
          }
      }
      ForEach(points.filter { !$0.isContradiction }, id: \.name) { point in
        PointMark(x: .value("Printed", middle(point.published)), y: .value("Figure", point.name))
          .symbol(.circle).symbolSize(30).foregroundStyle(ThemeStyle.secondary)
      }
      ForEach(points.filter(\.isContradiction), id: \.name) { point in
        PointMark(x: .value("Printed", middle(point.published)), y: .value("Figure", point.name))
          .symbol(.diamond).symbolSize(70).foregroundStyle(ThemeStyle.series(1, of: 2))
          .annotation(
            position: SymbolNames.side(of: middle(point.published), from: middle(point.computed).nextDown)
          ) { text("as printed", of: point) }
      }
    }
    .chartYScale(domain: points.map(\.name))
    .chartXScale(domain: (low - margin)...(high + margin))
    .chartXAxis { AxisMarks(format: isPercent ? .number.suffix("%") : .number) }
    .chartXAxisLabel(isPercent ? "Percentage" : scale.withCapital)
    .chartLegend(.hidden)
    .chartTextColumns([
      TextColumn("Printed", of: points, named: \.name, text: \.printed),
      TextColumn("Implied", of: points, named: \.name, text: \.implied),
    ])
  }

  private static func middle(_ range: ClosedRange<Double>) -> Double {
    (range.lowerBound + range.upperBound) / 2
  }

}
