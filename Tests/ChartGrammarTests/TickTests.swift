import ChartGrammar
import Numbers
import TestSupport
import Testing

@Suite("Axes are labelled at round numbers")
struct TickTests {
  /// The labels below a chart from one value to another, left to right.
  private func labels(
    _ lower: Double, _ upper: Double, type: ScaleType = .linear, width: Double = 600, fixed: Bool = false,
    format: ValueFormat = .automatic
  ) throws -> [String] {
    var chart = Chart {
      LineMark(x: .value("X", lower), y: .value("Y", 1))
      LineMark(x: .value("X", upper), y: .value("Y", 2))
    }
    .chartYAxis(.hidden).chartXAxisLabel("")
    .chartXAxis { AxisMarks(format: format) }
    chart = fixed ? chart.chartXScale(domain: lower...upper, type: type) : chart.chartXScale(type: type)
    let scene = try chart.scene(size: Size(width: width, height: 200), measurer: FixedWidthMeasurer())
    return PictureMeasure(scene: scene).labels.sorted { $0.rect.x < $1.rect.x }.map(\.text)
  }

  @Test("worked examples")
  func examples() throws {
    #expect(try labels(0, 100) == ["0", "20", "40", "60", "80", "100"])
    #expect(try labels(0, 1) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(try labels(0, 1, format: .percent) == ["0%", "20%", "40%", "60%", "80%", "100%"])
    #expect(try labels(0, 5000, format: .currency(code: "GBP")).last == "£5,000")
    #expect(try labels(0.25, 4, type: .log, fixed: true) == ["0.25", "0.5", "1", "2", "4"])
    #expect(try labels(1, 1_000_000, type: .log).contains("1,000,000"))
    #expect(try labels(0.01, 0.99, type: .logit, fixed: true).contains("50%"))
  }

  @Test("ticks are equally spaced, in order and cover linear data", arguments: 0..<60)
  func linearTicks(_ seed: Int) throws {
    var random = SeededGenerator(state: UInt64(seed) + 1)
    let scale = [1e-4, 1, 1e3, 1e6][seed % 4]
    let lower = Double.random(in: -1...1, using: &random) * scale
    let upper = lower + Double.random(in: 0.01...2, using: &random) * scale
    let texts = try labels(lower, upper)
    let values = texts.compactMap { Double($0.replacing("\u{2212}", with: "-").replacing(",", with: "")) }
    try #require(values.count == texts.count && values.count >= 2)
    let steps = zip(values, values.dropFirst()).map { $1 - $0 }
    let first = try #require(steps.first)
    #expect(first > 0)
    #expect(steps.allSatisfy { abs($0 - first) <= 1e-6 * scale })
    #expect(values[0] <= lower + first * 0.02)
    #expect((values.last ?? 0) >= upper - first * 0.41)
  }

  @Test("labels never touch, however narrow the chart", arguments: [120.0, 200, 300, 900])
  func narrow(_ width: Double) throws {
    let scene = try Chart {
      for x in [0.0, 12_345_678] { LineMark(x: .value("X", x), y: .value("Y", 1)) }
    }.chartYAxis(.hidden).chartXAxisLabel("")
      .scene(size: Size(width: width, height: 200), measurer: FixedWidthMeasurer())
    #expect(PictureMeasure(scene: scene).overlaps.isEmpty)
  }

  @Test("dates are labelled at the starts of months and years")
  func dates() throws {
    func texts(_ months: Int) throws -> [String] {
      let chart = Chart {
        for month in [0, months] {
          LineMark(x: .value("Month", Day(month: month).date), y: .value("Y", month))
        }
      }.chartYAxis(.hidden)
      let scene = try chart.scene(size: Size(width: 600, height: 200), measurer: FixedWidthMeasurer())
      return PictureMeasure(scene: scene).labels.map(\.text)
    }
    #expect(try texts(3).contains("Feb 2020"))
    #expect(try texts(120).contains("2024"))
    #expect(try texts(1).contains { $0.hasPrefix("13 Jan") })
  }
}

/// Random numbers that are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  /// Steele, Lea and Flood (2014), SplitMix64, doi:10.1145/2660193.2660195.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
