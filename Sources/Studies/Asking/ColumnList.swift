/// A list of column names as an option takes it.
package enum ColumnList {
  /// The names between commas, without blanks at their ends; commas within brackets or quotes belong to a name.
  package static func split(_ text: String?) -> [String] {
    guard let text else { return [] }
    var parts = [""]
    var depth = 0
    var quote: Character?
    for letter in text {
      if letter == quote {
        quote = nil
      } else if quote == nil {
        switch letter {
        case "\"", "`": quote = letter
        case "(": depth += 1
        case ")": depth = max(0, depth - 1)
        case "," where depth == 0:
          parts.append("")
          continue
        default: break
        }
      }
      parts[parts.count - 1].append(letter)
    }
    return parts.map { part in
      var name = part[...]
      while name.first?.isWhitespace == true { name.removeFirst() }
      while name.last?.isWhitespace == true { name.removeLast() }
      if name.count > 2, let first = name.first, first == name.last, first == "\"" || first == "`" {
        name = name.dropFirst().dropLast()
      }
      return String(name)
    }.filter { !$0.isEmpty }
  }
}
