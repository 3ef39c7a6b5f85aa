import Tables
import Testing

@Suite("kinds of headers, notes and files without either")
struct HeaderKindsTests {
  private func open(_ text: String, _ options: CSVOptions = CSVOptions()) throws -> TableFile {
    try TableFile(csv: Array(text.utf8), source: "published.csv", options: options)
  }

  private func names(_ file: TableFile) -> [String] { file.columns.map(\.name) }

  private func firstCells(_ file: TableFile) throws -> [String] {
    let table = try file.table()
    return (0..<table.rowCount).map { table.cell(row: $0, column: table.columns[0]).text }
  }

  @Test("four header lines, of which the last has one word, and notes that begin with a heading")
  func fourLines() throws {
    let file = try open(
      """
      "Migration by country, age and sex",,,,
      ,Arrivals,,Departures,
      " ",Albany,ALL AREAS,Albany,ALL AREAS
      " ",ALL AGES,ALL AGES,ALL AGES,ALL AGES
      " ",TOTAL,TOTAL,TOTAL,TOTAL
      2016M06,1682,8206,1621,4534
      2016M07,1879,11656,1799,5206
      2016M08,1879,11656,1799,5206
      Table information:
      Units:
      "Number, Magnitude = Units"
      """)
    #expect(file.notes[0].contains("lines 2 to 5"))
    #expect(
      names(file).dropFirst() == [
        "Arrivals Albany", "Arrivals ALL AREAS", "Departures Albany", "Departures ALL AREAS",
      ])
    #expect(try file.table().rowCount == 3)
    #expect(file.notes.contains { $0.contains("Lines 9 to 11") })
  }

  @Test("a header that is there again among the rows is left out; lines keep their numbers")
  func repeatedHeader() throws {
    let text = "area,year,cohort\nDudley,2015,120\nWalsall,2015,200\narea,year,cohort\nDudley,2016,130\n"
    let file = try open(text)
    #expect(try firstCells(file) == ["Dudley", "Walsall", "Dudley"])
    #expect(file.notes.contains { $0.contains("1 line among the rows repeats the header") })
    let table = try file.table()
    #expect(table.location(row: 2, column: table.columns[0]).line == 5)
    let people = try open("id,sex,reoffended\n1,M,1\n2,M,0\nid,sex,reoffended\n3,M,1\n")
    #expect(try people.table().rowCount == 3)
  }

  @Test(
    "below a title or a blank line, or where the rows have the same names, it is the header of another table",
    arguments: [
      "area,cohort\nDudley,120\nWalsall,200\narea,cohort\nDudley,130\nWalsall,210\n",
      "area,cohort\nDudley,120\nWalsall,200\n\narea,cohort\nPoole,130\nDerby,210\n",
      "Men\narea,cohort\nDudley,120\nWalsall,200\nWomen\narea,cohort\nPoole,130\nDerby,210\n",
    ])
  func furtherTables(text: String) {
    #expect(throws: TableError.self) { try open(text) }
  }

  @Test("descriptions below names of one word each are none of the names, and a row of words is a row")
  func describedBelow() throws {
    let text = """
      area,cohort,reoffenders
      Name of the area,Number of people,Who of them reoffended
      Dudley,120,40
      Walsall,200,60

      """
    let file = try open(text)
    #expect(
      names(file) == ["area", "cohort", "reoffenders"]
        && file.notes.contains { $0.contains("Line 2 describes") })
    #expect(try firstCells(file) == ["Dudley", "Walsall"])
    let row = text.replacing("Number of people,Who of them reoffended", with: "not available,not available")
    #expect(try firstCells(open(row)) == ["Name of the area", "Dudley", "Walsall"])
  }

  @Test("numbers of notes in brackets behind a name need not be typed, unless they tell names apart")
  func numberedNotes() throws {
    let table = try open("Area(1),\"Cohort (2,3)\",Type (1),Type (2)\nDudley,120,a,b\nWalsall,200,c,d\n")
      .table()
    #expect(try table.column("area").name == "Area(1)" && table.column("cohort").name == "Cohort (2,3)")
    #expect(try table.column("Type (2)").name == "Type (2)")
    #expect(throws: TableError.self) { try table.column("type") }
    let shares = try open("year,Arrest/a (%)\n2015,42.9\n2016,58\n").table()
    #expect(try shares.column("arrest").name == "Arrest/a (%)")
    let years = try open("Rate (2015),area\n3,a\n4,b\n").table()
    #expect(throws: TableError.self) { try years.column("rate") }
  }

  @Test("words of names that are wrapped over five lines")
  func wrapped() throws {
    let file = try open(
      """
      Table 1b: Deaths by area,,,,,,
      ,Populations,,Deaths (numbers),,,Rates
      ,Number (thousands),,All ages,,Infant,Crude death
      ,All ages,,,,(under 1 year),rate (deaths
      Area of usual residence,,,,,,"per 1,000"
      ,Males,Females,Males,Females,,population)
      ,,,,,,
      UNITED KINGDOM,31793.6,32803.1,278455,291886,3014,8.8
      ENGLAND,26773.2,27543.4,229116,239759,2548,8.6
      WALES,1520.6,1570.9,15800,16300,110,10.2
      ,,,,,,
      Source: Office for National Statistics,,,,,,
      """)
    #expect(file.notes[0].contains("lines 2 to 6"))
    #expect(names(file)[0] == "Area of usual residence")
    #expect(names(file)[2].contains("Populations") && names(file)[2].hasSuffix("Females"))
    #expect(names(file)[6] == "Rates Crude death rate (deaths per 1,000 population)")
    #expect(try firstCells(file) == ["UNITED KINGDOM", "ENGLAND", "WALES"])
  }

  @Test(
    "a second line that names the rows and holds per cents, a third that goes on with the name of the rows")
  func lowerLines() throws {
    let units = try open(
      """
      ,Start Up,Minimum Run,Minimum,Heat Rates,Heat Rates
      Unit,Costs,Time (hrs),Down Time,50%,100%
      North 4,,8,8,10.557,9.168
      North 3,562,40,40,10.467,10.088
      River 8,1822,24,36,10.253,10.691
      """)
    #expect(names(units)[...1] == ["Unit", "Start Up Costs"] && names(units)[5] == "Heat Rates 100%")
    #expect(try units.table().rowCount == 3)
    let stub = try open(
      """
      ,2014,,2015,
      County by Bond,%,N,%,N
      by New Filing,,,,
      Adams,9%,"2,067",9%,"2,261"
      No,79%,"1,467",79%,"1,517"
      """)
    #expect(names(stub)[0] == "County by Bond by New Filing")
    #expect(try firstCells(stub) == ["Adams", "No"])
    let named = try open(
      """
      Disability,,All people,Limited a lot
      ,Data Zone 2011,,
      ,S01006506,969,63
      ,S01006507,758,59
      ,S01006508,700,51
      """)
    #expect(names(named)[...1] == ["Disability", "Data Zone 2011"])
    #expect(try named.table().rowCount == 3)
    let note = try open(
      "area,cohort,rate\n\"Prepared by A. Smith, county office\",,\nDudley,120,40\nWalsall,200,6\n")
    #expect(names(note) == ["area", "cohort", "rate"])
    #expect(try firstCells(note) == ["Dudley", "Walsall"])
  }

  @Test("rows of words below a full header are rows, however few figures follow")
  func wordsThatStay() throws {
    let text = """
      Year,Round,Games,Goals
      1963,Did not enter,Did not enter,Did not enter
      1966,Did not enter,Did not enter,Did not enter
      1970,Group,3,2
      1974,Final,7,12
      1978,Group,3,1
      """
    #expect(try firstCells(open(text)) == ["1963", "1966", "1970", "1974", "1978"])
  }

  @Test("lines about the series below their names, with a per cent in the unit")
  func series() throws {
    let file = try open(
      """
      ,Released ;  Persons ;,Share returned ;
      Unit,Number,Percent
      Series Type,Original,Original
      Frequency,Quarter,Quarter
      Series Start,15/03/2016,15/03/2016
      No. Obs,3,3
      Series ID,A100001W,A100002X
      15/03/2016,120,40.1
      15/06/2016,110,31.0
      15/09/2016,130,42.2
      """)
    #expect(names(file) == ["", "Released ; Persons ;", "Share returned ; (%)"])
    #expect(file.notes[0].contains("lines 1 to 7"))
    let table = try file.table()
    #expect(table.rowCount == 3 && table.location(row: 0, column: table.columns[1]).line == 8)
    let titled = try open(
      "F1 RATES,,\nTitle,Cash,Bills\nDescription,Target,90 days\nFrequency,Daily,Daily\nUnits,Per cent,Per cent\n\n"
        + "Source,Bank,Bank\nSeries ID,FIRM,FIRB\n04-Jan-2011,4.75,4.9\n05-Jan-2011,4.75,4.91\n")
    #expect(names(titled) == ["Title", "Cash (%)", "Bills (%)"])
    #expect(try titled.table().rowCount == 2)
  }

  @Test("a title over the first column that has a name is none of the header")
  func titleOverFirstName() throws {
    let file = try open(
      """
      ,,,Population by age for local authorities,,
      ,,,FEMALES,,
      ,,,CODE,NAME,ALL AGES
      ,,,K02000001,UNITED KINGDOM,32803146
      ,,,E92000001,ENGLAND,27543422
      County Durham,E41000047,,E06000047,County Durham,263562
      """)
    #expect(file.notes[0].contains("line 3,"))
  }

  @Test("names of merged cells reach over those of the line below them")
  func mergedLevels() throws {
    let file = try open(
      """
      Count by region,,,,,,,,,
      ,,North,,,,South,,,
      ,,Female,,Male,,Female,,Male,
      Year,Month,In,Out,In,Out,In,Out,In,Out
      2012,April,0,0,15,15,1,1,20,20
      2012,May,3,2,15,14,2,1,35,35
      2012,June,3,4,20,25,2,1,20,20
      """)
    #expect(
      names(file)[3] == "North Female Out" && names(file)[4] == "North Male In"
        && names(file)[9] == "South Male Out")
  }

  @Test("letters and codes as names have the words above them, over blank lines")
  func symbols() throws {
    let file = try open(
      """
      "Life table, 1883",,,
      ,,,
      Exact age (years),"Out of 100,000 born",,Probability
      ,,,
      ,Number alive,Average number alive,of dying
      ,,,
      ,,,
      x,lx,Lx,qx
      0,100000,92843,0.1185
      1,88148,87080,0.0242
      2,86012,85440,0.0133
      ,,,
      Source: Statistics office,,,
      """)
    #expect(file.notes[0].contains("lines 3 to 8"))
    #expect(names(file)[1].hasPrefix("Out of 100,000 born Number alive") && names(file)[1].hasSuffix("lx"))
    #expect(try file.table().rowCount == 3)
    let comment = try open(
      "# enumerated,Python 3,script.py\nmean,sd,n,whole\n2.5,0.31,12,1\n3.1,0.40,15,0\n2.2,0.28,9,1\n")
    #expect(names(comment) == ["mean", "sd", "n", "whole"])
  }

  @Test("blocks side by side that share one column of names are one table")
  func sharedNames() throws {
    let file = try open(
      """
      ,The land area on commercial holdings within each area by holding area and year,,,,
      Area,2016,,,2013,
      ,<5ha,>=5ha,,<5ha,>=5ha
      Arden,310.5,3699.2,,194.1,3304.6
      Avon,175.3,2140.1,,144.2,1952.8
      Bedford,365.4,3946.0,,265.5,3716.9
      """)
    #expect(names(file) == ["Area", "2016 <5ha", "2016 >=5ha", "", "2013 <5ha", "2013 >=5ha"])
    #expect(try file.table().rowCount == 3)
  }

  @Test("notes that stand here and there, and a description of two columns with years in it")
  func notesBelow() throws {
    let ragged = try open(
      """
      Lots of people,,,,
      Name,Job,Age,Children,Born
      David,musician,69,1,08/01/1947
      Carrie,actor,60,1,21/10/1956
      Chuck,musician,90,1,18/10/1926
      Some,,,,
      ,like to write below,,,
      ,,at the,bottom,
      ,,,,too!
      """)
    #expect(try firstCells(ragged) == ["David", "Carrie", "Chuck"])
    #expect(ragged.notes.contains { $0.contains("Lines 6 to 9 are taken as notes") })
    let described = try open(
      """
      "Survey > Adult lifestyles by local authority",,,
      ,,,
      ,,Wales ,Powys
      Smoking ,,.,.
      Smoking ,Smoker ,12.8,9.7
      ,Ex-smoker ,29.5,34.5
      ,Never smoked ,57.6,55.8
      ,,,
      Footnotes:,,,
      1,mean not %,,
      .,The data item is not applicable.,,
      Metadata:,,,
      Last update,Jul-23,,
      Next update,2025,,
      Contact email,stats@example.org,,
      """)
    #expect(described.notes.contains { $0.contains("Lines 9 to 15 are taken as notes") })
    #expect(described.notes[0].contains("line 3,"))
  }

  @Test("a row in the place of a header is refused with the cure, and read as a row where that is said")
  func noHeader() throws {
    let people = "Male,25 - 45,1\nMale,Less than 25,0\nFemale,25 - 45,1\nFemale,Greater than 45,0\n"
    let error = #expect(throws: TableError.self) { try open(people) }
    #expect(
      error?.description.contains("line 1 looks like a row") == true
        && error?.description.contains("--header-row none") == true)
    var options = CSVOptions()
    options.headerRow = HeaderRow("none")
    let file = try open(people, options)
    #expect(names(file) == ["column 1", "column 2", "column 3"])
    let table = try file.table()
    #expect(table.rowCount == 4 && table.location(row: 0, column: table.columns[0]).line == 1)
    #expect(table.location(row: 3, column: table.columns[0]).line == 4)
    options.filledDown = ["column 1"]
    let gaps = try open("Male,25,1\n,30,0\nFemale,25,1\n", options).table()
    #expect((0..<3).map { gaps.cell(row: $0, column: gaps.columns[0]).text } == ["Male", "Male", "Female"])
    options = CSVOptions()
    options.headerRow = HeaderRow("1")
    #expect(try open(people, options).table().rowCount == 3)
    #expect(HeaderRow("0") == nil && HeaderRow("first") == nil && HeaderRow("None") == .missing)
    // Names above figures, ages one by one and a lookup of words are headers.
    for text in [
      "Area,10,11,12\nDudley,1,5,9\nWalsall,3,6,7\nSandwell,3,6,7\nBath,1,1,1\n",
      "town,county\nBath,Somerset\nWells,Somerset\nYork,Yorkshire\nLeeds,Yorkshire\n",
      "state,2018,2017,2016\nAlabama,3,4,9\nAlaska,5,6,1\nArizona,8,1,2\nTexas,8,10,4\n",
      "sex,2014,2015\nMale,3,4\nFemale,5,6\nPersons,8,10\n",
    ] {
      #expect(throws: Never.self) { try open(text) }
    }
  }

  @Test("a cover or a page of notes is no table; a column of texts below a name is one")
  func noTable() throws {
    for text in [
      "Bureau of Statistics,\nAreas of 2006 to areas of 2016,\n,\n,Explanatory Notes\n,\n,More information is available elsewhere\n",
      "1. Finished admission episode of a person (FAE)\nA finished admission episode is the first period of care\n2. Cause of each of them all\nA code for the cause of injury or poisoning\n",
      "Metadata document,\nTheft data,\nPublished: 17/12/2020,\n,\nNotes,Overall summaries of the usage and quality\nBefore,Notes on each variable before it\n",
    ] {
      let error = #expect(throws: TableError.self) { try open(text) }
      #expect(error?.description.contains("no table is here") == true)
    }
    let told = try open(
      "narrative\nOfficers noticed a person at the corner of the street.\nA call came in about an accident on the road.\n"
    )
    #expect(try told.table().rowCount == 2)
  }

  @Test("a cell beside the table is refused with the option that leaves it out")
  func strayCell() throws {
    let error = #expect(throws: TableError.self) {
      _ = try open("area,cohort\nDudley,120\nWalsall,200,maybe\nBath,30\n").table().reading().finish()
    }
    #expect(error?.description.contains("--cells") == true)
  }

  @Test(
    "an outcome of other words is one fault with the words and their rows, and is read where they are named")
  func outcomeWords() throws {
    var text = "sex,status\n"
    for row in 0..<40 {
      text += "\(row % 2 == 0 ? "M" : "F"),\(row % 4 == 0 ? "New offence" : "Not returned")\n"
    }
    let table = try open(text).table()
    var reading = table.reading()
    _ = reading.booleans("status")
    #expect(reading.faults.count == 1)
    #expect(
      reading.faults.description.contains("“Not returned” (30 rows), “New offence” (10 rows)")
        && reading.faults.description.contains("--reoffended-is"))
    let error = #expect(throws: TableError.self) {
      try open(text).people([WantedColumn("status", as: .boolean)])
    }
    #expect(error?.description.contains("“Not returned” (30 rows)") == true)
    let people = try open(text).people([WantedColumn("status", as: .category)])
    let answers = try people.answering("status", yes: ["new offence"]).column("status")
    #expect(answers.numbers.compactMap { $0 }.reduce(0, +) == 10 && answers.kind == .boolean)
    #expect(throws: TableError.self) { try people.answering("status", yes: ["Returned"]) }
  }

  @Test("a line of merged groups above a header belongs to it where its first cells are merged over both")
  func mergedOver() throws {
    let file = try open(
      """
      Organisation,Type,Payroll staff,Payroll staff,Payroll staff,Payroll staff,Contingent
      Organisation,Type,Officers,Officers,Managers,Managers,Agency
      Organisation,Type,Headcount,Full-time,Headcount,Full-time,Headcount
      Courts,Agency,759,733.9,2107,1834.3,12
      Prisons,Agency,8292,7348.7,14274,13153.2,40
      Registry,Other,316,256.2,481,470.1,3
      """)
    #expect(file.notes == ["The header is taken from lines 1 to 3."])
    #expect(
      names(file) == [
        "Organisation", "Type", "Payroll staff Officers Headcount", "Payroll staff Officers Full-time",
        "Payroll staff Managers Headcount", "Payroll staff Managers Full-time", "Contingent Agency Headcount",
      ])
  }

  @Test("what a file says of itself in two columns above its table is title, numbers among it too")
  func description() throws {
    let file = try open(
      """
      TOPIC:,1.03: population,,,,,
      YEAR:,1897,,,,,
      COUNT,10,,,,,
      ,,,,,,
      Year,Topic,Place,Sex,Unit,Perm,Tver
      1897,1.03,town,women,people,5166,8035
      1897,1.03,town,men,people,6109,7770
      1897,1.03,country,women,people,292277,39054
      """)
    #expect(names(file) == ["Year", "Topic", "Place", "Sex", "Unit", "Perm", "Tver"])
    #expect(try file.table().rowCount == 3)
    #expect(
      file.notes.first?.hasPrefix("The header is taken from line 5, and what stands above it as title")
        == true)
  }

  @Test("the line that names the rows of a turned table belongs to the header")
  func pivot() throws {
    let turned = try open(
      """
      Deaths,,,,
      ,,,,
      Time period,Time period,2015,2016,2017
      Reference area,,,,
      Australia,,36981,36459,36965
      Austria,,18642,18033,17842
      Belgium,,20042,19871,19544
      """)
    #expect(turned.notes.first?.contains("lines 3 to 4") == true)
    #expect(try firstCells(turned) == ["Australia", "Austria", "Belgium"])
    let labels = try open(
      "TIME,2005,2006,2007\nGEO (Labels),,,\nBelgium,35.7,36.1,:\nBulgaria,22.1,22.0,21.9\n")
    #expect(labels.notes == ["The header is taken from lines 1 to 2."])
    #expect(try firstCells(labels) == ["Belgium", "Bulgaria"])
  }

  @Test("letters that stand for missing figures are explained in notes")
  func letters() throws {
    let file = try open(
      """
      Measure,2014,Error,2015,Error of 2015
      Official,24008,N,24036,N
      Owners,25844,345,25929,296
      Renters,25459,381,25583,326
      N Not available
      Z Represents or rounds to zero
      Source: The thresholds
      """)
    #expect(try firstCells(file) == ["Official", "Owners", "Renters"])
  }

  @Test("a table of words whose header leaves columns unnamed, and a form that is none")
  func words() throws {
    let fields = try open(
      """
      This sheet says what is asked for in each of the fields of the return of this department,,,
      Field,,,Information
      Organisation,,,Choose from the list
      Staff,Officers,Headcount,The number of officers
      Staff,Officers,Full-time,The same in full-time posts
      Staff,Managers,Headcount,The number of managers
      Comments,,,Please say what changed
      """)
    #expect(fields.notes.first?.contains("line 2") == true)
    let form =
      "Department:,Justice,\n,,\nContact name:,A. Smith,\n,,\nPhone number:,0789 1342971,\n,,\nSigned off?,Yes,\n,,\nName:,B. Jones,\n"
    #expect(
      message { () throws(TableError) in
        _ = try TableFile(csv: Array(form.utf8), source: "form.csv")
      }?.contains("no table is here") == true)
  }

  @Test("a name of megabytes is refused without being told in full; a long question is a name")
  func longNames() throws {
    func refusal(_ length: Int) -> String {
      do {
        let name = String(repeating: "a", count: length)
        _ = try TableFile(csv: Array("area,\(name)\nDudley,1\nWalsall,2\n".utf8), source: "a.csv").table()
          .reading().finish()
        return ""
      } catch { return "\(error)" }
    }
    #expect(refusal(10_000).isEmpty)
    let long = refusal(2_000_000)
    #expect(long.contains("more than 10,000 bytes") && long.utf8.count < 500)
  }

  @Test("numbers of columns above their names belong to the header")
  func numbersAboveNames() throws {
    let file = try open(
      """
      Spending,,,,
      ,,Services,,
      ,,190,290,330
      code,area,Education,Highways,Care
      E1,Dudley,120,20,30
      E2,Walsall,200,25,35
      E3,Poole,80,10,15
      """)
    #expect(
      names(file) == ["code", "area", "Services 190 Education", "Services 290 Highways", "Services 330 Care"])
    #expect(try firstCells(file) == ["E1", "E2", "E3"])
    let row = try open(
      "area,a,b,c\nDudley,1,2,3\nWalsall,none,few,many\nPoole,7,8,9\nDerby,4,5,6\nLeeds,4,2,1\n")
    #expect(names(row) == ["area", "a", "b", "c"])
  }

  @Test("deciles below the words for their ends are names")
  func deciles() throws {
    let file = try open(
      """
      Table 5: Pupils by decile,,,,
      ,Most deprived,,,Least deprived
      ,1,2,3,4
      Dudley,9.2,8.1,7.0,6.5
      Walsall,9.9,8.8,7.7,6.6
      Poole,1.2,2.1,3.0,4.5
      Derby,9.2,8.1,7.0,6.5
      Leeds,9.9,8.8,7.7,6.6
      York,1.2,2.1,3.0,4.5
      Bath,9.2,8.1,7.0,6.5
      Ripon,9.9,8.8,7.7,6.6
      Truro,1.2,2.1,3.0,4.5
      Wells,1.2,2.1,3.0,4.5
      """)
    #expect(names(file).last?.hasSuffix("4") == true && Set(names(file)).count == 5)
    #expect(try firstCells(file).prefix(2) == ["Dudley", "Walsall"])
    let row = try open("area,a,b,c,d\nDudley,1,2,3,4\nWalsall,9,8,7,6\n")
    #expect(try firstCells(row) == ["Dudley", "Walsall"])
  }

  @Test("a row of signs below a blank line is no header of another table")
  func rowOfSigns() throws {
    let file = try open(
      "area,all,some,rate\nDudley,120,20,16.7\nWalsall,200,40,20\n\nPoole,#,#,#\nDerby,80,10,12.5\n")
    #expect(try firstCells(file).contains("Poole"))
    #expect(throws: TableError.self) {
      try open(
        "area,all,some,rate\nDudley,120,20,16.7\nWalsall,200,40,20\n\nplace,none,few,share\nDerby,80,10,12.5\n"
      )
    }
  }

  @Test("when a page is next updated is a note and no row")
  func nextUpdate() throws {
    let file = try open(
      "month,all,of them\nMay 2015,120,20\nJune 2015,200,40\n\nLast updated,,17 Oct 2019\nNext update,,19 Dec 2019\n"
    )
    #expect(try firstCells(file) == ["May 2015", "June 2015"])
  }

  @Test("a line of references to notes below the names is none of the rows, and no part of the names")
  func notesBelowNames() throws {
    let file = try open(
      "area,people,again,rate\n,(Note 2),(Notes 1 and 3),\nDudley,120,20,16.7\nWalsall,200,40,20\nPoole,80,10,12.5\n"
    )
    #expect(names(file) == ["area", "people", "again", "rate"])
    #expect(try firstCells(file) == ["Dudley", "Walsall", "Poole"])
    let first = try open("area,people\n[note 1],\nDudley,120\nWalsall,200\nPoole,80\n")
    #expect(names(first) == ["area", "people"])
    #expect(try firstCells(first) == ["Dudley", "Walsall", "Poole"])
    // Signs for figures that are not there, and negative numbers, are those of a row.
    let row = try open("area,people,change\nDudley,[x],(2)\nWalsall,200,3\nPoole,80,4\n")
    #expect(try firstCells(row) == ["Dudley", "Walsall", "Poole"])
  }

  @Test("a line that numbers named columns is none of the rows")
  func columnNumbers() throws {
    let text = """
      Table 2: People by work,,,,,
      ,Young people,,,Older people,
      Quarter,Working,Looking,Neither,Working,Looking
      ,1,2,3,1,2
      Jan-Mar 2015,120,20,30,80,9
      Apr-Jun 2015,130,25,35,85,8
      Jul-Sep 2015,140,22,31,90,7
      """
    for numbers in [",1,2,3,1,2", "(1),(2),(3),(4),(5),(6)"] {
      let file = try open(text.replacing(",1,2,3,1,2", with: numbers))
      #expect(file.notes[0].contains("lines 2 to 4"))
      #expect(names(file)[1] == "Young people Working" && names(file)[5] == "Older people Looking")
      #expect(try firstCells(file).first == "Jan-Mar 2015")
    }
    // A row has a name, and its figures need not be those of a series.
    let row = try open("area,a,b,c\nDudley,1,2,3\nWalsall,4,9,6\nPoole,7,8,1\n")
    #expect(try firstCells(row) == ["Dudley", "Walsall", "Poole"])
    let first = try open("id,a,b,c\n1,2,3,4\n2,4,9,6\n3,7,8,1\n")
    #expect(try firstCells(first) == ["1", "2", "3"])
  }

  @Test("a unit in the corner above the last column is no name")
  func cornerUnit() throws {
    let file = try open(
      """
      Table 6: Staff of three kinds,,,
      ,,,
      England and Wales,,,Full-time equivalents3
      ,Officers,Clerks,Wardens
      2013,120.5,20,30
      2014,130,25.5,35
      2015,140,22,31.2
      """)
    #expect(names(file) == ["", "Officers", "Clerks", "Wardens"])
    #expect(try firstCells(file) == ["2013", "2014", "2015"])
    // Beside the name of the first column it stays in the header, as a part of no name.
    let named = try open(
      "Area,,Headcount\n,officers,clerks\nDudley,120,20\nWalsall,130,25\nPoole,14,2\n")
    #expect(names(named) == ["Area", "officers", "clerks"])
    let group = try open("Area,People,Reoffending\n,all,again\nDudley,120,20\nWalsall,130,25\nPoole,14,2\n")
    #expect(names(group) == ["Area", "People all", "Reoffending again"])
  }

  @Test("names over groups of columns stand above a blank line, a title does not")
  func groupsAboveGap() throws {
    let file = try open(
      """
      Table 7: Officers,,,,
      ,,,,
      North,,,,
      ,,,Change in six months,
      ,,,,
      ,March 2015,Sept 2015,number,%
      Dudley,120,130,10,8.3
      Walsall,200,190,-10,-5
      Poole,80,90,10,12.5
      """)
    #expect(names(file)[3] == "Change in six months number" && names(file)[1] == "March 2015")
    #expect(try firstCells(file) == ["Dudley", "Walsall", "Poole"])
    let title = try open(
      "Officers by area,,\n,,\narea,people,again\nDudley,120,10\nWalsall,200,20\nPoole,80,5\n")
    #expect(names(title) == ["area", "people", "again"])
  }

  @Test("a group of names ends where the group above it does")
  func groupsWithinGroups() throws {
    let file = try open(
      """
      Year,All crime,,,Other crime,,
      ,,Limits,,,Limits,
      ,Rate,Lower,Upper,Rate,Lower,Upper
      2013,12.5,11,14,2.5,2,3
      2014,13.5,12,15,2.7,2.1,3.2
      2015,14.5,13,16,2.9,2.4,3.4
      """)
    #expect(
      names(file).dropFirst() == [
        "All crime Rate", "All crime Limits Lower", "All crime Limits Upper", "Other crime Rate",
        "Other crime Limits Lower", "Other crime Limits Upper",
      ])
  }

  @Test("one word below some names goes on with them, and a name that goes on is none of its neighbour")
  func wordsThatGoOn() throws {
    let file = try open(
      """
      Code,Country of,,Births,,Deaths,,
      ,occurrence,Sex,Live births,Stillbirths,Early,Late,Post-
      ,,,,,neonatal,neonatal,neonatal
      E1,England,M,120,20,30,8,4
      E2,Wales,M,130,25,35,9,5
      E3,Scotland,M,140,22,31,7,6
      E4,England,F,150,21,32,6,3
      """)
    #expect(
      names(file) == [
        "Code", "Country of occurrence", "Sex", "Births Live births", "Births Stillbirths",
        "Deaths Early neonatal", "Deaths Late neonatal", "Deaths Post- neonatal",
      ])
  }

  @Test("a day above the only column of figures, below a blank line, is its name")
  func dayOverFigures() throws {
    let file = try open(
      "Table 6: Helpers,\n,\nNorth,Headcount\n,As at:\n,\n,Sep-15\nDudley,92\nWalsall,29\nPoole,110\nDerby,12\n"
    )
    #expect(names(file)[1] == "Headcount As at: Sep-15")
    #expect(try firstCells(file).first == "Dudley")
    let row = try open("area,people\n,\nDudley,92\nWalsall,29\nPoole,110\n")
    #expect(try firstCells(row) == ["Dudley", "Walsall", "Poole"])
  }

  @Test("identifiers of series below their names are none of the rows")
  func identifiers() throws {
    let file = try open(
      "Period,All goods,Food,Clothes\nDataset identifier code,KKP5,KKD5,KK33\n2013,120,20,30\n2014,130,25,35\n2015,140,22,31\n"
    )
    #expect(names(file) == ["Period", "All goods", "Food", "Clothes"])
    #expect(try firstCells(file) == ["2013", "2014", "2015"])
    let row = try open("area,kind,people\nDudley,AB12,120\nWalsall,CD34,200\nPoole,EF56,80\n")
    #expect(try firstCells(row).count == 3)
  }
}
