import Statistics

/// Numbers and lists as a headline writes them.
enum Words {
  /// A small count as a word, a larger one in digits.
  static func count(_ value: Int) -> String {
    let words = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    return words.indices.contains(value) ? words[value] : String(value)
  }

  /// Names joined by commas and a last `and`.
  static func list(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// The names where there are few, else how many there are.
  static func all(_ names: [String]) -> String {
    names.count <= 4 ? list(names) : "All \(count(names.count)) areas"
  }

  /// A confidence level, such as `95%` or `99.8%`.
  static func percent(_ level: ConfidenceLevel) -> String {
    let tenths = (1000 * level.value).rounded()
    let whole = Int(tenths) / 10
    return Int(tenths) % 10 == 0 ? "\(whole)%" : "\(whole).\(Int(tenths) % 10)%"
  }
}
