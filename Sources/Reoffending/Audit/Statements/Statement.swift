/// Words of a document about figures, and which figures they stand on.
public struct Statement: Hashable, Sendable {
  /// The identifier.
  public let id: String
  /// The quoted words.
  public let words: String
  /// What they claim.
  public let kind: StatementKind
  /// The table that holds the figures; empty where the document prints none.
  public let table: String
  /// Which rows of the table are meant, as `area = "Dudley"`; empty for all.
  public let rows: String
  /// The document that makes the statement; its own rows are meant.
  public let document: String

  /// Makes a statement.
  public init(id: String, words: String, kind: StatementKind, table: String, rows: String, document: String) {
    self.id = id
    self.words = words
    self.kind = kind
    self.table = table
    self.rows = rows
    self.document = document
  }

  /// Reads the statements of a table with the columns id, words, kind, table, rows and document.
  ///
  /// A kind that is not known is read as ``StatementKind/other``.
  public static func statements(in table: AuditedTable) throws(AuditError) -> [Statement] {
    var columns: [Int] = []
    for name in ["id", "words", "kind", "table", "rows", "document"] {
      columns.append(try table.column(named: name, position: 1, rule: "statements"))
    }
    return (0..<table.rowCount).map { row in
      let cells = columns.map { table.columns[$0].texts[row] }
      return Statement(
        id: cells[0], words: cells[1], kind: StatementKind(rawValue: cells[2]) ?? .other, table: cells[3],
        rows: cells[4], document: cells[5])
    }
  }
}
