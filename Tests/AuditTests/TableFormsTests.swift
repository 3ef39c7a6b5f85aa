import Audit
import Testing

/// Tables as publishers print them: totals over parts, characteristics of groups, counts with percentages in one cell.
@Suite("forms of printed tables")
struct TableFormsTests {
  private func table(_ rows: [[String]]) -> AuditedTable { AuditedTable(name: "t", rows: rows) }

  private func wrong(_ rows: [[String]]) throws -> [AuditFinding] {
    try TableAudit(table(rows)).result.rules.flatMap { $0.findings(.inconsistent) }
  }

  private func checked(_ rows: [[String]]) throws -> Int {
    let summary = try TableAudit(table(rows)).result.summary
    return summary.consistent + summary.inconsistent
  }

  @Test("a total is held against its parts where another column shows which they are")
  func totals() throws {
    var rows = [
      ["Offence", "Men", "Women"], ["Theft", "412", "96"], ["Violence", "388", "41"], ["Drugs", "207", "33"],
      ["All offences", "1,007", "170"],
    ]
    #expect(try wrong(rows).isEmpty && checked(rows) == 2)
    rows[4][2] = "107"
    #expect(try wrong(rows).map { $0.figure?.implied } == ["170"])
    rows[4][1] = "1,500"
    #expect(try wrong(rows).isEmpty)
  }

  @Test("parts of parts, changes and rates are left out of a total; rounded counts may differ a little")
  func hierarchy() throws {
    let rows = [
      ["Offence", "2014", "2015", "Deaths"], ["Theft", "500", "480", "11"],
      ["  Shoplifting", "300", "290", "6"],
      ["  Other theft", "200", "190", "5"], ["Violence", "400", "410", "32"], ["Total", "900", "890", "43"],
      ["Change on year (%)", "-2.0", "-1.1", "4.0"],
    ]
    #expect(try wrong(rows).isEmpty)
    let rounded = [
      ["Offence", "Number", "Cases"], ["Theft", "510", "430"], ["Violence", "410", "180"],
      ["Drugs", "330", "120"],
      ["Arson", "60", "90"], ["Fraud", "20", "250"], ["Total", "1,320", "1,080"],
    ]
    #expect(try wrong(rounded).isEmpty)
  }

  @Test("a size in the heading is the base of a column of counts with percentages")
  func tableOne() throws {
    var rows = [
      ["Characteristic", "Returned (n = 470)", "Did not return (n = 530)"],
      ["Male, n (%)", "376 (80.0%)", "371 (70.0%)"], ["Homeless, n (%)", "94 (20.0%)", "53 (10.0%)"],
      ["Employed, n (%)", "141 (30.0%)", "265 (50.0%)"], ["In debt, n (%)", "188 (40.0%)", "159 (30.0%)"],
    ]
    #expect(try wrong(rows).isEmpty && checked(rows) == 8)
    rows[2][1] = "94 (22.0%)"
    #expect(try wrong(rows).map { $0.figure?.implied } == ["20.0%"])
  }

  @Test("shares of those for whom something is known, of a part, and the size itself accuse nobody")
  func otherBasesOfOneRow() throws {
    var rows = [
      ["Characteristic", "Returned (n = 470)"], ["Male", "376 (80.0%)"], ["Female", "94 (20.0%)"],
      ["Homeless", "141 (30.0%)"], ["In debt", "188 (40.0%)"], ["Ill", "47 (10.0%)"],
      ["All returned", "470 (81.9%)"], ["Of those ill, seen by a doctor", "32 (68.1%)"],
      ["In work", "94 (20.4%)"],
    ]
    #expect(try wrong(rows).isEmpty)
    rows[4][1] = "188 (39.0%)"
    #expect(try wrong(rows).map(\.label) == ["In debt"])
    rows[4][1] = "188 (40.0%)"
    rows[1][1] = "376 (81.0%)"
    #expect(try wrong(rows).map(\.label) == ["Male"])
  }

  @Test("thousands that were rounded one by one do not add up to the last digit, and accuse nobody")
  func thousands() throws {
    for name in ["people (thousands)", "people"] {
      var rows = [["Quarter", "All \(name)", "\(name) in work", "\(name) out of work"]]
      for index in 0..<80 {
        let (work, rest) = (24_613 + 37 * (index * 29 % 83), 14_919 + 23 * (index * 17 % 71))
        rows.append(["q\(index)", "\(work + rest + (index % 13 == 4 ? 1 : 0))", "\(work)", "\(rest)"])
      }
      #expect(try wrong(rows).isEmpty, "\(name)")
      rows[7][1] = "21,043"
      if name != "people" { #expect(try wrong(rows).map(\.row) == [7]) }
    }
  }

  @Test("places in sports, areas in whole units, and a part not stated accuse nobody")
  func misleadingRules() throws {
    var places = [["Position", "Team", "Wins", "Goals"]]
    for index in 0..<16 {
      places.append([
        "\(index + 1)", "t\(index)", "\(index == 6 ? 29 : 30 - 2 * index + (index > 6 ? 1 : 0))",
        "\(40 + index * 7 % 11)",
      ])
    }
    #expect(try wrong(places).isEmpty)
    var areas = [["Sensor", "Width (mm)", "Height (mm)", "Area (mm2)"]]
    for index in 0..<14 {
      let (width, height) = (1_531 + 97 * index, 887 + 61 * index)
      let area = (Double(width) * Double(height) / 10_000).rounded()
      areas.append(["s\(index)", "\(Double(width) / 100)", "\(Double(height) / 100)", "\(Int(area))"])
    }
    #expect(try wrong(areas).isEmpty)
    var uses = [["Force", "All", "Aimed", "Fired", "Not stated"]]
    for index in 0..<20 {
      let (aimed, fired) = (78 + 31 * (index * 7 % 19), 16 + 5 * (index * 3 % 11))
      let none = index % 9 == 4 ? 2 : 0
      uses.append(["f\(index)", "\(aimed + fired + none).0", "\(aimed).0", "\(fired).0", "\(none).0"])
    }
    #expect(try wrong(uses).isEmpty)
  }

  @Test("whole percentages of different things are no differences of each other")
  func percentagesOfThings() throws {
    var rows = [["Force", "Damage", "Violence", "Robbery"]]
    for index in 0..<44 {
      let (violence, robbery) = (8 + index * 7 % 6, 2 + index % 3)
      let damage = index % 2 == 0 ? violence - robbery : violence - robbery + 3
      rows.append(["f\(index)", "\(damage)%", "\(violence)%", "\(robbery)%"])
    }
    #expect(try wrong(rows).isEmpty)
  }

  @Test("columns that are alike but for a part below their rounding, or a ratio to one, obey no equation")
  func alike() throws {
    var rows = [["Place", "Block of arrest", "Block of offence", "Number"]]
    for index in 0..<60 {
      let block = 391_300 + 100 * (index * 37 % 211)
      rows.append(["p\(index)", "\(block)", "\(index % 20 == 7 ? block + 9_100 : block)", "\(index)"])
    }
    #expect(try wrong(rows).isEmpty)
    var people = [["Person", "First test", "Second test", "White"]]
    for index in 0..<90 {
      let share = index % 3 == 0 ? "0.\(142_857_149 + index * 7_919)" : "0.0"
      let second = index % 17 == 5 ? "0.11\(index)" : share
      people.append(["p\(index)", share, second, index % 11 == 4 ? "0" : "1"])
    }
    #expect(try wrong(people).isEmpty)
  }

  @Test("a count with its percentage in one cell is two columns, marks of notes are none")
  func paired() throws {
    var rows = [
      ["Area", "Cohort", "Reoffended, n (%)"], ["Ashby", "859", "211 (24.6%)"],
      ["Birch", "200", "109 (54.5%)"],
      ["Cray", "133", "19 (14.3%)"], ["Denby", "1,063", "247 (23.2%)"], ["Elm", "412", "97 (23.5%)"],
    ]
    #expect(try wrong(rows).isEmpty && checked(rows) == 5)
    rows[4][2] = "247 (32.2%)"
    let found = try wrong(rows)
    #expect(found.map(\.label) == ["Denby"] && found.first?.causes.first?.kind == .digitsSwapped)
    let marked = [
      ["Area", "Cohort", "Reoffenders", "Rate"], ["Ashby", "859 [r]", "211", "24.6¹"],
      ["Birch", "200", "109", "54.5"],
      ["Cray", "133", "19 [note 2]", "14.3"], ["Denby", "1,063", "[c]", "[c]"], ["Elm", "412", "97", "23.5"],
    ]
    #expect(try wrong(marked).isEmpty && checked(marked) == 4)
  }

  @Test("a column named as one figure per another is that in two rows, if one is cut off")
  func namedRatio() throws {
    let rows = [
      ["", "Cohort", "Reoffenders", "Re-offences", "Reoffences per offender"],
      ["2014", "985", "381", "1140", "2.99"],
      ["2015", "956", "393", "1280", "3.25"],
    ]
    let found = try wrong(rows)
    #expect(found.count == 1 && found.first?.causes.first?.kind == .truncated)
    var other = rows
    other[2][4] = "4.25"
    #expect(try wrong(other).isEmpty)
  }

  @Test(
    "a part that is mostly nothing and rounding by chance accuse nobody"
  )
  func misleadingSums() throws {
    var rows = [["Area", "All", "A", "B", "C"]]
    for index in 0..<14 {
      let (a, b, c) = (40 + 7 * index, 90 + 11 * (index % 5), index % 7 == 3 ? 2 : 0)
      rows.append(["Area \(index)", "\(a + b + c)", "\(a)", "\(b)", "\(c)"])
    }
    #expect(try wrong(rows.map { Array($0.dropLast()) }).isEmpty)
    var random = [["Area", "All", "Men", "Women"]]
    for index in 0..<14 {
      let (men, women) = (205 + 35 * index, 410 + 55 * (index % 5))
      random.append([
        "Area \(index)", "\(men + women + [0, 5, -5, 0, 10, 0][index % 6])", "\(men)", "\(women)",
      ])
    }
    #expect(try wrong(random).isEmpty)
  }

  @Test("columns named by a number, and bands of ages, are no ratios of each other")
  func namedByNumbers() throws {
    var rows = [["Measure", "1-4", "35-39", "70-74"]]
    for index in 0..<30 {
      rows.append(["m\(index)", "0.\(index % 2)", "\(11 + index).\(index % 7)", "1.\(index % 9)"])
    }
    #expect(try wrong(rows).isEmpty)
  }

  @Test("rows that are shares of their own sum are parts of a part; a wrong share beside them is still found")
  func ownBases() throws {
    var rows = [["Group", "Women (n = 400)", "Women (n = 400) %"]]
    for index in 0..<11 {
      let count = 36 + 12 * index
      rows.append(["Measure \(index), yes", "\(count)", "\(Double(count) / 4)0"])
      rows.append(["Measure \(index), no", "\(400 - count)", "\(Double(400 - count) / 4)0"])
    }
    rows.append(["Works full time", "63", "70.00"])
    rows.append(["Works part time", "27", "30.00"])
    #expect(try wrong(rows).isEmpty)
    rows[4][2] = "77.00"
    #expect(try wrong(rows).map(\.row) == [4])
  }

  @Test("figures of one digit, which follow from others by chance, make no rule that accuses")
  func oneDigit() throws {
    var rows = [["Ward", "Employment", "Children", "Older people", "Crime", "Environment"]]
    for index in 0..<90 {
      let environment = Double(123 + index * 37 % 290) / 10
      rows.append([
        "Ward \(index)", "0.\(index * 5 % 4)", "0.\(1 + index * 7 % 4)", "0.\(1 + index * 11 % 5)",
        "\(index * 13 % 3).\(index * 17 % 9)", "\(environment)",
      ])
    }
    #expect(try wrong(rows).isEmpty)
    let states = [
      ["Year", "Vic", "SA", "ACT"], ["2020", "1", "1", "1"], ["2021", "2", "2", "1"],
      ["2022", "3", "3", "1"],
      ["2023", "1", "2", "1"],
    ]
    #expect(try wrong(states).isEmpty)
  }

  @Test("a limit that differs from its estimate by less than the rounding is no difference of the two")
  func limits() throws {
    var rows = [["Group", "Average", "95% limit from", "Annual change"]]
    for index in 0..<40 {
      let tenths = 31 + index * 7 % 23
      let low = index % 6 == 0 ? tenths - 1 : tenths
      rows.append([
        "Group \(index)", "\(tenths / 10).\(tenths % 10)", "\(low / 10).\(low % 10)", "0.0\(1 + index % 3)",
      ])
    }
    #expect(try wrong(rows).isEmpty)
  }

  @Test("p-values group nothing")
  func pValues() throws {
    var rows = [["Measure", "Total %", "P value"]]
    for index in 0..<7 {
      for share in ["40.0", "60.0"] { rows.append(["Measure \(index)", share, "0.\(21 + 4 * index)"]) }
    }
    for index in 7..<10 {
      for share in ["25.0", "75.0"] { rows.append(["Measure \(index)", share, "<0.001"]) }
    }
    #expect(try wrong(rows).isEmpty)
  }

  @Test("shares of another base near the right one, of which a few are off by a unit, accuse nobody")
  func nearBase() throws {
    let counts = (0..<60).map { 300 + ($0 * 37) % 211 }
    let base = Double(counts.reduce(0, +)) * 1.004
    var rows = [["Area", "Number", "Share %"]]
    for (index, count) in counts.enumerated() {
      rows.append(["Area \(index)", "\(count)", "\((1_000 * Double(count) / base).rounded() / 10)%"])
    }
    let total = Double(counts.reduce(0, +))
    let off = counts.count { (1_000 * Double($0) / base).rounded() != (1_000 * Double($0) / total).rounded() }
    #expect((3...6).contains(off))
    #expect(try wrong(rows).isEmpty)
  }

  @Test("ranks leave the row of the total out")
  func ranks() throws {
    let rows = [
      ["Rank", "Nation", "Gold"], ["1", "A", "9"], ["2", "B", "7"], ["3", "C", "4"], ["4", "D", "2"],
      ["5", "E", "1"],
      ["54", "Total", "23"],
    ]
    #expect(try wrong(rows).isEmpty)
  }

  @Test(
    "tables whose figures follow from nothing accuse nobody",
    arguments: [
      [
        ["Group", "Men %", "Women %", "All %"], ["16-17", "12.1", "8.0", "11.1"],
        ["18-20", "33.0", "21.4", "31.0"],
        ["21-24", "30.2", "28.9", "30.0"], ["25+", "24.7", "26.3", "25.0"],
      ],
      [
        ["Year", "2013", "2014", "2015"], ["Theft", "10", "20", "30"], ["Fraud", "15", "25", "40"],
        ["Total", "31", "52", "77"],
      ],
      [
        ["Team", "Won", "Drawn", "Lost"], ["A", "10", "2", "3"], ["B", "8", "4", "3"], ["C", "7", "1", "7"],
      ],
    ])
  func silent(_ rows: [[String]]) throws {
    let found = try wrong(rows).map(\.message)
    #expect(found.isEmpty, "\(found)")
  }
}
