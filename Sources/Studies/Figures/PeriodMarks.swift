import ChartGrammar

/// What charts of one period after the other share.
enum PeriodMarks {
  /// The line at the period from which things changed, or at another place.
  static func change<Place: Plottable>(_ name: String = "Period", at place: Place) -> some ChartContent {
    RuleMark(x: .value(name, place)).foregroundStyle(ThemeStyle.context).lineStyle(StrokeStyle(lineWidth: 6))
  }
}

extension Chart {
  /// The chart with periods along the bottom, which need no name, and a measure up the side.
  func overPeriods(_ periods: [String], measure: String, format: ValueFormat = .percent) -> Chart {
    chartXScale(domain: periods).chartYAxis { AxisMarks(format: format) }
      .chartXAxisLabel("").chartYAxisLabel(measure)
  }
}
