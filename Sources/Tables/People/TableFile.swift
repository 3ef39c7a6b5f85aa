import Numbers

/// A table whose columns are known and whose rows are yet to be read: a file, or what a database holds.
///
/// A verb looks at the header, decides what it needs, and then reads either people, column by column, or a table of
/// figures whole. Standard input can be read once.
public struct TableFile: Sendable {
  private enum Storage: Sendable {
    case text(TextTableFile)
    case elsewhere(ElsewhereTable)
  }

  private let storage: Storage

  /// Opens a file, `-` for standard input; what gzip compressed is inflated.
  public init(path: String, options: CSVOptions = CSVOptions()) throws(TableError) {
    storage = .text(try TextTableFile(path: path, options: options))
  }

  /// The names of the sheets of a workbook that hold tables, in their order; nil for any other file.
  ///
  /// - Throws: `TableError` for a file that cannot be opened, and a workbook that is damaged.
  package static func sheetNames(path: String) throws(TableError) -> [String]? {
    guard FileInput.begins(path, with: Spreadsheet.archiveMark) else { return nil }
    return try Spreadsheet(path: path, source: path).tableNames()
  }

  /// Takes the bytes of a file.
  public init(csv bytes: [UInt8], source: String, options: CSVOptions = CSVOptions()) throws(TableError) {
    storage = .text(try TextTableFile(csv: bytes, source: source, options: options))
  }

  /// Takes a table that is kept elsewhere, of which no row is read before it is asked for.
  package init(_ source: any ColumnSource, options: CSVOptions = CSVOptions()) {
    storage = .elsewhere(ElsewhereTable(source, options: options))
  }

  /// The file name, or what messages call a table of a database.
  public var source: String {
    switch storage {
    case .text(let file): file.source
    case .elsewhere(let table): table.source.name
    }
  }

  /// What was taken as title, header and notes, and which sheet or table was read, to be told to the reader.
  public var notes: [String] {
    switch storage {
    case .text(let file): file.notes
    case .elsewhere(let table): table.notes
    }
  }

  /// What stands above the header, where that is a title.
  public var title: String? {
    switch storage {
    case .text(let file): file.title
    case .elsewhere: nil
    }
  }

  /// The columns of the header.
  public var columns: [Column] {
    switch storage {
    case .text(let file): file.columns
    case .elsewhere(let table): table.header.columns
    }
  }

  /// Where the table is kept, if not in a file.
  package var elsewhere: (any ColumnSource)? { elsewhereTable?.source }

  /// The column of a name; nil where none or several answer to it.
  public func firstColumn(among names: [String]) -> Column? {
    switch storage {
    case .text(let file): file.firstColumn(among: names)
    case .elsewhere(let table): table.firstColumn(among: names)
    }
  }

  var elsewhereTable: ElsewhereTable? {
    if case .elsewhere(let table) = storage { table } else { nil }
  }

  /// Reads the file whole, as a table of figures.
  public func table() throws(TableError) -> Table {
    switch storage {
    case .text(let file): try file.table()
    case .elsewhere(let table): try table.whole()
    }
  }

  /// What would be sent to the engine that keeps the table for the columns asked for; nil for a file.
  ///
  /// - Throws: `TableError.faults` for a column that is not there.
  package func statements(
    _ wanted: [WantedColumn], where filter: RowFilter?, reading: ReadingOptions
  ) throws(TableError) -> [String]? {
    guard case .elsewhere(let table) = storage else { return nil }
    return try table.statements(wanted, where: filter, reading: reading)
  }

  /// Reads the columns asked for.
  ///
  /// - Parameters:
  ///   - wanted: the columns, each with what it must hold.
  ///   - filter: rows to keep; its columns need not be asked for.
  ///   - reading: how to read; what is read does not depend on it.
  /// - Throws: `TableError.faults` with every fault: a column that is not there (with the nearest name), or is there
  ///   twice; cells that are not of the kind asked for; rows of the wrong length.
  public func people(
    _ wanted: [WantedColumn], where filter: RowFilter? = nil, reading: ReadingOptions = ReadingOptions()
  ) throws(TableError) -> PersonTable {
    switch storage {
    case .text(let file): try file.people(wanted, where: filter, reading: reading)
    case .elsewhere(let table): try table.people(wanted, where: filter, reading: reading)
    }
  }
}
