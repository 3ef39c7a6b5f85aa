import Reoffending
import Tables
import Testing

@Suite("tables of other trades")
struct EventsOfPeopleTests {
  private func problem(_ text: String, _ names: CohortColumns = CohortColumns()) throws -> String? {
    let table = try Table(csv: Array(text.utf8), source: "wards.csv")
    do {
      _ = try CohortTable(table, names: names)
      return nil
    } catch {
      return "\(error)"
    }
  }

  private let wards = """
    ward,discharges,readmissions,beds,readmission rate (%)
    Ash,400,44,30,11.2
    Birch,520,61,41,12.1
    Cedar,310,25,22,8.3

    """

  @Test("a refusal names the options that read an event with another name, and they do")
  func proposed() throws {
    let told = try #require(try problem(wards))
    #expect(told.contains("--reoffenders readmissions --cohort discharges"))
    #expect(told.contains("--actual 'readmission rate (%)'"))
    let table = try Table(csv: Array(wards.utf8), source: "wards.csv")
    let read = try CohortTable(
      table, names: CohortColumns(cohort: "discharges", reoffenders: "readmissions"))
    #expect(read.groups.map(\.trials) == [400, 520, 310])
  }

  @Test("where the counts of the event are named, the columns that are nowhere smaller are told")
  func people() throws {
    let told = try #require(try problem(wards, CohortColumns(reoffenders: "readmissions")))
    #expect(told.contains("no row has more than it in “discharges”") && told.contains("--cohort"))
  }

  @Test("those of one group are proposed of the people of the same group")
  func sameGroup() throws {
    let told = try #require(
      try problem(
        "Area,Male Cohort,Male Reoffenders,Female Cohort,Female Reoffenders\nA,300,90,112,13\nB,500,160,140,32\n"
          + "C,400,80,120,20\n"))
    #expect(told.contains("--reoffenders 'Female Reoffenders' --cohort 'Female Cohort'"))
    #expect(!told.contains("--reoffenders 'Female Reoffenders' --cohort 'Male Cohort'"))
  }

  @Test("where a column says of all rows that figures are percentages, those of up to a hundred are proposed")
  func unitColumn() throws {
    let text = "area,unit,value,base\nA,Percentage,30,1200\nB,Percentage,25,800\nC,Percentage,28,950\n"
    let told = try #require(try problem(text))
    #expect(told.contains("--actual value") && !told.contains("--actual base"))
    let mixed = try #require(try problem(text.replacing("B,Percentage", with: "B,Count")))
    #expect(!mixed.contains("--actual value"))
  }

  @Test("nothing is proposed of changes, rates of a thousand, years, and counts of which none is a part")
  func nothing() throws {
    let told = try #require(
      try problem(
        "area,year,change rate (%),rate per 1000,a,b\nAsh,2015,3,11.2,5,9\nBirch,2016,4,12.1,7,3\nCedar,2017,5,8.3,1,8\n"
      ))
    #expect(!told.contains("another name"))
  }

  @Test("years are no counts of an event and its people")
  func years() throws {
    let told = try #require(
      try problem("name,convicted,exonerated\nA,1995,2010\nB,1990,2001\nC,1999,2012\nD,1985,1999\n"))
    #expect(!told.contains("another name"))
  }

  @Test("a row that says of how many people percentages are is no row of them")
  func sampleRows() throws {
    let text =
      "offence,Percent (%)\nAny,81.9\nViolent,39.6\nProperty,47.4\nDrug,47.1\nOther,68.3\nNumber of released people,\"409,300\"\n"
    #expect(try problem(text)?.contains("--actual 'Percent (%)'") == true)
    let table = try Table(csv: Array(text.utf8), source: "arrests.csv")
    let read = try CohortTable(table, names: CohortColumns(actual: "Percent (%)"))
    #expect(read.groups.map(\.key.description) == ["Any", "Violent", "Property", "Drug", "Other"])
    #expect(read.notes.contains { $0.contains("Line 7 says of how many people") })
    // A rate above 100 in any other row is refused.
    let wrong = text.replacing("Number of released people", with: "Any other")
    #expect(try problem(wrong, CohortColumns(actual: "Percent (%)"))?.contains("409,300") == true)
  }
}
