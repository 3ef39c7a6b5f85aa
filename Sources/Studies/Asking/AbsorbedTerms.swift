import Numbers

/// Columns whose levels are held equal, as R's `fixest` writes them behind the terms of a formula: `y ~ x | area + year`.
enum AbsorbedTerms {
  /// The formula without them, and their names.
  static func split(_ formula: String) -> (formula: String, columns: [String]) {
    let bars = formula.placesOutsideBrackets(of: "|")
    guard bars.count == 1, formula.contains("~") else { return (formula, []) }
    let names = formula[formula.index(after: bars[0])...]
    let text = String(names)
    let plus = text.placesOutsideBrackets(of: "+")
    let starts = [text.startIndex] + plus.map { text.index(after: $0) }
    let columns = zip(starts, plus + [text.endIndex]).flatMap { ColumnList.split(String(text[$0..<$1])) }
    return (String(formula[..<bars[0]]), columns)
  }
}
