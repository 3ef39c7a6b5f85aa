import ChartGrammar
import Statistics

/// A rate as it is, a ring, beside what it is adjusted to, a filled circle with its limits.
struct RateDot: Sendable {
  let number: Int
  let name: String
  let rate: Double
  let adjusted: Double
  let lower: Double
  let upper: Double

  init(number: Int, name: String, rate: Estimate, adjusted: Estimate) {
    self.number = number
    self.name = name
    self.rate = rate.value ?? 0
    self.adjusted = adjusted.value ?? 0
    lower = adjusted.interval?.lower ?? self.adjusted
    upper = adjusted.interval?.upper ?? self.adjusted
  }

  /// A row a dot, in their order.
  ///
  /// - Parameter mean: where a line stands for all; nil for none.
  static func chart(_ dots: [RateDot], mean: Double? = nil) -> Chart {
    Chart {
      if let mean {
        RuleMark(x: .value("Rate", mean)).foregroundStyle(ThemeStyle.context).lineStyle(
          StrokeStyle(lineWidth: 2))
      }
      ForEach(dots, id: \.number) { dot in
        RuleMark(
          xStart: .value("Rate", dot.lower), xEnd: .value("Rate", dot.upper), y: .value("Group", dot.name))
      }.foregroundStyle(ThemeStyle.focus).lineStyle(StrokeStyle(lineWidth: 3))
      ForEach(dots, id: \.number) { dot in
        PointMark(x: .value("Rate", dot.adjusted), y: .value("Group", dot.name)).symbolSize(110)
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(dots, id: \.number) { dot in
        PointMark(x: .value("Rate", dot.rate), y: .value("Group", dot.name)).symbol(.ring).symbolSize(90)
      }.foregroundStyle(ThemeStyle.series(1, of: 2))
    }
    .chartYScale(domain: dots.map(\.name))
    .chartXAxis { AxisMarks(format: .percent) }
    .chartXAxisLabel("Share of people who reoffended")
    .chartLegend(.hidden)
  }
}
