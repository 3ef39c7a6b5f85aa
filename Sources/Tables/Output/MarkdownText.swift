/// Texts from data within Markdown.
package enum MarkdownText {
  /// The text on one line with everything that Markdown would interpret made literal.
  package static func literal(_ text: String) -> String {
    escaped(text, signs: ["|", "\\", "*", "`", "_", "~"])
  }

  /// The text on one line without links, images and HTML; emphasis stays.
  package static func inert(_ text: String) -> String { escaped(text, signs: ["`"]) }

  private static func escaped(_ text: String, signs: Set<Unicode.Scalar>) -> String {
    let scalars = Array(DisplayWidth.printable(text).unicodeScalars)
    var escaped = String.UnicodeScalarView()
    for (place, scalar) in scalars.enumerated() {
      let next = place + 1 < scalars.count ? scalars[place + 1] : " "
      switch scalar {
      case "<": escaped += "&lt;".unicodeScalars
      case "&": escaped += "&amp;".unicodeScalars
      // The end of a link's text, of a reference and of its definition.
      case "]" where next == "(" || next == "[" || next == ":": escaped += "\\]".unicodeScalars
      // An address that would become a link by itself.
      case ":" where next == "/" && place + 2 < scalars.count && scalars[place + 2] == "/":
        escaped += "&#58;".unicodeScalars
      default:
        if signs.contains(scalar) { escaped.append("\\") }
        escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
