import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Residuals of a regression against its fitted values: one by one, or means of bins where one by one they show nothing.
public enum ResidualFigure {
  /// More points than this are drawn as means of bins.
  private static let mostPoints = 2_000
  /// The most bins that can be told apart.
  private static let mostBins = 100

  /// Draws bins for outcomes of yes and no and for many rows, else a point a row.
  public static func make(
    _ result: RegressionResult, _ influence: RegressionInfluence, context: FigureContext
  ) throws -> StudyFigure {
    let model = influence.influence
    guard model.isBinary || model.observations > mostPoints else {
      return points(result, model, context: context)
    }
    let rows = model.fittedAndResiduals
    let bins = try BinnedResiduals(rows, bins: rows.count > mostBins * mostBins ? mostBins : nil).bins
    return binned(result, bins, context: context)
  }

  private static func binned(
    _ result: RegressionResult, _ bins: [BinnedResiduals.Bin], context: FigureContext
  ) -> StudyFigure {
    let dots = bins.enumerated().map { Bin(number: $0.offset, bin: $0.element) }
    let beyond = bins.count(where: \.isBeyond)
    let (x, y) = (fittedName(result), "Mean residual")
    let chart = Chart {
      ForEach(dots, id: \.number) { dot in
        AreaMark(
          x: .value(x, dot.bin.fitted), yStart: .value(y, -dot.bin.limit), yEnd: .value(y, dot.bin.limit),
          series: .value("Limits", "two standard errors"))
      }.foregroundStyle(ThemeStyle.focus).opacity(0.14)
      RuleMark(y: .value(y, 0.0)).foregroundStyle(ThemeStyle.primary)
      ForEach(dots, id: \.number) { dot in
        PointMark(x: .value(x, dot.bin.fitted), y: .value(y, dot.bin.residual))
          .symbol(dot.bin.isBeyond ? .diamond : .circle).symbolSize(dot.bin.isBeyond ? 110 : 60)
          .foregroundStyle(dot.bin.isBeyond ? ThemeStyle.series(1) : .focus)
      }
    }
    .chartXAxisLabel(x).chartYAxisLabel(y).chartLegend(.hidden)
    .chartXAxis { AxisMarks(format: result.events != nil ? .percent : .number) }
    .chartYAxis { AxisMarks(format: result.events != nil ? .percent : .number) }
    let headline =
      "\(beyond) of \(Plural.count(bins.count, "bin")) of fitted values \(beyond == 1 ? "lies" : "lie") beyond two standard errors"
    let note =
      "Points: mean residuals of bins of about equally many rows. Shading: two standard errors, beyond which some 5% would lie "
      + "if the model were right. Diamonds: beyond."
    return StudyFigure(
      name: context.name,
      text: context.text(headline, measure: "Mean residual against fitted value, by bin", notes: [note]),
      alternativeText: "Plot of mean residuals against fitted values in \(bins.count) bins. \(headline).",
      table: OutputTable(
        columns: [
          OutputColumn(key: "fitted", title: "Fitted", kind: .number(decimals: 4)),
          OutputColumn(key: "residual", title: "Mean residual", kind: .number(decimals: 4)),
          OutputColumn(key: "limit", title: "Two standard errors", kind: .number(decimals: 4)),
          OutputColumn(key: "rows", title: "Rows", kind: .number(decimals: 0)),
        ],
        rows: bins.map { [.number($0.fitted), .number($0.residual), .number($0.limit), .count($0.count)] }),
      size: Size(width: 860, height: 540), chart: chart)
  }

  private static func points(
    _ result: RegressionResult, _ model: ModelInfluence, context: FigureContext
  ) -> StudyFigure {
    let rows = (0..<model.rowCount).compactMap { model.row($0) }.filter { $0.standardised != nil }
    let beyond = rows.count { abs($0.standardised ?? 0) > 2 }
    let (x, y) = (fittedName(result), "Standardised residual")
    let chart = Chart {
      RuleMark(y: .value(y, 0.0)).foregroundStyle(ThemeStyle.primary)
      ForEach([-2.0, 2.0], id: \.self) { limit in
        RuleMark(y: .value(y, limit)).foregroundStyle(ThemeStyle.secondary)
          .lineStyle(StrokeStyle(lineWidth: 1.5, dash: [6, 4]))
      }
      ForEach(rows, id: \.row) { row in
        PointMark(x: .value(x, row.fitted), y: .value(y, row.standardised ?? 0))
          .symbol(.circle).symbolSize(36)
          .foregroundStyle(abs(row.standardised ?? 0) > 2 ? ThemeStyle.series(1) : .focus)
      }.opacity(0.6)
    }
    .chartXAxisLabel(x).chartYAxisLabel(y).chartLegend(.hidden)
    let headline =
      "\(beyond) of \(Plural.count(rows.count, "standardised residual")) \(beyond == 1 ? "lies" : "lie") beyond 2"
    return StudyFigure(
      name: context.name,
      text: context.text(
        headline, measure: "Standardised deviance residual against fitted value, a point a row",
        notes: ["Dashes: 2 and −2, beyond which some 5% would lie if the model were right."]),
      alternativeText:
        "Plot of standardised residuals against fitted values of \(NumberFormat.count(rows.count)) rows. \(headline).",
      table: OutputTable(
        columns: [
          OutputColumn(key: "fitted", title: "Fitted", kind: .number(decimals: 4)),
          OutputColumn(key: "standardised", title: "Standardised residual", kind: .number(decimals: 3)),
        ],
        rows: rows.map { [.number($0.fitted), .optional($0.standardised)] }),
      size: Size(width: 860, height: 540), chart: chart)
  }

  private static func fittedName(_ result: RegressionResult) -> String {
    result.events != nil ? "Fitted probability" : "Fitted \(result.outcome.replacing("_", with: " "))"
  }

  /// A bin at its place.
  private struct Bin: Sendable {
    let number: Int
    let bin: BinnedResiduals.Bin
  }
}
