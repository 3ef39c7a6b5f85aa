extension Double {
  /// The number with a fixed count of decimals, halves away from zero, and a true minus sign.
  package func fixed(_ decimals: Int) -> String {
    guard isFinite else { return self > 0 ? "infinity" : "−infinity" }
    return NumberStyle(decimals: decimals, groupsThousands: false).text(self)
  }

  /// The fraction as a percentage with one decimal, such as `82.5%`.
  package var percent: String { NumberFormat.percent(self) }

  /// The number with the fewest decimals, up to a limit, that keep its value.
  package func brief(_ decimals: Int) -> String {
    var text = fixed(decimals)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}

extension Sequence<Double> {
  /// Whether all are whole numbers, which are written without decimals.
  package var areWhole: Bool { allSatisfy { $0 == $0.rounded() } }
}
