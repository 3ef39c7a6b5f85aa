/// The logarithmic axis of figures of ratios.
enum RatioAxis {
  private static let ticks = [
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 5, 10, 20, 50, 100,
    200, 500, 1_000,
  ]

  /// The ratios that are marked on an axis.
  static func ticks(in axis: ClosedRange<Double>) -> [Double] { ticks.filter { axis.contains($0) } }

  /// What the axis says of its two sides; an arrow never stands alone on a line.
  ///
  /// - Parameter what: what there is less and more of; empty where the measure says it.
  static func title(_ measure: String, of what: String = "\u{A0}reoffending") -> String {
    if measure == "Time ratio" { return "←\u{A0}sooner | \(measure), log axis | later\u{A0}→" }
    return "←\u{A0}less\(what) | \(measure), log axis | more\(what)\u{A0}→"
  }

  /// From the mark at or below the least ratio to the one at or above the greatest.
  static func range(from least: Double, to greatest: Double) -> ClosedRange<Double> {
    (ticks.last { $0 <= least } ?? 0.001)...(ticks.first { $0 >= greatest } ?? 1_000)
  }
}
