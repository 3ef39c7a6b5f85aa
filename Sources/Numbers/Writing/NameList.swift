/// Names in a sentence.
package enum NameList {
  /// Names joined by commas and a last `and`: `Dudley, Sandwell and Walsall`.
  package static func joined(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
