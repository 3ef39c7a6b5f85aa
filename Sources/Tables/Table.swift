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

  /// Reads a file.
  ///
  /// The first line that is not blank is the header. Blank lines and blank columns at the right are left out.
  public init(
    csv bytes: some Collection<UInt8>, source: String, options: CSVOptions = CSVOptions()
  ) throws(TableError) {
    try self.init(csv: bytes, source: source, options: options, knownAs: nil)
  }

  /// - Parameter known: the encoding of the file from which these bytes, in UTF-8, were made.
  init(
    csv bytes: some Collection<UInt8>, source: String, options: CSVOptions, knownAs known: TextEncoding?
  ) throws(TableError) {
    guard bytes.count < Int(Int32.max) else { throw .tooLarge(source: source, bytes: bytes.count) }
    let (text, encoding) = try TextDecoder.decode(Array(bytes), source: source, as: options.encoding)
    guard text.count < Int(Int32.max) else { throw .tooLarge(source: source, bytes: text.count) }
    let separator =
      options.separator ?? text.withUnsafeBufferPointer { SeparatorDetection.separator(of: $0) }
    cells = try CSVCells(text, separator: separator, source: source)
    dialect = CSVDialect(
      encoding: known ?? encoding, separator: separator,
      decimalMark: options.decimalMark ?? Self.decimalMark(of: cells, separator: separator),
      dates: options.dates)
    self.source = source
    structureFaults = cells.faults
    selection = nil
  }

  private init(rows: [Int], of table: Table) {
    source = table.source
    dialect = table.dialect
    structureFaults = table.structureFaults
    cells = table.cells
    selection = rows
  }

  /// The columns in the order of the file.
  public var columns: [Column] { cells.columns }

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
      source: source, line: cells.line(row: fileRow(row), column: column.index), columnNumber: column.number,
      columnName: column.name)
  }

  /// Where the name of a column stands.
  public func headerLocation(of column: Column) -> CellLocation {
    CellLocation(
      source: source, line: cells.header.line, columnNumber: column.number, columnName: column.name)
  }

  /// Starts a reading of typed columns that reports all its faults together.
  public func reading() -> TableReading { TableReading(self) }

  /// The rows chosen, in the order given.
  public func selecting(rows: [Int]) -> Table {
    Table(rows: rows.map(fileRow), of: self)
  }

  /// The text of a cell as written, without the quotes of the file format.
  func text(row: Int, column: Column) -> String {
    cells.text(row: fileRow(row), column: column.index)
  }

  /// The number of a row within the file.
  func fileRow(_ row: Int) -> Int { selection?[row] ?? row }

  /// The column of a name, or why there is none.
  func lookUp(_ name: String) -> Result<Column, Fault> {
    cells.header.lookUp(name, source: source)
  }

  private static func decimalMark(of cells: CSVCells, separator: Separator) -> DecimalMark? {
    switch separator {
    case .comma: .point
    case .tab, .bar: DecimalMarkEvidence.mark(of: cells) ?? .point
    case .semicolon: DecimalMarkEvidence.mark(of: cells)
    }
  }
}
