/// Words of a document about figures, and which figures they stand on.
public struct Statement: Hashable, Sendable {
  /// The number of the row below the header, counted from 1.
  public let row: Int
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
  /// The section or page on which it stands.
  public let section: String
  /// What is said of the rows, in a few words.
  public let subject: String
  /// The table whose rates an average is taken of; empty where the statement names none.
  public let against: String

  /// Makes a statement.
  public init(
    row: Int = 1, id: String, words: String, kind: StatementKind, table: String, rows: String,
    document: String,
    section: String = "", subject: String = "",
    against: String = ""
  ) {
    self.row = row
    self.id = id
    self.section = section
    self.subject = subject
    self.against = against
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
      func optional(_ name: String) -> String {
        table.columns.first { $0.name.lowercased() == name }?.texts[row] ?? ""
      }
      return Statement(
        row: row + 1, id: cells[0], words: cells[1], kind: StatementKind(rawValue: cells[2]) ?? .other,
        table: cells[3], rows: cells[4], document: cells[5], section: table.section(ofRow: row) ?? "",
        subject: optional("subject"), against: optional("against"))
    }
  }

  /// Whether a table holds statements: it has the columns that ``statements(in:)`` reads.
  public static func areIn(_ table: AuditedTable) -> Bool {
    let names = Set(table.columns.map { $0.name.lowercased() })
    return ["id", "words", "kind", "table", "rows", "document"].allSatisfy { names.contains($0) }
  }
}
