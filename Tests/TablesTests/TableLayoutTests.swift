import Tables
import Testing

@Suite("finding the table in a file")
struct TableLayoutTests {
  private func open(_ text: String, _ options: CSVOptions = CSVOptions()) throws -> TableFile {
    try TableFile(csv: Array(text.utf8), source: "published.csv", options: options)
  }

  private func cells(_ file: TableFile) throws -> [[String]] {
    let table = try file.table()
    return (0..<table.rowCount).map { row in table.columns.map { table.cell(row: row, column: $0).text } }
  }

  @Test("titles above, notes and a source below are told and left out; lines keep their numbers")
  func titlesAndNotes() throws {
    let file = try open(
      """
      Table 3: Proven reoffending by area,,
      "England and Wales, 2015",,
      ,,
      area,cohort,reoffenders
      Dudley,120,40
      Walsall,200,60
      ,,
      Notes,,
      [1] Figures are provisional,,
      Source: Police National Computer,,

      """)
    #expect(file.columns.map(\.name) == ["area", "cohort", "reoffenders"])
    #expect(try cells(file) == [["Dudley", "120", "40"], ["Walsall", "200", "60"]])
    #expect(file.notes.count == 2 && file.notes[0].contains("line 4") && file.notes[1].contains("8 to 10"))
    let table = try file.table()
    #expect(table.location(row: 1, column: table.columns[0]).line == 6)
  }

  @Test(
    "a plain file, a blank first line, sep=, a comment, a footer, the mark of DOS",
    arguments: [
      "area,cohort\nDudley,120\nWalsall,200\n", "\n\narea,cohort\nDudley,120\nWalsall,200\n",
      "sep=;\narea;cohort\nDudley;120\nWalsall;200\n",
      "# exported today\narea,cohort\nDudley,120\nWalsall,200\n",
      "area,cohort\nDudley,120\nWalsall,200\n\n\nSource: PNC\n",
      "area,cohort\r\nDudley,120\r\nWalsall,200\r\n\u{1A}",
    ])
  func wrappings(text: String) throws {
    let file = try open(text)
    #expect(file.columns.map(\.name) == ["area", "cohort"])
    #expect(try cells(file) == [["Dudley", "120"], ["Walsall", "200"]])
  }

  @Test("a row without figures at the end is a row, and one of words at the beginning no header")
  func rowsThatStay() throws {
    #expect(try cells(open("area,cohort,rate\nDudley,120,3\nSandwell,,\n")).last == ["Sandwell", "", ""])
    #expect(try cells(open("name,area,ended\nA,Dudley,no\nB,Walsall,12\n")).count == 2)
  }

  @Test("header lines that stand over each other are joined, and a line of units belongs to them")
  func stacked() throws {
    let file = try open(
      ",2014,,2015,\narea,cohort,reoffenders,cohort,reoffenders\nDudley,120,40,130,41\nWalsall,200,60,210,66\n"
    )
    #expect(
      file.columns.map(\.name) == [
        "area", "2014 cohort", "2014 reoffenders", "2015 cohort", "2015 reoffenders",
      ])
    let units = try open("area,cohort,rate\n,Number,%\nDudley,120,33.3\nWalsall,200,30.0\n")
    #expect(units.columns.map(\.name) == ["area", "cohort Number", "rate (%)"])
    #expect(try cells(units).count == 2)
  }

  @Test("several tables are refused with the lines of their headers, and one can be chosen")
  func severalTables() throws {
    let text = """
      Table 1: men
      area,cohort,reoffenders
      Dudley,120,40
      Walsall,130,42

      Table 2: women
      area,cohort,reoffenders
      Dudley,20,4
      Walsall,30,5

      """
    let error = #expect(throws: TableError.self) { try open(text) }
    #expect(
      error?.description.contains("lines 2, 7") == true && error?.description.contains("--header-row") == true
    )
    #expect(try cells(open(text, CSVOptions(headerRow: .line(2)))).map { $0[1] } == ["120", "130"])
    #expect(try cells(open(text, CSVOptions(headerRow: .line(7)))).map { $0[1] } == ["20", "30"])
    #expect(throws: TableError.self) { try open(text, CSVOptions(headerRow: .line(5))) }
    #expect(
      try cells(open("x\ny\narea,cohort\nDudley,1\n", CSVOptions(skippedRows: 2))) == [["Dudley", "1"]])
  }

  @Test("empty cells are filled from above where that is asked for")
  func fillDown() throws {
    let file = try open(
      "area,sex,cohort\nDudley,M,100\n,F,50\nWalsall,M,7\n", CSVOptions(filledDown: ["area"]))
    #expect(try cells(file).map { $0[0] } == ["Dudley", "Dudley", "Walsall"])
    #expect(file.notes.contains { $0.contains("1 empty cell of area is filled") })
    #expect(throws: TableError.self) { try open("area,n\nA,1\n", CSVOptions(filledDown: ["aera"])) }
  }

  @Test("UTF-16 is read, a zero byte is refused with its place")
  func encodings() throws {
    let text = "area,cohort\nŶnys Môn,12\nWalsall,20\n"
    let little = text.utf16.reduce(into: [UInt8]([0xFF, 0xFE])) { $0 += [UInt8($1 & 0xFF), UInt8($1 >> 8)] }
    let file = try TableFile(csv: little, source: "unicode.txt")
    #expect(try cells(file)[0] == ["Ŷnys Môn", "12"])
    let big = text.utf16.reduce(into: [UInt8]([0xFE, 0xFF])) { $0 += [UInt8($1 >> 8), UInt8($1 & 0xFF)] }
    #expect(try cells(TableFile(csv: big, source: "unicode.txt"))[1] == ["Walsall", "20"])
    let error = #expect(throws: TableError.self) {
      try TableFile(csv: Array("area,cohort\nDud".utf8) + [0] + Array("ley,12\n".utf8), source: "damaged.csv")
    }
    #expect(error?.description.contains("line 2, character 4") == true)
  }

  @Test("notes behind a file that is too large to be looked at whole are found too")
  func large() throws {
    var text = "area,cohort,reoffenders\n"
    for row in 0..<100_000 { text += "Area \(row % 300),\(100 + row % 7),30\n" }
    text += "\nSource: Police National Computer\n"
    let file = try open(text)
    #expect(try file.table().rowCount == 100_000)
    #expect(file.notes.contains { $0.contains("100003") })
  }

  @Test("names of rows below the header, unnamed first columns, bare numbers among names, ages one by one")
  func kindsOfHeaders() throws {
    let variables = try open(
      """
      Census of people,,,
      ,,,
      ,Status,Employed,Away
      "Area","Origin",,
      Albury,Native,15092,660
      ,Other,327,37
      Bega,Native,300,30
      ,Other,20,3
      """)
    #expect(variables.columns.map(\.name) == ["Area", "Status Origin", "Employed", "Away"])
    #expect(variables.notes[0].contains("lines 3 to 4"))
    let unnamed = try open(
      """
      Table 6A.1,Police services,,,,
      ,,Unit,NSW,Vic,Qld
      2022-23,,,,,
      ,Staff,no.,100,200,300
      ,Cars,no.,10,20,30
      ,Dogs,no.,1,2,3
      """)
    #expect(unnamed.notes[0].contains("line 2"))
    #expect(unnamed.columns.map(\.name) == ["row", "Unit", "NSW", "Vic", "Qld"])
    #expect(
      try cells(unnamed) == [
        ["2022-23: Staff", "no.", "100", "200", "300"], ["2022-23: Cars", "no.", "10", "20", "30"],
        ["2022-23: Dogs", "no.", "1", "2", "3"],
      ])
    let table = try unnamed.table()
    #expect(table.location(row: 2, column: table.columns[0]).line == 6)
    let ages = try open(
      """
      Deaths by age,,,,,
      Year,Sex,All ages,0,1-4,5-9
      2000,Persons,292,0,0,3
      2001,Persons,333,0,1,2
      2002,Persons,382,1,0,5
      """)
    #expect(ages.columns.map(\.name) == ["Year", "Sex", "All ages", "0", "1-4", "5-9"])
    let single = try open("Area,10,11,12,13,14\nDudley,1,5,9,4,2\nWalsall,3,6,7,2,9\nSandwell,3,6,7,2,9\n")
    #expect(single.columns.map(\.name) == ["Area", "10", "11", "12", "13", "14"])
    let numbers = try open("A,5,7\nB,6,9\nC,8,2\nD,9,3\n")
    #expect(try numbers.table().rowCount == 3)
  }

  @Test("footnotes with their sign in a cell of its own, sources in two cells, a link beside the title")
  func footnotes() throws {
    let file = try open(
      """
      Table 1: Offenders released,,,Contents
      area,unit,cohort,reoffenders
      Dudley,no.,120,40
      Walsall,no.,200,60
      ,,,
      (a),The data are provisional and will change when later convictions are known.,,
      (b),Excludes prisons.,,
      **,Estimate has a large error.,,
      Source:,"State and territory governments (unpublished).",,
      """)
    #expect(file.columns.map(\.name) == ["area", "unit", "cohort", "reoffenders"])
    #expect(try cells(file).count == 2)
    #expect(file.notes.contains { $0.contains("Lines 6 to 9 are taken as notes") })
  }

  @Test("a description of the table in two cells a line below it, after a heading or a blank line")
  func appendix() throws {
    for heading in ["Metadata:\n", "\n", "Notes\n"] {
      let file = try open(
        """
        area,2016,2017,2018
        Dudley,12,14,9
        Walsall,7,8,11
        \(heading)Designation,Official statistics
        How often,Every year
        Rounding,To the nearest whole number
        """)
      #expect(try cells(file).map { $0[0] } == ["Dudley", "Walsall"])
      #expect(file.notes.contains { $0.contains("left out") })
    }
    // A row whose figures are withheld is a row.
    let withheld = try open("area,2016,2017,2018\nDudley,12,14,9\n\nWalsall,[c],,\n")
    #expect(try cells(withheld).last == ["Walsall", "[c]", "", ""])
  }

  @Test("rows that begin with an address are rows")
  func addresses() throws {
    let file = try open(
      "page,area,kind\nhttps://example.org/1,Dudley,report\nhttps://example.org/2,Walsall,table\nhttps://example.org/3,,\n"
    )
    #expect(try cells(file).map { $0[1] } == ["Dudley", "Walsall"])
  }

  @Test("a second line of names below the questions of a survey; one word below all of them tells nothing")
  func surveys() throws {
    let rows = "101,Yes,No,Often\n102,No,No,Never\n103,Yes,Yes,Often\n"
    let answers = try open("Respondent,In work,Housed,Visits\n,Response,Response,Response\n" + rows)
    #expect(answers.columns.map(\.name) == ["Respondent", "In work", "Housed", "Visits"])
    #expect(try cells(answers).count == 3)
    let parts = try open("Respondent,Needs,,Visits\n,Work,Response,Response\n" + rows)
    #expect(parts.columns.map(\.name) == ["Respondent", "Needs Work", "Needs Response", "Visits Response"])
    // Without numbers that name the rows, a row without a name stays a row, to be refused or asked about.
    let people = try open("area,work,housed,visits\n,yes,yes,yes\nDudley,no,no,yes\nWalsall,no,yes,no\n")
    #expect(try cells(people).count == 3)
  }

  @Test("three stacked lines with merged names, and a unit over all figures")
  func threeLines() throws {
    let file = try open(
      """
      ,2014,2014,2014,2015,2015,2015
      area,Men,Rate,Rate,Men,Rate,Rate
      area,number,lower,upper,number,lower,upper
      Dudley,5,6,7,8,9,10
      Walsall,4,5,6,7,8,9
      """)
    #expect(file.columns.count == 7)
    #expect(file.columns[2].name.contains("2014") && file.columns[2].name.contains("lower"))
    #expect(try file.table().rowCount == 2)
    let unit = try open("crop,2001,2006\n,acres,\nFenugreek,179,244\nHemp,14,60\nMint,5,8\n")
    #expect(try unit.table().rowCount == 3)
  }
}
