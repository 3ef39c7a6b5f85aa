/// The names of columns as publications print them.
package enum ColumnName {
  /// A name without the references to notes behind it: `[note 1]`, `[1]`, `[r]`, `¹`, `*`, `/a`.
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
      } else if let slash = text.lastIndex(of: "/"), isLetters(text[slash...].dropFirst()),
        text[..<slash].count(where: \.isLetter) > 3
      {
        text = text[..<slash]
      } else {
        return text.isEmpty ? name : String(text)
      }
    }
  }

  /// `a`, `b,c`, as American tables mark their notes: `Percent/a`.
  private static func isLetters(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { part in
        let name = part.trimmingSpaces()
        return name.count == 1 && name.allSatisfy { $0.isLowercase }
      }
  }

  private static func isNote(_ text: Substring) -> Bool {
    let plain = text.lowercased()
    return plain.hasPrefix("note") || text.count <= 2
      || text.allSatisfy { $0.isNumber || $0 == "," || $0 == " " }
  }
}
