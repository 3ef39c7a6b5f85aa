internal import CGSL

extension Double {
  /// The number with a fixed count of decimals, halves away from zero, and a true minus sign.
  func fixed(_ decimals: Int) -> String {
    guard isFinite else { return self > 0 ? "infinity" : "−infinity" }
    let scale = pow(10, Double(decimals))
    let scaled = (abs(self) * scale).rounded()
    guard scaled < 9e15 else { return String(self) }
    let whole = Int64(scaled)
    let unit = Int64(scale)
    let sign = self < 0 && whole != 0 ? "−" : ""
    guard decimals > 0 else { return sign + String(whole) }
    let fraction = String(whole % unit)
    let padding = String(repeating: "0", count: decimals - fraction.count)
    return sign + String(whole / unit) + "." + padding + fraction
  }

  /// The fraction as a percentage with one decimal, such as `82.5%`.
  var percent: String { (100 * self).fixed(1) + "%" }

  /// The number with the fewest decimals, up to a limit, that keep its value.
  func brief(_ decimals: Int) -> String {
    var text = fixed(decimals)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}

extension ConfidenceLevel {
  /// The level as a percentage, such as `95%`.
  var percent: String { (100 * value).brief(6) + "%" }
}
