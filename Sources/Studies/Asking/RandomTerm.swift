/// A random intercept as R's `lme4` writes it in a formula: `(1 | area)`.
enum RandomTerm {
  /// The formula without the term, and the column of its groups; the formula as it is where it has none.
  static func split(_ formula: String) -> (formula: String, column: String?) {
    guard let match = formula.firstMatch(of: /\+?\s*\(\s*1\s*\|\s*([^()|]+?)\s*\)/) else {
      return (formula, nil)
    }
    let rest = formula.replacingCharacters(in: match.range)
    let column = String(match.1)
    let isQuoted = column.count > 2 && column.hasPrefix("`") && column.hasSuffix("`")
    return (rest, isQuoted ? String(column.dropFirst().dropLast()) : column)
  }
}

extension String {
  /// The text without a part; an intercept where nothing is left on the right of `~`.
  fileprivate func replacingCharacters(in range: Range<Index>) -> String {
    let (before, after) = (self[..<range.lowerBound], self[range.upperBound...])
    let isFirst = before.last { !$0.isWhitespace } == "~"
    let rest = after.drop { $0.isWhitespace }
    if isFirst, rest.isEmpty { return String(before) + "1" }
    return isFirst && rest.first == "+" ? String(before + rest.dropFirst()) : String(before + after)
  }
}
