package import Tables

/// Opens what is kept in an engine.
package enum EngineSource {
  /// The table of a source; nil where the name is that of a file or data set.
  ///
  /// - Throws: `TableError.cannotRead` and `.noSuchFile` for what cannot be opened.
  package static func table(named name: String, options: CSVOptions) throws(TableError) -> EngineTable? {
    guard let address = try SourceAddress(name) else { return nil }
    return try table(at: address, options: options)
  }

  /// The names of the tables of a source that names none itself; nil for a file, and where a table is named.
  ///
  /// - Throws: as `table(named:options:)`.
  package static func tableNames(of name: String) throws(TableError) -> [String]? {
    guard let address = try SourceAddress(name), address.table == nil else { return nil }
    if case .file = address.engine { return nil }
    return try connection(to: address).tables()
  }

  /// The table of a connection that a configuration file names; nil where there is none of the name.
  ///
  /// - Throws: as `table(named:options:)`.
  package static func table(connection name: String, options: CSVOptions) throws(TableError) -> EngineTable? {
    let parts = name.split(separator: "#", maxSplits: 1).map(String.init)
    guard let first = parts.first, let known = try Connections.find(first) else { return nil }
    var options = options
    if options.query == nil { options.table = options.table ?? (parts.count > 1 ? parts[1] : known.table) }
    options.key = options.key ?? known.key
    guard let address = try SourceAddress(known.source) else {
      throw .cannotRead(
        path: name,
        reason: "its source \(Secrets.cleaned(known.source).url) is none; write it as postgresql://…")
    }
    return try table(at: address, options: options)
  }

  private static func table(at address: SourceAddress, options: CSVOptions) throws(TableError) -> EngineTable
  {
    let connection = try connection(to: address)
    let relation = try relation(address, options, connection)
    return try EngineTable(connection, relation, keyName: options.key)
  }

  /// Connects; unless something is to be written, for reading only where the engine can promise it.
  static func connection(
    to address: SourceAddress, isWritten: Bool = false
  ) throws(TableError) -> sending any EngineConnection {
    switch address.engine {
    case .sqlite(let path): return try SQLiteDatabase(path: path, isWritten: isWritten)
    case .duckdb(let path):
      guard isWritten || FileInput.exists(path) else { throw .noSuchFile(path: path) }
      return try DriverConnection(
        driver: "duckdb", options: [("path", path)] + (isWritten ? [] : [("access_mode", "READ_ONLY")]),
        dialect: .duckdb, name: path, secrets: Secrets([]))
    case .postgresql(let url):
      let (shown, secrets) = Secrets.cleaned(url)
      let connection = try DriverConnection(
        driver: "postgresql", options: [("uri", url)], dialect: .postgresql, name: shown, secrets: secrets)
      guard !isWritten else { return connection }
      for setting in [
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY", "SET standard_conforming_strings = on",
        "SET synchronize_seqscans = off",
      ] { try connection.execute(SQLText(setting)) }
      return connection
    case .file(let path):
      let isRemote = path.contains("://")
      guard isRemote || path.contains("*") || FileInput.exists(path) else { throw .noSuchFile(path: path) }
      return try DriverConnection(
        driver: "duckdb", options: [("path", ":memory:")], dialect: .duckdb, name: path, secrets: Secrets([]))
    case .spark(let url):
      let (shown, secrets) = Secrets.cleaned(url)
      return try DriverConnection(
        driver: "spark", options: [("uri", url)], dialect: .spark, name: shown, secrets: secrets)
    case .driver(let driver, let options):
      return try other(driver, options)
    }
  }

  /// A driver of any name, with the options that its database takes; `dialect` is ours.
  private static func other(
    _ driver: String, _ options: [String: String]
  ) throws(TableError) -> sending any EngineConnection {
    var secrets: [String] = []
    var given: [(key: String, value: String)] = []
    let name = "adbc:\(driver)"
    for (key, value) in options.sorted(by: { $0.key < $1.key }) where key != "dialect" {
      let value = try Connections.value(value, source: name)
      if Secrets.isSecret(key) { secrets.append(value) }
      let cleaned = Secrets.cleaned(value)
      if cleaned.url != value { secrets += cleaned.secrets.texts }
      given.append((key, value))
    }
    let words = driver.lowercased()
    let found = SQLDialect.allCases.first { $0 != .standard && words.contains($0.rawValue) }
    guard let dialect = options["dialect"].map({ SQLDialect(named: $0) }) ?? found ?? .standard else {
      let all = SQLDialect.allCases.map(\.rawValue).joined(separator: ", ")
      throw .cannotRead(
        path: name, reason: "there is no dialect \(options["dialect"] ?? ""); choose one of \(all)")
    }
    return try DriverConnection(
      driver: driver, options: given, dialect: dialect, name: name, secrets: Secrets(secrets))
  }

  /// What is read: the table or query asked for, or the only table there is.
  private static func relation(
    _ address: SourceAddress, _ options: CSVOptions, _ connection: any EngineConnection
  ) throws(TableError) -> Relation {
    if let query = options.query {
      guard options.table == nil, address.table == nil else {
        throw connection.failure("give --table or --query, not both")
      }
      guard !query.contains(SQLText.mark) else {
        throw connection.failure("the query holds a sign that is none of the letters of Unicode")
      }
      return .query(trimming: query)
    }
    if case .file(let path) = address.engine {
      guard options.table == nil else {
        throw connection.failure("it is a file and has no tables; leave out --table")
      }
      return .file(path)
    }
    guard let table = options.table ?? address.table else {
      let tables = try connection.tables()
      guard tables.count != 1 else { return .table([tables[0]]) }
      let names = tables.prefix(20).joined(separator: ", ")
      throw connection.failure(
        tables.isEmpty
          ? "it has no table that could be listed; name one with --table, or ask with --query"
          : "name a table with --table, or ask with --query; the tables are \(names)\(tables.count > 20 ? " and others" : "")"
      )
    }
    let tables = try connection.tables()
    if tables.contains(table) { return .table([table]) }
    if let known = tables.first(where: { $0.lowercased() == table.lowercased() }) { return .table([known]) }
    let parts = Relation.parts(of: table)
    if parts.count <= 3, !parts.contains(""), parts.count > 1 || tables.contains(parts[0]) {
      return .table(parts)
    }
    guard tables.isEmpty else {
      throw connection.failure(
        "there is no table \(table); the tables are \(tables.prefix(20).joined(separator: ", "))")
    }
    return .table([table])
  }
}
