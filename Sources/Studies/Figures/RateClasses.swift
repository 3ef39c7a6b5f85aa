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
    let start = (least / step + 1e-9).rounded(.down) * step
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
  var shades: [ThemeStyle] {
    names.indices.map { index in
      ThemeStyle.focus.opacity(0.22 + 0.78 * Double(index) / Double(max(1, names.count - 1)))
    }
  }

  /// The colour of lines over a cell of a rate, which are seen on its shade.
  func hatch(over rate: Double) -> ThemeStyle {
    2 * index(of: rate) >= names.count ? .background.opacity(0.35) : .primary.opacity(0.22)
  }

  private static let steps = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25]
  private static let most = 5

  private static func count(_ least: Double, _ most: Double, _ step: Double) -> Int {
    let start = (least / step + 1e-9).rounded(.down)
    return max(1, Int((most / step - start - 1e-9).rounded(.up)))
  }
}
