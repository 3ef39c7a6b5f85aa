import Numbers

/// A column of a table, found by its name.
public struct Column: Hashable, Sendable {
  /// The name as the header has it; a line break in it is a blank here.
  public let name: String
  /// The number of the field within each row, counted from 0.
  public let index: Int

  /// Makes a column.
  init(name: String, index: Int) {
    self.name = name
    self.index = index
  }

  /// The number of the field, counted from 1 as people count.
  public var number: Int { index + 1 }

  /// The name without case, blanks, underscores, hyphens, references to notes and a `(%)`: what columns are compared by.
  public static func normalized(_ name: String) -> String {
    let plain = ColumnName.withoutNotes(name)
    return ComparedName.of(
      plain.hasSuffix("(%)") && plain.count > 4 ? ColumnName.withoutNotes(String(plain.dropLast(3))) : plain)
  }
}
