/// A file whose header has been read and whose rows are yet to be.
///
/// A verb looks at the header, decides what it needs, and then reads either people, column by column, or a table of
/// figures whole.
public struct TableFile: Sendable {
  /// The file name.
  public let source: String

  private let whole: Table

  /// Opens a file, `-` for standard input; what gzip compressed is inflated.
  public init(path: String, options: CSVOptions = CSVOptions()) throws(TableError) {
    try self.init(
      csv: FileInput.read(path), source: path == "-" ? "standard input" : path, options: options)
  }

  /// Takes the bytes of a file.
  public init(csv bytes: [UInt8], source: String, options: CSVOptions = CSVOptions()) throws(TableError) {
    self.source = source
    whole = try Table(csv: bytes, source: source, options: options)
  }

  /// The columns of the header.
  public var columns: [Column] { whole.columns }

  /// The column of a name; nil where none or several answer to it.
  public func firstColumn(among names: [String]) -> Column? { whole.firstColumn(among: names) }

  /// Reads the file whole, as a table of figures.
  public func table() throws(TableError) -> Table { whole }

  /// Reads the columns asked for.
  ///
  /// - Parameter filter: rows to keep; its columns need not be asked for.
  /// - Throws: `TableError.faults` with every fault: a column that is not there (with the nearest name), or is there
  ///   twice; cells that are not of the kind asked for; rows of the wrong length.
  public func people(_ wanted: [WantedColumn], where filter: RowFilter? = nil) throws(TableError)
    -> PersonTable
  {
    let table = try filter.map { (filter) throws(TableError) in try whole.filtered(where: filter) } ?? whole
    var faults = whole.structureFaults
    var columns: [PersonColumn] = []
    for request in wanted {
      switch whole.lookUp(request.name) {
      case .failure(let fault): faults.append(fault)
      case .success(let column):
        if columns.contains(where: { $0.number == column.number }) { continue }
        var order: [String: UInt32] = [:]
        var texts: [String] = []
        let codes = (0..<table.rowCount).map { row in
          let text = table.cell(row: row, column: column).text
          if let code = order[text] { return code }
          order[text] = UInt32(texts.count)
          texts.append(text)
          return UInt32(texts.count - 1)
        }
        let typing = ColumnTyping(
          texts: texts, kind: request.kind, name: column.name, decimalMark: whole.dialect.decimalMark)
        typing.report(
          codes: codes, missing: request.missing, to: &faults
        ) { table.location(row: $0, column: column) }
        columns.append(typing.column(number: column.number, codes: codes))
      }
    }
    guard faults.isEmpty else { throw .faults(faults) }
    let lines = (0..<table.rowCount).map { row in
      UInt32(truncatingIfNeeded: table.location(row: row, column: table.columns[0]).line)
    }
    return PersonTable(
      source: source, dialect: whole.dialect, columns: columns, rowCount: table.rowCount,
      fileRowCount: whole.rowCount, lines: .listed(lines),
      headerLine: whole.headerLocation(of: whole.columns[0]).line
    )
  }
}
