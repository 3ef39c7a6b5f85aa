import ChartGrammar
import Numbers
public import Reoffending
import Tables

/// The rate with each risk factor beside the rate without it and the expected rate, where they are printed.
public enum RiskFactorFigure {
  /// Draws published rates; the widest gap is at the top.
  public static func make(_ result: PrintedRiskFactors, context: FigureContext) -> StudyFigure {
    let rows = result.gaps.map(Row.init)
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: "Rate of reoffending with and without each risk factor",
        notes: [
          "No intervals: the number of people is not printed. Factors overlap, so gaps must not be added up."
        ]),
      alternativeText: "Dot plot of rates of reoffending by risk factor. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table, size: FigureSize.rows(rows.count, notes: 2),
      symbols:
        "Filled circles: people with the factor. Rings: people without it. Diamonds: rate expected of those with it."
    ) { chart(rows, hasNames: $0) }
  }

  private static func chart(_ rows: [Row], hasNames: Bool) -> Chart {
    func name(_ text: String, of row: Row, _ value: KeyPath<Row, Double?>) -> Text {
      SymbolNames.text(text, if: hasNames && row.name == rows.first { $0[keyPath: value] != nil }?.name)
    }
    return Chart {
      ForEach(rows.filter { $0.reference != nil }, id: \.name) { row in
        RuleMark(
          xStart: .value("Reference", row.reference ?? row.rate), xEnd: .value("Rate", row.rate),
          y: .value("Factor", row.name)
        ).foregroundStyle(ThemeStyle.context).lineStyle(StrokeStyle(lineWidth: 4))
      }
      ForEach(rows.filter { $0.expected != nil }, id: \.name) { row in
        PointMark(x: .value("Expected rate", row.expected ?? row.rate), y: .value("Factor", row.name))
          .symbol(.diamond).symbolSize(90).foregroundStyle(ThemeStyle.series(1, of: 2))
          .annotation(
            position: row.without == nil
              ? SymbolNames.side(of: row.expected ?? row.rate, from: row.rate) : .top,
            spacing: row.without == nil ? nil : SymbolNames.middleSpacing
          ) { name("expected", of: row, \.expected) }
      }
      ForEach(rows.filter { $0.without != nil }, id: \.name) { row in
        PointMark(x: .value("Rate without", row.without ?? row.rate), y: .value("Factor", row.name))
          .symbol(.ring).symbolSize(110).foregroundStyle(ThemeStyle.focus)
          .annotation(position: SymbolNames.side(of: row.without ?? row.rate, from: row.rate)) {
            name("without", of: row, \.without)
          }
      }
      ForEach(rows, id: \.name) { row in
        PointMark(x: .value("Rate", row.rate), y: .value("Factor", row.name))
          .symbol(.circle).symbolSize(130).foregroundStyle(ThemeStyle.focus)
          .annotation(position: SymbolNames.side(of: row.rate, from: row.reference.map(\.nextDown))) {
            SymbolNames.text("with the factor", if: hasNames && row.name == rows.first?.name)
          }
      }
    }
    .chartYScale(domain: rows.map(\.name))
    .chartXScale(domain: 0.0...1.0)
    .chartXAxis { AxisMarks(format: .percent, values: [0.0, 0.25, 0.5, 0.75, 1.0]) }
    .chartXAxisLabel("Share of people who reoffended")
    .chartTextColumns([
      TextColumn("With", of: rows, named: \.name, text: \.rateText),
      TextColumn("Without", of: rows, named: \.name, text: \.withoutText),
      TextColumn("Expected", of: rows, named: \.name, text: \.expectedText),
      TextColumn("Gap, points", of: rows, named: \.name, text: \.gapText),
    ])
  }

  /// One line of the chart.
  private struct Row: Sendable {
    let name: String
    let rate: Double
    let without: Double?
    let expected: Double?
    let rateText: String
    let withoutText: String
    let expectedText: String
    let gapText: String

    var reference: Double? { without ?? expected }

    init(_ gap: PrintedRiskFactors.Gap) {
      let against = gap.comparison.map { " (against \($0.level))" } ?? ""
      let factor = gap.level.factor
      name = factor.withCapital + ": " + gap.level.level + against
      rate = gap.level.actual.fraction
      without = gap.comparison?.actual.fraction
      expected = gap.level.expected?.fraction
      rateText = NumberFormat.percent(rate)
      withoutText = without.map { NumberFormat.percent($0) } ?? ""
      expectedText = expected.map { NumberFormat.percent($0) } ?? ""
      gapText = gap.points.map { NumberFormat.signed($0, decimals: 1) } ?? ""
    }
  }
}
