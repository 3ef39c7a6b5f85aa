/// Texts that spreadsheets would take for formulas.
package enum SpreadsheetText {
  /// The text, behind an apostrophe where a spreadsheet would run it.
  ///
  /// That is where it starts with `=`, `+`, `-`, `@`, a full-width form of these, a tab or a line break, unless it is a
  /// number or a sign that stands alone, as for a value that is missing.
  ///
  /// - Source: OWASP, *CSV Injection*, owasp.org/www-community/attacks/CSV_Injection.
  package static func inert(_ text: String) -> String {
    switch text.unicodeScalars.first {
    case "=", "@", "＝", "＠", "\t", "\r", "\n": break
    case "+", "-", "＋", "－": if isNumberOrSign(text) { return text }
    default: return text
    }
    return "'" + text
  }

  /// Whether nothing follows the sign but signs, or digits with marks, a power of ten or a sign of per cent.
  private static func isNumberOrSign(_ text: String) -> Bool {
    let rest = text.unicodeScalars.dropFirst()
    if rest.allSatisfy({ $0 == "-" }) { return true }
    let parts = rest.split(whereSeparator: { $0 == "e" || $0 == "E" })
    guard let digits = parts.first, parts.count <= 2, let last = rest.last else { return false }
    func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
    let number = last == "%" && parts.count == 1 ? digits.dropLast() : digits
    guard number.contains(where: isDigit),
      number.allSatisfy({ isDigit($0) || [".", ",", " ", "\u{A0}", "\u{202F}"].contains($0) })
    else { return false }
    guard parts.count == 2 else { return rest.allSatisfy { $0 != "e" && $0 != "E" } }
    let power = parts[1].drop { $0 == "+" || $0 == "-" }
    return parts[1].count - power.count <= 1 && !power.isEmpty && power.allSatisfy(isDigit)
  }
}
