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

  /// A name without the numbers of notes in brackets behind it, `Area(1)` or `Area (1,2)`; nil where it has none.
  ///
  /// They may be a part of the name as well, as in `Offence (1)` beside `Offence (2)`.
  package static func withoutNumbers(_ name: String) -> String? {
    let text = name[...].trimmingSpaces()
    guard text.last == ")", let open = text.lastIndex(of: "("), open > text.startIndex else { return nil }
    let numbers = text[open...].dropFirst().dropLast().split(whereSeparator: { $0 == "," || $0 == " " })
    guard !numbers.isEmpty, numbers.allSatisfy({ $0.count < 3 && $0.allSatisfy(\.isNumber) }) else {
      return nil
    }
    let plain = text[..<open].trimmingSpaces()
    return plain.contains(where: \.isLetter) ? withoutNumbers(String(plain)) ?? String(plain) : nil
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
