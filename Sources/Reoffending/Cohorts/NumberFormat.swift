import Statistics
import Tables

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
    fixed(100 * fraction, decimals: decimals) + "%"
  }

  /// A number with the decimals it needs.
  static func plain(_ value: Double) -> String { NumberStyle().text(value) }

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
    let text = fixed(value, decimals: decimals)
    return value > 0 && text.contains { $0 >= "1" && $0 <= "9" } ? "+" + text : text
  }

  /// A p-value: three decimals, or `< 0.001`.
  public static func pValue(_ value: Double) -> String {
    value < 0.001 ? "< 0.001" : fixed(value, decimals: 3)
  }

  /// A p-value as a sentence says it: `p = 0.040` or `p < 0.001`.
  public static func pStatement(_ value: Double) -> String {
    value < 0.001 ? "p < 0.001" : "p = \(pValue(value))"
  }

  /// A confidence level with the decimals it needs, such as `95%` and `99.8%`.
  static func level(_ level: ConfidenceLevel) -> String {
    NumberStyle().text((1e8 * level.value).rounded() / 1e6) + "%"
  }
}
