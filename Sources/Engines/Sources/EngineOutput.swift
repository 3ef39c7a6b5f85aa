package import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes a result into a table of a database, whole or not at all.
package enum EngineOutput {
  /// How many cells a statement brings at most, below what every engine takes.
  private static let mostCells = 2_000

  /// Writes a table in one transaction.
  ///
  /// - Parameters:
  ///   - target: such as `sqlite:results.db#rates`.
  ///   - replacing: whether a table of that name is replaced; else it is refused.
  /// - Throws: `TableError.cannotWrite`, and then nothing is changed.
  package static func write(_ table: OutputTable, to target: String, replacing: Bool) throws(TableError) {
    try write(to: target, replacing: replacing) { (name, shown) throws(TableError) in
      guard let name, !name.isEmpty else {
        throw .cannotWrite(path: shown, reason: "name the table behind a #, as in \(shown)#results")
      }
      return [(name, table)]
    }
  }

  /// Writes several tables in one transaction.
  ///
  /// - Parameters:
  ///   - target: such as `sqlite:pack.db`, or `sqlite:pack.db#dudley_` for names that begin so.
  ///   - alongside: what is written with them, once all are there; where it fails, no table is.
  /// - Throws: as `write(_:to:replacing:)`; what `alongside` throws.
  package static func write(
    _ tables: [(name: String, table: OutputTable)], to target: String, replacing: Bool,
    alongside: () throws -> Void = {}
  ) throws {
    var failure: (any Error)?
    do {
      try write(
        to: target, replacing: replacing,
        isKept: {
          do { try alongside() } catch { failure = error }
          return failure == nil
        }
      ) { (beginning, _) in
        tables.map { ((beginning ?? "") + $0.name, $0.table) }
      }
    } catch {
      throw failure ?? error
    }
  }

  private static func write(
    to target: String, replacing: Bool, isKept: () -> Bool = { true },
    tables: (_ named: String?, _ shown: String) throws(TableError) -> [(name: String, table: OutputTable)]
  ) throws(TableError) {
    let shown = Secrets.cleaned(target).url
    do throws(TableError) {
      guard let address = try SourceAddress(target) else {
        throw .cannotWrite(path: shown, reason: "it is no database")
      }
      let tables = try tables(address.table, shown)
      guard address.engine.writesWhole else {
        throw .cannotWrite(
          path: shown,
          reason:
            "a table is written whole or not at all, which only sqlite:, duckdb: and postgresql:// can promise; write a file"
        )
      }
      try write(tables, into: address, shown: shown, replacing: replacing, isKept: isKept)
    } catch {
      guard case .cannotRead(_, let reason) = error else { throw error }
      throw .cannotWrite(path: shown, reason: reason)
    }
  }

  private static func write(
    _ tables: [(name: String, table: OutputTable)], into address: SourceAddress, shown: String,
    replacing: Bool, isKept: () -> Bool
  ) throws(TableError) {
    OpenTables.endReading(where: address.engine, writes: tables.map(\.name))
    var newFile: String?
    if case .sqlite(let path) = address.engine, !FileInput.exists(path) { newFile = path }
    do throws(TableError) {
      let connection = try EngineSource.connection(to: address, isWritten: true)
      try connection.execute(SQLText(connection.dialect == .sqlite ? "BEGIN IMMEDIATE" : "BEGIN"))
      do throws(TableError) {
        for (name, table) in tables {
          try write(table, into: name, connection, shown: shown, replacing: replacing)
        }
        guard isKept() else {
          throw .cannotWrite(path: shown, reason: "what belongs to the tables was not written")
        }
        try connection.execute(SQLText("COMMIT"))
      } catch {
        // What a connection that is lost had begun is undone by its server.
        try? connection.execute(SQLText("ROLLBACK"))
        throw error
      }
    } catch {
      if let newFile { unlink(newFile) }
      throw error
    }
  }

  private static func write(
    _ table: OutputTable, into name: String, _ connection: any EngineConnection, shown: String,
    replacing: Bool
  ) throws(TableError) {
    let dialect = connection.dialect
    let target = Relation.named(name).sql(dialect)
    let columns = table.columns.enumerated().map { place, column in
      "\(dialect.identifier(column.key)) \(type(of: table.rows.map { $0[place] }))"
    }
    if replacing {
      try connection.execute(SQLText("DROP TABLE IF EXISTS \(target)"))
    } else if try connection.tables().contains(name) {
      throw .cannotWrite(
        path: shown, reason: "there is a table \(name) already; name another, or add --replace")
    }
    try connection.execute(SQLText("CREATE TABLE \(target) (\(columns.joined(separator: ", ")))"))
    let batch = max(1, mostCells / max(1, columns.count))
    for start in stride(from: 0, to: table.rows.count, by: batch) {
      let rows = table.rows[start..<min(start + batch, table.rows.count)]
      try connection.execute(insertion(of: Array(rows), into: target))
    }
  }

  private static func insertion(of rows: [[OutputCell]], into target: String) -> SQLText {
    var values: [SQLText.Value] = []
    let lines = rows.map { row in
      let cells = row.map { cell -> String in
        switch cell {
        case .text(let text): values.append(.text(text))
        case .count(let count): values.append(.integer(Int64(count)))
        case .number(let number) where number.isFinite: values.append(.number(number))
        case .number, .missing: return "NULL"
        }
        return String(SQLText.mark)
      }
      return "(\(cells.joined(separator: ", ")))"
    }
    return SQLText("INSERT INTO \(target) VALUES \(lines.joined(separator: ", "))", values: values)
  }

  /// The type that holds all cells of a column.
  private static func type(of cells: [OutputCell]) -> String {
    var type = "BIGINT"
    for cell in cells {
      switch cell {
      case .text: return "TEXT"
      case .number(let number) where number.isFinite: type = "DOUBLE PRECISION"
      case .number, .missing, .count: continue
      }
    }
    return cells.contains { if case .missing = $0 { false } else { true } } ? type : "TEXT"
  }
}
