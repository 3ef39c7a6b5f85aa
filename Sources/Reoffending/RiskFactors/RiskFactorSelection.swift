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
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    column = Self.trimmed(parts[0])
    reference = parts.count > 1 ? Self.trimmed(parts[1]) : nil
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
