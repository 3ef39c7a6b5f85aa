import Numbers
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
    NameList.joined(names)
  }

  /// The name of an adjustment as a sentence writes it.
  static func name(_ method: AdjustmentMethod) -> String {
    switch method {
    case .bonferroni: "Bonferroni"
    case .holm: "Holm"
    case .hochberg: "Hochberg"
    case .hommel: "Hommel"
    case .bh: "Benjamini-Hochberg"
    case .by: "Benjamini-Yekutieli"
    }
  }

  /// Phrases joined by semicolons, each later one beginning small.
  static func sentenceCase(_ phrases: [String]) -> String {
    phrases.enumerated().map { index, phrase in
      index == 0 ? phrase : phrase.prefix(1).lowercased() + phrase.dropFirst()
    }.joined(separator: "; ")
  }

  /// A confidence level, such as `95%` or `99.8%`.
  static func percent(_ level: ConfidenceLevel) -> String {
    let tenths = (1000 * level.value).rounded()
    let whole = Int(tenths) / 10
    return Int(tenths) % 10 == 0 ? "\(whole)%" : "\(whole).\(Int(tenths) % 10)%"
  }
}
