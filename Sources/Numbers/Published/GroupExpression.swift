/// Where in a text a group made from other columns is written: `band(age, 10-17, 18+)`, `count(a, b)`, `year(day)`.
///
/// Conditions, formulas and lists of columns cut such an expression out whole, each with its own cutter, so that it is
/// the same expression everywhere.
package enum GroupExpression {
  /// The functions that make groups.
  package static let functions: Set<String> = ["band", "count", "year", "combination", "period"]

  /// The place behind an expression that begins somewhere; nil where none begins there or its bracket stays open.
  ///
  /// Brackets within quotes belong to a name.
  package static func end(in letters: [Character], from start: Int) -> Int? {
    var place = start
    while place < letters.count, letters[place].isLetter { place += 1 }
    guard functions.contains(String(letters[start..<place]).lowercased()) else { return nil }
    while place < letters.count, letters[place] == " " { place += 1 }
    guard place < letters.count, letters[place] == "(" else { return nil }
    var depth = 0
    var quote: Character?
    while place < letters.count {
      let letter = letters[place]
      place += 1
      if letter == quote {
        quote = nil
      } else if quote == nil {
        switch letter {
        case "\"", "`", "'": quote = letter
        case "(": depth += 1
        case ")":
          depth -= 1
          if depth == 0 { return place }
        default: break
        }
      }
    }
    return nil
  }

  /// Whether a whole text is such an expression.
  package static func isWhole(_ text: String) -> Bool {
    let letters = Array(text)
    return end(in: letters, from: 0) == letters.count
  }
}
