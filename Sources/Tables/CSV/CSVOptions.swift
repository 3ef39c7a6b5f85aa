public import Numbers

/// What the caller knows of a file; what is nil is found out.
public struct CSVOptions: Hashable, Sendable {
  /// The sign between fields.
  public var separator: Separator?
  /// The encoding of the letters.
  public var encoding: TextEncoding?
  /// The sign before decimals.
  public var decimalMark: DecimalMark?
  /// The sheet of a spreadsheet, by its name or its number from 1; nil for the only one with a table.
  public var sheet: String?
  /// Which of the two readings of a spreadsheet's cells is taken.
  public var cells = SheetCells.stored
  /// Where the header stands, or that there is none, so that columns are called by their number; nil to find it.
  public var headerRow: HeaderRow?
  /// The line of the header, where the caller names it.
  var headerLine: Int? { if case .line(let line) = headerRow { line } else { nil } }
  /// The number of the first line, where a line was put above those of the file.
  var firstLine = 1
  /// The cells in which the table stands, where others stand beside it.
  public var range: CellRange?
  /// How many lines at the beginning are not looked at.
  public var skippedRows = 0
  /// Columns whose empty cells have the text of the cell above them.
  public var filledDown: [String] = []
  /// How dates such as 01/03/2016 are written; nil to find it out from each column.
  public var dates: DayMonthOrder?
  /// The table of a database; nil for its only one.
  public var table: String?
  /// What is asked of a database instead of one of its tables.
  public var query: String?
  /// The column by which messages name the rows of a database; nil for the table's own key.
  public var key: String?

  /// Makes options; without arguments, everything is found out.
  public init(
    separator: Separator? = nil, encoding: TextEncoding? = nil, decimalMark: DecimalMark? = nil,
    sheet: String? = nil, headerRow: HeaderRow? = nil, skippedRows: Int = 0, filledDown: [String] = [],
    dates: DayMonthOrder? = nil, cells: SheetCells = .stored, range: CellRange? = nil
  ) {
    self.range = range
    self.cells = cells
    self.separator = separator
    self.encoding = encoding
    self.decimalMark = decimalMark
    self.sheet = sheet
    self.headerRow = headerRow
    self.skippedRows = skippedRows
    self.filledDown = filledDown
    self.dates = dates
  }
}

/// The two readings of a spreadsheet's cell: 5516.65 may be stored where 5,517 is shown.
public enum SheetCells: Hashable, Sendable {
  /// The value that the sheet keeps, with all its digits.
  case stored
  /// The text that a reader of the sheet sees.
  case shown
}
