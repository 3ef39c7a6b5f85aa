import Numbers
package import Statistics

/// Amounts of money in words.
package enum Pounds {
  /// An amount to the pound: `£1,250,000`, `−£45`; below a hundred, where it is not whole, with pence.
  package static func text(_ value: Double) -> String {
    let decimals = abs(value) < 100 && value != value.rounded() ? 2 : 0
    return amount(value, decimals: decimals)
  }

  /// An amount with its limits: `£1,250,000 (£980,000 to £1,520,000)`.
  package static func text(_ estimate: Estimate) -> String {
    estimate.text { amount($0, decimals: 0) }
  }

  /// An amount short enough for a column: `£1.9m (1.6 to 2.2)`, `£952k (804 to 1,101)`.
  package static func short(_ estimate: Estimate) -> String {
    let largest = max(
      abs(estimate.value ?? 0), abs(estimate.interval?.upper ?? 0), abs(estimate.interval?.lower ?? 0))
    let (unit, letter, decimals) = unit(of: largest)
    func text(_ value: Double) -> String {
      (value < 0 ? "−" : "") + NumberFormat.fixed(abs(value) / unit, decimals: decimals)
    }
    let own = estimate.value.map { amount($0, decimals: decimals, in: unit) + letter } ?? ""
    return own + (estimate.interval.map { " (\(text($0.lower)) to \(text($0.upper)))" } ?? "")
  }

  /// An amount in millions or thousands: `£27.4m`, `£952k`.
  package static func short(_ value: Double) -> String {
    let (unit, letter, decimals) = unit(of: abs(value))
    return amount(value, decimals: decimals, in: unit) + letter
  }

  private static func amount(_ value: Double, decimals: Int, in unit: Double = 1) -> String {
    (value < 0 ? "−£" : "£") + NumberFormat.fixed(abs(value) / unit, decimals: decimals)
  }

  private static func unit(of largest: Double) -> (unit: Double, letter: String, decimals: Int) {
    largest >= 1e9
      ? (1e9, "bn", 1) : largest >= 1e6 ? (1e6, "m", 1) : largest >= 1e4 ? (1e3, "k", 0) : (1, "", 0)
  }
}
