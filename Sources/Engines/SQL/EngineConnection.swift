package import Tables

/// A connection to an engine.
protocol EngineConnection: AnyObject {
  var dialect: SQLDialect { get }
  /// What messages call the database, without secrets.
  var name: String { get }

  /// The names of its tables, for a message; empty where the engine does not say.
  func tables() throws(TableError) -> [String]

  /// The columns of what is read.
  func columns(of relation: Relation) throws(TableError) -> [EngineColumn]

  /// How the rows of what is read are told apart.
  ///
  /// - Parameter columns: those of the relation.
  func places(of relation: Relation, columns: [EngineColumn]) throws(TableError) -> RowPlaces

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

extension TableError {
  /// Says that a table of an engine is not what it was when its columns were asked for.
  package static func altered(_ name: String) -> TableError {
    .cannotRead(path: name, reason: "the table was altered while it was read; ask again")
  }
}
