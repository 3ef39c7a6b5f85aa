import Tables
import TestSupport
import Testing

@Suite("pages without a table, tables without a gap, names above names")
struct PageKindsTests {
  private func open(_ text: String, _ options: CSVOptions = CSVOptions()) throws(TableError) -> TableFile {
    try TableFile(csv: Array(text.utf8), source: "page.csv", options: options)
  }

  static let pages = [
    "Proven reoffending,\nPublication date,28 January 2018\nNext release,26 April 2018\nTables,12\n",
    "Table of contents,\nSheet,Title\n1,Reoffending by quarter\n2,Reoffending by age\n3,Reoffending by sex\n",
    "Contents,,,\nSheet,Title,Rows,Year\nTable 1,By quarter,44,2018\nTable 2,By age,120,2018\n",
    "Notes,\nThis worksheet contains one table.,\nNote number,Note text\n1,Figures are for England.\n2,A cohort is three months.\n",
    "Note number,Note text\n1,Figures are for England and Wales.\n2,The cohort is of three months.\n",
    "Notes\n1. Figures are for England and Wales.\n2. The cohort is of three months.\n",
    "Symbols,\nSymbol,Meaning\n[c],Confidential\n[x],Not available\n",
    "Term,Definition\nCohort,All offenders of three months and their index offence\nReoffence,An offence within one year\n",
    "Courts,Data tables,\n,Updated,\nTable 7A.1,Jan-2024,Lodged\nTable 7A.2,Jan-2024,Ended\nTable 7A.3,Jan-2024,Staff\nTable 7A.4,Jan-2024,Cost\n",
    "Change log,,\nVersion,Date,Change\n1.0,2018-01-28,First\n1.1,2018-02-04,Table 3\n1.2,2018-03-11,Table 5\n",
  ]

  @Test(
    "a cover, a list of tables, notes, symbols, terms and changes are no table",
    arguments: PageKindsTests.pages)
  func page(text: String) {
    #expect(message { () throws(TableError) in _ = try open(text) }?.contains("no table is here") == true)
  }

  @Test(
    "tables with titles and names like those of pages are tables",
    arguments: [
      "Notes: figures are provisional,,\narea,cohort,reoffenders\nDudley,100,30\nWalsall,50,10\n",
      "Index of cohorts,,\narea,cohort,reoffenders\nDudley,100,30\nWalsall,50,10\n",
      "sheet,cohort,reoffenders\nDudley,100,30\nWalsall,50,10\n",
      "area,released\nDudley,100\nWalsall,50\n",
      "place,released\nTable 1,100\nTable 2,50\n",
    ])
  func noPage(text: String) throws {
    #expect(try open(text).table().rowCount == 2)
  }

  @Test("beside a page the table is found, and a page alone is refused")
  func besidePages() throws {
    let table = OutputTable(
      columns: [
        OutputColumn(key: "area", title: "Area"),
        OutputColumn(key: "cohort", title: "Cohort", kind: .number(decimals: 0)),
        OutputColumn(key: "reoffenders", title: "Reoffenders", kind: .number(decimals: 0)),
      ],
      rows: [
        [.text("Dudley"), .count(100), .count(30)], [.text("Walsall"), .count(50), .count(10)],
      ])
    let list = OutputTable(
      columns: [
        OutputColumn(key: "version", title: "Version", kind: .number(decimals: 0)),
        OutputColumn(key: "change", title: "What was changed in it"),
      ],
      rows: (1...6).map { [.count($0), .text("The table on page \($0) was corrected")] })
    let book = SpreadsheetDocument(
      title: "Rates",
      sheets: [
        .init(name: "Changes", title: "", table: list), .init(name: "Areas", title: "", table: table),
      ], notes: [])
    let file = try TableFile(csv: book.xlsx(), source: "rates.xlsx")
    #expect(file.columns.map(\.name).contains("Reoffenders"))
  }

  @Test("tables side by side without a gap are told with their cells, and each is read")
  func sideBySide() throws {
    let text =
      "area,cohort,reoffenders,Area,Cohort,Reoffenders [note 1]\nDudley,100,30,Leeds,80,20\nWalsall,50,10,York,40,10\n"
    #expect(
      message { () throws(TableError) in _ = try open(text) }?.contains(
        "A1:C3, D1:F3; choose one with --cells") == true)
    let range = try #require(CellRange("D1:F3"))
    let second = try open(text, CSVOptions(range: range)).table()
    #expect(second.cell(row: 1, column: second.columns[0]).text == "York")
    // Columns of figures with the same names belong to one table.
    let pairs = try open("area,cohort,rate,cohort,rate\nDudley,100,30,50,10\nWalsall,50,10,40,20\n")
    #expect(pairs.columns.count == 5)
  }

  @Test("descriptions above names that are one word each are none of the names")
  func descriptions() throws {
    let file = try open(
      "Table 1: reoffending,,\nName of the area,People followed up,Those who reoffended\narea,cohort,reoffenders\nDudley,100,30\nWalsall,50,10\n"
    )
    #expect(file.columns.map(\.name) == ["area", "cohort", "reoffenders"])
    #expect(try file.table().rowCount == 2)
    // Words below a header in a table of words are a row.
    let words = try open("first name,last name,home town\nann,lee,dudley\nbob,ray,leeds\n").table()
    #expect(words.rowCount == 2)
  }

  @Test("columns of row names without a head are named, and filled where they do not change")
  func stubs() throws {
    let text = """
      Sanctions by sex,,,,
      ,,,,
      ,,2002,2003,2004
      Penal,Both,100,110,120
      ,Males,80,85,90
      ,Females,20,25,30
      Other,Both,50,55,60
      ,Males,40,41,42

      """
    let file = try open(text)
    #expect(file.columns.map(\.name) == ["row 1", "row 2", "2002", "2003", "2004"])
    let table = try file.table()
    #expect(
      (0..<5).map { table.cell(row: $0, column: table.columns[0]).text } == [
        "Penal", "Penal", "Penal", "Other", "Other",
      ])
    #expect(file.notes.contains { $0.contains("“row 1” to “row 2”; 3 empty cells") })
  }
}
