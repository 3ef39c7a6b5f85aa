import Reoffending
import Tables
import Testing

@Suite("counts that say more than their names")
struct BreakdownsTests {
  private func read(_ text: String, by names: String...) throws -> CohortTable {
    try CohortTable(figureTable(text), by: names)
  }

  private func figures(_ cohorts: CohortTable) -> [String] {
    cohorts.groups.map { "\($0.key) \($0.events?.nearest ?? -1)/\($0.trials ?? -1)" }
  }

  private func refusal(_ text: String, by names: String...) -> String {
    do {
      _ = try CohortTable(figureTable(text), by: names)
      return ""
    } catch { return "\(error)" }
  }

  private let twice = """
    Characteristic,Group,cohort,reoffenders
    Sex,Male,200,80
    Sex,Female,100,20
    Age,10-17,70,38
    Age,18+,230,62

    """

  @Test("several breakdowns of the same people make one total, and none of breakdowns alone")
  func breakdowns() throws {
    let groups = try read(twice, by: "Group")
    #expect(groups.groups.count == 4 && groups.total?.trials == 300 && groups.total?.events?.nearest == 100)
    #expect(groups.notes.contains { $0.contains("breakdowns of the same people") })
    #expect(try read(twice, by: "Characteristic").total == nil)
    #expect(try read(twice, by: "Characteristic", "Group").total?.trials == 300)
  }

  @Test("of some people a characteristic is not known, which a column that says so allows, and no other")
  func nearlyEqual() throws {
    let known = twice.replacing("18+,230,62", with: "18+,226,61")
    #expect(try read(known, by: "Group").total?.trials == 300)
    #expect(try read(known.replacing("Characteristic", with: "Kind"), by: "Group").total?.trials == 596)
    #expect(try read(twice.replacing("Characteristic", with: "Region"), by: "Group").total?.trials == 600)
  }

  @Test("headings without figures tell breakdowns apart too")
  func headings() throws {
    let text = "Group,cohort,reoffenders\nSex,,\nMale,200,80\nFemale,100,20\nAge,,\n10-17,70,38\n18+,230,62\n"
    let cohorts = try read(text, by: "Group")
    #expect(figures(cohorts) == ["Male 80/200", "Female 20/100", "10-17 38/70", "18+ 62/230"])
    #expect(cohorts.total?.trials == 300)
    let other = text.replacing("230", with: "231")
    #expect(try read(other, by: "Group").total?.trials != 300)
  }

  @Test("rows of several breakdowns are not added up in one group; the message says how to keep one")
  func ambiguous() {
    let text =
      "year,Characteristic,Group,cohort,reoffenders\n"
      + twice.split(separator: "\n").dropFirst()
      .map { "2015,\($0)\n" }.joined()
    #expect(refusal(text, by: "year").contains("--where '`Characteristic` = \"Sex\"'"))
  }

  @Test("regions that differ in their figures, or whose areas are the same ones, are no breakdowns")
  func noBreakdowns() throws {
    let kinds = twice.replacing("Age,18+,230,62", with: "Age,18+,230,63")
      .replacing("Characteristic", with: "Kind")
    #expect(try read(kinds, by: "Group").total?.trials == 600)
    let years = "year,sex,cohort,reoffenders\n2015,M,100,30\n2015,F,50,10\n2016,M,90,28\n2016,F,60,12\n"
    #expect(try read(years, by: "year").total?.trials == 300)
  }

  @Test("a country whose rounded figures are the sum of rounded others is their total, and counted once")
  func roundedCountry() throws {
    let text =
      "area,cohort,reoffenders\nDudley,1230,410\nWalsall,2010,600\nDerby,1000,300\nEngland,4230,1300\n"
    let cohorts = try read(text, by: "area")
    #expect(figures(cohorts) == ["Dudley 410/1230", "Walsall 600/2010", "Derby 300/1000"])
    #expect(cohorts.total?.trials == 4230)
    // Exact counts that miss the sum are those of other people, and so is a country that is far from it.
    for other in [
      text.replacing("1230,410", with: "1231,411"), text.replacing("4230,1300", with: "4330,1330"),
    ] {
      #expect(try read(other, by: "area").groups.count == 4)
      // It may contain the others all the same.
      #expect(try read(other, by: "area").total?.trials ?? 0 < 4300)
    }
    #expect(try read(text.replacing("4230,1300", with: "900,300"), by: "area").total?.trials == 5140)
    let wales = "area,cohort,reoffenders\nNorth East,400,100\nSouth East,420,120\nWales,800,250\n"
    #expect(try read(wales, by: "area").total?.trials == 1620)
    // A name that is no country's proves nothing.
    #expect(try read(text.replacing("England", with: "Sandwell"), by: "area").groups.count == 4)
  }

  @Test("a total by its name that is the sum of some is none where another row is the sum of all")
  func totalsWithinTotal() throws {
    let text = """
      kind,cohort,reoffenders
      All crimes and offences,1000,300
      All crimes,600,200
      Violence,400,150
      Theft,200,50
      All offences,400,100
      Speeding,300,60
      Drinking,100,40

      """
    let cohorts = try read(text, by: "kind")
    #expect(cohorts.groups.count == 4 && cohorts.total?.trials == 1000)
    // A total that no row corrects stays as printed, and it is said.
    let wrong = try read(
      "area,cohort,reoffenders\nDudley,120,40\nWalsall,200,60\nTotal,400,100\n", by: "area")
    #expect(wrong.total?.trials == 400 && wrong.notes.contains { $0.contains("as printed") })
  }

  @Test("a last row without a name that is the sum of the others is their total, and another is refused")
  func unnamedTotal() throws {
    let text = "area,cohort,reoffenders\nDudley,120,40\nWalsall,200,60\n,320,100\n"
    let cohorts = try read(text, by: "area")
    #expect(cohorts.groups.count == 2 && cohorts.total?.trials == 320)
    #expect(cohorts.notes.contains { $0.hasPrefix("The row without a name is taken as the total") })
    #expect(refusal(text.replacing("320,100", with: "320,101"), by: "area").contains("line 4"))
  }

  @Test("shares of the reoffenders are refused as rates, and rates that are none stay")
  func shares() throws {
    let text = "age,Number of reoffenders,Percentage of reoffenders (%)\n10-17,40,28.6\n18+,100,71.4\n"
    #expect(refusal(text, by: "age").contains("none of those who reoffended"))
    #expect(refusal(text + "Total,140,100\n", by: "age").contains("none of those who reoffended"))
    let rates = try read(text.replacing("71.4", with: "31.4"), by: "age")
    #expect(rates.groups.compactMap(\.rate).count == 2)
  }

  @Test("fractions below a header that says per cent are told by the counts; where both fit they are refused")
  func unitByCounts() throws {
    let text = "area,cohort,Reoffending rate (%)\nDudley,1203,0.324\nWalsall,2011,0.256\n"
    #expect(figures(try read(text, by: "area")) == ["Dudley 390/1203", "Walsall 515/2011"])
    let small = "area,cohort,Reoffending rate (%)\nDudley,10000,0.4\nWalsall,20000,0.3\n"
    #expect(refusal(small, by: "area").contains("per cent"))
    let counted = "area,cohort,reoffenders,Reoffending rate (%)\nDudley,10000,40,0.4\nWalsall,20000,60,0.3\n"
    #expect(try read(counted, by: "area").groups.map(\.rate) == [0.004, 0.003])
    #expect(try read(counted, by: "area").notes.contains { $0.contains("holds per cents") })
  }

  @Test("rows that nothing tells apart are added up, and it is said")
  func addedUp() throws {
    let text = "area,cohort,reoffenders\nDudley,120,40\nDudley,130,41\nWalsall,200,60\n"
    #expect(try read(text, by: "area").notes.contains("Dudley stands in several rows, which are added up."))
    let years = "area,year,cohort,reoffenders\nDudley,2015,120,40\nDudley,2016,130,41\nWalsall,2015,200,60\n"
    #expect(try !read(years, by: "area").notes.contains { $0.contains("in several rows") })
  }
}
