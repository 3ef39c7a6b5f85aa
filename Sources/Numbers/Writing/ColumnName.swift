/// The names of columns as publications print them.
package enum ColumnName {
  /// A name without the references to notes behind it: `[note 1]`, `[1]`, `[r]`, `¹`, `*`.
  package static func withoutNotes(_ name: String) -> String {
    var text = Substring(name)
    while true {
      text = text.trimmingSpaces()
      if let last = text.last, "*†‡¹²³⁰⁴⁵⁶⁷⁸⁹".contains(last) {
        text = text.dropLast()
      } else if text.last == "]", let open = text.lastIndex(of: "["),
        isNote(text[open...].dropFirst().dropLast())
      {
        text = text[..<open]
      } else {
        return text.isEmpty ? name : String(text)
      }
    }
  }

  private static func isNote(_ text: Substring) -> Bool {
    let plain = text.lowercased()
    return plain.hasPrefix("note") || text.count <= 2
      || text.allSatisfy { $0.isNumber || $0 == "," || $0 == " " }
  }
}
