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
  /// - Parameters:
  ///   - mean: where a line stands for all; nil for none.
  ///   - names: what the ring and the filled circle of the first row are called; nil for no names.
  ///   - columns: the numbers beside the rows.
  static func chart(
    _ dots: [RateDot], mean: Double? = nil, names: (rate: String, adjusted: String)?,
    columns: [TextColumn] = [], bold: [String] = [], measure: String = "Share of people who reoffended",
    format: ValueFormat = .percent
  ) -> Chart {
    let first = dots.first?.number
    return Chart {
      if let mean {
        RuleMark(x: .value("Rate", mean)).foregroundStyle(ThemeStyle.context).lineStyle(
          StrokeStyle(lineWidth: 2))
      }
      ForEach(dots.filter { $0.lower < $0.upper }, id: \.number) { dot in
        RuleMark(
          xStart: .value("Rate", dot.lower), xEnd: .value("Rate", dot.upper), y: .value("Group", dot.name))
      }.foregroundStyle(ThemeStyle.focus).lineStyle(StrokeStyle(lineWidth: 9)).opacity(0.22)
      ForEach(dots, id: \.number) { dot in
        PointMark(x: .value("Rate", dot.adjusted), y: .value("Group", dot.name)).symbolSize(110)
          .annotation(position: SymbolNames.side(of: dot.adjusted, from: dot.rate.nextDown)) {
            SymbolNames.text(names?.adjusted ?? "", if: dot.number == first)
          }
      }.foregroundStyle(ThemeStyle.focus)
      ForEach(dots, id: \.number) { dot in
        PointMark(x: .value("Rate", dot.rate), y: .value("Group", dot.name)).symbol(.ring).symbolSize(90)
          .annotation(position: SymbolNames.side(of: dot.rate, from: dot.adjusted)) {
            SymbolNames.text(names?.rate ?? "", if: dot.number == first)
          }
      }.foregroundStyle(ThemeStyle.series(1, of: 2))
    }
    .chartYScale(domain: dots.map(\.name))
    .chartRowNames(bold: bold)
    .chartXAxis { AxisMarks(format: format) }
    .chartXAxisLabel(measure)
    .chartTextColumns(columns)
    .chartLegend(.hidden)
  }
}
