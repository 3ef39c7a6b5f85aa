import Numbers

/// A table of figures that remembers where each cell stood.
///
/// Faults in the shape of the file, such as a row with too few fields, do not stop the reading: they are kept in
/// `structureFaults`, the rows concerned are left out, and every `TableReading` reports them with its own faults.
public struct Table: Sendable {
  /// The file name or the name of the bundled data set.
  public let source: String
  /// How the file was read.
  public let dialect: CSVDialect
  /// The faults in the shape of the file.
  public let structureFaults: FaultList

  let cells: CSVCells
  private let selection: [Int]?
  /// Columns made from others, behind those of the file.
  private let made: [MadeColumn]
  /// What the rows are called where they have no lines, as in a database.
  private let rowNames: RowNames?

  /// Reads a file.
  ///
  /// The first line that is not blank is the header. Blank lines and blank columns at the right are left out.
  public init(
    csv bytes: some Collection<UInt8>, source: String, options: CSVOptions = CSVOptions()
  ) throws(TableError) {
    try self.init(csv: bytes, source: source, options: options, knownAs: nil)
  }

  /// - Parameters:
  ///   - known: the encoding of the file from which these bytes, in UTF-8, were made.
  ///   - rowNames: what the rows are called where they were made from no file.
  init(
    csv bytes: some Collection<UInt8>, source: String, options: CSVOptions, knownAs known: TextEncoding?,
    rowNames: RowNames? = nil
  ) throws(TableError) {
    self.rowNames = rowNames
    guard bytes.count < Int(Int32.max) else { throw .tooLarge(source: source, bytes: bytes.count) }
    let (text, encoding) = try TextDecoder.decode(Array(bytes), source: source, as: options.encoding)
    guard text.count < Int(Int32.max) else { throw .tooLarge(source: source, bytes: text.count) }
    let separator =
      options.separator ?? text.withUnsafeBufferPointer { SeparatorDetection.separator(of: $0) }
    cells = try CSVCells(text, separator: separator, source: source, firstLine: options.firstLine)
    dialect = CSVDialect(
      encoding: known ?? encoding, separator: separator,
      decimalMark: options.decimalMark ?? Self.decimalMark(of: cells, separator: separator),
      dates: options.dates)
    self.source = source
    structureFaults = cells.faults
    selection = nil
    made = []
  }

  private init(of table: Table, rows: [Int]?, made: [MadeColumn]) {
    source = table.source
    dialect = table.dialect
    structureFaults = table.structureFaults
    cells = table.cells
    selection = rows
    self.made = made
    rowNames = table.rowNames
  }

  /// The columns in the order of the file, then those made from them.
  public var columns: [Column] { cells.columns + made.map(\.column) }

  /// The number of rows below the header.
  public var rowCount: Int { selection?.count ?? cells.rowCount }

  /// The column of a name, whatever its case, blanks, underscores and hyphens.
  ///
  /// - Throws: `TableError.faults` with the nearest name and all there are, or where several columns answer.
  public func column(_ name: String) throws(TableError) -> Column {
    switch lookUp(name) {
    case .success(let column): return column
    case .failure(let fault):
      var faults = structureFaults
      faults.append(fault)
      throw .faults(faults)
    }
  }

  /// The first column that answers to one of some names; nil where none does, or where several answer to one name.
  public func firstColumn(among names: [String]) -> Column? {
    for name in names {
      if case .success(let column) = lookUp(name) { return column }
    }
    return nil
  }

  /// A cell with its place.
  public func cell(row: Int, column: Column) -> Cell {
    Cell(raw: text(row: row, column: column), location: location(row: row, column: column))
  }

  /// Where a cell stands.
  public func location(row: Int, column: Column) -> CellLocation {
    CellLocation(
      source: source, line: cells.line(row: fileRow(row), column: isMade(column) ? 0 : column.index),
      columnNumber: column.number, columnName: column.name, row: rowNames?[fileRow(row)])
  }

  /// Where the name of a column stands.
  public func headerLocation(of column: Column) -> CellLocation {
    CellLocation(
      source: source, line: rowNames == nil ? cells.header.line : 0, columnNumber: column.number,
      columnName: column.name)
  }

  /// Starts a reading of typed columns that reports all its faults together.
  public func reading() -> TableReading { TableReading(self) }

  /// The rows chosen, in the order given.
  public func selecting(rows: [Int]) -> Table {
    Table(of: self, rows: rows.map(fileRow), made: made)
  }

  /// The same rows with columns made from those they have.
  ///
  /// - Throws: `TableError.faults` for a column that is not there, for cells that are not of the kind needed, and for a
  ///   number that lies in no range.
  public func adding(_ derived: [DerivedColumn]) throws(TableError) -> Table {
    var all = made
    for one in derived {
      let groups = try one.groups(of: self)
      var texts = Array(repeating: "", count: cells.rowCount)
      for row in 0..<rowCount { texts[fileRow(row)] = groups.text(row) }
      let column = Column(name: one.name, index: cells.columns.count + all.count)
      all.append(MadeColumn(column: column, texts: texts, order: groups.names))
    }
    return Table(of: self, rows: selection, made: all)
  }

  /// The names of the groups of a column that was made, in their order; nil for a column of the file.
  package func order(of column: Column) -> [String]? { made.first { $0.column == column }?.order }

  /// Whether a column was made from others.
  func isMade(_ column: Column) -> Bool { column.index >= cells.columns.count }

  /// The text of a cell as written, without the quotes of the file format.
  func text(row: Int, column: Column) -> String {
    guard !isMade(column) else {
      return made[column.index - cells.columns.count].texts[fileRow(row)]
    }
    return cells.text(row: fileRow(row), column: column.index)
  }

  /// The number of a row within the file.
  func fileRow(_ row: Int) -> Int { selection?[row] ?? row }

  /// The column of a name, or why there is none.
  func lookUp(_ name: String) -> Result<Column, Fault> {
    if let own = made.first(where: { $0.column.name == name }) { return .success(own.column) }
    return cells.header.lookUp(name, source: source)
  }

  private static func decimalMark(of cells: CSVCells, separator: Separator) -> DecimalMark? {
    switch separator {
    case .comma: .point
    case .tab, .bar: DecimalMarkEvidence.mark(of: cells) ?? .point
    case .semicolon: DecimalMarkEvidence.mark(of: cells)
    }
  }
}

/// A column that no file has: its texts, a row of the file each, and its groups in their order.
private struct MadeColumn: Sendable {
  let column: Column
  let texts: [String]
  let order: [String]
}
