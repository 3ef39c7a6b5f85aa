import ChartGrammar
import Numbers

/// Rates in classes between round borders, each with a shade, so that a reader can say which shade a cell has.
struct RateClasses {
  private let borders: [Double]
  /// What the classes are called, the lowest first.
  let names: [String]

  /// The classes that hold all of the rates: five at most, as more shades look alike.
  init(_ rates: [Double]) {
    let (least, most) = (rates.min() ?? 0, rates.max() ?? 1)
    let step = Self.steps.first { Self.count(least, most, $0) <= Self.most } ?? 0.25
    let start = Self.first(least, step) * step
    borders = (0...Self.count(least, most, step)).map { min(1, start + Double($0) * step) }
    let decimals = step < 0.01 ? 1 : 0
    names = zip(borders, borders.dropFirst()).enumerated().map { index, pair in
      let isLast = index == Self.count(least, most, step) - 1
      return "\(NumberFormat.fixed(100 * pair.0, decimals: decimals)) to \(isLast ? "" : "under ")"
        + "\(NumberFormat.fixed(100 * pair.1, decimals: decimals))%"
    }
  }

  /// The class of a rate; one outside all of them is in the nearest.
  func index(of rate: Double) -> Int {
    let above = borders.dropFirst().prefix { rate >= $0 - 1e-9 }.count
    return min(above, names.count - 1)
  }

  /// The shades of the classes, from pale to full.
  var shades: [ThemeStyle] { names.indices.map { ThemeStyle.focus.opacity(depth($0)) } }

  /// The colour of letters over the shade of a rate, in any theme.
  func letters(over rate: Double) -> ThemeStyle { depth(index(of: rate)) > 0.6 ? .background : .primary }

  /// The colour of lines over the shade of a rate.
  func hatch(over rate: Double) -> ThemeStyle { letters(over: rate).opacity(0.22) }

  /// How much of the full colour a class has.
  private func depth(_ index: Int) -> Double { Self.depths[min(names.count, Self.most) - 1][index] }

  /// Shades of one to five classes: none from a half to three quarters, on which neither dark nor light letters are read,
  /// and none so pale that it looks like a cell without a number.
  private static let depths = [
    [0.3], [0.2, 0.9], [0.2, 0.45, 0.9], [0.2, 0.45, 0.78, 1], [0.2, 0.32, 0.45, 0.78, 1],
  ]

  private static let steps = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25]
  private static let most = 5

  /// The steps from 0 to the first class; 100% is in the class below it.
  private static func first(_ least: Double, _ step: Double) -> Double {
    (min(least / step, 1 / step - 1) + 1e-9).rounded(.down)
  }

  private static func count(_ least: Double, _ most: Double, _ step: Double) -> Int {
    max(1, Int((most / step - first(least, step) - 1e-9).rounded(.up)))
  }
}
