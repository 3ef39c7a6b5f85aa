import Numbers

/// A list of column names as an option takes it.
package enum ColumnList {
  /// The names between commas, without blanks at their ends; commas within brackets or quotes belong to a name.
  package static func split(_ text: String?) -> [String] {
    guard let text else { return [] }
    let commas = text.placesOutsideBrackets(of: ",")
    let starts = [text.startIndex] + commas.map { text.index(after: $0) }
    return zip(starts, commas + [text.endIndex]).map { start, end in
      var name = text[start..<end]
      while name.first?.isWhitespace == true { name.removeFirst() }
      while name.last?.isWhitespace == true { name.removeLast() }
      if name.count > 2, let first = name.first, first == name.last, first == "\"" || first == "`" {
        name = name.dropFirst().dropLast()
      }
      return String(name)
    }.filter { !$0.isEmpty }
  }

  /// The times of --at.
  package static func times(_ text: String?) throws -> [Double] {
    try split(text).map { text in
      guard let time = Double(text), time >= 0, time.isFinite else {
        throw StudyError(.usage, "--at \(text): give times of 0 or more, as in 90,180,365")
      }
      return time
    }
  }
}
