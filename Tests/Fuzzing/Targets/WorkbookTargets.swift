import Tables

extension FuzzTarget {
  /// Readers of spreadsheets, fed with the XML of a part inside an archive that is whole, which bytes alone never make.
  static let workbooks = [
    inside("workbook-sheet", "xl/worksheets/sheet1.xml"), inside("workbook-strings", "xl/sharedStrings.xml"),
    inside("workbook-styles", "xl/styles.xml"),
    FuzzTarget("workbook-content") { bytes in try read([("content.xml", bytes)]) },
  ]

  /// A workbook of Excel of which one part is the input.
  private static func inside(_ name: String, _ part: String) -> FuzzTarget {
    FuzzTarget(name) { bytes in try read(workbook(bytes, as: part)) }
  }

  /// A workbook of Excel whose only sheet is given.
  static func workbook(sheet bytes: [UInt8]) throws -> [UInt8] {
    try archive(workbook(bytes, as: "xl/worksheets/sheet1.xml"))
  }

  private static func workbook(_ bytes: [UInt8], as part: String) -> [(name: String, bytes: [UInt8])] {
    whole.filter { $0.name != part } + [(part, bytes)]
  }

  private static func archive(_ parts: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
    try ZipOutput.archive(parts.map { ($0.name, $0.bytes, false) })
  }

  private static func read(_ parts: [(name: String, bytes: [UInt8])]) throws {
    let book = try archive(parts)
    for cells in [SheetCells.stored, .shown] {
      let file = try TableFile(csv: book, source: "book", options: CSVOptions(sheet: "1", cells: cells))
      let table = try file.table()
      for column in table.columns {
        for row in 0..<table.rowCount { _ = table.cell(row: row, column: column).text }
      }
    }
  }

  /// The parts of a small workbook.
  private static let whole: [(name: String, bytes: [UInt8])] = [
    (
      "xl/workbook.xml",
      Array(
        #"<workbook xmlns:r="r"><sheets><sheet name="Table" sheetId="1" r:id="rId1"/></sheets></workbook>"#
          .utf8)
    ),
    (
      "xl/_rels/workbook.xml.rels",
      Array(
        #"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>"#.utf8)
    ),
    (
      "xl/sharedStrings.xml",
      Array(
        "<sst><si><t>area</t></si><si><t>cohort</t></si><si><r><t>Dudley</t></r></si></sst>".utf8)
    ),
    (
      "xl/styles.xml",
      Array(
        ##"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="#,##0"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>"##
          .utf8)
    ),
    (
      "xl/worksheets/sheet1.xml",
      Array(
        (#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>"#
          + #"<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="2"><v>120.4</v></c></row></sheetData></worksheet>"#)
          .utf8)
    ),
  ]
}
