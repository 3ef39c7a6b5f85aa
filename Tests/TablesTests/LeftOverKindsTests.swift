import Numbers
import Tables
import Testing

@Suite("files of people, of words, and files that are no tables")
struct LeftOverKindsTests {
  /// A workbook of inline texts, a sheet each.
  private func book(_ sheets: [(name: String, rows: [[String]])]) throws -> [UInt8] {
    let entries = sheets.enumerated().map { "<sheet name=\"\($1.name)\" r:id=\"r\($0)\"/>" }.joined()
    let links = sheets.indices.map { "<Relationship Id=\"r\($0)\" Target=\"s\($0).xml\"/>" }.joined()
    let parts = sheets.enumerated().map { place, sheet -> (String, [UInt8], Bool) in
      let rows = sheet.rows.map { row in
        "<row>" + row.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
      }
      return (
        "xl/s\(place).xml", Array("<worksheet><sheetData>\(rows.joined())</sheetData></worksheet>".utf8), true
      )
    }
    return try ZipOutput.archive(
      [
        (
          "xl/workbook.xml", Array("<workbook xmlns:r=\"r\"><sheets>\(entries)</sheets></workbook>".utf8),
          true
        ),
        ("xl/_rels/workbook.xml.rels", Array("<Relationships>\(links)</Relationships>".utf8), true),
      ] + parts)
  }

  private let days = [
    ["person", "released", "reoffended on"], ["A", "2014-01-01", "2014-05-01"], ["B", "2014-01-02", ""],
    ["C", "2014-01-03", ""], ["D", "2014-01-04", ""], ["E", "2014-01-05", "2014-06-01"],
  ]

  @Test("the only sheet is read without being asked for, though it holds words and days only")
  func onlySheet() throws {
    let file = try TableFile(csv: book([("People", days)]), source: "people.xlsx")
    #expect(file.columns.map(\.name) == days[0] && file.notes.isEmpty)
    #expect(try file.table().rowCount == 5)
  }

  @Test("a sheet of days beside a cover is the table")
  func daysBesideCover() throws {
    let cover = ("Cover", [["People released"], ["Published", "2016-02-01"], ["Contact", "statistics"]])
    let file = try TableFile(csv: book([cover, ("People", days)]), source: "people.xlsx")
    #expect(file.columns.map(\.name) == days[0])
    #expect(file.notes == ["The table of the sheet “People” is read."])
  }

  @Test("a source whose year a comma parts from it is a note and no row")
  func sourceRow() throws {
    let text =
      "area,cohort,reoffenders\nDudley,120,40\nWalsall,200,60\nSource: MoJ, 2016,\nNote: provisional,,\n"
    let file = try TableFile(csv: Array(text.utf8), source: "areas.csv")
    #expect(try file.table().rowCount == 2)
    #expect(file.notes == ["Lines 4 to 5 are taken as notes and left out: “Source: MoJ 2016”."])
    let areas = "area,cohort,reoffenders\nDudley,120,40\nSource: all,200,60\n"
    #expect(try TableFile(csv: Array(areas.utf8), source: "a.csv").table().rowCount == 2)
  }

  @Test("pages, printed documents, lists of objects and UTF-32 are called what they are")
  func otherFormats() {
    let area = "area,cohort\nDudley,120\n"
    let wide = area.utf8.flatMap { letter -> [UInt8] in [letter, 0, 0, 0] }
    let cases: [([UInt8], String)] = [
      (Array("\n<!DOCTYPE html>\n<html><body>Not found</body></html>".utf8), "is a web page (HTML)"),
      (Array("<html><table><tr><td>1</td></tr></table></html>".utf8), "is a web page (HTML)"),
      (Array("%PDF-1.7\n1 0 obj\n".utf8), "is a PDF document"),
      (Array("{\"error\": \"not found\", \"code\": 404}\n".utf8), "is JSON"),
      (Array("[\n {\"area\": \"Dudley\"}]".utf8), "is JSON"), (wide, "encoded as UTF-32"),
      ([0xFF, 0xFE, 0, 0] + wide, "encoded as UTF-32"),
    ]
    for (bytes, wanted) in cases {
      #expect(
        message { () throws(TableError) in _ = try TableFile(csv: bytes, source: "f.csv") }?.contains(wanted)
          == true)
    }
    #expect(throws: Never.self) {
      try TableFile(
        csv: Array("{\"x,y\n1,2\n".utf8), source: "f.csv", options: CSVOptions(headerRow: .line(2)))
    }
  }

  @Test("rows that stand twice are told where a column names the person")
  func repeated() throws {
    func notes(_ text: String) throws -> [String] {
      try TableFile(csv: Array(text.utf8), source: "p.csv").people([WantedColumn("sex")]).readingNotes
    }
    var text = "Person ID,sex,reoffended\n"
    for id in 1...300 { text += "\(id),\(id % 2 == 0 ? "F" : "M"),\(id % 3 == 0 ? 1 : 0)\n" }
    #expect(try notes(text).isEmpty)
    #expect(
      try notes(text + "7,M,0\n") == [
        "lines 8 and 302 are the same; each is counted, so that a person counts twice."
      ])
    #expect(
      try notes(text + "7,M,0\n8,F,0\n7,M,0\n").first?.contains(
        "lines 8 and 302 are the same, and 2 more rows repeat one above")
        == true)
    // Another row of the same person, and the same row where nothing names people, are no mistake by themselves.
    #expect(try notes(text + "7,M,1\n").isEmpty)
    #expect(try notes("sex,reoffended\nM,0\nM,0\n").isEmpty)
    #expect(try notes("id,sex\n\"a,b\",M\n\"a,b\",M\n").first?.contains("lines 2 and 3") == true)
  }

  @Test("a number that is not finite makes no categories of the others, and is refused by its line")
  func notFinite() {
    func refusal(_ text: String) -> String {
      do {
        _ = try TableFile(csv: Array(text.utf8), source: "p.csv").people([WantedColumn("x")])
        return ""
      } catch { return "\(error)" }
    }
    let text = refusal("x,y\n1,0\n2.5,1\ninf,0\n3,1\nnan,1\n#DIV/0!,0\n4,0\n")
    #expect(
      text.contains("line 4, column x: “inf” is not a number") && text.contains("line 7, column x: “#DIV/0!”")
    )
    #expect(!text.contains("line 6"))
    #expect(refusal("x,y\ninf,0\nLeeds,1\nYork,0\n").isEmpty)
  }

  @Test("counts beyond those that are told apart are refused where they stand")
  func hugeCounts() throws {
    var reading = try table("area,cohort\nDudley,9007199254740993\n").reading()
    _ = reading.counts("cohort")
    #expect(
      faults(reading).first?.contains(
        "line 2, column cohort: the counts of the column add up to more than 9,007,199,254,740,992") == true)
  }

  @Test("a year and its month or quarter in two columns become one")
  func periods() throws {
    func names(_ expression: String, _ text: String) throws -> [String] {
      let derived = try #require(try DerivedColumn(expression))
      let made = try table(text).adding([derived])
      let column = try #require(made.firstColumn(among: [expression]))
      return (0..<made.rowCount).map { made.cell(row: $0, column: column).text }
    }
    #expect(
      try names("period(year, month)", "year,month\n2014,May\n2014,June\n") == ["May 2014", "June 2014"])
    #expect(try names("period(month, year)", "year,month\n2014,5\n2014,12\n") == ["2014-05", "2014-12"])
    #expect(
      try names("period(Year, Quarter)", "Year,Quarter\n2015/16,Q1\n2015/16,Q4\n") == [
        "Q1 2015/16", "Q4 2015/16",
      ])
    #expect(try names("period(Year, \"Qtr no\")", "Year,Qtr no\n2014,3\n2015,\n") == ["Q3 2014", ""])
    #expect(throws: TableError.self) { try DerivedColumn("period(year)") }
  }

  @Test("what stands in a sheet right of the last name is left out and told; in CSV such a row is refused")
  func besideNames() throws {
    let rows = [
      ["area", "cohort", "", "difference", ""], ["Dudley", "120", "", "3", "4"],
      ["Walsall", "200", "", "5", "6"],
      ["Poole", "80", "", "7", "8"],
    ]
    let file = try TableFile(csv: book([("Areas", rows)]), source: "areas.xlsx")
    let table = try file.table()
    #expect(table.rowCount == 3 && table.structureFaults.isEmpty)
    #expect(table.columns.map(\.name) == ["area", "cohort", "", "difference"])
    #expect(file.notes.contains { $0.contains("columns without a name") })
    let csv = "area,cohort\nDudley,120\nWalsall,200,5\nPoole,80\n"
    #expect(try !TableFile(csv: Array(csv.utf8), source: "a.csv").table().structureFaults.isEmpty)
  }
}
