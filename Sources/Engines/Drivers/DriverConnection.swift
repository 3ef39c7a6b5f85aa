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
        EngineColumn(name: child.name.map { String(cString: $0) } ?? "", kind: Self.kind(child))
      }
    } batch: { _ throws(TableError) in
    }
    return decoders
  }

  func places(of relation: Relation, columns: [EngineColumn]) throws(TableError) -> RowPlaces {
    guard case .table(let parts) = relation else { return RowPlaces() }
    // A key's column has a name; what stands for the table itself has none.
    let statement: SQLText
    switch dialect {
    case .postgresql:
      // The smallest position is known since version 14.
      let name = SQLText.Value.text(relation.sql(dialect))
      statement = SQLText(
        """
        SELECT CAST(a.attname AS text) FROM pg_index i JOIN pg_attribute a \
        ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) \
        WHERE i.indisprimary AND i.indrelid = CAST(\(SQLText.mark) AS regclass) \
        UNION ALL SELECT '' FROM pg_class WHERE oid = CAST(\(SQLText.mark) AS regclass) AND relkind IN ('r', 'm') \
        AND CAST(current_setting('server_version_num') AS integer) >= 140000
        """, values: [name, name])
    case .duckdb:
      let (place, values) = Self.duckdbPlace(parts)
      statement = SQLText(
        """
        SELECT unnest(constraint_column_names) FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY' AND \
        \(place) UNION ALL SELECT '' FROM duckdb_tables() WHERE \(place)
        """, values: values + values)
    case .sqlite, .spark, .sqlserver, .snowflake, .bigquery, .trino, .mysql, .standard: return RowPlaces()
    }
    let found = try rows(statement, columns: 1).map { $0[0] }
    let keys = found.filter { !$0.isEmpty }
    return RowPlaces(
      keys: keys,
      arePositioned: found.contains("")
        && (dialect == .postgresql || !columns.contains { $0.name.lowercased() == "rowid" }),
      dialect: dialect, position: dialect == .duckdb && keys.isEmpty ? "rowid" : nil)
  }

  /// What is true of a table of DuckDB in the lists of tables and of what holds of them.
  private static func duckdbPlace(_ parts: [String]) -> (condition: String, values: [SQLText.Value]) {
    let mark = "lower(\(SQLText.mark))"
    let own = "lower(table_name) = \(mark)"
    let values = parts.suffix(3).reversed().map { SQLText.Value.text($0) }
    switch parts.count {
    case 1:
      return ("\(own) AND schema_name = current_schema() AND database_name = current_database()", values)
    case 2:
      // The first part is a schema, or a database.
      return (
        "\(own) AND (lower(schema_name) = \(mark) AND database_name = current_database() "
          + "OR lower(database_name) = \(mark) AND schema_name = 'main')", values + [values[1]]
      )
    default: return ("\(own) AND lower(schema_name) = \(mark) AND lower(database_name) = \(mark)", values)
    }
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
      guard decoders.count == width else { throw self.incomplete }
    } batch: { array throws(TableError) in
      for (place, decoder) in decoders.enumerated() {
        guard Int(array.n_children) > place, let column = array.children?[place]?.pointee,
          column.length == array.length
        else { throw self.incomplete }
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

  private var incomplete: TableError {
    failure("the driver \(library.path) gave other columns than were asked for")
  }

  private static func children(_ schema: ArrowSchema) -> [ArrowSchema] {
    guard let children = schema.children else { return [] }
    return (0..<max(0, Int(schema.n_children))).compactMap { children[$0]?.pointee }
  }

  /// What a column is compared as; what came as another type may stand for one of the engine's own.
  private static func kind(_ schema: ArrowSchema) -> EngineColumn.Kind {
    let metadata = metadata(schema)
    let isOwn = metadata["ARROW:extension:name"] != nil
    switch metadata["POSTGRESQL:type"] ?? metadata["ADBC:postgresql:typname"] {
    // Exact numbers of PostgreSQL, among which can be one that is none.
    case "numeric": return .float
    // It comes as a number of pence.
    case "money": return .money
    case "uuid": return .text
    default: return isOwn ? .any : ArrowType(schema).kind
    }
  }

  private static func metadata(_ schema: ArrowSchema) -> [String: String] {
    guard var place = schema.metadata.map({ UnsafeRawPointer($0) }) else { return [:] }
    func number() -> Int {
      defer { place += 4 }
      return Int(place.loadUnaligned(as: Int32.self))
    }
    func text() -> String {
      let length = number()
      defer { place += length }
      return String(decoding: UnsafeRawBufferPointer(start: place, count: length), as: UTF8.self)
    }
    var found: [String: String] = [:]
    for _ in 0..<number() {
      let key = text()
      found[key] = text()
    }
    return found
  }
}
