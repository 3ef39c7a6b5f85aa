/// A number with what its printed form says besides its value.
public struct PrintedNumber: Hashable, Sendable, CustomStringConvertible {
  /// The value as printed: 12.5 for `12.5%`.
  public let value: Double
  /// The number of decimals printed: 1 for `12.5%`, 2 for `12.50`.
  public let decimals: Int
  /// The sign printed with it.
  public let unit: NumberUnit
  /// The text as printed.
  public let text: String
  /// A hundredth of the value, rounded once: 0.125 for `12.5%`.
  package let hundredth: Double
  /// The zeros that a word or letter stands for: 6 for `1.2m`; 0 for a number with all its digits.
  package let scale: Int

  package init(
    value: Double, decimals: Int, unit: NumberUnit, text: String, hundredth: Double, scale: Int = 0
  ) {
    self.scale = scale
    self.value = value
    self.decimals = decimals
    self.unit = unit
    self.text = text
    self.hundredth = hundredth
  }

  /// The value with a per cent taken as a fraction: 0.125 for `12.5%` and 12.5 for `12.5`.
  public var plainValue: Double { unit == .perCent ? hundredth : value }

  /// Half a unit of the last decimal: how far the number before rounding can lie from `value`.
  public var roundingHalfWidth: Double { PowersOfTen.divide(0.5, decimals - scale) }

  /// The whole number, where it is one; `12.0` is, and `1.000` is not, because it may be a thousand.
  package var whole: Int? {
    guard unit == .none, scale == 0, decimals < 3, abs(value) < 9_007_199_254_740_992 else { return nil }
    return Int(exactly: value)
  }

  /// The text as printed.
  public var description: String { text }
}
