/// A statement, and the values that are given to the engine beside it.
package struct SQLText: Hashable, Sendable {
  /// A value beside a statement.
  package enum Value: Hashable, Sendable {
    case text(String)
    case number(Double)
    case integer(Int64)
  }

  package var text: String
  package var values: [Value] = []

  package init(_ text: String, values: [Value] = []) {
    self.text = text
    self.values = values
  }

  /// The statement with its values in it, for a reader or for an engine that takes none beside it.
  package func inlined(_ dialect: SQLDialect) -> String {
    guard !values.isEmpty else { return text }
    var parts: [String] = []
    var rest = text[...]
    for value in values {
      guard let mark = rest.firstIndex(of: Self.mark) else { break }
      parts.append(String(rest[..<mark]))
      parts.append(Self.literal(value, dialect))
      rest = rest[rest.index(after: mark)...]
    }
    return parts.joined() + rest
  }

  /// The statement with a question mark for each value.
  package var bound: String { String(text.map { $0 == Self.mark ? "?" : $0 }) }

  /// Stands for a value; no name or text of a user holds it, since it is none of the letters of Unicode.
  static let mark: Character = "\u{FFFF}"

  private static func literal(_ value: Value, _ dialect: SQLDialect) -> String {
    switch value {
    case .text(let text): dialect.literal(text)
    case .integer(let number): String(number)
    case .number(let number): NumberWords.text(number)
    }
  }
}
