internal import CADBC
import Tables

/// A connection to an engine through its ADBC driver.
final class DriverConnection: EngineConnection {
  let dialect: SQLDialect
  let name: String

  private let library: DriverLibrary
  private let database: UnsafeMutablePointer<AdbcDatabase>
  private let connection: UnsafeMutablePointer<AdbcConnection>
  private let secrets: Secrets
  private var isDatabaseOpen = false
  private var isOpen = false

  /// Connects.
  ///
  /// - Parameters:
  ///   - driver: the name or path of the driver.
  ///   - options: those of the driver's database, of which the values of some are secret.
  ///   - name: what messages call the database, without secrets.
  /// - Throws: `TableError.cannotRead` for a driver that is not there and for whatever keeps the connection from coming
  ///   about.
  init(
    driver: String, options: [(key: String, value: String)], dialect: SQLDialect, name: String,
    secrets: Secrets
  ) throws(TableError) {
    self.dialect = dialect
    self.name = name
    self.secrets = secrets
    library = try DriverLibrary.load(driver, for: name)
    database = .allocate(capacity: 1)
    database.initialize(to: AdbcDatabase())
    connection = .allocate(capacity: 1)
    connection.initialize(to: AdbcConnection())
    let functions = library.functions
    try check { functions.pointee.DatabaseNew?(database, $0) }
    database.pointee.private_driver = functions
    isDatabaseOpen = true
    for (key, value) in options {
      try check { functions.pointee.DatabaseSetOption?(database, key, value, $0) }
    }
    try check { functions.pointee.DatabaseInit?(database, $0) }
    try check { functions.pointee.ConnectionNew?(connection, $0) }
    connection.pointee.private_driver = functions
    isOpen = true
    try check { functions.pointee.ConnectionInit?(connection, database, $0) }
    if library.hasCancelling {
      nonisolated(unsafe) let own = connection
      nonisolated(unsafe) let functions = functions
      RunningQueries.add(self) {
        var error = AdbcError()
        _ = functions.pointee.ConnectionCancel?(own, &error)
        _ = DriverError.message(&error)
      }
    }
  }

  deinit {
    RunningQueries.remove(self)
    var error = AdbcError()
    if isOpen {
      _ = library.functions.pointee.ConnectionRelease?(connection, &error)
      _ = DriverError.message(&error)
    }
    if isDatabaseOpen {
      _ = library.functions.pointee.DatabaseRelease?(database, &error)
      _ = DriverError.message(&error)
    }
    connection.deallocate()
    database.deallocate()
  }

  func tables() throws(TableError) -> [String] {
    let statement: String
    switch dialect {
    case .postgresql:
      statement =
        "SELECT CAST(table_name AS text) FROM information_schema.tables WHERE table_schema = ANY (current_schemas(false)) "
        + "ORDER BY 1"
    case .duckdb:
      statement =
        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() "
        + "AND table_catalog = current_database() ORDER BY 1"
    case .sqlite:
      statement = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY rowid"
    case .spark: return try rows(SQLText("SHOW TABLES"), columns: 2).map { $0[1] }
    case .sqlserver, .snowflake, .bigquery, .trino, .mysql, .standard: return []
    }
    return try rows(SQLText(statement), columns: 1).map { $0[0] }
  }

  func columns(of relation: Relation) throws(TableError) -> [EngineColumn] {
    var decoders: [EngineColumn] = []
    try stream(SQLText(dialect.limited("SELECT * FROM \(relation.sql(dialect))", to: 0))) { schema in
      decoders = Self.children(schema).map { child in
        EngineColumn(
          name: child.name.map { String(cString: $0) } ?? "",
          kind: Self.isOpaque(child) ? .any : ArrowType(child).kind)
      }
    } batch: { _ throws(TableError) in
    }
    return decoders
  }

  func key(of relation: Relation) throws(TableError) -> RowKey? {
    guard case .table(let parts) = relation, let table = parts.last else { return nil }
    let found: [[String]]
    switch dialect {
    case .postgresql:
      found = try rows(
        SQLText(
          """
          SELECT CAST(a.attname AS text) FROM pg_index i JOIN pg_attribute a \
          ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) \
          WHERE i.indisprimary AND i.indrelid = CAST(\(SQLText.mark) AS regclass)
          """, values: [.text(relation.sql(dialect))]), columns: 1)
    case .duckdb:
      found = try rows(
        SQLText(
          """
          SELECT unnest(constraint_column_names) FROM duckdb_constraints() \
          WHERE constraint_type = 'PRIMARY KEY' AND table_name = \(SQLText.mark)
          """, values: [.text(table)]), columns: 1)
      if found.isEmpty, try hasRowPositions(relation) { return RowKey(name: "rowid", sql: "rowid") }
    case .sqlite, .spark, .sqlserver, .snowflake, .bigquery, .trino, .mysql, .standard: return nil
    }
    guard found.count == 1 else { return nil }
    return RowKey(name: found[0][0], sql: dialect.identifier(found[0][0]))
  }

  func hasRowPositions(_ relation: Relation) throws(TableError) -> Bool {
    guard case .table(let parts) = relation, let table = parts.last else { return false }
    if dialect == .postgresql {
      // The smallest position is known since version 14.
      return try rows(
        SQLText(
          """
          SELECT 1 FROM pg_class WHERE oid = CAST(\(SQLText.mark) AS regclass) AND relkind IN ('r', 'm') \
          AND CAST(current_setting('server_version_num') AS integer) >= 140000
          """, values: [.text(relation.sql(dialect))]), columns: 1
      ).count == 1
    }
    guard dialect == .duckdb else { return false }
    let kinds = try rows(
      SQLText(
        "SELECT table_type FROM information_schema.tables WHERE table_name = \(SQLText.mark)",
        values: [.text(table)]), columns: 1)
    let named = try columns(of: relation).contains { $0.name.lowercased() == "rowid" }
    return !named && kinds == [["BASE TABLE"]]
  }

  func run(
    _ statement: SQLText, into columns: inout [TextCoder], progress: ((Int) -> Void)?
  ) throws(TableError) {
    var decoders: [ArrowDecoder] = []
    var taken = columns
    var seen = 0
    let width = columns.count
    try stream(statement) { schema throws(TableError) in
      for child in Self.children(schema).prefix(width) {
        decoders.append(try ArrowDecoder(child, source: self.name))
      }
    } batch: { array throws(TableError) in
      for (place, decoder) in decoders.enumerated() where place < Int(array.n_children) {
        guard let column = array.children[place]?.pointee else { continue }
        try decoder.append(column, to: &taken[place], source: self.name)
      }
      seen += Int(array.length)
      progress?(seen)
    }
    columns = taken
  }

  func execute(_ text: SQLText) throws(TableError) {
    let statement = UnsafeMutablePointer<AdbcStatement>.allocate(capacity: 1)
    statement.initialize(to: AdbcStatement())
    defer { statement.deallocate() }
    let functions = library.functions
    try check { functions.pointee.StatementNew?(connection, statement, $0) }
    statement.pointee.private_driver = functions
    defer { release(statement) }
    try check { functions.pointee.StatementSetSqlQuery?(statement, text.inlined(dialect), $0) }
    var rows: Int64 = 0
    try check { functions.pointee.StatementExecuteQuery?(statement, nil, &rows, $0) }
  }

  /// Sends a statement and takes the description of its columns and then its batches.
  private func stream(
    _ text: SQLText, schema take: (ArrowSchema) throws(TableError) -> Void,
    batch: (ArrowArray) throws(TableError) -> Void
  ) throws(TableError) {
    let statement = UnsafeMutablePointer<AdbcStatement>.allocate(capacity: 1)
    statement.initialize(to: AdbcStatement())
    defer { statement.deallocate() }
    let functions = library.functions
    try check { functions.pointee.StatementNew?(connection, statement, $0) }
    statement.pointee.private_driver = functions
    defer { release(statement) }
    try check { functions.pointee.StatementSetSqlQuery?(statement, text.inlined(dialect), $0) }
    var stream = ArrowArrayStream()
    var rows: Int64 = 0
    try check { functions.pointee.StatementExecuteQuery?(statement, &stream, &rows, $0) }
    defer { if let release = stream.release { release(&stream) } }
    var schema = ArrowSchema()
    guard let describe = stream.get_schema, let next = stream.get_next else {
      throw failure("the driver \(library.path) gave an answer without columns")
    }
    let described = describe(&stream, &schema)
    guard described == 0 else { throw lost(&stream, described) }
    defer { if let release = schema.release { release(&schema) } }
    try take(schema)
    while true {
      var array = ArrowArray()
      let status = next(&stream, &array)
      guard status == 0 else { throw lost(&stream, status) }
      guard let release = array.release else { return }
      defer { release(&array) }
      try batch(array)
    }
  }

  private func release(_ statement: UnsafeMutablePointer<AdbcStatement>) {
    var error = AdbcError()
    _ = library.functions.pointee.StatementRelease?(statement, &error)
    _ = DriverError.message(&error)
  }

  /// Why a stream of batches ended before its end.
  private func lost(_ stream: inout ArrowArrayStream, _ status: Int32) -> TableError {
    let said = stream.get_last_error?(&stream).map { String(cString: $0) }
    let words = said.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") } ?? "error \(status)"
    return failure("the answer broke off before its end: \(secrets.hidden(in: String(words.prefix(600))))")
  }

  /// Calls a function of the driver and throws what it says of a failure; one that the driver lacks is said too.
  private func check(_ call: (UnsafeMutablePointer<AdbcError>) -> AdbcStatusCode?) throws(TableError) {
    var error = AdbcError()
    guard let status = call(&error) else {
      throw failure("the driver \(library.path) is of another version: it lacks a function that is needed")
    }
    guard status != ADBC_STATUS_OK else {
      _ = DriverError.message(&error)
      return
    }
    let message = DriverError.message(&error).map { secrets.hidden(in: $0) }
    throw failure(Self.sentence(status, message))
  }

  private static func sentence(_ status: AdbcStatusCode, _ message: String?) -> String {
    let said = message.map { " (\($0))" } ?? ""
    switch Int32(status) {
    case ADBC_STATUS_UNAUTHENTICATED: return "the server does not know the user or the password\(said)"
    case ADBC_STATUS_UNAUTHORIZED: return "the server does not allow it\(said)"
    case ADBC_STATUS_CANCELLED: return "the query was stopped\(said)"
    case ADBC_STATUS_TIMEOUT: return "the server did not answer in time\(said)"
    case ADBC_STATUS_NOT_IMPLEMENTED: return "the driver cannot do it\(said)"
    default: return message ?? "the driver failed with status \(status)"
    }
  }

  private static func children(_ schema: ArrowSchema) -> [ArrowSchema] {
    (0..<Int(schema.n_children)).compactMap { schema.children[$0]?.pointee }
  }

  /// Whether a column of texts stands for a type of the engine's own, such as the exact numbers of PostgreSQL.
  private static func isOpaque(_ schema: ArrowSchema) -> Bool {
    guard var place = schema.metadata.map({ UnsafeRawPointer($0) }) else { return false }
    func number() -> Int {
      defer { place += 4 }
      return Int(place.loadUnaligned(as: Int32.self))
    }
    func text() -> String {
      let length = number()
      defer { place += length }
      return String(decoding: UnsafeRawBufferPointer(start: place, count: length), as: UTF8.self)
    }
    for _ in 0..<number() {
      let key = text()
      if key == "ARROW:extension:name" || key == "ADBC:postgresql:typname" { return text() != "text" }
      _ = text()
    }
    return false
  }
}
