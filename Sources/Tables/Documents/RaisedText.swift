/// Raised figures and letters: marks of notes, ordinals and powers.
enum RaisedText {
  /// The text in raised characters, so that a mark of a note is no digit of the number before it.
  static func text(_ text: String) -> String {
    let bare = text.filter { !$0.isWhitespace }
    if ["st", "nd", "rd", "th"].contains(bare) { return bare }
    var result = ""
    for character in bare {
      if let mark = raised[character] {
        result.append(mark)
      } else if character.isNumber || character.isLetter {
        result.append("†")
      }
    }
    return result
  }

  /// A line of Markdown with what stands in `<sup>` raised, and other tags of one letter or line breaks removed.
  static func marked(_ line: String) -> String {
    guard line.contains("<") else { return line }
    var result = ""
    var rest = Substring(line)
    while let open = rest.firstIndex(of: "<") {
      result += rest[..<open]
      rest = rest[open...]
      guard let close = rest.firstIndex(of: ">") else { break }
      let tag = rest[rest.index(after: open)..<close].lowercased()
      if tag == "sup", let end = rest.firstRange(of: "</sup>") {
        result += text(String(rest[rest.index(after: close)..<end.lowerBound]))
        rest = rest[end.upperBound...]
      } else if plainTags.contains(tag) {
        result += tag.hasPrefix("br") ? " " : ""
        rest = rest[rest.index(after: close)...]
      } else {
        result.append("<")
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }

  private static let plainTags: Set<String> = [
    "b", "/b", "i", "/i", "u", "/u", "em", "/em", "strong", "/strong", "br", "br/", "br /", "sub", "/sub",
    "span",
    "/span", "small", "/small", "sup/", "/sup",
  ]

  private static let raised: [Character: Character] = [
    "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
    "a": "ᵃ",
    "b": "ᵇ", "c": "ᶜ", "*": "*", "†": "†", "‡": "‡", "-": "⁻", "−": "⁻",
  ]
}
