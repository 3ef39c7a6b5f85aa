import Numbers

/// What a group is called: its value in each grouping column, in order.
///
/// Encodes as an object with a key for each column.
public struct GroupKey: Hashable, Sendable, Encodable, CustomStringConvertible {
  /// One grouping column and the group's value in it.
  public struct Part: Hashable, Sendable {
    /// The column's name as the table prints it.
    public let column: String
    /// The group's value; empty where the table prints none.
    public let value: String

    /// Joins a column and a value.
    public init(column: String, value: String) {
      self.column = column
      self.value = value
    }
  }

  /// The columns and values in the order of grouping.
  public let parts: [Part]

  /// A key from its parts; no parts for the whole table.
  public init(_ parts: [Part]) {
    self.parts = parts
  }

  /// The name used in sentences and on axes: the values joined by commas, or `not named` for a blank one.
  ///
  /// A value that says nothing without its column, such as `1` or `yes`, is called by both: `homeless = 1`.
  public var description: String {
    guard !parts.isEmpty else { return "all" }
    return parts.map { part in
      if part.value.isEmpty { return "not named" }
      guard Self.isBare(part.value), !part.column.isEmpty, !GroupExpression.isWhole(part.column) else {
        return part.value.contains(where: \.isNewline)
          ? part.value.split(whereSeparator: \.isNewline).joined(separator: " ") : part.value
      }
      return part.column.replacing("_", with: " ") + " = " + part.value
    }.joined(separator: ", ")
  }

  /// Whether a value is yes, no or a small number.
  private static func isBare(_ value: String) -> Bool {
    if ["yes", "no", "true", "false", "y", "n"].contains(value.lowercased()) { return true }
    return value.count <= 3 && value.allSatisfy { $0.isASCII && $0.isNumber }
      && (value == "0" || value.first != "0")
  }

  /// What one of some groups is called: the name of the only column that names them where that can be counted, else group.
  ///
  /// “Number of previous offences”, “time in years” and “areas” have no plural that is made of their last word.
  package static func noun(of keys: some Collection<GroupKey>) -> String {
    guard let parts = keys.first?.parts, parts.count == 1 else { return "group" }
    let name = ColumnName.withoutNotes(parts[0].column)
    let words = name.replacing("_", with: " ").replacing(".", with: " ").lowercased()
    let all = words.split(separator: " ")
    guard let last = all.last, words.allSatisfy({ $0.isLetter || $0.isNumber || " -&'’".contains($0) }),
      all.allSatisfy({ !["of", "in", "by", "per", "at", "since", "number", "after", "from"].contains($0) }),
      !last.hasSuffix("s") || ["ss", "us", "is", "series"].contains(where: last.hasSuffix)
    else { return "group" }
    return words
  }

  private struct Column: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) {
      self.stringValue = stringValue
    }

    init?(intValue: Int) {
      nil
    }
  }

  /// Writes the values by column.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Column.self)
    for part in parts {
      try container.encode(part.value, forKey: Column(stringValue: part.column))
    }
  }
}
