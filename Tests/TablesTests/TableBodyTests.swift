import Tables
import Testing

@Suite("rows brought into the form of a table")
struct TableBodyTests {
  private func open(_ text: String, _ options: CSVOptions = CSVOptions()) throws -> TableFile {
    try TableFile(csv: Array(text.utf8), source: "published.csv", options: options)
  }

  private func rows(_ file: TableFile) throws -> [[String]] {
    let table = try file.table()
    return [table.columns.map(\.name)]
      + (0..<table.rowCount).map { row in table.columns.map { table.cell(row: row, column: $0).text } }
  }

  private func refusal(_ text: String) -> String {
    do {
      _ = try open(text)
      return ""
    } catch { return "\(error)" }
  }

  @Test("rows below headings: the headings become a column, lines keep their numbers, and it is said")
  func sections() throws {
    let text = """
      Sex,People,Rate
      Men,,
      2014-15,120,31.5
      2015-16,130,30
      Women,,
      2014-15,40,21
      2015-16,50,22.5

      """
    let file = try open(text)
    #expect(
      try rows(file) == [
        ["Sex", "period", "People", "Rate"], ["Men", "2014-15", "120", "31.5"],
        ["Men", "2015-16", "130", "30"],
        ["Women", "2014-15", "40", "21"], ["Women", "2015-16", "50", "22.5"],
      ])
    #expect(file.notes.contains { $0.contains("headings") && $0.contains("“period”") })
    let table = try file.table()
    #expect(table.location(row: 2, column: table.columns[0]).line == 6)
  }

  @Test("numbers behind names are those of notes where notes have them, and part of the names elsewhere")
  func noteNumbers() throws {
    let rows = "Dudley1,120\nWalsall,200\nPoole,90\nDerby2,80\nKent,70\n"
    let notes = "\n1. Includes part of Sandwell.\n(2) Provisional.\n"
    let file = try open("Area,People\n" + rows + notes)
    #expect(try self.rows(file).map { $0[0] } == ["Area", "Dudley", "Walsall", "Poole", "Derby", "Kent"])
    #expect(file.notes.contains { $0.contains("behind 2 names, such as “Dudley1”") })
    for other in [rows, rows + "\n1. Includes part of Sandwell.\n", rows + "Ward3,9\n" + notes] {
      #expect(try self.rows(open("Area,People\n" + other)).contains { $0[0] == "Dudley1" })
    }
    let wards = "Ward1,120\nWard2,200\nWard1,90\n" + notes
    #expect(try self.rows(open("Area,People\n" + wards)).contains { $0[0] == "Ward1" })
  }

  @Test("indented rows below headings that have figures of their own are parts, the heading their sum")
  func indentedSections() throws {
    let text =
      "Disposal,People,Rate\nPolice,90,20\n   Men,60,22\n   Women,30,16\nCourts,50,30\n   Men,40,31\n   Women,10,26\n"
    #expect(
      try rows(open(text)).dropFirst().map { $0[0] + "/" + $0[1] + "/" + $0[2] } == [
        "Police/All/90", "Police/Men/60", "Police/Women/30", "Courts/All/50", "Courts/Men/40",
        "Courts/Women/10",
      ])
  }

  @Test(
    "rows that are told apart without headings stay as they are, and so does a name without figures",
    arguments: [
      "area,cohort,rate\nDudley,120,30\nSandwell,,\nWalsall,20,10\nWolverhampton,30,10\n",
      "area,cohort,rate\nNorth,,\nLeeds,120,30\nYork,10,3\nSouth,,\nBath,20,10\nHove,20,10\n",
    ])
  func noSections(text: String) throws {
    #expect(try rows(open(text))[0] == ["area", "cohort", "rate"])
  }

  @Test("columns without a name that hold signs only are left out, and a per cent sign goes to its figure")
  func signs() throws {
    let text = """
      Offence,Year 1,,Year 2,
      All,43.1,%,56.2,%
      Violent,38.0,*,50.1,
      Property,51.2,,63.0,†

      """
    #expect(
      try rows(open(text)) == [
        ["Offence", "Year 1 (%)", "Year 2 (%)"], ["All", "43.1", "56.2"], ["Violent", "38.0", "50.1"],
        ["Property", "51.2", "63.0"],
      ])
    // Words in a column without a name are no signs.
    let words = "Offence,Year 1,\nAll,43.1,M\nViolent,38.0,F\n"
    #expect(throws: TableError.self) { try open(words).table().reading().finish() }
  }

  @Test("names of rows in several columns by their depth, below a name of the first of them")
  func depths() throws {
    let text = """
      Characteristic,,,Percent
      All prisoners,,,60.1
      Sex,,,
      ,Male,,62.0
      ,Female,,50.2
      Age,,,
      ,24 or younger,,70
      ,,17 or younger,75
      ,,18 to 24,69

      """
    #expect(
      try rows(open(text)).map { $0[0] } == [
        "Characteristic", "All prisoners", "Sex: Male", "Sex: Female", "Age: 24 or younger",
        "Age: 24 or younger: 17 or younger", "Age: 24 or younger: 18 to 24",
      ])
  }

  @Test("tables side by side are refused with their cells, and one of them can be chosen")
  func sideBySide() throws {
    let text = """
      Table 1: All and youths,,,,,,
      Year,Cohort,Reoffenders,,Year,Cohort,Reoffenders
      2014,120,40,,2014,20,5
      2015,130,42,,2015,30,6

      """
    #expect(refusal(text).contains("A2:C4, E2:G4") && refusal(text).contains("--cells"))
    let chosen = try open(text, CSVOptions(range: CellRange("E2:G4")))
    #expect(
      try rows(chosen) == [["Year", "Cohort", "Reoffenders"], ["2014", "20", "5"], ["2015", "30", "6"]])
    let table = try chosen.table()
    #expect(table.location(row: 1, column: table.columns[0]).line == 4)
    let others = "Area,Cohort,,Offence,Cohort\nDudley,12,,Theft,3\nWalsall,20,,Drugs,5\n,,,Fraud,6\n"
    #expect(refusal(others).contains("D1:E4"))
    #expect(try rows(open("Area,Cohort,,Note\nDudley,12,,few\nWalsall,20,,many\n"))[0].count == 4)
  }

  @Test("cells of a range are read as spreadsheets write them")
  func ranges() {
    #expect(CellRange("a1:$AB$30")?.description == "A1:AB30")
    for text in ["A1", "B2:A1", "A0:B2", "1:2", "A1:B2:C3", "AAAA1:B2", ""] {
      #expect(CellRange(text) == nil)
    }
  }

  @Test("a title with a number begins a further table, and groups of columns by year are no title")
  func furtherTables() throws {
    let text = "Table A1: Men\n,2014,2015\nA,1,2\nB,3,4\nTable A2: Women\n,2014,2015\nA,5,6\nB,7,8\n"
    #expect(refusal(text).contains("2 tables, with headers on lines 2, 6"))
    let years =
      "area,2014,,2015,\n,cohort,reoffenders,cohort,reoffenders\nDudley,12,3,14,5\nWalsall,20,5,25,6\n"
    #expect(
      try rows(open(years))[0] == [
        "area", "2014 cohort", "2014 reoffenders", "2015 cohort", "2015 reoffenders",
      ])
  }

  @Test("names over groups of columns belong to the header, and signs, letters and links begin notes")
  func groupsAndNotes() throws {
    let text = """
      Table 9: Prisoners,,,,
      ,,Sex,,
      Offence,All,Male,,Female
      Theft,30,20,†,10
      Drugs,40,25,,15
      *Comparison year.,,,,
      †Difference is significant.,,,,
      ~Not applicable.,,,,
      a/Includes attempts.,,,,
      Return to contents,,,,

      """
    let file = try open(text)
    #expect(try rows(file)[0] == ["Offence", "All", "Sex Male", "Sex Female"] && file.table().rowCount == 2)
    #expect(file.notes.contains { $0.contains("lines 2 to 3") && $0.contains("Table 9") })
    #expect(file.notes.contains { $0.contains("Lines 6 to 9") })
    let groups =
      "Table 1,,,,\n,,,Sex,\nRegion,,People,Male,Female\n,US,30,20,10\nOhio,,40,25,15\nUtah,,20,5,15\n"
    #expect(try rows(open(groups))[0] == ["Region", "People", "Male", "Female"])
    #expect(try open(groups).notes.contains { $0.contains("lines 2 to 3") })
    let twice = ",2021,,2022*,\nType,Number,Rate,Number,Rate\nTheft,30,2,10,1\nDrugs,40,2.5,15,1\n"
    #expect(try rows(open(twice))[0].last == "2022* Rate")
  }

  @Test("raised signs of notes are none of a name, units stay, and what is shown keeps them raised")
  func raisedSigns() throws {
    func rich(_ text: String, _ sign: String) -> String {
      "<si><r><t>\(text)</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>\(sign)</t></r></si>"
    }
    let strings =
      "<sst><si><t>area</t></si>\(rich("cohort", "2"))<si><t>x</t></si>\(rich("Dudley", "1,3"))\(rich("m", "2"))</sst>"
    let rows = [["s0", "s1"], ["s3", "20"], ["s4", "30"]].enumerated().map { row, cells in
      "<row r=\"\(row + 1)\">"
        + cells.map { cell in
          cell.hasPrefix("s") ? "<c t=\"s\"><v>\(cell.dropFirst())</v></c>" : "<c><v>\(cell)</v></c>"
        }.joined() + "</row>"
    }
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
        Array("<worksheet><sheetData>\(rows.joined())</sheetData></worksheet>".utf8), true
      ),
    ])
    let file = try TableFile(csv: book, source: "book.xlsx")
    #expect(try self.rows(file) == [["area", "cohort"], ["Dudley", "20"], ["m2", "30"]])
    #expect(file.notes.contains { $0.contains("“2” of cell B1") && $0.contains("1 other") })
    let shown = try TableFile(csv: book, source: "book.xlsx", options: CSVOptions(cells: .shown))
    #expect(try self.rows(shown)[0] == ["area", "cohort²"])
  }

  @Test("the line of dashes of a Markdown table is no row; dashes further down are missing figures")
  func ruler() throws {
    let file = try open("| area | cohort |\n| --- | ---: |\n| Dudley | 120 |\n| Walsall | 200 |\n")
    let names = try rows(file).map { $0.filter { !$0.isEmpty } }
    #expect(names == [["area", "cohort"], ["Dudley", "120"], ["Walsall", "200"]])
    #expect(file.notes.contains { $0.contains("dashes") })
    let other = try open("area,cohort,reoffenders\nDudley,120,40\n---,---,---\nWalsall,200,60\n")
    #expect(try rows(other).count == 4)
  }

  @Test("empty fields and foreign signs beyond the header move nothing; a figure or a mark there is refused")
  func beyondHeader() throws {
    let head = "area,,cohort,reoffenders\n"
    for end in [",", ",,", ",,>>"] {
      let file = try open(head + "North,,30,9\n,Dudley,10,3\(end)\n,Walsall,20,6\nSouth,,50,20\n")
      let found = try rows(file).map { $0.prefix(3).joined(separator: " ") }
      #expect(
        found == [
          "area cohort reoffenders", "North 30 9", "North: Dudley 10 3", "North: Walsall 20 6", "South 50 20",
        ], "\(end)")
    }
    for end in [",5", ",*"] {
      let text = "area,cohort,reoffenders\nNorth,30,9\nDudley,10,3\(end)\nWalsall,20,6\n"
      let refused = (try? open(text).table()).map { !$0.structureFaults.isEmpty } ?? true
      #expect(refused, "\(end)")
    }
  }

  @Test("a per cent sign beside the first figure is that of the column, one further down that of its row")
  func signsOfRows() throws {
    let rows = "2013,5000,,2.1,%\n2014,5100,,2.2,\n2015,5200,,2.3,\nchange,1.5,%,0.1,%\n"
    let file = try open("year,people,,share,\n" + rows)
    #expect(file.columns.map(\.name).filter { !$0.isEmpty } == ["year", "people", "share (%)"])
  }

  @Test(
    "signs of a test behind the last column are those of columns before, letters beside figures are marks")
  func signsBeyond() throws {
    let file = try open(
      "area,people,again,,rate\nDudley,120,30,†,25,†\nWalsall,200,40,,20,†\nPoole,80,10,†,12.5\n")
    #expect(
      try rows(file) == [
        ["area", "people", "again", "rate"], ["Dudley", "120", "30", "25"], ["Walsall", "200", "40", "20"],
        ["Poole", "80", "10", "12.5"],
      ])
    let letters = try open(
      "area,people,rate,,cost\nDudley,120,25,,9\nWalsall,20,20,u,8\nPoole,80,12.5,,7\nDerby,9,1.5,u,6\n")
    #expect(try rows(letters)[2] == ["Walsall", "20", "20", "8"])
    // A sign that may be a missing figure is that of its row, where no column holds signs; so are words.
    #expect(throws: TableError.self) {
      var reading = try open("area,people,again\nDudley,120,30\nWalsall,200,40,†\nPoole,80,10\n").table()
        .reading()
      _ = reading.counts("people")
      try reading.finish()
    }
    #expect(throws: TableError.self) {
      var reading = try open("area,people,,cost\nDudley,120,,1\nWalsall,20,few,2\nPoole,80,,3\n").table()
        .reading()
      _ = reading.counts("people")
      try reading.finish()
    }
  }

  @Test("names of the first columns may stand below the sums of all columns")
  func namesBelow() throws {
    let file = try open(
      """
      Table 3: Tactics by sex,,,
      ,,Sex seen,
      ,,Male,Female
      All incidents,,407,78
      Kind of force,Tactic,,
      Restraint,Handcuffs,296,51
      Restraint,Limbs,24,7
      Unarmed,Strikes,90,12
      Unarmed,Pressure,70,9
      """)
    #expect(
      try rows(file) == [
        ["Kind of force", "Tactic", "Male", "Female"], ["All incidents", "", "407", "78"],
        ["Restraint", "Handcuffs", "296", "51"], ["Restraint", "Limbs", "24", "7"],
        ["Unarmed", "Strikes", "90", "12"], ["Unarmed", "Pressure", "70", "9"],
      ])
    // A line of words further down is a row.
    let later = try open(
      "a,b,n\nDudley,x,1\nWalsall,y,2\nPoole,z,3\nNot known,none,\nDerby,x,4\n")
    #expect(try rows(later).count == 6)
  }
}
