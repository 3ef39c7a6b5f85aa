/// Numbers as sentences and tables print them.
public enum NumberFormat {
  /// A count with commas between thousands, such as `1,166,420`.
  public static func count(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return (value < 0 ? "−" : "") + text
  }

  /// A number with fixed decimals, halves away from zero, commas between thousands and a true minus sign.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return value > 0 ? "∞" : "−∞" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    // The nearest decimal text of a binary number decides a half: 0.145 is printed 0.15.
    let scaled = (abs(value) * scale * (1 + 4 * Double.ulpOfOne)).rounded()
    guard scaled < 9e15 else { return String(value) }
    let units = Int(scaled)
    let whole = count(units / Int(scale))
    let sign = value < 0 && units != 0 ? "−" : ""
    guard decimals > 0 else { return sign + whole }
    let fraction = String(units % Int(scale))
    return sign + whole + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  /// A fraction as a per cent, such as `29.9%`.
  public static func percent(_ fraction: Double, decimals: Int = 1) -> String {
    fixed(100 * fraction, decimals: decimals) + "%"
  }

  /// A number with its sign, such as `+3.2`.
  public static func signed(_ value: Double, decimals: Int) -> String {
    let text = fixed(value, decimals: decimals)
    return value > 0 && text.contains(where: { $0 >= "1" && $0 <= "9" }) ? "+" + text : text
  }

  /// A p-value: three decimals, or `< 0.001`.
  public static func pValue(_ value: Double) -> String {
    value < 0.001 ? "< 0.001" : fixed(value, decimals: 3)
  }
}
