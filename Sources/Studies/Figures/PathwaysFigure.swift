import ChartGrammar
import Numbers
public import Reoffending
import Tables

/// The pathways out of reoffending with the numbers claimed under each, in the words of the source.
public enum PathwaysFigure {
  /// Draws how common each need is over what is claimed to reduce reoffending, as the two are not of one kind, with a row a
  /// claim, pathways in their order; a pathway without a number keeps an empty row.
  public static func make(_ result: PathwayEvidence, context: FigureContext) -> StudyFigure {
    let kinds = [false, true].map { isReduction in
      result.pathways.flatMap { name -> [Row] in
        let all = result.claims.filter { $0.pathway == name }
        let claims = all.filter { ($0.kind == .reduction) == isReduction }
        guard !claims.isEmpty else {
          return all.isEmpty && !isReduction ? [Row(id: name, pathway: name, claim: nil)] : []
        }
        return claims.enumerated().map { index, claim in
          Row(id: "\(name) \(index)", pathway: index == 0 ? name : "", claim: claim)
        }
      }
    }
    let parts = zip(kinds, ["How common it is", "Reduction claimed"])
      .filter { !$0.0.isEmpty }
    let rows = kinds.flatMap(\.self)
    let spans = rows.compactMap(\.claim).filter { !$0.isSingle }
    let bars =
      spans.isEmpty
      ? ""
      : "Bars: more than one number fits the words"
        + (spans.contains { $0.upper == nil } ? "; an arrow: no upper end is printed. " : ". ")
    func panels(isNarrow: Bool) -> ChartPanels {
      ChartPanels(.vertical, weights: parts.map { Double($0.0.count) }) {
        for (rows, title) in parts { chart(rows, title: title, isNarrow: isNarrow) }
      }
    }
    var figure = StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: "Numbers printed under each pathway out of reoffending",
        notes: [bars + "No intervals: neither studies nor numbers of people are printed."]),
      alternativeText: "Chart of the numbers printed under each pathway. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table,
      size: Size(
        width: 1080, height: 180 + 130 * Double(parts.count) + 32 * Double(max(rows.count, 3))),
      panels: panels(isNarrow: false))
    figure.narrow = panels(isNarrow: true)
    return figure
  }

  private static func chart(_ rows: [Row], title: String, isNarrow: Bool) -> Chart {
    let names = Dictionary(rows.map { ($0.id, isNarrow ? $0.name : "") }) { first, _ in first }
    let spans = rows.compactMap { row in row.claim.map { Span(id: row.id, claim: $0) } }
    return Chart {
      ForEach(spans.filter { !$0.claim.isSingle }, id: \.id) { span in
        ErrorBarMark(
          xStart: .value("Share", span.claim.lower ?? 0), xEnd: .value("Share", span.claim.upper ?? 2),
          y: .value("Claim", span.id), capSize: 10
        ).foregroundStyle(span.color).lineStyle(StrokeStyle(lineWidth: 5))
      }
      ForEach(spans.filter(\.claim.isSingle), id: \.id) { span in
        PointMark(x: .value("Share", span.claim.lower ?? 0), y: .value("Claim", span.id))
          .symbol(span.claim.kind == .reduction ? .diamond : .circle).symbolSize(130)
          .foregroundStyle(span.color)
      }
    }
    .chartYScale(domain: rows.map(\.id))
    .chartXScale(domain: 0.0...1.0)
    .chartYAxis { AxisMarks { value in AxisValueLabel(names[value.as(String.self) ?? ""] ?? "") } }
    .chartXAxis { AxisMarks(format: .percent, values: [0.0, 0.25, 0.5, 0.75, 1.0]) }
    .chartXAxisLabel("")
    .chartYAxisLabel("")
    .chartTitle(title)
    .chartTextColumns(
      (isNarrow
        ? []
        : [
          TextColumn("Pathway", edge: .leading, alignment: .leading, of: rows, named: \.id, text: \.pathway),
          TextColumn("Claim", edge: .leading, alignment: .leading, of: rows, named: \.id, text: \.text),
        ]) + [TextColumn("As printed", alignment: .leading, of: rows, named: \.id, text: \.printed)])
  }

  /// One line of the chart.
  private struct Row: Sendable {
    let id: String
    let pathway: String
    let claim: PathwayEvidence.Claim?

    var text: String { claim?.text ?? "" }
    /// What stands above the row on a phone.
    var name: String { claim.map { "\($0.pathway): \($0.text)" } ?? pathway }
    var printed: String { claim?.printed ?? "no number printed" }
  }

  /// A claim at its row.
  private struct Span: Sendable {
    let id: String
    let claim: PathwayEvidence.Claim

    var color: ThemeStyle { claim.kind == .reduction ? .series(1, of: 2) : .focus }
  }
}
