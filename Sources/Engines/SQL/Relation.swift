/// What is read: a table of a database by its name, or what a query of the user's gives.
package enum Relation: Hashable, Sendable {
  /// The parts of the name, such as schema and table.
  case table([String])
  case query(String)
  /// Files that DuckDB reads.
  case file(String)

  /// What stands behind FROM.
  func sql(_ dialect: SQLDialect) -> String {
    switch self {
    case .table(let parts): parts.map(dialect.identifier).joined(separator: ".")
    case .file(let path):
      Self.reader(of: path) + "(\(dialect.literal(path))\(position.map { ", \($0) = true" } ?? ""))"
    case .query(let text): "(\n\(text)\n) AS asked"
    }
  }

  /// The column in which DuckDB says the position of each row of a file; nil for several files and other kinds.
  var position: String? {
    guard case .file(let path) = self, Self.reader(of: path) == "read_parquet", !path.contains("*"),
      !path.hasSuffix("/")
    else { return nil }
    return "file_row_number"
  }

  private static func reader(of path: String) -> String {
    let name = path.lowercased()
    if name.contains(".csv") { return "read_csv_auto" }
    return name.contains(".json") ? "read_json_auto" : "read_parquet"
  }

  /// What messages call it; nothing for a file, which its path names.
  package var words: String {
    switch self {
    case .table(let parts): "table \(parts.joined(separator: "."))"
    case .file: ""
    case .query: "query"
    }
  }

  /// A table by its name, in which a point stands between schema and table.
  package static func named(_ name: String) -> Relation { .table(parts(of: name).filter { !$0.isEmpty }) }

  /// The parts of a name between points; a part in quotation marks may hold points, and two marks for one.
  static func parts(of name: String) -> [String] {
    var parts = [""]
    var isQuoted = false
    var rest = name[...]
    while let sign = rest.popFirst() {
      if isQuoted, sign == "\"" {
        if rest.first == "\"" { parts[parts.count - 1].append(rest.removeFirst()) } else { isQuoted = false }
      } else if !isQuoted, sign == "\"", parts.last == "", rest.contains("\"") {
        isQuoted = true
      } else if !isQuoted, sign == "." {
        parts.append("")
      } else {
        parts[parts.count - 1].append(sign)
      }
    }
    return parts
  }

  /// A query without the semicolon that may end it.
  package static func query(trimming text: String) -> Relation {
    var text = text[...]
    while let last = text.last, last.isWhitespace || last == ";" { text.removeLast() }
    return .query(String(text))
  }
}

/// A column of an engine's table.
package struct EngineColumn: Hashable, Sendable {
  /// What its values are, as far as a condition may be left to the engine.
  package enum Kind: Hashable, Sendable {
    case integer, decimal, float, boolean, date, text
    /// Amounts that the engine gives as whole pence unless it is asked for numbers.
    case money
    /// Lists and records, which cannot stand in a cell.
    case several
    /// A binary number of fewer digits, which is read as its shortest decimal and compared there as another number.
    case single
    /// A column of an engine whose columns may hold anything, or a type that we do not compare.
    case any
  }

  package let name: String
  package let kind: Kind

  package init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

/// How the rows of a relation are told apart.
struct RowPlaces: Hashable, Sendable {
  /// The column of the key; nil where there is none of one column.
  var key: RowKey?
  /// Whether rows have a position, as those of a view have not.
  var arePositioned = false
}

extension RowPlaces {
  /// - Parameters:
  ///   - keys: the columns of the table's key.
  ///   - position: the name of a row's position where that stands for a key.
  init(keys: [String], arePositioned: Bool, dialect: SQLDialect, position: String?) {
    key =
      keys.count == 1
      ? RowKey(name: keys[0], sql: dialect.identifier(keys[0]))
      : position.flatMap { arePositioned ? RowKey(name: $0, sql: $0) : nil }
    self.arePositioned = arePositioned
  }
}

/// The column that tells the rows of a table apart.
struct RowKey: Hashable, Sendable {
  /// What it is called in messages.
  let name: String
  /// How a statement asks for it.
  let sql: String
}
