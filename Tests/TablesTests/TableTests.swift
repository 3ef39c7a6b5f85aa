import Tables
import Testing

@Suite("Table")
struct TableTests {
  @Test("separators, line ends and byte-order marks give the same cells", arguments: [",", ";", "\t", "|"])
  func separators(_ separator: String) throws {
    for lineEnd in ["\n", "\r\n", "\r"] {
      for mark in ["", "\u{FEFF}"] {
        let rows = [["area", "cohort size", "note"], ["Dudley", "12", "a"], ["Walsall", "7", "b"]]
        let text = mark + rows.map { $0.joined(separator: separator) }.joined(separator: lineEnd)
        let table = try table(text)
        #expect(table.columns.map(\.name) == rows[0])
        #expect(table.rowCount == 2)
        let column = try table.column("Cohort_Size")
        #expect(table.cell(row: 1, column: column).raw == "7")
        #expect(table.location(row: 1, column: column).line == 3)
        #expect(table.dialect.separator.byte == separator.utf8.first)
      }
    }
  }

  @Test("quotes hold separators, line breaks and doubled quotes, and lines are still counted")
  func quotes() throws {
    let table = try table("a,\"b\nname\",c\n\"x,\"\"y\"\"\",\"two\r\nlines\",3\n\n , ,\n4, \"5\" ,6\" pipe\n")
    #expect(table.columns.map(\.name) == ["a", "b name", "c"])
    #expect(table.rowCount == 2)
    #expect(table.columns.map { table.cell(row: 0, column: $0).raw } == ["x,\"y\"", "two\r\nlines", "3"])
    #expect(table.columns.map { table.location(row: 0, column: $0).line } == [3, 3, 4])
    #expect(table.columns.map { table.cell(row: 1, column: $0).text } == ["4", "5", "6\" pipe"])
    #expect(table.location(row: 1, column: table.columns[0]).line == 7)
  }

  @Test("blank columns at the right and blank lines are left out")
  func blankEdges() throws {
    let table = try table("\n\na,b,,\n1,2,,\n,,,\n3,4\n5,6,\n")
    #expect(table.columns.map(\.name) == ["a", "b"])
    #expect(table.rowCount == 3)
    #expect(table.structureFaults.isEmpty)
    #expect(table.location(row: 2, column: table.columns[0]).line == 7)
  }

  @Test("bytes that are not UTF-8 are Windows-1252")
  func windows1252() throws {
    let bytes: [UInt8] =
      Array("area,cost\n".utf8) + [0xA3, 0x80, 0x91, 0x92, 0x96, 0xE9] + Array(",\"".utf8) + [0xA3]
      + Array("1,234\"\n".utf8)
    let table = try Table(csv: bytes, source: "figures.csv")
    #expect(table.dialect.encoding == .windows1252)
    #expect(table.cell(row: 0, column: table.columns[0]).raw == "£€‘’–é")
    var reading = table.reading()
    #expect(reading.numbers("cost").values[0]?.value == 1234)
    #expect(table.dialect.description == "Windows-1252, separated by commas, decimal point")
  }

  @Test("a file that mixes encodings is refused with its line")
  func mixedEncodings() {
    let bytes = Array("a\n£\nb".utf8) + [0xA3]
    #expect(
      message { () throws(TableError) in _ = try Table(csv: bytes, source: "f.csv") }
        == "f.csv, line 3: byte 0xA3 is neither UTF-8 like the rest nor Windows-1252; save the file as UTF-8")
  }

  @Test(
    "what is not a text table is refused in words",
    arguments: [
      ([], "f.csv is empty; a header line and a line for each row are needed"),
      (Array(" \n\n,,\n".utf8), "f.csv is empty; a header line and a line for each row are needed"),
      ([0xFF, 0xFE, 0x61, 0], "f.csv is encoded as UTF-16; save it as UTF-8 (in Excel: “CSV UTF-8”)"),
      (
        [0x61, 0, 0x62, 0],
        "f.csv is encoded as UTF-16 without a byte-order mark; save it as UTF-8 (in Excel: “CSV UTF-8”)"
      ),
      (
        [0x50, 0x4B, 3, 4, 9],
        "f.csv is an Excel workbook or a zip file, not a text file; save the sheet as CSV"
      ),
      ([0x61, 0x2C, 0x62, 0x0A, 0], "f.csv is binary data, not a text file; a CSV file is needed"),
      ([0x1F, 0x8B, 8], "f.csv is compressed with gzip, not a text file; decompress it first"),
    ] as [([UInt8], String)])
  func otherFormats(_ bytes: [UInt8], _ sentence: String) {
    #expect(message { () throws(TableError) in _ = try Table(csv: bytes, source: "f.csv") } == sentence)
  }

  @Test("an unknown column is answered with the nearest and all there are")
  func unknownColumn() throws {
    let table = try table("area,cohort\nDudley,1\n")
    #expect(
      message { () throws(TableError) in _ = try table.column("cohrt") }
        == "figures.csv, line 1, column cohrt: there is no column cohrt; did you mean cohort? The columns are "
        + "area, cohort")
    #expect(
      message { () throws(TableError) in _ = try table.column("xyzzy") }?.contains("did you mean") == false)
  }

  @Test("a name that two columns answer to is refused when asked for, unless one is it exactly")
  func ambiguousColumn() throws {
    let table = try table("Cohort Size,cohort_size,area\n1,2,3\n")
    #expect(try table.column("cohort_size").index == 1)
    #expect(
      message { () throws(TableError) in _ = try table.column("cohortsize") }?
        .contains("can be Cohort Size or cohort_size") == true)
    #expect(try table.column("area").index == 2)
    #expect(table.firstColumn(among: ["cohortsize", "nothing", "AREA"])?.index == 2)
  }

  @Test("totals are told from the rows they sum")
  func totals() throws {
    let table = try table("area,cohort\nDudley,1\nTotal:,3\nAll Saints,2\nGRAND TOTAL,3\n")
    let (rows, total) = try table.splittingTotal(table.column("area"))
    let area = try table.column("area")
    #expect((0..<rows.rowCount).map { rows.cell(row: $0, column: area).raw } == ["Dudley", "All Saints"])
    #expect(total?.rowCount == 2)
    #expect(rows.location(row: 1, column: area).line == 4)
    #expect(rows.splittingTotal(area).total == nil)
  }

  @Test("groups come in the order of their first rows")
  func groups() throws {
    let table = try table("area,sex,n\nb,m,1\na,f,2\nb ,m,3\na,m,4\n")
    let columns = [try table.column("area"), try table.column("sex")]
    let groups = table.grouped(by: columns)
    #expect(groups.map(\.key) == [["b", "m"], ["a", "f"], ["a", "m"]])
    #expect(groups[0].table.rowCount == 2)
    #expect(groups[0].table.location(row: 1, column: columns[0]).line == 4)
    #expect(table.grouped(by: []).map(\.table.rowCount) == [4])
  }
}
