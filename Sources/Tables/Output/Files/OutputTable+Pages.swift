extension OutputTable {
  /// A table of HTML, numbers set from the right, with its headers marked as such.
  public func html() -> String {
    func cell(_ text: String, _ tag: String, _ column: OutputColumn) -> String {
      let scope = tag == "th" ? " scope=\"col\"" : ""
      let style = column.alignment == .right ? " style=\"text-align:right\"" : ""
      return "<\(tag)\(scope)\(style)>\(MarkupText.escaped(text))</\(tag)>"
    }
    let header = columns.map { cell($0.title, "th", $0) }.joined()
    let body = rows.map { row in
      "<tr>" + zip(row, columns).map { cell($0.shown(as: $1.kind), "td", $1) }.joined() + "</tr>\n"
    }
    return "<table>\n<thead>\n<tr>\(header)</tr>\n</thead>\n<tbody>\n\(body.joined())</tbody>\n</table>\n"
  }

  /// A `tabular` of LaTeX, numbers set from the right, with what TeX would interpret made literal.
  public func tex() -> String {
    let sides = columns.map { $0.alignment == .right ? "r" : "l" }.joined()
    func line(_ cells: [String]) -> String { cells.map(Self.literal).joined(separator: " & ") + " \\\\\n" }
    let body = rows.map { row in line(zip(row, columns).map { $0.shown(as: $1.kind) }) }
    return
      "\\begin{tabular}{\(sides)}\n\\hline\n\(line(columns.map(\.title)))\\hline\n\(body.joined())\\hline\n"
      + "\\end{tabular}\n"
  }

  private static func literal(_ text: String) -> String {
    var literal = ""
    for letter in text {
      switch letter {
      case "&", "%", "$", "#", "_", "{", "}": literal += "\\" + String(letter)
      case "\\": literal += "\\textbackslash{}"
      case "~": literal += "\\textasciitilde{}"
      case "^": literal += "\\textasciicircum{}"
      case "−": literal += "$-$"
      case "<": literal += "\\textless{}"
      case ">": literal += "\\textgreater{}"
      case "[" where literal.isEmpty: literal += "{[}"
      case "\n", "\r", "\t": literal += " "
      default: literal.append(letter)
      }
    }
    return literal
  }
}
