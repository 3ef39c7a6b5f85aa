internal import CSQLite
import Tables

/// A SQLite file, which is only read unless it is opened to take results.
final class SQLiteDatabase: EngineConnection {
  let dialect = SQLDialect.sqlite
  let name: String
  private let handle: OpaquePointer

  /// The first bytes of every SQLite file.
  static let signature = Array("SQLite format 3\0".utf8)

  /// How long another program's writing is waited for, in milliseconds.
  private static let patience: Int32 = 10_000

  /// Opens a file.
  ///
  /// - Throws: `TableError.noSuchFile` and `TableError.cannotRead`.
  init(path: String, isWritten: Bool = false) throws(TableError) {
    name = path
    guard isWritten || FileInput.exists(path) else { throw .noSuchFile(path: path) }
    var opened: OpaquePointer?
    let flags = isWritten ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY
    let status = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard let opened else { throw .cannotRead(path: path, reason: "there is no memory for it") }
    handle = opened
    guard status == SQLITE_OK else { throw .cannotRead(path: path, reason: Self.reason(opened, status)) }
    sqlite3_extended_result_codes(opened, 1)
    sqlite3_busy_timeout(opened, Self.patience)
    SQLiteFunctions.add(to: opened)
    // A file that is none shows it at the first question; the deinitialiser then closes the handle.
    _ = try rows(SQLText("SELECT COUNT(*) FROM sqlite_master"), columns: 1)
    nonisolated(unsafe) let own = opened
    RunningQueries.add(self) { sqlite3_interrupt(own) }
  }

  deinit {
    RunningQueries.remove(self)
    sqlite3_close_v2(handle)
  }

  func tables() throws(TableError) -> [String] {
    try rows(
      SQLText(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
          + "ORDER BY rowid"), columns: 1
    ).map { $0[0] }
  }

  func columns(of relation: Relation) throws(TableError) -> [EngineColumn] {
    let statement = try prepare(SQLText("SELECT * FROM \(relation.sql(dialect)) LIMIT 0"))
    defer { sqlite3_finalize(statement) }
    // A column may hold values of any type, whatever is declared.
    return (0..<sqlite3_column_count(statement)).map { place in
      EngineColumn(
        name: sqlite3_column_name(statement, place).map { String(cString: $0) } ?? "", kind: .any)
    }
  }

  func places(of relation: Relation, columns: [EngineColumn]) throws(TableError) -> RowPlaces {
    guard case .table(let parts) = relation, let table = parts.last else { return RowPlaces() }
    let found = try rows(
      SQLText(
        "SELECT name FROM pragma_table_info(\(SQLText.mark)) WHERE pk > 0 UNION ALL "
          + "SELECT '' FROM sqlite_master WHERE lower(name) = lower(\(SQLText.mark)) AND type = 'table'",
        values: [.text(table), .text(table)]), columns: 1
    ).map { $0[0] }
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    let arePositioned =
      found.contains("") && !columns.contains { $0.name.lowercased() == "rowid" }
      && sqlite3_prepare_v2(handle, "SELECT rowid FROM \(relation.sql(dialect))", -1, &statement, nil)
        == SQLITE_OK
    return RowPlaces(
      keys: found.filter { !$0.isEmpty }, arePositioned: arePositioned, dialect: dialect, position: "rowid")
  }

  func run(
    _ text: SQLText, into columns: inout [TextCoder], progress: ((Int) -> Void)?
  ) throws(TableError) {
    let statement = try prepare(text)
    defer { sqlite3_finalize(statement) }
    let width = min(columns.count, Int(sqlite3_column_count(statement)))
    var row = 0
    while true {
      let status = sqlite3_step(statement)
      guard status != SQLITE_DONE else { return }
      guard status == SQLITE_ROW else { throw failure(Self.reason(handle, status)) }
      for place in 0..<width {
        try append(statement, Int32(truncatingIfNeeded: place), to: &columns[place], row: row)
      }
      row += 1
      if row & 0xFFFF == 0 { progress?(row) }
    }
  }

  func execute(_ text: SQLText) throws(TableError) {
    var none: [TextCoder] = []
    try run(text, into: &none, progress: nil)
  }

  private func append(
    _ statement: OpaquePointer, _ place: Int32, to column: inout TextCoder, row: Int
  ) throws(TableError) {
    switch sqlite3_column_type(statement, place) {
    case SQLITE_NULL: column.appendMissing()
    case SQLITE_INTEGER: column.append(sqlite3_column_int64(statement, place))
    case SQLITE_FLOAT: column.append(sqlite3_column_double(statement, place))
    case SQLITE_TEXT:
      guard let text = sqlite3_column_text(statement, place) else { return column.appendMissing() }
      let bytes = UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, place)))
      guard let valid = String(validating: bytes, as: UTF8.self) else {
        throw notText(statement, place, row, "bytes that are no UTF-8")
      }
      column.append(valid)
    default: throw notText(statement, place, row, "a blob")
    }
  }

  private func notText(_ statement: OpaquePointer, _ place: Int32, _ row: Int, _ found: String) -> TableError
  {
    let column = sqlite3_column_name(statement, place).map { String(cString: $0) } ?? ""
    return .damaged(
      source: name,
      problem: "column \(column) holds \(found) in row \(row + 1) of the answer; a text or a number is needed"
    )
  }

  private func prepare(_ text: SQLText) throws(TableError) -> OpaquePointer {
    var statement: OpaquePointer?
    let sql = text.bound
    var isWhole = true
    let status = sql.withCString { start -> Int32 in
      var rest: UnsafePointer<CChar>?
      let status = sqlite3_prepare_v2(handle, start, -1, &statement, &rest)
      if let rest { isWhole = String(cString: rest).allSatisfy { $0.isWhitespace || $0 == ";" } }
      return status
    }
    guard status == SQLITE_OK, let statement else {
      throw failure(status == SQLITE_OK ? "the statement is empty" : Self.reason(handle, status))
    }
    guard isWhole else {
      sqlite3_finalize(statement)
      throw failure("--query is one SELECT; more follows after a semicolon")
    }
    for (place, value) in text.values.enumerated() {
      let number = Int32(truncatingIfNeeded: place + 1)
      switch value {
      case .integer(let whole): sqlite3_bind_int64(statement, number, whole)
      case .number(let number64): sqlite3_bind_double(statement, number, number64)
      case .text(let text):
        _ = reoffending_bind_text(statement, number, text, Int32(truncatingIfNeeded: text.utf8.count))
      }
    }
    return statement
  }

  /// What SQLite says of a failure, with what can be done where we know.
  private static func reason(_ handle: OpaquePointer, _ status: Int32) -> String {
    let said = String(cString: sqlite3_errmsg(handle))
    switch status & 0xFF {
    case SQLITE_NOTADB: return "it is no SQLite database (\(said))"
    case SQLITE_BUSY, SQLITE_LOCKED: return "another program is writing to it (\(said)); try again"
    case SQLITE_CORRUPT: return "the database is damaged (\(said))"
    case SQLITE_INTERRUPT: return "the query was stopped"
    case SQLITE_FULL: return "the disk is full (\(said))"
    case SQLITE_SCHEMA: return "the table was altered while it was read (\(said)); try again"
    default: return said
    }
  }
}
