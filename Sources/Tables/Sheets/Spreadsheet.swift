import Numbers

/// A sheet of a spreadsheet: its name, and whether the program hides it.
package struct SheetEntry: Hashable, Sendable {
  /// The name on its tab.
  package let name: String
  /// Whether it is hidden.
  package let isHidden: Bool
}

/// A file of sheets, of which one can be read.
protocol SpreadsheetContent {
  var sheets: [SheetEntry] { get }
  /// Reads a sheet by its place, or the first rows of it.
  func read(_ index: Int, atMost rows: Int?, cells: SheetCells) throws(TableError) -> SheetGrid
}

/// A spreadsheet, `.xlsx` or `.ods`, of which one sheet is read as a table.
struct Spreadsheet {
  private let content: any SpreadsheetContent
  private let source: String

  /// The first bytes of a ZIP archive, as spreadsheets are.
  static let archiveMark: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

  /// Whether bytes are those of a ZIP archive.
  static func isArchive(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: archiveMark) }

  /// Whether bytes are those of an old workbook of Excel, or of one with a password.
  static func isOld(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
  }

  /// The refusal of an old or protected workbook.
  static func refusalOfOld(_ bytes: [UInt8], source: String) -> TableError {
    let mark = "EncryptedPackage".utf8.reduce(into: [UInt8]()) { $0 += [$1, 0] }
    let isProtected =
      bytes.count < 1 << 26
      && bytes.indices.contains { place in
        bytes[place] == mark[0] && bytes[place...].starts(with: mark)
      }
    return .damaged(
      source: source,
      problem: isProtected
        ? "it is a workbook protected by a password; save a copy without one"
        : "it is a workbook of Excel before 2007 (.xls); save it as .xlsx or CSV")
  }

  init(_ bytes: [UInt8], source: String) throws(TableError) {
    try self.init(ZipContainer(bytes, source: source), source: source)
  }

  /// Opens a spreadsheet on disk.
  init(path: String, source: String) throws(TableError) {
    try self.init(ZipContainer(path: path, source: source), source: source)
  }

  private init(_ zip: ZipContainer, source: String) throws(TableError) {
    self.source = source
    if zip.contains("xl/workbook.xml") {
      content = try ExcelWorkbook(zip, source: source)
    } else if zip.contains("content.xml") {
      content = try OpenDocumentSheets(zip, source: source)
    } else if zip.contains("xl/workbook.bin") {
      throw .damaged(source: source, problem: "it is a binary workbook (.xlsb); save it as .xlsx or CSV")
    } else {
      throw .damaged(
        source: source,
        problem: "it is a ZIP archive, but no spreadsheet (.xlsx or .ods); give the table's own file")
    }
    guard !content.sheets.isEmpty else { throw .damaged(source: source, problem: "it has no sheet") }
  }

  /// The rows of the sheet asked for, or of the only one with a table, as comma-separated values, and whether some of its
  /// numbers are stored in full where their thousandths are shown.
  ///
  /// - Parameters:
  ///   - cells: which of the two readings of each cell is taken.
  ///   - notes: gets what the reader must know of the sheet.
  func table(
    _ wanted: String?, cells: SheetCells = .stored, notes: inout [String]
  ) throws(TableError) -> (csv: [UInt8], isScaled: Bool) {
    let index = try place(of: wanted)
    let grid = try content.read(index, atMost: nil, cells: cells)
    if let (first, stored, shown) = grid.firstRounded {
      let others = grid.roundedCells - 1
      notes.append(
        "Cell \(first) stores \(stored) and shows it as “\(shown)”"
          + (others > 0 ? ", and \(others) other\(others == 1 ? " does" : "s do") the like" : "")
          + "; what is stored is read, and --as-shown reads what is shown.")
    }
    if let (first, stored, shown) = grid.firstScaled {
      let others = grid.scaledCells - 1
      notes.append(
        "Cell \(first) stores \(stored) and shows a part of it, “\(shown)”, as in thousands"
          + (others > 0 ? ", and \(others) other\(others == 1 ? " does" : "s do") the like" : "")
          + "; what is stored is read, and --as-shown reads what is shown.")
    }
    if let (first, sign) = grid.firstSigned {
      let others = grid.signedCells - 1
      notes.append(
        "The raised sign “\(sign)” of cell \(first)\(others > 0 ? ", and those of \(others) other\(others == 1 ? "" : "s")," : "") "
          + "\(others > 0 ? "are" : "is") taken as the sign of a note and left out.")
    }
    if let first = grid.firstUncomputed {
      let others = grid.uncomputedCells - 1
      notes.append(
        "Cell \(first)\(others > 0 ? " and \(others) other\(others == 1 ? "" : "s")" : "") "
          + "hold\(others > 0 ? "" : "s") a formula that no program has computed, and so no value; open the file in a "
          + "spreadsheet program and save it.")
    }
    if grid.hiddenRows > 0 {
      notes.append(
        "\(grid.hiddenRows) hidden row\(grid.hiddenRows == 1 ? " is" : "s are") left out; unhide what is to be read."
      )
    }
    if !grid.hiddenColumns.isEmpty {
      let count = grid.hiddenColumns.count
      notes.append(
        "\(count) hidden column\(count == 1 ? " is" : "s are") left out; unhide what is to be read.")
    }
    let name = content.sheets[index].name
    if wanted == nil, content.sheets.count > 1 { notes.append("The table of the sheet “\(name)” is read.") }
    let isScaled = grid.firstScaled != nil
    return (try grid.filled(), isScaled)
  }

  /// The cells of every sheet that is not hidden, as the sheets show them.
  func shownSheets() throws(TableError) -> [(name: String, rows: [[String]])] {
    var sheets: [(name: String, rows: [[String]])] = []
    for index in content.sheets.indices where !content.sheets[index].isHidden {
      let grid = try content.read(index, atMost: 50_000, cells: .shown)
      let rows = DelimitedText.rows(of: try grid.filled(), separator: .comma)
      sheets.append((content.sheets[index].name, rows))
    }
    return sheets
  }

  private func place(of wanted: String?) throws(TableError) -> Int {
    let sheets = content.sheets
    if let wanted {
      if let index = sheets.firstIndex(where: { $0.name == wanted }) { return index }
      let plain = Column.normalized(wanted)
      let alike = sheets.indices.filter { Column.normalized(sheets[$0].name) == plain }
      if alike.count == 1 { return alike[0] }
      if let number = Int(wanted), sheets.indices.contains(number - 1) { return number - 1 }
      throw .damaged(
        source: source,
        problem: "it has no sheet \(wanted); its sheets are \(sheets.map(\.name).joined(separator: ", "))")
    }
    let shown = sheets.indices.filter { !sheets[$0].isHidden }
    // Whether it holds a table is found out when it is read.
    if shown.count == 1 { return shown[0] }
    let found = try tables()
    if found.count == 1 { return found[0].index }
    guard !found.isEmpty else {
      throw .damaged(
        source: source,
        problem: "none of its sheets seems to hold a table; choose one with --sheet: "
          + sheets.map(\.name).joined(separator: ", "))
    }
    let list = found.map { "\n  \(sheets[$0.index].name)\($0.title.isEmpty ? "" : ": " + $0.title)" }.joined()
    throw .damaged(
      source: source, problem: "\(found.count) sheets hold tables; choose one with --sheet NAME:\(list)")
  }

  /// The names of the sheets that seem to hold tables, in their order; a lone sheet is one whatever it holds.
  func tableNames() throws(TableError) -> [String] {
    let shown = content.sheets.filter { !$0.isHidden }
    return shown.count == 1 ? shown.map(\.name) : try tables().map { content.sheets[$0.index].name }
  }

  /// The sheets that seem to hold tables, each with the first words on it.
  private func tables() throws(TableError) -> [(index: Int, title: String)] {
    let sheets = content.sheets
    var found: [(index: Int, title: String)] = []
    var grids: [(index: Int, title: String)] = []
    let shown = sheets.indices.filter { !sheets[$0].isHidden }
    for index in shown {
      let start = try content.read(index, atMost: 120, cells: .stored)
      let bytes = try start.filled()
      let isPage = bytes.withUnsafeBufferPointer {
        LayoutSearch(LayoutLine.read($0, separator: .comma)).isPage
      }
      guard !isPage else { continue }
      let rows = DelimitedText.rows(of: bytes, separator: .comma)
      let title = rows.prefix(12).flatMap(\.self).first { !$0.isEmpty && !LayoutLine.isLink($0) } ?? ""
      if Self.holdsTable(rows) {
        found.append((index, String(title.prefix(90))))
      } else if Self.isGrid(rows) {
        grids.append((index, String(title.prefix(90))))
      }
    }
    // A list of the tables may look like one.
    let lists: Set = [
      "contents", "cover", "toc", "notes", "index", "information", "metadata", "tableofcontents",
    ]
    let tables = found.filter { !lists.contains(Column.normalized(sheets[$0.index].name)) }
    if !tables.isEmpty { found = tables }
    // A table of words only, such as people with yes and no, where nothing else is one.
    return found.isEmpty && grids.count == 1 ? grids : found
  }

  /// Whether rows of short words have a value in nearly every column of the first.
  private static func isGrid(_ rows: [[String]]) -> Bool {
    let filled = rows.map { row in row.filter { !$0.isEmpty } }.filter { !$0.isEmpty }
    guard filled.count > 2, let width = filled.first?.count, width > 1,
      filled.allSatisfy({ row in row.allSatisfy { $0.count <= 40 } })
    else { return false }
    return filled.count(where: { $0.count * 5 >= width * 4 }) * 10 >= filled.count * 9
  }

  /// Whether some rows have numbers side by side below names, or many have days, as a table has and a cover, a list or notes
  /// have not.
  private static func holdsTable(_ rows: [[String]]) -> Bool {
    let several = rows.filter { row in row.count { !$0.isEmpty } > 1 }
    let numeric = several.filter { row in row.dropFirst().contains { LayoutCell($0).isNumber } }
    let dated = several.count { row in row.dropFirst().contains { CalendarDate(iso8601: $0) != nil } }
    return numeric.count >= 2 || dated > 4 || (numeric.count == 1 && rows.filter { $0.count > 1 }.count >= 2)
  }
}
