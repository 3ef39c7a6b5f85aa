/// Names in a sentence.
package enum NameList {
  /// Names joined by commas and a last word: `Dudley, Sandwell and Walsall`.
  ///
  /// - Parameter word: what stands before the last.
  package static func joined(_ names: [String], last word: String = "and") -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(word) " + last
  }

  /// The first names, and how many more there are: `a; b; and 12 more`.
  package static func first(_ count: Int, of names: [String], separator: String = ", ") -> String {
    guard names.count > count + 1 else { return names.joined(separator: separator) }
    return names.prefix(count).joined(separator: separator)
      + "\(separator)and \(NumberStyle().text(names.count - count)) more"
  }
}
