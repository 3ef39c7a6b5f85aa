import ChartGrammar

/// A scatter of 100,000 points, drawn once.
enum Scatter {
  static let size = Size(width: 900, height: 700)

  static var chart: Chart {
    Chart {
      for index in 0..<100_000 {
        PointMark(
          x: .value("Size", SixCharts.noise(index)), y: .value("Rate", SixCharts.noise(7 * index + 13))
        )
        .symbolSize(9).opacity(0.3)
      }
    }
  }
}
