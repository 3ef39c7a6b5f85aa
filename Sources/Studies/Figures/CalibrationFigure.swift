import ChartGrammar
import Numbers
public import Reoffending
import Statistics
import Tables

/// Predicted against observed rates by band beside the curve of true against false positives.
public enum CalibrationFigure {
  /// Draws both, as squares; the ticks at the foot, between which the bands lie, are close where predictions are.
  public static func make(_ result: PredictionAssessment, context: FigureContext) -> StudyFigure {
    let bands = result.bands.enumerated().map { Band(number: $0.offset, band: $0.element) }
    let borders = Set(bands.flatMap { [$0.band.group.lowest, $0.band.group.highest] }).sorted()
    let reach = min(
      1,
      1.05 * (bands.flatMap { [$0.band.observed.interval?.upper ?? 0, $0.band.group.highest] }.max() ?? 1))
    let calibration = Chart {
      LineMark(x: .value("Predicted", 0.0), y: .value("Observed", 0.0), series: .value("Line", "agreement"))
        .foregroundStyle(ThemeStyle.secondary)
      LineMark(
        x: .value("Predicted", reach), y: .value("Observed", reach), series: .value("Line", "agreement")
      )
      .foregroundStyle(ThemeStyle.secondary)
      ForEach(borders, id: \.self) { border in
        RuleMark(
          x: .value("Predicted", border), yStart: .value("Observed", 0.0),
          yEnd: .value("Observed", 0.035 * reach))
      }.foregroundStyle(ThemeStyle.secondary).lineStyle(StrokeStyle(lineWidth: 1.5))
      ForEach(bands.filter { $0.band.observed.interval != nil }, id: \.number) { one in
        ErrorBarMark(
          x: .value("Predicted", one.band.group.meanPrediction),
          yStart: .value("Observed", one.band.observed.interval?.lower ?? 0),
          yEnd: .value("Observed", one.band.observed.interval?.upper ?? 1))
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(bands, id: \.number) { one in
        PointMark(
          x: .value("Predicted", one.band.group.meanPrediction),
          y: .value("Observed", one.band.observed.value ?? one.band.group.rate)
        ).symbolSize(80)
      }.foregroundStyle(ThemeStyle.focus)
    }
    .chartXScale(domain: 0.0...reach)
    .chartYScale(domain: 0.0...reach)
    .chartXAxis { AxisMarks(format: .percent, values: marks(reach)) }
    .chartYAxis { AxisMarks(format: .percent, values: marks(reach)) }
    .chartXAxisLabel("Predicted")
    .chartYAxisLabel("Observed")
    .chartPlotAspectRatio(1)
    .chartLegend(.hidden)
    .chartTitle("Predicted against observed")
    let curve = result.curve.enumerated().map { Vertex(number: $0.offset, point: $0.element) }
    let order = Chart {
      LineMark(
        x: .value("False positives", 0.0), y: .value("True positives", 0.0), series: .value("Line", "chance")
      )
      .foregroundStyle(ThemeStyle.secondary).lineStyle(StrokeStyle(lineWidth: 1.5, dash: [6, 4]))
      LineMark(
        x: .value("False positives", 1.0), y: .value("True positives", 1.0), series: .value("Line", "chance")
      )
      .foregroundStyle(ThemeStyle.secondary).lineStyle(StrokeStyle(lineWidth: 1.5, dash: [6, 4]))
      ForEach(curve, id: \.number) { vertex in
        LineMark(
          x: .value("False positives", vertex.point.falsePositiveRate),
          y: .value("True positives", vertex.point.truePositiveRate), series: .value("Line", "model"))
      }.foregroundStyle(ThemeStyle.focus).lineStyle(StrokeStyle(lineWidth: 2.5))
      TextMark(
        x: .value("False positives", 0.97), y: .value("True positives", 0.16),
        text: Text("Area \(areaText(result.area))").bold(), alignment: .trailing)
      TextMark(
        x: .value("False positives", 0.97), y: .value("True positives", 0.08),
        text: intervalText(result.area),
        alignment: .trailing)
    }
    .chartXScale(domain: 0.0...1.0)
    .chartYScale(domain: 0.0...1.0)
    .chartXAxis { AxisMarks(format: .percent) }
    .chartYAxis { AxisMarks(format: .percent) }
    .chartXAxisLabel("Others flagged")
    .chartYAxisLabel("Reoffenders flagged")
    .chartPlotAspectRatio(1)
    .chartLegend(.hidden)
    .chartTitle("Order of the predictions (ROC)")
    var figure = StudyFigure(
      name: context.name,
      text: context.text(
        result.headline,
        measure: "Predicted and observed reoffending, \(NumberFormat.count(result.people)) people",
        notes: [
          "Points: bands of equally many people with \(Words.percent(result.area.level)) intervals; on the slanted line "
            + "predicted and observed agree. Ticks at the foot: the ends of the bands, as many people between any two. "
            + "Dashes: no better than chance."
        ]),
      alternativeText: "Calibration plot and receiver operating characteristic. \(result.headline). "
        + result.sentences.prefix(2).joined(separator: " "),
      table: result.table, size: Size(width: 1000, height: 780),
      panels: ChartPanels(.horizontal) {
        calibration
        order
      })
    figure.narrow = ChartPanels(.vertical) {
      calibration
      order
    }
    return figure
  }

  /// The same marks on both axes, so that the slanted line is seen to be that of agreement.
  private static func marks(_ reach: Double) -> [Double] {
    let step = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25].first { reach / $0 <= 5 } ?? 0.25
    return (0...Int((reach / step + 1e-9).rounded(.down))).map { Double($0) * step }
  }

  private static func areaText(_ area: Estimate) -> String {
    area.value.map { NumberFormat.fixed($0, decimals: 3) } ?? "unknown"
  }

  private static func intervalText(_ area: Estimate) -> String {
    area.interval.map {
      "\(NumberFormat.fixed($0.lower, decimals: 3)) to \(NumberFormat.fixed($0.upper, decimals: 3))"
    } ?? ""
  }

  /// A band at its place.
  private struct Band: Sendable {
    let number: Int
    let band: PredictionAssessment.Band
  }

  /// A corner of the curve.
  private struct Vertex: Sendable {
    let number: Int
    let point: PredictionAssessment.OperatingPoint
  }
}
