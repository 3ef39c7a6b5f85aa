/// A sign printed beside a value, such as the `[u]` of `34.5 [u]`.
public struct Mark: Hashable, Sendable, CustomStringConvertible {
  /// The sign as printed, with its brackets.
  public let text: String

  /// Makes a mark from its printed form.
  public init(_ text: String) {
    self.text = text
  }

  /// The sign as printed.
  public var description: String { text }

  /// Whether the mark warns of low reliability.
  public var meansLowReliability: Bool { text.lowercased() == "[u]" }

  /// Takes the marks off the end of a trimmed text.
  package static func split(_ text: Substring) -> (value: Substring, marks: [Mark]) {
    var value = text
    var marks: [Mark] = []
    while let last = value.last {
      if last == "*" || last == "†" || last == "‡" {
        marks.append(Mark(String(last)))
        value = value.dropLast()
      } else if last == "]", let open = value.lastIndex(of: "["),
        isLetters(value[open...].dropFirst().dropLast())
      {
        marks.append(Mark(String(value[open...])))
        value = value[..<open]
      } else {
        break
      }
      value = value.trimmingSpaces()
    }
    return (value, marks.reversed())
  }

  private static func isLetters(_ text: Substring) -> Bool {
    if (1...4).contains(text.utf8.count), text.allSatisfy({ $0.isLetter && $0.isASCII }) { return true }
    // [note 2] and [notes 1, 3]
    let words = text.lowercased()
    guard words.hasPrefix("note"), text.utf8.count <= 20 else { return false }
    return words.dropFirst(4).drop { $0 == "s" }.allSatisfy { $0.isNumber || $0 == " " || $0 == "," }
  }
}
