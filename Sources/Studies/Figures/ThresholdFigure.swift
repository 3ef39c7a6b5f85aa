import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// What a threshold does: errors by subgroup, or the net benefit along many thresholds.
public enum ThresholdFigure {
  /// Draws a curve of net benefit for six thresholds of probabilities or more without subgroups, else errors with limits.
  public static func make(_ result: PredictionThresholds, context: FigureContext) -> StudyFigure {
    let isCurve =
      result.areProbabilities && result.rows.count >= 6 && result.rows.allSatisfy { $0.name == "All" }
    return isCurve ? benefit(result, context) : errors(result, context)
  }

  private static func errors(_ result: PredictionThresholds, _ context: FigureContext) -> StudyFigure {
    let several = Set(result.rows.map(\.threshold)).count > 1
    func name(_ row: PredictionThresholds.Row) -> String {
      several ? "\(row.name), from \(row.thresholdText)" : row.name
    }
    let names = result.rows.map(name)
    let measures: [(title: String, value: (PredictionThresholds.Row) -> Estimate?)] = [
      ("Flagged, of those who did not reoffend", \.falsePositiveRate),
      ("Missed, of those who reoffended", \.falseNegativeRate),
      ("Reoffended, of those flagged", \.positivePredictiveValue),
    ]
    let charts = measures.compactMap { measure -> Chart? in
      let marks = result.rows.compactMap { row in Mark(name(row), measure.value(row)) }
      guard !marks.isEmpty else { return nil }
      return Chart {
        ForEach(marks, id: \.name) { mark in
          RuleMark(
            xStart: .value("Share", mark.lower), xEnd: .value("Share", mark.upper),
            y: .value("Group", mark.name))
        }.foregroundStyle(ThemeStyle.focus).lineStyle(StrokeStyle(lineWidth: 3))
        ForEach(marks, id: \.name) { mark in
          PointMark(x: .value("Share", mark.value), y: .value("Group", mark.name)).symbolSize(110)
        }.foregroundStyle(ThemeStyle.focus)
      }
      .chartXScale(domain: 0.0...1.0)
      .chartYScale(domain: names)
      .chartXAxis { AxisMarks(format: .percent) }
      .chartTextColumns([TextColumn("Share", of: marks, named: \.name, text: \.text)])
      .chartTitle(measure.title)
      .chartLegend(.hidden)
    }
    return StudyFigure(
      name: context.name,
      text: context.text(
        result.headline, measure: "Errors of flagging people by their prediction",
        notes: [
          "Lines: \(Words.percent(result.level)) intervals. "
            + (several
              ? "" : "Flagged: a prediction of \(result.rows.first?.thresholdText ?? "") or above.")
        ]),
      alternativeText: "Dot plots of error rates by group. \(result.headline). "
        + result.sentences.joined(separator: " "),
      table: result.table,
      size: Size(width: 900, height: 170 + Double(charts.count) * (90 + 36 * Double(max(2, names.count)))),
      panels: ChartPanels(.vertical, sharing: .horizontal) { charts })
  }

  private static func benefit(_ result: PredictionThresholds, _ context: FigureContext) -> StudyFigure {
    let rows = result.rows.sorted { $0.threshold < $1.threshold }
    let values = rows.flatMap { row in
      [row.netBenefit?.interval?.lower, row.netBenefit?.interval?.upper, 0].compactMap(\.self)
    }
    let (least, most) = (values.min() ?? 0, values.max() ?? 1)
    let reach = max(most - least, 1e-6)
    let floor = least - 0.05 * reach
    let better = rows.indices.filter {
      (rows[$0].netBenefit?.value ?? 0) > max(0, rows[$0].netBenefitOfEverybody ?? 0)
    }
    let more = "Flagging by the predictions brings more than flagging everybody or nobody"
    let finding =
      if let first = better.first, let last = better.last {
        better.count < last - first + 1
          ? "\(more), at \(better.count) of \(rows.count) thresholds"
          : first == last
            ? "\(more), at \(rows[first].thresholdText)"
            : "\(more), from \(rows[first].thresholdText) to \(rows[last].thresholdText)"
      } else { "Flagging by the predictions brings no more than flagging everybody or nobody" }
    let everybody = rows.filter { ($0.netBenefitOfEverybody ?? floor) >= floor }
    let chart = Chart {
      RuleMark(y: .value(axis, 0.0)).foregroundStyle(ThemeStyle.secondary)
      ForEach(rows, id: \.threshold) { row in
        AreaMark(
          x: .value("Threshold", row.threshold), yStart: .value(axis, row.netBenefit?.interval?.lower ?? 0),
          yEnd: .value(axis, row.netBenefit?.interval?.upper ?? 0))
      }.foregroundStyle(ThemeStyle.focus).opacity(0.2)
      ForEach(everybody, id: \.threshold) { row in
        LineMark(
          x: .value("Threshold", row.threshold), y: .value(axis, row.netBenefitOfEverybody ?? 0),
          series: .value("Line", "everybody"))
      }.foregroundStyle(ThemeStyle.secondary).lineStyle(StrokeStyle(lineWidth: 2, dash: [6, 4]))
      ForEach(rows, id: \.threshold) { row in
        LineMark(
          x: .value("Threshold", row.threshold), y: .value(axis, row.netBenefit?.value ?? 0),
          series: .value("Line", "predictions"))
      }.foregroundStyle(ThemeStyle.focus).lineStyle(StrokeStyle(lineWidth: 3))
    }
    .chartYScale(domain: floor...(most + 0.05 * reach))
    .chartXAxis { AxisMarks(format: .percent) }
    .chartXAxisLabel("Flagged from this prediction on")
    .chartYAxisLabel("Net benefit for each person")
    .chartLegend(.hidden)
    return StudyFigure(
      name: context.name,
      text: context.text(
        finding, measure: "Net benefit of flagging by threshold (decision curve)",
        notes: [
          "Thick line: by the predictions, with \(Words.percent(result.level)) limits. Dashes: flagging everybody. At 0: nobody."
        ]),
      alternativeText: "Decision curve. \(finding). " + result.sentences.joined(separator: " "),
      table: result.table, size: Size(width: 900, height: 560), chart: chart)
  }

  private static let axis = "Net benefit"

  /// A share with its limits.
  private struct Mark: Sendable {
    let name: String
    let value: Double
    let lower: Double
    let upper: Double

    init?(_ name: String, _ estimate: Estimate?) {
      guard let estimate, let value = estimate.value else { return nil }
      self.name = name
      self.value = value
      lower = estimate.interval?.lower ?? value
      upper = estimate.interval?.upper ?? value
    }

    var text: String {
      "\(NumberFormat.percent(value)) (\(NumberFormat.percent(lower)) to \(NumberFormat.percent(upper)))"
    }
  }
}
