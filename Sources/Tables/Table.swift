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
  /// The columns of the file whose cells columns were made of, and which are therefore no columns here.
  private let spent: Set<Int>
  /// What the rows are called where they have no lines, as in a database.
  private let rowNames: RowNames?
  private let cache = TextCache()

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
    spent = []
  }

  private init(of table: Table, rows: [Int]?, made: [MadeColumn], spent: Set<Int>? = nil) {
    source = table.source
    dialect = table.dialect
    structureFaults = table.structureFaults
    cells = table.cells
    selection = rows
    self.made = made
    self.spent = spent ?? table.spent
    rowNames = table.rowNames
  }

  /// The columns in the order of the file, then those made from them.
  public var columns: [Column] {
    (spent.isEmpty ? cells.columns : cells.columns.filter { !spent.contains($0.index) }) + made.map(\.column)
  }

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

  /// The texts of a column, which are made once.
  package func texts(of column: Column) -> ColumnTexts {
    cache.texts(of: column.index) {
      ColumnTexts(count: rowCount) { text(row: $0, column: column) }
    }
  }

  /// The text of a cell without the blanks at its ends, for one that is looked at without the others of its column.
  package func plainText(row: Int, column: Column) -> String {
    String(text(row: row, column: column)[...].trimmingSpaces())
  }

  /// A cell with its place.
  public func cell(row: Int, column: Column) -> Cell {
    Cell(raw: text(row: row, column: column), location: location(row: row, column: column))
  }

  /// Where a cell stands.
  public func location(row: Int, column: Column) -> CellLocation {
    let origin = isMade(column) ? made[column.index - cells.columns.count].origin : nil
    let own = origin.flatMap { $0.rows[fileRow(row)] } ?? fileRow(row)
    return CellLocation(
      source: source, line: cells.line(row: own, column: isMade(column) ? origin?.column ?? 0 : column.index),
      columnNumber: origin.map { $0.column + 1 } ?? column.number, columnName: column.name,
      row: rowNames?[own])
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

  /// The table with columns in place of rows: one for each of some texts of a column, holding what another column has in the
  /// rows with that text.
  ///
  /// Rows that agree in some columns become one, the first of them; a cell keeps the line of its own row.
  ///
  /// - Parameters:
  ///   - measure: the column whose texts become columns.
  ///   - value: the column whose cells they hold.
  ///   - names: the texts, and what the columns made of them are called.
  ///   - keys: the columns in which rows that belong together agree.
  /// - Throws: `TableError.faults` for rows that have the same text and agree in the columns.
  package func widened(
    _ measure: Column, over value: Column, names: [(text: String, name: String)], keys: [Column]
  ) throws(TableError) -> Table {
    let places = Dictionary(names.enumerated().map { ($1.text, $0) }, uniquingKeysWith: { first, _ in first })
    var rows: [Int] = []
    var first: [[String]: Int] = [:]
    var origins = Array(repeating: [Int: Int](), count: names.count)
    var faults = structureFaults
    for row in 0..<rowCount {
      guard let place = places[cell(row: row, column: measure).text] else { continue }
      let key = keys.map { text(row: row, column: $0) }
      let own = first[key] ?? fileRow(row)
      if first[key] == nil {
        first[key] = own
        rows.append(own)
      }
      if let other = origins[place][own] {
        faults.append(
          Fault(
            at: location(row: row, column: value),
            "“\(names[place].text)” stands in line \(cells.line(row: other, column: value.index)) too, with the same names; "
              + "leave one out with --where"))
      } else {
        origins[place][own] = fileRow(row)
      }
    }
    guard faults.isEmpty else { throw .faults(faults) }
    let columns = names.enumerated().map { place, name in
      var texts = Array(repeating: "", count: cells.rowCount)
      for (row, origin) in origins[place] { texts[row] = cells.text(row: origin, column: value.index) }
      return MadeColumn(
        column: Column(name: name.name, index: cells.columns.count + made.count + place), texts: texts,
        order: nil,
        origin: (origins[place], value.index))
    }
    return Table(
      of: self, rows: rows, made: made + columns, spent: spent.union([measure.index, value.index]))
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
  /// nil where its texts are cells of the file.
  let order: [String]?
  /// The row of the file in which each of its texts stands, and the column; nil where they stand nowhere.
  var origin: (rows: [Int: Int], column: Int)?
}
