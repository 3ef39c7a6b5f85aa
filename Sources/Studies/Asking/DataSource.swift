import Engines
import Numbers
import PublishedData
import Reoffending
public import Tables

/// Finds a table by the name of a bundled data set or by its path.
public enum DataSource {
  /// Reads a table.
  ///
  /// A name without a dot and a slash is that of a bundled data set, unless a file has that name; `-` is standard input,
  /// and `synthetic-people` are ten thousand people who do not exist.
  ///
  /// - Throws: `DataSourceError` for an unknown data set, with the nearest name; `TableError` where there is no such
  ///   file or where it is no table.
  public static func table(named name: String, options: CSVOptions = CSVOptions()) throws -> Table {
    try file(named: name, options: options).table()
  }

  /// Opens a file, a bundled data set or a table of a database, of which only the header is read at first.
  ///
  /// - Throws: as `table(named:)`.
  public static func file(named name: String, options: CSVOptions = CSVOptions()) throws -> TableFile {
    if let table = try EngineSource.table(named: name, options: options) {
      return TableFile(table, options: options)
    }
    let namesFile = name == "-" || name.contains("/") || name.contains(".")
    let isKnown = namesFile || FileInput.exists(name) || PublishedData.csv(named: name) != nil
    if !isKnown, name != syntheticName, let table = try EngineSource.table(connection: name, options: options)
    {
      return TableFile(table, options: options)
    }
    guard options.table == nil, options.query == nil, options.key == nil else {
      throw StudyError(
        .usage, "\(name) is no database; leave out --table, --query and --key, or write sqlite:\(name)")
    }
    if namesFile || FileInput.exists(name) { return try TableFile(path: name, options: options) }
    if name == syntheticName { return try syntheticPeople(10_000) }
    guard let csv = PublishedData.csv(named: name) else {
      throw DataSourceError(name: name, nearest: NearestName.find(name, among: PublishedData.names))
    }
    let own = CSVOptions(filledDown: options.filledDown)
    return try TableFile(csv: Array(csv.utf8), source: name, options: own)
  }

  /// One of the tables of a workbook or database.
  package struct Part {
    /// The option that chooses it, `sheet` or `table`.
    package let option: String
    /// Its name.
    package let name: String

    /// How it is opened.
    package var options: CSVOptions {
      var options = CSVOptions()
      if option == "sheet" { options.sheet = name } else { options.table = name }
      return options
    }
  }

  /// The tables of a workbook, or of a database where none is named; empty for what is one table.
  ///
  /// - Throws: what opening it throws.
  package static func parts(of name: String) throws -> [Part] {
    if let tables = try EngineSource.tableNames(of: name) {
      return tables.map { Part(option: "table", name: $0) }
    }
    return try TableFile.sheetNames(path: name)?.map { Part(option: "sheet", name: $0) } ?? []
  }

  /// Reads a bundled data set.
  ///
  /// - Throws: `DataSourceError` for an unknown name, with the nearest.
  public static func bundledTable(named name: String) throws -> Table {
    guard let csv = PublishedData.csv(named: name) else {
      throw DataSourceError(name: name, nearest: NearestName.find(name, among: PublishedData.names))
    }
    return try Table(csv: Array(csv.utf8), source: name)
  }

  /// The name under which ten thousand synthetic people are read as if they were bundled.
  public static let syntheticName = "synthetic-people"

  /// A file of people who do not exist, whose margins are the published ones.
  ///
  /// - Throws: `StatisticsError` for fewer or more people than such a file can have.
  public static func syntheticPeople(_ count: Int, seed: UInt64 = 1) throws -> TableFile {
    var csv: [UInt8] = []
    try SyntheticPopulation(
      people: count, seed: seed, published: PublishedMargins { try bundledTable(named: $0) }
    ).csv { (part) throws(TableError) in csv += part }
    return try TableFile(csv: csv, source: "synthetic people")
  }
}

/// A name that is neither a file nor a bundled data set.
public struct DataSourceError: Error, Hashable, CustomStringConvertible {
  /// The name that was given.
  public let name: String
  /// The nearest name of a bundled data set.
  public let nearest: String?

  /// The sentence shown to a user.
  public var description: String {
    "there is no file and no data set \(name)\(nearest.map { "; did you mean \($0)?" } ?? "") "
      + "(reoffending data list shows all names)"
  }
}
