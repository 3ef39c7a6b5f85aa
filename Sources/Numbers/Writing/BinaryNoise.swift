/// The last digits that binary fractions leave behind: 94393.59999999999 for 94393.6.
package enum BinaryNoise {
  /// The digits of a number without the noise of binary fractions: 0.30000000000000004 is 0.3.
  ///
  /// Only numbers of sixteen and more digits that end in zeros or nines are changed, in their last place.
  package static func without(_ stored: String) -> String {
    guard stored.utf8.count > 15, stored.contains("."), let value = Double(stored), value.isFinite,
      abs(value) < 1e15, abs(value) >= 1e-4
    else { return stored }
    let whole = abs(value) < 1 ? 0 : String(Int(abs(value))).count
    // Twelve digits that say the same number to fifteen.
    var decimals = max(0, 12 - whole)
    if abs(value) < 1 {
      var size = abs(value)
      while size < 0.1 {
        size *= 10
        decimals += 1
      }
    }
    var text = NumberStyle(decimals: decimals, groupsThousands: false, hasTrueMinus: false).text(value)
    guard let short = Double(text), abs(short - value) <= abs(value) * 4e-16 else { return stored }
    if text.contains(".") {
      while text.last == "0" { text.removeLast() }
      if text.last == "." { text.removeLast() }
    }
    return text == "-0" ? "0" : text
  }
}
