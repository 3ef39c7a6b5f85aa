import Reoffending
import Tables
import Testing

@Suite("sums, parts and statistics among the rows of a table")
struct TotalKindsTests {
  private func read(_ text: String, by name: String) throws -> CohortTable {
    try CohortTable(figureTable(text), by: [name])
  }

  private func names(_ cohorts: CohortTable) -> [String] { cohorts.groups.map(\.key.description) }

  /// Counts in hundreds, as a table of prisoners prints them: rows of kinds within kinds, and the same people in another
  /// breakdown below.
  private let nested = """
    row,cohort,actual_rate
    All released prisoners,1000,42.5%
    Offence: Violent,300,38.3%
    Offence: Violent: Homicide,100,22.0%
    Offence: Violent: Assault,200,45.5%
    Offence: Property,700,44.3%
    Admission: New sentence,600,36.8%
    Admission: Return,400,51.0%

    """

  @Test("names that others begin with are sums of these, and the row of all is the total")
  func nestedNames() throws {
    let cohorts = try read(nested, by: "row")
    #expect(
      names(cohorts) == [
        "Offence: Violent: Homicide", "Offence: Violent: Assault", "Offence: Property",
        "Admission: New sentence", "Admission: Return",
      ])
    #expect(cohorts.total?.trials == 1000)
    #expect(cohorts.notes.contains { $0.contains("sums of other rows: Offence: Violent.") })
    // Both breakdowns hold everybody.
    #expect(cohorts.notes.contains { $0.contains("1,000 people") && $0.contains("2,000") })
  }

  @Test(
    "regions below or above their areas are the sums of these, run by run, also rounded",
    arguments: [
      (3240, 1010, true, true), (3230, 1000, true, true), (3240, 1010, false, true),
      (3100, 1010, true, false),
    ])
  func regions(people: Int, reoffenders: Int, areBelow: Bool, areSums: Bool) throws {
    var rows = ["Dudley,1230,410", "Walsall,2010,600", "Derby,1000,300", "Leicester,1500,460"]
    let regions = ["West Midlands,\(people),\(reoffenders)", "East Midlands,2500,760"]
    rows.insert(contentsOf: regions, at: areBelow ? rows.count : 0)
    let cohorts = try read("area,cohort,reoffenders\n" + rows.joined(separator: "\n") + "\n", by: "area")
    #expect(cohorts.groups.count == (areSums ? 4 : 6), "\(names(cohorts))")
    #expect(cohorts.total?.trials == (areSums ? 5740 : 5740 + people + 2500))
    #expect(cohorts.notes.contains { $0.contains("West Midlands and East Midlands") } == areSums)
  }

  @Test(
    "people by sex and the same people by age below each other make one total; rows of equal numbers are no such thing",
    arguments: [("1043", 2), ("", 2), ("", 1)])
  func repeatedPeople(printed: String, factor: Int) throws {
    var text = "group,cohort,reoffenders\nMale,831,313\nFemale,212,61\n18-24,304,103\n25-34,407,164\n"
    text += factor == 2 ? "35-49,232,87\n50+,100,20\n" : "35-49,232,87\n50+,101,20\n"
    if !printed.isEmpty { text += "Total,1043,374\n" }
    let cohorts = try read(text, by: "group")
    #expect(cohorts.groups.count == 6)
    #expect(cohorts.total?.trials == (factor == 2 ? 1043 : 2087))
    #expect(cohorts.notes.contains { $0.contains("18-24 to 50+ have together") } == (factor == 2))
    let equal = try read("area,cohort,reoffenders\nA,100,30\nB,100,30\nC,100,30\nD,100,30\n", by: "area")
    #expect(equal.total?.trials == 400)
  }

  @Test("where nothing says who reoffended, the columns of yes and no are named")
  func flagsNamed() {
    let text = "Sex,Back in prison,Band\nF,Yes,1\nM,No,2\nM,,3\nF,No,1\n"
    #expect {
      try read(text, by: "Sex")
    } throws: { error in
      "\(error)".contains("“Back in prison” holds yes and no, as --outcome takes it")
    }
  }

  @Test("a name whose rows are some of its people keeps them all, and the rows are part of it")
  func partsOfNames() throws {
    let text = nested.replacing("Violent: Assault,200,45.5%", with: "Violent: Assault,40,45.0%")
    let cohorts = try read(text, by: "row")
    #expect(
      names(cohorts).contains("Offence: Violent") && !names(cohorts).contains("Offence: Violent: Assault"))
    #expect(cohorts.notes.contains { $0.contains("are part of other rows") })
  }

  @Test(
    "counts rounded to hundreds may miss their sum by the rounding, and counts as they are may not",
    arguments: [(200, 500, true), (201, 499, false)])
  func rounded(homicide: Int, assault: Int, isSum: Bool) throws {
    let text = """
      row,cohort,reoffenders
      Violent,800,300
      Violent: Homicide,\(homicide),100
      Violent: Assault,\(assault),200
      Property,700,310

      """
    let cohorts = try read(text, by: "row")
    #expect(names(cohorts).contains("Violent") != isSum)
    #expect(names(cohorts).contains("Violent: Assault") == isSum)
  }

  @Test(
    "a row of all is a group where others are all of something too, or where the others are not in it",
    arguments: [
      "All men,150,50\nAll women,160,54\nUnknown,10,2\n", "All adults,900,300\nYouths,60,20\nUnknown,40,10\n",
    ])
  func notOfAll(text: String) throws {
    let cohorts = try read("group,cohort,reoffenders\n" + text, by: "group")
    #expect(cohorts.groups.count == 3)
  }

  @Test("rows of the median, the extremes and the deviation are no groups where their figures are those")
  func statistics() throws {
    let areas = "Dudley,100,30\nWalsall,50,10\nPoole,70,25\n"
    let described = areas + "Median,70,25\nMinimum,50,10\nMaximum,100,30\nStandard deviation,25,10\n"
    let cohorts = try read("area,cohort,reoffenders\n" + described, by: "area")
    #expect(names(cohorts) == ["Dudley", "Walsall", "Poole"] && cohorts.total?.trials == 220)
    #expect(cohorts.notes.contains { $0.contains("Median, Minimum, Maximum and Standard deviation") })
    // A level of that name is a group.
    let levels = try read("risk,cohort,reoffenders\nLow,100,10\nMedian,80,20\nMaximum,90,60\n", by: "risk")
    #expect(levels.groups.count == 3)
  }

  @Test(
    "the same people followed for longer have no total",
    arguments: [
      ("Follow-up", ["Within 6 months", "Within 1 year", "Within 2 years"]),
      ("Years after release", ["1", "2", "3"]), ("time", ["12 months", "24 months", "three years"]),
    ])
  func followedLonger(column: String, spans: [String]) throws {
    let rows = zip(spans, [100, 160, 220]).map { "\($0),500,\($1)\n" }.joined()
    let cohorts = try read("\(column),cohort,reoffenders\n" + rows, by: column)
    #expect(cohorts.groups.count == 3 && cohorts.total == nil)
    #expect(cohorts.notes.contains { $0.contains("same 500 people") })
  }

  @Test(
    "cohorts of years, and times with other people or fewer reoffenders, have one",
    arguments: [
      ("year", "2013,500,100\n2014,500,160\n"), ("time", "1 year,500,160\n2 years,400,170\n"),
      ("time", "1 year,500,160\n2 years,500,140\n"),
    ])
  func notFollowedLonger(column: String, rows: String) throws {
    let cohorts = try read("\(column),cohort,reoffenders\n" + rows, by: column)
    #expect(cohorts.total != nil)
  }

  @Test("the printed total is used where a column of rates such as 0.12 stands beside it")
  func ratesBelowOne() throws {
    let text = """
      year,school,cohort,reoffenders,rate of another
      2014,Total,105,30,0.12
      2014,Small,50,20,0.22
      2014,Large,50,10,0.02
      2015,Total,205,40,0.11
      2015,Small,100,30,0.21
      2015,Large,100,10,0.01

      """
    // Rounded to fives, the parts are not the total.
    #expect(try read(text, by: "year").groups.map(\.trials) == [105, 205])
  }

  @Test("the digit of a note behind a word of a name leaves its meaning")
  func digitsOfNotes() throws {
    let text = "Area,Number of offenders in cohort1,Number of reoffenders2\nDudley,100,30\nWalsall,50,10\n"
    #expect(try read(text, by: "Area").total?.trials == 150)
  }

  @Test("names that differ in the sign of a note are told")
  func signsOfNotes() throws {
    let cohorts = try read("area,cohort,reoffenders\nDudley,100,30\nDudley¹,50,10\nPoole,7,1\n", by: "area")
    #expect(
      cohorts.groups.count == 3 && cohorts.notes.contains { $0.contains("“Dudley” and “Dudley¹” differ") })
  }

  @Test(
    "the signs of other publishers for figures that are withheld or do not exist",
    arguments: ["np", "n.p.", "S", "(suppressed)", "†", "--", ". .", "<=4"])
  func signs(sign: String) throws {
    let cohorts = try read(
      "area,cohort,reoffenders\nDudley,100,30\nPoole,12,\(sign)\nWalsall,50,10\n", by: "area")
    #expect(cohorts.groups.map { $0.events?.nearest } == [30, nil, 10])
  }

  /// Shaped as the tables of American statistics offices: totals within a total, letters of notes behind a slash.
  private let american = """
    jurisdiction,cohort,reoffenders
    U.S. total/a,300,75
    Federal,100,25
    State/a,200,50
    North,150,30
    South/b,50,20

    a/Includes an estimate.
    b/Provisional.

    """

  @Test("letters of notes behind a slash are no part of the name of a total, and a sum within it is found")
  func notesBehindSlash() throws {
    let cohorts = try file(american, by: "jurisdiction")
    #expect(names(cohorts) == ["Federal", "North", "South/b"])
    #expect(cohorts.total?.trials == 300)
    #expect(cohorts.notes.contains { $0.contains("sums of other rows: State/a.") })
    // Without the total one sum of two neighbours may be chance.
    let plain = try file(american.replacing("U.S. total/a,300,75\n", with: ""), by: "jurisdiction")
    #expect(plain.groups.count == 4)
  }

  @Test(
    "a group of two others is no third one where the total shows it; what says that it is a part stays one")
  func sumWithinTotal() throws {
    let rows = "White,200,60\nBlack,50,20\nAsian,40,8\nBAME,90,28\n"
    let found = try read("group,cohort,reoffenders\n" + rows + "All,290,88\n", by: "group")
    #expect(names(found) == ["White", "Black", "Asian"] && found.total?.trials == 290)
    let other = try read("group,cohort,reoffenders\n" + rows + "All,380,116\n", by: "group")
    #expect(names(other) == ["White", "Black", "Asian", "BAME"])
    let parts =
      "Theft,200,80\nof which: shops,120,60\nof which: cars,80,20\nViolence,100,20\nAll offences,300,100\n"
    #expect(try names(read("group,cohort,reoffenders\n" + parts, by: "group")) == ["Theft", "Violence"])
  }

  @Test("a total above and below its parts is counted once; equal rows of groups are counted twice and told")
  func totalTwice() throws {
    let rows = "area,cohort,reoffenders\nTotal,270,72\nDudley,150,40\nWalsall,120,32\n"
    let twice = try read(rows + "Total,270,72\n", by: "area")
    #expect(twice.total?.trials == 270)
    #expect(twice.notes == ["Line 5 is the total of line 2 again, and counted once."])
    let groups = try read(rows + "Walsall,120,32\n", by: "area")
    #expect(groups.notes.contains { $0.contains("both are counted") })
  }

  /// The cohorts of a table as a file has it.
  private func file(_ text: String, by name: String) throws -> CohortTable {
    try CohortTable(TableFile(csv: Array(text.utf8), source: "figures.csv").table(), by: [name])
  }

  @Test("names that are indented below others are parts of these")
  func indented() throws {
    let rows = [
      "Dudley,150,40", "  Male,100,30", "  Female,50,10", "Walsall,120,32", "  Male,80,20", "  Female,40,12",
    ].joined(separator: "\n")
    let head = "area,cohort,reoffenders\n"
    for text in [
      rows, rows.replacing("  Male", with: "of which:,,\n  Male"), rows.replacing("  ", with: "- "),
      rows + "\nTotal,270,72",
    ] {
      let cohorts = try file(head + text + "\n", by: "area")
      #expect(names(cohorts) == ["Dudley", "Walsall"], "\(text)")
      #expect(cohorts.total?.trials == 270)
    }
    // Names of their own: those of Walsall are not all of it.
    let parts = "Dudley,151,40\n  North,101,30\n  South,50,10\nWalsall,120,32\n  East,80,20\n  West,30,8\n"
    let cohorts = try file(head + parts, by: "area")
    #expect(names(cohorts) == ["Dudley: North", "Dudley: South", "Walsall"])
    #expect(cohorts.total?.trials == 271)
    // One blank is a slip, and a single name below another no layout.
    for text in [parts.replacing("  ", with: " "), "Dudley,150,40\n  Walsall,120,32\nDerby,50,10\n"] {
      #expect(try !names(file(head + text, by: "area")).contains { $0.contains(": ") })
    }
  }

  @Test("a name of per cents is a rate, whatever whole numbers stand below it")
  func perCents() throws {
    let both = try read(
      "area,cohort size,reoffenders (number),reoffenders (%)\nDudley,120,40,33\nWalsall,200,60,30\n",
      by: "area")
    #expect(both.groups.map { $0.events?.nearest } == [40, 60])
    let only = try read("area,cohort,Reoffenders (%)\nDudley,120,33\nWalsall,200,30\n", by: "area")
    #expect(only.groups.map { $0.events?.nearest } == [40, 60])
    let counts = try read("area,cohort,Reoffenders (1)\nDudley,120,33\nWalsall,200,30\n", by: "area")
    #expect(counts.groups.map { $0.events?.nearest } == [33, 30])
  }

  @Test(
    "an empty name is not said to lie below a merged cell where another column has it or the row is a sum",
    arguments: [
      (
        "region,state,cohort,reoffenders\nNorth,,30,9\nSouth,,50,20\n,A,10,3\n,B,20,6\n,C,50,20\n",
        "two lists"
      ),
      (
        "sex,cohort,reoffenders\nMale,100,30\nFemale,50,10\n,150,40\nMale,80,20\nFemale,40,12\n,120,32\n",
        "write “Total”"
      ),
      (
        "area,sex,cohort,reoffenders\nDudley,Male,100,30\n,Female,50,10\nWalsall,Male,80,20\n,Female,40,12\n",
        "--fill-down"
      ),
    ])
  func emptyNames(text: String, cure: String) throws {
    let error = #expect(throws: TableError.self) {
      try read(text, by: String(text.prefix { $0 != "," }))
    }
    #expect("\(try #require(error))".contains(cure), "\(error.map { "\($0)" } ?? "")")
  }

  @Test("a total that is written in two ways is one total")
  func totalsOfTwoSpellings() throws {
    let text = """
      year,sex,cohort,reoffenders
      2015,M,100,40
      2015,F,50,10
      2015,Total,150,50
      2016,M,120,45
      2016,F,40,9
      2016,TOTAL,160,54

      """
    let cohorts = try read(text, by: "sex")
    #expect(cohorts.groups.map(\.trials) == [220, 90] && cohorts.total?.trials == 310)
    #expect(!cohorts.notes.contains { $0.contains("differ in case") || $0.contains("is printed with") })
    // Other names that differ in their case are groups of their own, and that is said.
    let names = try read(text.replacing("2016,M", with: "2016,m"), by: "sex")
    #expect(names.notes.contains { $0.contains("differ in case") })
  }

  @Test("a part of a total is none because of the name before its own")
  func partsOfTotals() throws {
    let rates = """
      row,actual_rate
      Total violent crime,45.6%
      Total violent crime: Robbery,60.0%
      Total violent crime: Assault,46.0%
      Total property crime,30.8%
      Total property crime: Burglary,40.7%
      Total property crime: Theft,26.1%

      """
    let cohorts = try read(rates, by: "row")
    #expect(
      names(cohorts) == [
        "Total violent crime: Robbery", "Total violent crime: Assault", "Total property crime: Burglary",
        "Total property crime: Theft",
      ])
    #expect(!cohorts.notes.contains { $0.contains("sums of other rows") && $0.contains("Robbery") })
  }
}
