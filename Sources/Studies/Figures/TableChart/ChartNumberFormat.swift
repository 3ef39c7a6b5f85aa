import ChartGrammar
import Foundation
import Numbers

/// How the numbers of a column are written at marks: all with the same decimals, as many as tell them apart.
enum ChartNumberFormat {
  /// The form for a column: the decimals printed where they are few, else three digits of the range and at least one of
  /// the smallest number.
  static func format(_ numbers: [PrintedNumber]) -> ValueFormat {
    let values = numbers.map(\.value)
    let printed = values.map { places(of: $0) }.max() ?? 0
    let shown = max(printed, min(numbers.map(\.decimals).max() ?? 0, 2))
    let isLarge = (values.map(abs).max() ?? 0) >= 1e7
    var format = ValueFormat.number.decimals(isLarge ? 0 : shown <= 2 ? shown : needed(values, atMost: shown))
    if numbers.contains(where: { $0.unit == .pounds }) { format = format.prefix("£") }
    return format
  }

  private static func needed(_ values: [Double], atMost most: Int) -> Int {
    let sizes = values.map(abs).filter { $0 > 0 }
    guard let low = values.min(), let high = values.max(), let least = sizes.min() else { return 0 }
    let range = high > low ? high - low : abs(high)
    let places = max(2 - exponent(range), -exponent(least))
    return min(max(places, 0), most)
  }

  /// The power of ten of a number's first digit.
  private static func exponent(_ value: Double) -> Int { Int(log10(value).rounded(.down)) }

  /// The decimals that write a number exactly, at most twelve.
  private static func places(of value: Double) -> Int {
    var scale = 1.0
    for places in 0..<12 {
      let scaled = abs(value) * scale
      if abs(scaled - scaled.rounded()) <= 1e-9 * max(scaled, 1e-6) { return places }
      scale *= 10
    }
    return 12
  }
}
