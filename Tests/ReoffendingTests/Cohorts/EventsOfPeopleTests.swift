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

  @Test("nothing is proposed of changes, rates of a thousand, years, and counts of which none is a part")
  func nothing() throws {
    let told = try #require(
      try problem(
        "area,year,change rate (%),rate per 1000,a,b\nAsh,2015,3,11.2,5,9\nBirch,2016,4,12.1,7,3\nCedar,2017,5,8.3,1,8\n"
      ))
    #expect(!told.contains("another name"))
  }
}
