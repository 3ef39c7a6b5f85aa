import Foundation

/// Shares as running text writes them.
enum SpokenShare {
  /// The share of `31%`, `about half` or `two thirds`; nil for anything else.
  static func fraction(_ text: String) -> Double? {
    let words = text.lowercased().split(separator: " ").filter { !qualifiers.contains(String($0)) }
    let phrase = words.joined(separator: " ")
    if let named = names[phrase] { return named }
    guard phrase.hasSuffix("%"), let value = Double(phrase.dropLast()), (0...100).contains(value) else {
      return nil
    }
    return value / 100
  }

  private static let qualifiers: Set<String> = [
    "about", "around", "approximately", "some", "nearly", "almost",
  ]

  private static let names: [String: Double] = [
    "half": 1 / 2, "a half": 1 / 2, "a third": 1 / 3, "one third": 1 / 3, "two thirds": 2 / 3,
    "a quarter": 1 / 4,
    "three quarters": 3 / 4, "a fifth": 1 / 5, "two fifths": 2 / 5, "three fifths": 3 / 5, "a tenth": 1 / 10,
  ]
}
