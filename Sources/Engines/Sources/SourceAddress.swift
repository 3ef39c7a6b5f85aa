package import Tables

/// Where a table is kept, as it is written in the place of a file.
package struct SourceAddress: Hashable, Sendable {
  /// The kinds of engines.
  package enum Engine: Hashable, Sendable {
    case sqlite(path: String)
    case duckdb(path: String)
    case postgresql(url: String)
    case spark(url: String)
    /// A driver by its name or path, and the options of its database.
    case driver(String, options: [String: String])
    /// A file that DuckDB reads.
    case file(path: String)

    /// Whether it can promise to write a table whole or not at all.
    var writesWhole: Bool {
      switch self {
      case .sqlite, .duckdb, .postgresql: true
      case .spark, .driver, .file: false
      }
    }
  }

  package let engine: Engine
  /// The table that is written behind a #.
  package let table: String?

  /// What stands before the path of a file that an engine keeps its tables in.
  private static let fileSchemes = ["sqlite:", "duckdb:"]
  private static let schemes = fileSchemes + ["postgresql://", "postgres://", "sc://", "spark://", "adbc:"]

  /// Whether a name says by its first letters that it is no plain file.
  package static func hasScheme(_ name: String) -> Bool {
    let lower = name.lowercased()
    return schemes.contains { lower.hasPrefix($0) }
  }

  /// A name such as `sqlite:cases.db#people` with another path; nil where the name has no path after its scheme.
  package static func movingFile(of name: String, _ moved: (String) -> String) -> String? {
    guard let scheme = fileSchemes.first(where: { name.lowercased().hasPrefix($0) }) else { return nil }
    let parts = name.dropFirst(scheme.count).split(
      separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    return scheme + ([moved(String(parts[0]))] + parts.dropFirst().map(String.init)).joined(separator: "#")
  }

  /// Understands a name; nil where it is that of a plain file or of a data set.
  ///
  /// - Throws: `TableError.cannotRead` for a name that begins as a source and goes on as none.
  package init?(_ text: String) throws(TableError) {
    func parts(_ rest: Substring) -> (String, String?) {
      // A file may have the sign in its name.
      guard let mark = rest.lastIndex(of: "#"), !FileInput.exists(String(rest)) else {
        return (String(rest), nil)
      }
      return (String(rest[..<mark]), String(rest[rest.index(after: mark)...]))
    }
    let lower = text.lowercased()
    if lower.hasPrefix("sqlite:") || lower.hasPrefix("duckdb:") {
      var rest = text.dropFirst("sqlite:".count)
      if rest.hasPrefix("//") { rest = rest.dropFirst(2) }
      let (path, table) = parts(rest)
      guard !path.isEmpty else {
        throw .cannotRead(path: text, reason: "a file is needed, as in \(text.prefix(6)):cases.db")
      }
      engine = lower.hasPrefix("sqlite:") ? .sqlite(path: path) : .duckdb(path: path)
      self.table = table
    } else if lower.hasPrefix("postgresql://") || lower.hasPrefix("postgres://") {
      let (url, table) = parts(text[...])
      engine = .postgresql(url: url)
      self.table = table
    } else if lower.hasPrefix("sc://") || lower.hasPrefix("spark://") {
      let (url, table) = parts(text[...])
      engine = .spark(url: url)
      self.table = table
    } else if lower.hasPrefix("adbc:") {
      let (rest, table) = parts(text.dropFirst("adbc:".count))
      let pieces = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
      guard let driver = pieces.first, !driver.isEmpty else {
        throw .cannotRead(path: text, reason: "a driver is needed, as in adbc:snowflake?database=crime")
      }
      engine = .driver(String(driver), options: Self.options(pieces.count > 1 ? pieces[1] : ""))
      self.table = table
    } else if lower.hasSuffix(".parquet") || lower.hasSuffix(".parquet/") || lower.hasPrefix("s3://")
      || lower.hasPrefix("gs://") || lower.hasPrefix("azure://")
    {
      engine = .file(path: text)
      table = nil
    } else if FileInput.begins(text, with: SQLiteDatabase.signature) {
      engine = .sqlite(path: text)
      table = nil
    } else if let mark = text.lastIndex(of: "#"), !FileInput.exists(text),
      FileInput.begins(String(text[..<mark]), with: SQLiteDatabase.signature)
    {
      engine = .sqlite(path: String(text[..<mark]))
      table = String(text[text.index(after: mark)...])
    } else {
      return nil
    }
  }

  private static func options(_ text: Substring) -> [String: String] {
    var options: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      options[plain(sides[0])] = sides.count > 1 ? plain(sides[1]) : ""
    }
    return options
  }

  /// A text in which `%2F` stands for a slash, as in every URL.
  static func plain(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
