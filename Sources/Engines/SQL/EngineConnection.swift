import Tables

/// A connection to an engine.
protocol EngineConnection: AnyObject {
  var dialect: SQLDialect { get }
  /// What messages call the database, without secrets.
  var name: String { get }

  /// The names of its tables, for a message; empty where the engine does not say.
  func tables() throws(TableError) -> [String]

  /// The columns of what is read.
  func columns(of relation: Relation) throws(TableError) -> [EngineColumn]

  /// The column that tells the rows of a table apart; nil where there is none.
  func key(of relation: Relation) throws(TableError) -> RowKey?

  /// Whether rows of this have a position in it, as those of a view have not.
  func hasRowPositions(_ relation: Relation) throws(TableError) -> Bool

  /// Sends a statement and takes its rows, a coder a column.
  ///
  /// - Parameter progress: told how many rows have come.
  func run(
    _ statement: SQLText, into columns: inout [TextCoder], progress: ((Int) -> Void)?
  ) throws(TableError)

  /// Sends a statement that gives no rows.
  func execute(_ statement: SQLText) throws(TableError)
}

extension EngineConnection {
  /// The rows of a small answer, as texts.
  func rows(_ statement: SQLText, columns: Int) throws(TableError) -> [[String]] {
    var coders = Array(repeating: TextCoder(), count: columns)
    try run(statement, into: &coders, progress: nil)
    let texts = coders.map(\.rowTexts)
    return (texts.first ?? []).indices.map { row in texts.map { $0[row] } }
  }

  func failure(_ reason: String) -> TableError { .cannotRead(path: name, reason: reason) }
}
