/// Numbers as sentences and labels print them.
public enum NumberFormat {
  /// A count with commas between thousands, such as `1,166,420`.
  public static func count(_ value: Int) -> String {
    NumberStyle().text(value)
  }

  /// A number with fixed decimals, commas between thousands and a true minus sign; infinity as its sign.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return value > 0 ? "∞" : "−∞" }
    return NumberStyle(decimals: decimals).text(value)
  }

  /// A fraction as a per cent, such as `29.9%`.
  public static func percent(_ fraction: Double, decimals: Int = 1) -> String {
    guard fraction.isFinite else { return fixed(fraction, decimals: decimals) + "%" }
    return NumberStyle(decimals: decimals).perCent(fraction)
  }

  /// A difference of two fractions in percentage points, such as `−2.0`; its decimal point is moved, not multiplied.
  public static func points(_ difference: Double, decimals: Int = 1) -> String {
    guard difference.isFinite else { return fixed(difference, decimals: decimals) }
    return String(NumberStyle(decimals: decimals).perCent(difference).dropLast())
  }

  /// A difference of two fractions in percentage points with its sign, such as `+3.2`.
  public static func signedPoints(_ difference: Double, decimals: Int = 1) -> String {
    withSign(points(difference, decimals: decimals), isPositive: difference > 0)
  }

  /// A number with the decimals it needs.
  package static func plain(_ value: Double) -> String { NumberStyle().text(value) }

  /// A ratio: two decimals, and as many more, up to four, as keep one that is not 1 from looking like 1.
  public static func ratio(_ value: Double) -> String {
    var decimals = abs(value) < 10 ? 2 : 1
    while decimals < 4, value != 1, fixed(value, decimals: decimals) == fixed(1, decimals: decimals) {
      decimals += 1
    }
    return fixed(value, decimals: decimals)
  }

  /// A number with its sign, such as `+3.2`.
  public static func signed(_ value: Double, decimals: Int) -> String {
    withSign(fixed(value, decimals: decimals), isPositive: value > 0)
  }

  /// A p-value: three decimals, or `< 0.001`.
  public static func pValue(_ value: Double) -> String {
    value < 0.001 ? "< 0.001" : fixed(value, decimals: 3)
  }

  /// A p-value as a sentence says it: `p = 0.040` or `p < 0.001`.
  public static func pStatement(_ value: Double) -> String {
    value < 0.001 ? "p < 0.001" : "p = \(pValue(value))"
  }

  private static func withSign(_ text: String, isPositive: Bool) -> String {
    isPositive && text.contains { $0 >= "1" && $0 <= "9" } ? "+" + text : text
  }
}
