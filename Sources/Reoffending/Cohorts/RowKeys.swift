import Tables

/// What the rows of a table are called by the texts of some columns.
struct RowKeys {
  private struct Names {
    let column: String
    let codes: [UInt32]
    /// The name for each code.
    let names: [String]
  }

  private let columns: [Names]
  /// Whether no two texts of a column are one name.
  let areDistinct: Bool

  /// - Parameter spelled: the names by which the distinct texts of a column go.
  init(_ table: Table, _ columns: [Column], spelled: ([String]) -> [String] = { $0 }) {
    let texts = columns.map { table.texts(of: $0) }
    let names = texts.map { spelled($0.distinct) }
    areDistinct = zip(texts, names).allSatisfy { $0.distinct == $1 }
    self.columns = zip(columns, zip(texts, names)).map {
      Names(column: $0.name, codes: $1.0.codes, names: $1.1)
    }
  }

  /// The key of a row.
  subscript(row: Int) -> GroupKey { GroupKey(parts(row)) }

  /// The parts of the key of a row.
  func parts(_ row: Int) -> [GroupKey.Part] {
    columns.map { GroupKey.Part(column: $0.column, value: $0.names[Int($0.codes[row])]) }
  }
}
