import Numbers

/// A risk factor to break down by: a column, and the level that the others are compared with.
public struct RiskFactorSelection: Hashable, Sendable {
  /// The column's name.
  public let column: String
  /// The level compared with, or nil for the most frequent.
  public let reference: String?

  /// Takes a column and perhaps a level.
  public init(column: String, reference: String? = nil) {
    self.column = column
    self.reference = reference
  }

  /// Reads `column` or `column=level`.
  public init(parsing text: String) {
    // The sign that names a level stands behind the column, outside of brackets and quotes.
    let sign = text.placesOutsideBrackets(of: "=").first
    column = Self.trimmed(text[..<(sign ?? text.endIndex)])
    reference = sign.map { Self.trimmed(text[text.index(after: $0)...]) }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    if text.count > 2, let first = text.first, first == text.last, first == "\"" || first == "`" {
      text = text.dropFirst().dropLast()
    }
    return String(text)
  }
}
