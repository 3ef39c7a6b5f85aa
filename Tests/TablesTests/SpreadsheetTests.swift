import Foundation
import Tables
import TestSupport
import Testing

@Suite("spreadsheets in and out")
struct SpreadsheetTests {
  private let table = OutputTable(
    columns: [
      OutputColumn(key: "area", title: "Area"),
      OutputColumn(key: "cohort", title: "People", kind: .number(decimals: 0)),
      OutputColumn(key: "rate", title: "Rate", kind: .perCent(decimals: 1)),
      OutputColumn(key: "note", title: "Notes"),
    ],
    rows: [
      [.text("Dudley & <Lye>"), .count(1_234), .number(0.324_149_1), .missing("")],
      [.text("Tŷ, \"x\""), .missing("[c]"), .missing("[c]"), .text("few")],
      [.text("002"), .count(20), .number(0.25), .missing("")],
    ])

  private var document: SpreadsheetDocument {
    SpreadsheetDocument(
      title: "Rates", sheets: [.init(name: "Table_1", title: "Rates by area", table: table)],
      notes: ["A note."])
  }

  private func cells(_ bytes: [UInt8], _ name: String, sheet: String? = nil) throws -> [[String]] {
    let read = try TableFile(csv: bytes, source: name, options: CSVOptions(sheet: sheet)).table()
    return [read.columns.map(\.name)]
      + (0..<read.rowCount).map { row in read.columns.map { read.cell(row: row, column: $0).text } }
  }

  @Test("what is written is read the same: names, marks, codes, shares with all their digits")
  func roundTrip() throws {
    let expected = [
      ["Area", "People", "Rate (%)", "Notes"], ["Dudley & <Lye>", "1234", "32.41491%", ""],
      ["Tŷ, \"x\"", "[c]", "[c]", "few"],
      ["002", "20", "25%", ""],
    ]
    #expect(try cells(document.xlsx(), "rates.xlsx") == expected)
    #expect(try cells(document.ods(), "rates.ods") == expected)
    #expect(try cells(document.xlsx(), "rates.xlsx", sheet: "table 1") == expected)
  }

  @Test("a cell has two readings: what is stored, and what is shown")
  func twoReadings() throws {
    let rounded = OutputTable(
      columns: [
        OutputColumn(key: "area", title: "Area"),
        OutputColumn(key: "cohort", title: "People", kind: .number(decimals: 0)),
        OutputColumn(key: "rate", title: "Rate", kind: .perCent(decimals: 1)),
      ],
      rows: [
        [.text("Dudley"), .number(5516.65), .number(0.324_149_1)],
        [.text("Walsall"), .number(200), .number(0.25)], [.text("Tipton"), .number(12.5), .number(0.5)],
      ])
    let book = SpreadsheetDocument(
      title: "Rates", sheets: [.init(name: "Table_1", title: "Rates", table: rounded)], notes: [])
    for (bytes, name) in [(try book.xlsx(), "two.xlsx"), (try book.ods(), "two.ods")] {
      let stored = try cells(bytes, name)
      #expect(stored[1] == ["Dudley", "5516.65", "32.41491%"], "\(name)")
      let file = try TableFile(csv: bytes, source: name, options: CSVOptions(cells: .shown))
      let shown = try file.table()
      var reading = shown.reading()
      #expect(reading.counts("People").values == [5517, 200, 13], "\(name)")
      try reading.finish()
      #expect(shown.cell(row: 0, column: try shown.column("People")).text == "5,517", "\(name)")
      #expect(shown.cell(row: 0, column: shown.columns[2]).text == "32.4%", "\(name)")
      let said = try TableFile(csv: bytes, source: name).notes.joined()
      #expect(
        said.contains("B3 stores 5516.65 and shows it as “5,517”, and 1 other does the like"), "\(name)")
      #expect(said.contains("--as-shown"))
      #expect(
        try TableFile(csv: document.xlsx(), source: "plain.xlsx").notes.allSatisfy { !$0.contains("stores") })
    }
  }

  @Test("several sheets with tables are listed, one can be chosen by name or number")
  func severalSheets() throws {
    let two = SpreadsheetDocument(
      title: "Rates",
      sheets: [
        .init(name: "Men", title: "Rates of men", table: table),
        .init(name: "Women", title: "Rates of women", table: table),
      ], notes: [])
    for (bytes, name) in [(try two.xlsx(), "two.xlsx"), (try two.ods(), "two.ods")] {
      let error = #expect(throws: TableError.self) { try TableFile(csv: bytes, source: name) }
      #expect(error?.description.contains("Men: Rates of men") == true)
      #expect(error?.description.contains("--sheet") == true)
      #expect(try cells(bytes, name, sheet: "Women").count == 4)
      #expect(try cells(bytes, name, sheet: "2").count == 4)
      #expect(throws: TableError.self) {
        try TableFile(csv: bytes, source: name, options: CSVOptions(sheet: "Boys"))
      }
    }
  }

  @Test("damaged, cut short, old and protected files are refused with a sentence")
  func refusals() throws {
    let whole = try document.xlsx()
    func refusal(_ bytes: [UInt8]) -> String {
      do {
        _ = try TableFile(csv: bytes, source: "book.xlsx").table()
        return ""
      } catch { return "\(error)" }
    }
    #expect(refusal(Array(whole.prefix(whole.count / 2))).contains("damaged or cut short"))
    #expect(refusal([0x50, 0x4B, 0x03, 0x04] + Array("junk".utf8)).contains("damaged or cut short"))
    let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    #expect(refusal(old + Array(repeating: 0, count: 600)).contains("before 2007"))
    let name = "EncryptedPackage".utf8.reduce(into: [UInt8]()) { $0 += [$1, 0] }
    #expect(refusal(old + Array(repeating: 0, count: 600) + name).contains("password"))
    #expect(refusal([UInt8](try TextDocumentSample.zipWithoutSheets())).contains("no spreadsheet"))
    // Any byte changed: an answer or a sentence, never a crash.
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<200 {
      var bytes = whole
      for _ in 0..<3 {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      _ = refusal(bytes)
    }
  }

  @Test("cells, rows and merges beyond the last of a sheet are no places in it")
  func placesBeyondTheSheet() throws {
    let letters = String(repeating: "J", count: 200)
    let most = Int.max
    func excel(_ rows: String, _ merge: String) throws -> [[String]] {
      let book = try ZipOutput.archive([
        (
          "xl/workbook.xml",
          Array("<workbook xmlns:r=\"r\"><sheets><sheet name=\"T\" r:id=\"a\"/></sheets></workbook>".utf8),
          true
        ),
        (
          "xl/_rels/workbook.xml.rels",
          Array("<Relationships><Relationship Id=\"a\" Target=\"sheet.xml\"/></Relationships>".utf8), true
        ),
        (
          "xl/sheet.xml",
          Array(
            ("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>area</v></c><c r=\"B1\" t=\"str\"><v>n</v></c></row>"
              + "\(rows)</sheetData><mergeCells><mergeCell ref=\"\(merge)\"/></mergeCells></worksheet>").utf8),
          true
        ),
      ])
      return try cells(book, "book.xlsx")
    }
    let plain = "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>Lye</v></c><c r=\"B2\"><v>7</v></c></row>"
    let whole = [["area", "n"], ["Lye", "7"]]
    #expect(try excel(plain, "A1:A1") == whole)
    #expect(try excel(plain, "A1:ZZ\(most)") == whole)
    #expect(
      try excel(plain + "<row r=\"999999999\"><c r=\"A999999999\"><v>8</v></c></row>", "A1:A1") == whole)
    let far = plain.replacing("A2", with: "\(letters)2")
    #expect(try excel(far, "A1:A1").count == 2)
    func open(_ attributes: String) throws -> [[String]] {
      func cell(_ text: String, _ attributes: String = "") -> String {
        "<table:table-cell office:value-type=\"string\" \(attributes)><text:p>\(text)</text:p></table:table-cell>"
      }
      let blank =
        "<table:table-row table:number-rows-repeated=\"\(most)\"><table:table-cell/></table:table-row>"
      let content =
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
        + "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
        + "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>"
        + "<table:table table:name=\"T\"><table:table-row>\(cell("area"))\(cell("n"))</table:table-row>"
        + "<table:table-row>\(cell("Lye", attributes))\(cell("7"))</table:table-row>\(blank)\(blank)"
        + "</table:table></office:spreadsheet></office:body></office:document-content>"
      return try cells(
        ZipOutput.archive([
          ("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8), false),
          ("content.xml", Array(content.utf8), true),
        ]), "book.ods")
    }
    #expect(try open("") == whole)
    #expect(try open("table:number-rows-spanned=\"\(most)\"")[1].contains("7"))
  }

  @Test("tables of HTML and TeX make literal what those would interpret")
  func pages() {
    #expect(
      table.html().contains("<td>Dudley &amp; &lt;Lye&gt;</td><td style=\"text-align:right\">1,234</td>"))
    #expect(table.tex().contains("Dudley \\& \\textless{}Lye\\textgreater{} & 1,234 & 32.4\\% &  \\\\"))
  }
}

/// A ZIP archive that is no spreadsheet, as the Word documents of these tests are.
private enum TextDocumentSample {
  static func zipWithoutSheets() throws -> Data {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return try Data(contentsOf: folder.appendingPathComponent("Documents/strategy.docx"))
  }
}
