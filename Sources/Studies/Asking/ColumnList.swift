/// A list of column names as an option takes it.
package enum ColumnList {
  /// The names between commas, without blanks at their ends.
  package static func split(_ text: String?) -> [String] {
    guard let text else { return [] }
    return text.split(separator: ",").map { part in
      var name = part
      while name.first?.isWhitespace == true { name.removeFirst() }
      while name.last?.isWhitespace == true { name.removeLast() }
      return String(name)
    }.filter { !$0.isEmpty }
  }
}
