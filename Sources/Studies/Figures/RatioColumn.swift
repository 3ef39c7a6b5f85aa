import Numbers
import Statistics

/// The ratios of a figure with their limits as text, all with equal decimals.
struct RatioColumn {
  private let decimals: Int

  /// The decimals that suit all of the ratios: as many as the one needs that needs most not to look like 1.
  init(_ estimates: [Estimate?]) {
    let needed = estimates.compactMap { estimate -> Int? in
      guard let value = estimate?.value else { return nil }
      return NumberFormat.ratioDecimals(
        value, between: estimate?.interval?.lower ?? value, and: estimate?.interval?.upper ?? value)
    }
    decimals = max(2, needed.max() ?? 2)
  }

  /// A ratio with its limits; empty for none.
  func text(_ estimate: Estimate?) -> String {
    guard let estimate, estimate.value != nil else { return "" }
    return estimate.text { NumberFormat.fixed($0, decimals: decimals) }
  }
}
