import ChartGrammar
import Numbers
public import Reoffending
import Tables

/// Standardised differences of covariates between two groups, before and after matching or weighting.
public enum BalanceFigure {
  /// Draws a row a covariate, the widest difference before at the top.
  ///
  /// - Parameters:
  ///   - balances: the differences of each covariate before and after.
  ///   - procedure: what was done between before and after, such as `weighting`.
  ///   - thresholds: the difference up to which a covariate is balanced, and that above which it is not.
  ///   - context: the name of the figure, and what it is about.
  public static func make(
    _ balances: [CovariateBalance], after procedure: String = "matching",
    thresholds: CovariateBalance.Thresholds = .init(), context: FigureContext
  ) -> StudyFigure {
    let rows = balances.enumerated().sorted {
      (-abs($0.element.before), $0.offset) < (-abs($1.element.before), $1.offset)
    }.map(\.element)
    let reach = 1.1 * max(0.25, rows.flatMap { [abs($0.before), abs($0.after)] }.max() ?? 0)
    let out = rows.filter { abs($0.after) > thresholds.amber }
    let outBefore = rows.count { abs($0.before) > thresholds.amber }
    let limit = NumberFormat.fixed(thresholds.amber, decimals: 2)
    let headline =
      out.isEmpty
      ? "After \(procedure), all \(rows.count) covariates are balanced; before, \(Words.count(outBefore)) \(outBefore == 1 ? "was" : "were") not"
      : "After \(procedure), \(Words.count(out.count)) of \(rows.count) covariates still \(out.count == 1 ? "differs" : "differ") by more than \(limit)"
    let sentences = rows.map {
      "\(name($0)): \(NumberFormat.signed($0.before, decimals: 2)) before, "
        + "\(NumberFormat.signed($0.after, decimals: 2)) after."
    }
    return StudyFigure(
      name: context.name,
      text: context.text(
        headline, measure: "Standardised differences before and after \(procedure)",
        notes: ["Grey: within \(limit), which counts as balanced."]),
      alternativeText: "Dot plot of standardised differences. \(headline). "
        + sentences.joined(separator: " "),
      table: table(rows), size: FigureSize.rows(rows.count, notes: 1),
      symbols: "Rings: before. Filled circles: after."
    ) { chart(rows, thresholds, reach, hasNames: $0) }
  }

  private static func chart(
    _ rows: [CovariateBalance], _ thresholds: CovariateBalance.Thresholds, _ reach: Double, hasNames: Bool
  ) -> Chart {
    func text(_ text: String, of row: CovariateBalance) -> Text {
      SymbolNames.text(text, if: hasNames && row.covariate == rows.first?.covariate)
    }
    return Chart {
      RectangleMark(
        xStart: .value("Standardised difference", -thresholds.amber),
        xEnd: .value("Standardised difference", thresholds.amber)
      ).foregroundStyle(ThemeStyle.context).opacity(0.35)
      RuleMark(x: .value("No difference", 0.0)).foregroundStyle(ThemeStyle.primary)
      ForEach(rows, id: \.covariate) { row in
        RuleMark(
          xStart: .value("Before", row.before), xEnd: .value("After", row.after),
          y: .value("Covariate", name(row)))
      }.foregroundStyle(ThemeStyle.secondary).lineStyle(StrokeStyle(lineWidth: 1.5))
      ForEach(rows, id: \.covariate) { row in
        PointMark(x: .value("Before", row.before), y: .value("Covariate", name(row)))
          .symbol(.ring).symbolSize(90)
          .annotation(position: SymbolNames.side(of: row.before, from: row.after)) { text("before", of: row) }
      }.foregroundStyle(ThemeStyle.series(1, of: 2))
      ForEach(rows, id: \.covariate) { row in
        PointMark(x: .value("After", row.after), y: .value("Covariate", name(row))).symbolSize(100)
          .annotation(position: SymbolNames.side(of: row.after, from: row.before.nextDown)) {
            text("after", of: row)
          }
      }.foregroundStyle(ThemeStyle.focus)
    }
    .chartYScale(domain: rows.map(name))
    .chartXScale(domain: (-reach)...reach)
    .chartXAxis { AxisMarks(format: .number.signed()) }
    .chartXAxisLabel("Standardised difference of means")
    .chartTextColumns([
      TextColumn("Before", of: rows, named: name) { NumberFormat.signed($0.before, decimals: 2) },
      TextColumn("After", of: rows, named: name) { NumberFormat.signed($0.after, decimals: 2) },
    ])
  }

  /// The covariate as a reader writes it.
  private static func name(_ row: CovariateBalance) -> String {
    row.covariate.replacing("=", with: ": ").asHeading
  }

  private static func table(_ rows: [CovariateBalance]) -> OutputTable {
    let kind = OutputColumn.Kind.number(decimals: 3)
    return OutputTable(
      columns: [
        OutputColumn(key: "covariate", title: "Covariate"),
        OutputColumn(key: "before", title: "Before", kind: kind),
        OutputColumn(key: "after", title: "After", kind: kind),
      ],
      rows: rows.map { [.text($0.covariate), .number($0.before), .number($0.after)] })
  }
}
