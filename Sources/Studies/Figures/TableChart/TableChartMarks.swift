import ChartGrammar

/// The marks, axes and legend of a chart of any table.
enum TableChartMarks {
  static func chart(_ columns: ChartColumns, _ specification: ChartSpecification) -> Chart {
    var chart = Chart {
      TableRows(columns: columns, mark: specification.mark)
    }
    if let title = specification.xLabel ?? columns.x?.title { chart = chart.chartXAxisLabel(title) }
    if let title = specification.yLabel ?? columns.y?.title { chart = chart.chartYAxisLabel(title) }
    if specification.mark == .sector { return chart }
    let isLevel = columns.x?.isQuantity == true && columns.y?.isQuantity != true
    let xKind = columns.x ?? (columns.y?.kind == .category || isLevel ? columns.lower : nil)
    if let format = xKind?.format {
      chart = chart.chartXAxis { AxisMarks(format: format) }
    }
    if let format = (columns.y ?? (columns.x?.kind == .category ? columns.lower : nil))?.format {
      chart = chart.chartYAxis { AxisMarks(format: format) }
    }
    if let scale = specification.xScale { chart = chart.chartXScale(type: type(scale)) }
    if let scale = specification.yScale { chart = chart.chartYScale(type: type(scale)) }
    return chart
  }

  private static func type(_ scale: ChartSpecification.Scale) -> ScaleType {
    switch scale {
    case .linear: .linear
    case .log: .log
    case .squareRoot: .squareRoot
    case .logit: .logit
    }
  }
}
