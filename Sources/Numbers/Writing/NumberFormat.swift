/// Numbers as sentences and labels print them.
public enum NumberFormat {
  /// A count with commas between thousands, such as `1,166,420`.
  public static func count(_ value: Int) -> String {
    NumberStyle().text(value)
  }

  /// A time: a decimal only where it has one.
  package static func time(_ value: Double) -> String {
    let text = fixed(value, decimals: 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A number with fixed decimals, commas between thousands and a true minus sign; infinity as its sign.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return value > 0 ? "∞" : "−∞" }
    return NumberStyle(decimals: decimals).text(value)
  }

  /// A fraction as a per cent, such as `29.9%`; one that is not 0 but would look like it, with two digits: `0.0012%`.
  public static func percent(_ fraction: Double, decimals: Int = 1) -> String {
    guard fraction.isFinite else { return fixed(fraction, decimals: decimals) + "%" }
    var decimals = decimals
    var least = 0.005
    for _ in 0..<decimals { least /= 10 }
    // Less than a millionth of a per cent is what binary fractions leave of 0.
    guard abs(fraction) >= 1e-8, abs(fraction) < least else {
      return NumberStyle(decimals: decimals).perCent(fraction)
    }
    while abs(fraction) < least {
      least /= 10
      decimals += 1
    }
    return NumberStyle(decimals: decimals + 1).perCent(fraction)
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
  public static func ratio(_ value: Double) -> String { fixed(value, decimals: ratioDecimals(value)) }

  /// A ratio with its limits and equal decimals, such as `1.002 (1.001 to 1.003)`: more than two only where a limit
  /// would look like 1 and is on the same side of it as the ratio.
  public static func ratio(_ value: Double, between lower: Double, and upper: Double) -> String {
    let decimals = ratioDecimals(value, between: lower, and: upper)
    let all = [value, lower, upper].map { fixed($0, decimals: abs($0) < 10 ? max(decimals, 2) : decimals) }
    return "\(all[0]) (\(all[1]) to \(all[2]))"
  }

  /// The decimals that a ratio with its limits needs; those of a column have as many as the one that needs most.
  package static func ratioDecimals(_ value: Double, between lower: Double, and upper: Double) -> Int {
    guard lower > 1 || upper < 1 else { return abs(value) < 10 ? 2 : 1 }
    let near = abs(lower - 1) < abs(upper - 1) ? lower : upper
    return max(ratioDecimals(near), ratioDecimals(value))
  }

  /// How many decimals show two digits of a number that are not leading zeros: two, one from ten on, ten at most.
  package static func decimals(showing value: Double) -> Int {
    guard value.isFinite, value != 0 else { return 2 }
    guard abs(value) < 10 else { return 1 }
    var decimals = 2
    var rest = abs(value)
    while rest < 0.095, decimals < 10 {
      rest *= 10
      decimals += 1
    }
    return decimals
  }

  private static func ratioDecimals(_ value: Double) -> Int {
    let usual = abs(value) < 10 ? 2 : 1
    guard value != 1 else { return usual }
    return (usual...4).first { fixed(value, decimals: $0) != fixed(1, decimals: $0) } ?? usual
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
