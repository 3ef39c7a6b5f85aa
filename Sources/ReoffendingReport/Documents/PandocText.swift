import Tables

/// Texts within the Markdown of pandoc.
enum PandocText {
  /// A text on one line of which nothing is markup.
  static func literal(_ text: String) -> String {
    var literal = ""
    for letter in text {
      switch letter {
      case "\n", "\r", "\t", "\r\n": literal += " "
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "+", "!", "|", "~", "^", "$", "<", ">",
        "@", "\"", "'", "&":
        literal += "\\" + String(letter)
      case "-" where literal.isEmpty || literal.hasSuffix("-"), "." where literal.hasSuffix("."):
        literal += "\\" + String(letter)
      case "." where !literal.isEmpty && literal.allSatisfy(\.isNumber): literal += "\\."
      case _ where letter.unicodeScalars.allSatisfy { $0.value < 0x20 }: literal += "\u{FFFD}"
      default: literal.append(letter)
      }
    }
    return literal
  }

  /// The value of an attribute, in quotes.
  static func attribute(_ text: String) -> String {
    let plain = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: " ")
    return "\"\(plain)\""
  }

  /// A value of the block of metadata, in quotes.
  static func metadata(_ text: String) -> String {
    "\"" + literal(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// A table with its caption.
  static func table(_ table: OutputTable, caption: String) -> String {
    let lines = table.rows.map { row in
      zip(row, table.columns).map { cell, column in literal(cell.shown(as: column.kind)) }
    }
    // Where a line is long, pandoc gives each column the share of the page that it has of the dashes.
    let rule = table.columns.enumerated().map { index, column in
      // Letters are wider than digits.
      let isOfNumbers = column.alignment == .right
      let cells = (lines.map { $0[index].count }.max() ?? 0) + (isOfNumbers ? 4 : 10)
      let dashes = String(repeating: "-", count: min(40, max(8, column.title.count + 5, cells)))
      return isOfNumbers ? dashes + ":" : ":" + dashes
    }
    return ([table.columns.map { literal($0.title) }, rule] + lines)
      .map { "| " + $0.joined(separator: " | ") + " |\n" }.joined() + "\n: \(literal(caption))\n"
  }
}
