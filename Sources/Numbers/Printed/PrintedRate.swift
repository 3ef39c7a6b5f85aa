/// A rate with what its printed form says besides its value.
public struct PrintedRate: Hashable, Sendable, CustomStringConvertible {
  /// The rate from 0 to 1.
  public let fraction: Double
  /// How it is printed.
  public let unit: RateUnit
  /// The number of decimals printed: 1 for `24.5%`, 3 for `0.245`.
  public let decimals: Int
  /// The text as printed.
  public let text: String

  /// A rate reckoned here, printed as a per cent with some decimals.
  public init(fraction: Double, decimals: Int) {
    self.init(
      fraction: fraction, unit: .perCent, decimals: decimals,
      text: NumberStyle(decimals: decimals).perCent(fraction))
  }

  package init(fraction: Double, unit: RateUnit, decimals: Int, text: String) {
    self.fraction = fraction
    self.unit = unit
    self.decimals = decimals
    self.text = text
  }

  /// Half a unit of the last decimal, as a fraction: how far the rate before rounding can lie from `fraction`.
  public var roundingHalfWidth: Double { PowersOfTen.divide(0.5, decimals + (unit == .perCent ? 2 : 0)) }

  /// The text as printed.
  public var description: String { text }
}
