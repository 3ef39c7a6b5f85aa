import Reoffending
import Tables
import TestSupport
import Testing

@Suite("rows that are sums of others")
struct TotalsTests {
  private let bySex = """
    area,sex,cohort,reoffenders
    Dudley,Male,100,40
    Dudley,Female,50,10
    Dudley,Total,150,50
    Walsall,Male,120,45
    Walsall,Female,40,9
    Walsall,Total,160,54

    """

  private func rows(_ cohorts: CohortTable) -> [String: Int?] {
    Dictionary(uniqueKeysWithValues: cohorts.groups.map { ($0.key.description, $0.trials) })
  }

  @Test("nobody is counted twice, by whichever column the groups are made")
  func everyDimension() throws {
    let table = try figureTable(bySex)
    let byArea = try CohortTable(table, by: ["area"])
    #expect(rows(byArea) == ["Dudley": 150, "Walsall": 160] && byArea.total?.trials == 310)
    let sexes = try CohortTable(table, by: ["sex"])
    #expect(rows(sexes) == ["Male": 220, "Female": 90] && sexes.total?.trials == 310)
    let both = try CohortTable(table, by: ["area", "sex"])
    #expect(both.groups.count == 4 && both.total?.trials == 310 && both.total?.events?.nearest == 104)
    #expect(try CohortTable(table, by: ["area"], totals: .taken).groups[0].trials == 300)
  }

  @Test(
    "a total by its sum, whatever its name and place",
    arguments: [
      "England and Wales,310,104\nDudley,150,50\nWalsall,160,54\n",
      "Dudley,150,50\nWalsall,160,54\nThe Black Country,310,104\n",
      "Dudley,150,50\nWalsall,160,54\nGrand Total:,310,104\n",
      "Dudley,150,50\nWalsall,160,54\nAll areas [note 2],310,104\n",
    ])
  func bySum(text: String) throws {
    let cohorts = try CohortTable(figureTable("area,cohort,reoffenders\n" + text), by: ["area"])
    #expect(rows(cohorts) == ["Dudley": 150, "Walsall": 160])
    #expect(cohorts.total?.trials == 310 && cohorts.total?.events?.nearest == 104)
  }

  @Test("regions among their areas are kept apart, and said")
  func regions() throws {
    let text = """
      area,cohort,reoffenders
      North,310,104
      Dudley,150,50
      Walsall,160,54
      South,700,230
      Poole,400,130
      Bath,300,100
      England,1010,334

      """
    let cohorts = try CohortTable(figureTable(text), by: ["area"])
    #expect(cohorts.groups.map(\.key.description) == ["Dudley", "Walsall", "Poole", "Bath"])
    #expect(cohorts.total?.trials == 1010)
    #expect(cohorts.notes.contains { $0.contains("North and South") })
  }

  @Test("the sum of a region’s areas is no total of a table that has other areas too")
  func regionAlone() throws {
    let text = """
      area,cohort,reoffenders
      Midlands,470,120
      Dudley,120,40
      Walsall,200,60
      Sandwell,150,20
      Poole,100,25
      Bath,300,60

      """
    let cohorts = try CohortTable(figureTable(text), by: ["area"])
    #expect(cohorts.groups.map(\.key.description) == ["Dudley", "Walsall", "Sandwell", "Poole", "Bath"])
    #expect(cohorts.total?.trials != 470)
    #expect(cohorts.notes.contains { $0.contains("Kept apart") && $0.contains("Midlands") })
  }

  @Test("of very many small groups some are sums of their neighbours by chance, and stay groups")
  func sumsByChance() throws {
    var random = SeededGenerator(seed: 7)
    var rows = (0..<20_000).map { number -> String in
      let people = Int.random(in: 20...90, using: &random)
      return "Area \(number),\(people),\(Int.random(in: 1...people / 2, using: &random))"
    }
    let cohorts = try CohortTable(
      figureTable("area,cohort,reoffenders\n" + rows.joined(separator: "\n") + "\n"), by: ["area"])
    #expect(cohorts.groups.count == 20_000)
    #expect(!cohorts.notes.contains { $0.contains("sums") })
    // A layout is one still: each tenth row the sum of the nine below it.
    rows = (0..<200).flatMap { region -> [String] in
      let areas = (0..<9).map { _ in
        (Int.random(in: 20...90, using: &random), Int.random(in: 1...10, using: &random))
      }
      return ["Region \(region),\(areas.reduce(0) { $0 + $1.0 }),\(areas.reduce(0) { $0 + $1.1 })"]
        + areas.enumerated().map { "Ward \(region)-\($0),\($1.0),\($1.1)" }
    }
    let wards = try CohortTable(
      figureTable("area,cohort,reoffenders\n" + rows.joined(separator: "\n") + "\n"), by: ["area"])
    #expect(wards.groups.count == 1800)
  }

  @Test("a total that shows by its sum only is counted once, also where groups are made by another column")
  func bySumElsewhere() throws {
    let text = """
      year,code,area,cohort,reoffenders
      2016,E1,North,100,30
      2016,E2,South,200,50
      2016,E9,England,300,80
      2017,E1,North,100,32
      2017,E2,South,200,51
      2017,E9,England,300,83

      """
    let years = try CohortTable(figureTable(text), by: ["year"])
    #expect(rows(years) == ["2016": 300, "2017": 300])
    #expect(years.notes.contains { $0.contains("Rows of England in area are left out") })
    #expect(try CohortTable(figureTable(text), by: ["year"], totals: .taken).groups[0].trials == 600)
  }

  @Test("a total within a total is counted once")
  func nested() throws {
    let text = """
      area,cohort,reoffenders
      England and Wales,1000,300
      England,900,275
      North,400,120
      South,500,155
      Wales,100,25

      """
    let cohorts = try CohortTable(figureTable(text), by: ["area"])
    #expect(cohorts.groups.map(\.key.description) == ["North", "South", "Wales"])
    #expect(cohorts.total?.trials == 1000 && cohorts.total?.events?.nearest == 300)
  }

  @Test(
    "what is a subtotal, a wider range, a part or an average of other rows counts nobody twice",
    arguments: [
      (
        "Dudley,150,50\nWalsall,160,54\nSubtotal,310,104\nCoventry,100,30\nTotal,410,134\n",
        ["Dudley", "Walsall", "Coventry"], 410
      ),
      ("18-20,100,40\n21-24,90,30\n18-24,190,70\n25+,110,40\n", ["18-20", "21-24", "25+"], 300),
      (
        "18+,300,110\n18 to 24,190,70\n25 and over,110,40\nUnder 18,20,9\n",
        ["Under 18", "18 to 24", "25 and over"], 320
      ),
      ("Dudley,150,50\nWalsall,160,54\nOf which: North Walsall,60,20\n", ["Dudley", "Walsall"], 310),
      ("Dudley,150,50\nWalsall,160,54\nMean,155,52\n", ["Dudley", "Walsall"], 310),
      ("Dudley,150,50\nWalsall,170,54\nRegional average,160,52\n", ["Dudley", "Walsall"], 320),
      ("Low,100,20\nAverage,310,90\nHigh,120,70\n", ["Low", "Average", "High"], 530),
      ("10-14,100,20\n12-17,310,90\n18+,120,70\n", ["10-14", "12-17", "18+"], 530),
    ])
  func kindsOfSums(text: String, groups: [String], people: Int) throws {
    let cohorts = try CohortTable(figureTable("name,cohort,reoffenders\n" + text), by: ["name"])
    #expect(cohorts.groups.map(\.key.description) == groups)
    #expect(cohorts.total?.trials == people)
    let all = try CohortTable(figureTable("name,cohort,reoffenders\n" + text), by: ["name"], totals: .taken)
    #expect(all.groups.count == text.split(separator: "\n").count)
  }

  @Test("wider ranges and parts of other rows are not added up where groups are made by another column")
  func kindsElsewhere() throws {
    let ages = """
      area,age,cohort,reoffenders
      Dudley,18-20,100,40
      Dudley,21-24,90,30
      Dudley,18-24,190,70
      Dudley,25+,110,40
      Walsall,18-20,100,40
      Walsall,21-24,80,30
      Walsall,18-24,180,70
      Walsall,25+,120,40

      """
    #expect(rows(try CohortTable(figureTable(ages), by: ["area"])) == ["Dudley": 300, "Walsall": 300])
    let parts = """
      year,area,cohort,reoffenders
      2015,Walsall,160,54
      2015,of which: North,60,20
      2016,Walsall,170,55
      2016,of which: North,70,21

      """
    #expect(rows(try CohortTable(figureTable(parts), by: ["year"])) == ["2015": 160, "2016": 170])
  }

  @Test("cells that are not understood are told by line, however many they are")
  func unreadCells() throws {
    let text =
      "area,cohort,reoffenders\nA,150,50\nB,160,44\nC,100,not yet\nD,100,held back\nE,100,54 (r)x\nF,90,no idea\n"
    #expect { try CohortTable(figureTable(text), by: ["area"]) } throws: { error in
      "\(error)".contains("line 4") && "\(error)".contains("“not yet”")
        && !"\(error)".contains("there is no column")
    }
  }

  @Test("names that differ in an invisible sign are told")
  func invisible() throws {
    let text = "area,cohort,reoffenders\nWal\u{200B}sall,100,40\nWalsall,90,30\n"
    #expect(
      try CohortTable(figureTable(text), by: ["area"]).notes.contains { $0.contains("invisible signs") })
  }

  @Test(
    "figures that are no people, no shares, or cannot be are refused with the cure",
    arguments: [
      ("area,Offenders (000s),Reoffenders\nA,12,4\nB,14,5\n", "Offenders (000s)", "reoffenders", "000s"),
      (
        "area,cohort,Reoffenders (thousands)\nA,12,4\nB,14,5\n", "cohort", "Reoffenders (thousands)",
        "thousands"
      ),
    ])
  func units(text: String, cohort: String, reoffenders: String, unit: String) throws {
    let names = CohortColumns(cohort: cohort, reoffenders: reoffenders)
    #expect { try CohortTable(figureTable(text), by: ["area"], names: names) } throws: { error in
      "\(error)".contains("line 1") && "\(error)".contains("“\(unit)”")
    }
  }

  @Test("a rate per 1,000 is no per cent, and nobody reoffends less than once")
  func impossible() throws {
    let rate = try figureTable("area,Rate per 1000 population\nA,12.3\nB,14.5\nC,9.1\n")
    let names = CohortColumns(actual: "Rate per 1000 population")
    #expect { try CohortTable(rate, by: ["area"], names: names) } throws: { "\($0)".contains("per 1000") }
    let few = try figureTable("sex,cohort,reoffenders,reoffences\nM,100,40,39\nF,50,10,20\n")
    #expect { try CohortTable(few, by: ["sex"]) } throws: { error in
      "\(error)".contains("line 2") && "\(error)".contains("39 reoffences are fewer than the 40")
    }
    let enough = try figureTable("sex,cohort,reoffenders,reoffences\nM,100,40,40\nF,50,10,20\n")
    #expect(try CohortTable(enough, by: ["sex"]).groups.count == 2)
  }

  @Test("blank cells that follow each other are those of a merged one; a single one is told")
  func blankRuns() throws {
    let full = (2001...2012).map { "\($0),100,30\n" }.joined()
    #expect {
      try CohortTable(figureTable("year,cohort,reoffenders\n" + full + ",50,10\n,60,20\n"), by: ["year"])
    } throws: { "\($0)".contains("--fill-down") && "\($0)".contains("line 14") }
    let one = try CohortTable(figureTable("year,cohort,reoffenders\n" + full + ",50,10\n"), by: ["year"])
    #expect(one.notes.contains { $0.contains("Line 14 has no year") })
  }

  @Test("letters for withheld figures are missing values of figures, and names of groups")
  func letters() throws {
    let text = "area,cohort,reoffenders\nc,120,40\nWalsall,200,c\nx,150,30\nDudley,90,z\nPoole,low,low\n"
    let cohorts = try CohortTable(figureTable(text), by: ["area"])
    #expect(cohorts.groups.map(\.key.description) == ["c", "Walsall", "x", "Dudley", "Poole"])
    #expect(cohorts.groups.map { $0.events?.nearest } == [40, nil, 30, nil, nil])
    #expect(cohorts.groups.map(\.trials) == [120, 200, 150, 90, nil])
  }

  @Test("one group that happens to be the sum of two neighbours stays a group")
  func chance() throws {
    let text = "area,cohort,reoffenders\nA,100,30\nB,200,60\nC,300,90\nD,1000,310\nE,77,20\n"
    #expect(try CohortTable(figureTable(text), by: ["area"]).groups.count == 5)
  }

  @Test("a printed total that does not add up is shown and said")
  func wrongTotal() throws {
    let text = "area,cohort,reoffenders\nDudley,150,50\nWalsall,160,54\nTotal,400,104\n"
    let cohorts = try CohortTable(figureTable(text), by: ["area"])
    #expect(cohorts.total?.trials == 400)
    #expect(cohorts.notes.contains { $0.contains("400") && $0.contains("310") })
    let without = try CohortTable(
      figureTable("area,cohort,reoffenders\nDudley,150,50\nWalsall,160,54\nTotal,,104\n"), by: ["area"])
    #expect(without.total?.trials == 310 && without.notes.contains { $0.contains("without its number") })
    let parts = bySex.split(separator: "\n").map {
      $0.hasPrefix("Walsall,Total") ? "Walsall,Total,170,54" : $0
    }
    let wrong = try CohortTable(figureTable(parts.joined(separator: "\n") + "\n"), by: ["area", "sex"])
    #expect(wrong.notes.contains { $0.contains("do not add up") && $0.contains("170") })
  }

  @Test("a country larger than all the others is no part of their total")
  func country() throws {
    let text = "area,cohort,reoffenders\nDudley,150,50\nWalsall,160,54\nEngland,90000,27000\n"
    let cohorts = try CohortTable(figureTable(text), by: ["area"])
    #expect(cohorts.groups.count == 3 && cohorts.total?.trials == 310)
  }

  @Test("an empty name, as below a merged cell, is refused with the line and the cure")
  func mergedCells() throws {
    let text = "area,sex,cohort,reoffenders\nDudley,Male,100,40\n,Female,50,10\n"
    let error = #expect(throws: TableError.self) { try CohortTable(figureTable(text), by: ["area"]) }
    #expect(error?.description.contains("line 3, column area") == true)
    #expect(error?.description.contains("--fill-down") == true)
  }

  @Test("the names under which publications print the figures are understood, and a guess is said")
  func synonyms() throws {
    let text = """
      Local authority,Number of offenders in the measurable cohort [note 1],Number of re-offenders,Proportion of offenders who reoffend (%)
      Dudley,150,50,33.3
      Walsall,160,54,33.8

      """
    let cohorts = try CohortTable(figureTable(text), by: ["local_authority"])
    #expect(cohorts.groups[0].trials == 150 && cohorts.groups[1].events?.nearest == 54)
    #expect(cohorts.notes.count { $0.contains("is taken as the") } == 3)
    let frequency = "area,Number of offenders,Average number of reoffences per reoffender\nA,10,3\n"
    #expect(throws: TableError.self) { try CohortTable(figureTable(frequency), by: ["area"]) }
  }

  @Test("figures of all are taken before those of parts, and averages name no groups")
  func totalsAmongColumns() throws {
    let text = """
      Disposal,Number of adults in cohort,Number of adults who reoffended,Number of youths in cohort,Number of youths who reoffended,Total number in cohort,Total number who reoffended
      Fine,100,20,50,10,150,30
      Caution,80,10,20,2,100,12

      """
    let cohorts = try CohortTable(figureTable(text))
    #expect(cohorts.groups.map(\.trials) == [150, 100] && cohorts.groups[1].events?.nearest == 12)
    let frequency = """
      Cohort,Number of offenders,Reconviction rate,Average number of reconvictions per offender
      2013-14,1000,31.8,0.62
      2014-15,1000,30,0.5
      2015-16,2000,29.9,0.61

      """
    let reconvicted = try CohortTable(figureTable(frequency))
    #expect(reconvicted.groups.map(\.key.description) == ["2013-14", "2014-15", "2015-16"])
    #expect(reconvicted.groups.map { $0.events?.nearest } == [318, 300, 598])
    #expect(reconvicted.groups[1].events?.isUnique == true)
    #expect(reconvicted.notes.contains { $0.contains("zeros that were left out") })
  }

  @Test("shares that add up to a printed whole are no rates, and a name twice in the header is asked for")
  func noRates() throws {
    let shares =
      "Reoffences,Number who reoffended,Per cent who reoffended (%)\nOne,50,50\nTwo,30,30\nThree,20,20\nTotal,100,100\n"
    let error = #expect(throws: TableError.self) { try CohortTable(figureTable(shares)) }
    #expect(error?.description.contains("shares of one group") == true)
    let twice = #expect(throws: TableError.self) {
      try CohortTable(figureTable("area,cohort,reoffenders,cohort\nDudley,150,50,151\n"), by: ["area"])
    }
    #expect(twice?.description.contains("cohort or cohort.1") == true)
  }

  @Test("two columns for one figure are asked for, and reoffenders alone give no rate")
  func ambiguous() throws {
    for header in [
      "area,Cohort,co_hort,reoffenders", "area,Number of offenders,Offenders in cohort,reoffenders",
    ] {
      let error = #expect(throws: TableError.self) {
        try CohortTable(figureTable(header + "\nDudley,150,150,50\n"), by: ["area"])
      }
      #expect(error?.description.contains("--cohort") == true)
    }
    let alone = #expect(throws: TableError.self) {
      try CohortTable(figureTable("area,reoffenders\nDudley,50\n"), by: ["area"])
    }
    #expect(alone?.description.contains("alone gives no rate") == true)
    let predicted = #expect(throws: TableError.self) {
      try CohortTable(figureTable("area,cohort,reoffenders,predicted\nDudley,150,50,48.2\n"), by: ["area"])
    }
    #expect(predicted?.description.contains("per cent or a number of people") == true)
  }

  @Test("a group of nobody is left out, and said")
  func nobody() throws {
    let cohorts = try CohortTable(
      figureTable("area,cohort,reoffenders\nDudley,150,50\nLye,0,0\nWalsall,160,54\n"), by: ["area"])
    #expect(cohorts.groups.count == 2 && cohorts.notes.contains { $0.contains("Lye has nobody") })
    // Rows without people of a group that has some are none; and many names are not all told.
    let rows = (1...40).map { "Ward \($0),0,0\nWard \($0),0,0\n" }.joined()
    let further = try CohortTable(
      figureTable("area,cohort,reoffenders\nDudley,150,50\nDudley,0,0\nWalsall,160,54\n" + rows), by: ["area"]
    )
    let note = try #require(further.notes.first { $0.contains("nobody to follow up") })
    #expect(
      note.hasPrefix("Ward 1, Ward 2,") && note.contains("Ward 9 and 31 more have")
        && !note.contains("Dudley"))
  }

  @Test("a range that begins nowhere is the sum of those that make it up, where its figures are theirs")
  func openRanges() throws {
    let ages =
      "age,cohort,reoffenders\n10-14,20,5\n15-17,80,30\nUnder 18,100,35\n18-20,60,20\n21+,40,10\n18 and over,100,30\n"
    let cohorts = try CohortTable(figureTable(ages), by: ["age"])
    #expect(
      rows(cohorts) == ["10-14": 20, "15-17": 80, "18-20": 60, "21+": 40] && cohorts.total?.trials == 200)
    let others = try CohortTable(
      figureTable(ages.replacing("Under 18,100,35", with: "Under 18,90,31")), by: ["age"])
    #expect(others.groups.count == 5, "figures of its own make it a group")
  }

  @Test("countries that hold each other, and areas of one of them, are counted once")
  func nestedCountries() throws {
    let cohorts = try CohortTable(
      figureTable(
        "area,cohort,reoffenders\nEngland and Wales,300,93\nEngland,250,75\nWales,50,18\nLondon,100,28\nNorth,150,47\n"
      ),
      by: ["area"])
    #expect(rows(cohorts) == ["Wales": 50, "London": 100, "North": 150])
    #expect(cohorts.total?.trials == 300 && cohorts.total?.events?.nearest == 93)
    #expect(cohorts.notes.contains { $0.contains("England and Wales is taken as the total") })
    let even = try CohortTable(
      figureTable(
        "area,cohort,reoffenders\nEngland and Wales,300,90\nEngland,250,75\nWales,50,15\nLondon,100,30\nNorth,150,45\n"
      ),
      by: ["area"])
    #expect(rows(even) == ["Wales": 50, "London": 100, "North": 150], "North is no sum of Wales and London")
  }
}
