import Tables
import Testing

@Suite("exports of programs, and pages of printed tables")
struct ExportKindsTests {
  private func open(_ text: String, _ options: CSVOptions = CSVOptions()) throws -> TableFile {
    try TableFile(csv: Array(text.utf8), source: "export.csv", options: options)
  }

  private func rows(_ file: TableFile) throws -> [[String]] {
    let table = try file.table()
    try table.reading().finish()
    return [table.columns.map(\.name)]
      + (0..<table.rowCount).map { row in table.columns.map { table.cell(row: row, column: $0).text } }
  }

  private func refusal(_ text: String) -> String {
    do {
      _ = try rows(open(text))
      return ""
    } catch { return "\(error)" }
  }

  @Test("a table that is printed page by page is one; lines keep their numbers")
  func pages() throws {
    let text = """
      Return of cases,,
      ,,
      Area,Cohort,Reoffenders
      Dudley,120,30
      Walsall,200,41
      Page 1 of 2,,
      Return of cases,,
      Area,Cohort,Reoffenders
      Poole,90,12
      Derby,80,9
      Page 2 of 2,,

      """
    let file = try open(text)
    #expect(try rows(file).map { $0[0] } == ["Area", "Dudley", "Walsall", "Poole", "Derby"])
    #expect(file.notes.contains { $0.contains("1 line among the rows repeats the header") })
    #expect(file.notes.contains { $0.contains("2 lines among the rows number pages or repeat the title") })
    #expect(file.notes.contains { $0.contains("Line 11 is taken as notes") })
    let table = try file.table()
    #expect(table.location(row: 2, column: table.columns[0]).line == 9)
    // A title of its own, or a blank line alone, begins another table.
    for other in ["Return of staff,,", ",,"] {
      let two = text.replacing("Page 1 of 2,,\nReturn of cases,,", with: other)
      #expect(refusal(two).contains("2 tables"))
    }
  }

  @Test("a line of dashes parts a table from what is said of it; one between rows is none")
  func ruled() throws {
    let notes = "---\nDataset: Deaths\nShow Totals: True\n---\nQuery Date: 3 March\n"
    let areas = ["Kent", "York", "Hull", "Bath", "Ely", "Ripon", "Wells"]
    let short = areas.map { "\($0)\t2019\t120\t3.1\n" }.joined()
    let file = try open("State\tYear\tDeaths\tRate\n" + short + notes)
    #expect(try rows(file).count == 8)
    #expect(file.notes.contains { $0.contains("Lines 9 to 13 are taken as notes") })
    let long = (0..<6000).map { "Area \($0)\t2019\t120\t3.1\n" }.joined()
    #expect(
      try rows(open("State\tYear\tDeaths\tRate\n" + long + notes + "http://example.org/a\n")).count == 6001)
    #expect(refusal("State,Deaths,Rate\nKent,120,3\n---\nYork,90,2\n").contains("line 3"))
  }

  @Test("numbers that R puts before rows are a column of their own; other fields too many are refused")
  func rowNumbers() throws {
    let file = try open("area,cohort\n1,Dudley,120\n2,Walsall,200\n3,Poole,90\n")
    #expect(
      try rows(file) == [
        ["row", "area", "cohort"], ["1", "Dudley", "120"], ["2", "Walsall", "200"], ["3", "Poole", "90"],
      ])
    #expect(file.notes.contains { $0.contains("read as the column “row”") })
    #expect(refusal("area,cohort\n1,Dudley,120\n3,Walsall,200\n2,Poole,90\n") != "")
    #expect(refusal("area,cohort\n1,Dudley,120\n2,Walsall\n3,Poole,90\n") != "")
  }

  @Test("the groups of a pivot table have their names in every row, and its totals are called so")
  func pivot() throws {
    let text = """
      Area,Sex,Sum of cohort
      Dudley,Female,112
      ,Male,300
      Dudley Total,,412
      Poole,Female,140
      ,Male,500
      Poole Total,,640
      Grand Total,,1052

      """
    let file = try open(text)
    #expect(
      try rows(file).dropFirst().map { $0[0] + " " + $0[1] } == [
        "Dudley Female", "Dudley Male", "Dudley Total", "Poole Female", "Poole Male", "Poole Total",
        "Grand Total Total",
      ])
    #expect(file.notes.contains { $0.contains("pivot table: 2 empty cells of “Area”") })
    // Without the totals of groups nothing says where one ends.
    let plain = try open("Area,Sex,cohort\nDudley,Female,112\n,Male,300\nPoole,Female,140\n,Male,500\n")
    #expect(try rows(plain).map { $0[0] } == ["Area", "Dudley", "", "Poole", ""])
    let moved = try open(text.replacing("Poole Total", with: "Derby Total"))
    #expect(try rows(moved).contains { $0[0].isEmpty })
  }

  @Test("columns of words without a name before the figures are called by their number")
  func namelessLabels() throws {
    let file = try open(
      "Area,,Steel,Wool\nKent,Imports,120,30\n,Exports,140,31\nYork,Imports,90,20\n,Exports,80,21\n")
    #expect(try rows(file)[0] == ["Area", "column 2", "Steel", "Wool"])
    #expect(file.notes.contains { $0.contains("called “column 2”") })
    // A figure without a name could be anything.
    #expect(refusal("Area,,Steel\nKent,7,120\nYork,8,140\n").contains("no name"))
    #expect(refusal("Area,Steel,\nKent,120,good\nYork,140,bad\n") != "")
  }

  @Test("headings above all rows are no part of their names where these are periods")
  func headingsAboveAll() throws {
    let text =
      ",,,Kent,York\nReleased,,,,\n,Who returned,,,\n,,2019,40,30\n,,2020,41,31\n,,2021,42,29\n"
    let file = try open(text)
    #expect(try rows(file).map { $0[0] } == ["row", "2019", "2020", "2021"])
    #expect(file.notes.contains { $0.contains("“Released: Who returned”, which stands above all") })
    let two = try open(text + ",Who did not,,,\n,,2019,60,70\n,,2020,59,69\n")
    #expect(
      try rows(two).dropFirst().map { $0[0] } == [
        "Released: Who returned: 2019", "Released: Who returned: 2020", "Released: Who returned: 2021",
        "Released: Who did not: 2019", "Released: Who did not: 2020",
      ])
  }

  @Test("headings beside references to notes are headings; a number told below the rows is no row")
  func headingsWithNotes() throws {
    let text =
      "Owner/year,Kent,York,Note\nState,,,[note 1]\n2018,4,3,\n2019,5,3,\nPrivate,,,[note 2]\n2018,6,7,\n2019,6,8,\n"
    let file = try open(text + "Number of owners: 490,,,\n")
    #expect(
      try rows(file).map { $0.prefix(2).joined(separator: " ") } == [
        "Owner/year period", "State 2018", "State 2019", "Private 2018", "Private 2019",
      ])
    #expect(file.notes.contains { $0.contains("Line 8 is taken as notes") })
    let plain = try open(text.replacing("[note 1]", with: "revised").replacing("[note 2]", with: "revised"))
    #expect(try rows(plain).count == 7)
    let row = try open("Area,Kent,York\nNorth,4,3\nSouth,5,3\nEast,,\n")
    #expect(try rows(row).count == 4)
  }

  @Test("a line above the header that tells a figure of all is no table")
  func lineOfAll() throws {
    let file = try open(
      "Table 1. Cases,,\n,,\nNumber of cases,,\"313,137\"\n,,\nForce,Tactic,Total\nKent,A,120\nKent,B,90\n")
    #expect(try rows(file)[0] == ["Force", "Tactic", "Total"])
    let two =
      "Men,,\nArea,Year,Cases\nKent,2019,3\nYork,2019,4\nHull,2019,5\n\nArea,Year,Women\nKent,2019,3\n"
    #expect(refusal(two).contains("2 tables"))
  }

  @Test(
    "pages about a workbook are no tables",
    arguments: [
      "Back to contents,\nGuidance,\n,\nColumn menu,Removing filters\nWhen a menu is opened,Click the button\nIt shows a filter,then clear it\n",
      "Footnote number,Footnote text\n[1],Figures are rounded to the nearest ten\n[2],Private sector is all other people\n",
      "Background:,\nThe figures are experimental,\n,\nCoverage:,United Kingdom\nSex:,n/a\nYears:,2018\n,\nContact details:,\nA. Person,\nB. Person,\nTelephone on request,\n",
    ])
  func pagesOfText(text: String) {
    #expect(refusal(text).contains("no table is here"))
  }

  @Test("tables of words stay tables, also below a link and with colons")
  func tablesOfWords() throws {
    #expect(
      try rows(open("Name:,Kind:\nDudley,Town\nKent,County\nYork,City\n")).count == 4)
    #expect(try rows(open("Back to contents,\nArea,Cases\nDudley,120\nKent,90\n")).count == 3)
  }

  @Test("signs and words that stand for figures cost their own cell only")
  func withheld() throws {
    let table = try open("area,cohort\nDudley,120\nKent,<Suppressed>\nYork,[withheld]\n").table()
    var reading = table.reading()
    #expect(reading.counts("cohort").values == [120, nil, nil])
    try reading.finish()
    var other = try open("area,cohort\nDudley,120\nKent,<Many>\nYork,90\n").table().reading()
    _ = other.counts("cohort")
    #expect(throws: TableError.self) { try other.finish() }
  }

  @Test(
    "codes with their labels are yes and no, unless one denies the other",
    arguments: [
      ("1 Yes", true), ("1. Yes", true), ("Yes (1)", true), ("0 = No", false), ("2 No", false),
      ("0 Yes", nil), ("1 No", nil), ("1 Maybe", nil), ("Yes No", nil),
    ] as [(String, Bool?)])
  func labelledFlags(text: String, flag: Bool?) throws {
    var reading = try open("id,reoffended\n1,\(text)\n2,yes\n").table().reading()
    let column = reading.booleans("reoffended")
    #expect(column.values[0] == flag)
    if flag == nil { #expect(throws: TableError.self) { try reading.finish() } }
  }

  @Test("letters that a workbook writes by their number are read as themselves")
  func escapedLetters() throws {
    let strings =
      "<sst><si><t>5-_x000D_9</t></si><si><t>a_x005F_b</t></si><si><t>plain_x0_text</t></si><si><t>end_x000D_</t></si></sst>"
    let book = try ZipOutput.archive([
      (
        "xl/workbook.xml",
        Array("<workbook xmlns:r=\"r\"><sheets><sheet name=\"T\" r:id=\"a\"/></sheets></workbook>".utf8), true
      ),
      (
        "xl/_rels/workbook.xml.rels",
        Array("<Relationships><Relationship Id=\"a\" Target=\"sheet.xml\"/></Relationships>".utf8), true
      ),
      ("xl/sharedStrings.xml", Array(strings.utf8), true),
      (
        "xl/sheet.xml",
        Array(
          ("<worksheet><sheetData><row r=\"1\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>"
            + "<row r=\"2\"><c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c></row></sheetData></worksheet>")
            .utf8),
        true
      ),
    ])
    let file = try TableFile(csv: book, source: "book.xlsx")
    #expect(try rows(file) == [["5- 9", "a_b"], ["plain_x0_text", "end"]])
  }
}
