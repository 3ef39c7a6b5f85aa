import Tables

/// The data that a study is made of: a file's path, the name of a bundled data set, or a table in memory.
public struct StudyData: Sendable, ExpressibleByStringLiteral {
  /// The path or name.
  let name: String
  /// The table, where it is not in a file.
  let table: TableFile?

  /// The path of a file (CSV, .xlsx or .ods), or the name of a bundled data set.
  public init(_ name: String) {
    self.name = name
    table = nil
  }

  /// The path of a file, or the name of a bundled data set.
  public init(stringLiteral name: String) { self.init(name) }

  /// A table in memory.
  ///
  /// - Parameters:
  ///   - csv: the text of the table, with a line of column names.
  ///   - name: what errors call it.
  /// - Throws: `TableError` where the text is no table.
  public static func csv(_ csv: String, named name: String = "table") throws -> StudyData {
    StudyData(name: name, table: try TableFile(csv: Array(csv.utf8), source: name))
  }

  private init(name: String, table: TableFile) {
    self.name = name
    self.table = table
  }
}
