import Reoffending
import Statistics
import Tables
import Testing

@Suite("a table of cohorts")
struct CohortTableTests {
  private func table(_ text: String) throws -> Table {
    try Table(csv: Array(text.utf8), source: "figures.csv")
  }

  private func faults(_ text: String, by: [String] = []) -> [String] {
    do {
      _ = try CohortTable(table(text), by: by)
      return []
    } catch TableError.faults(let list) {
      return list.shown.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }

  @Test("the adults of 2015/16: 6,436 of 21,536")
  func adults() throws {
    let cohorts = try CohortTable(
      bundledTable("adult-reoffending-by-year", document: "draft-2018"), by: ["year"])
    let rates = try GroupRates(cohorts)
    #expect(rates.groups.map(\.trials) == [20548, 21536])
    #expect(abs(try #require(rates.groups[1].rate?.value) - 6436.0 / 21536) < 1e-15)
    #expect(rates.total?.trials == 42084)
  }

  @Test("the frequency is given for each reoffender and for each offender")
  func frequency() throws {
    let rates = try GroupRates(
      CohortTable(bundledTable("youth-cohorts", document: "draft-2018"), by: ["year"]))
    #expect(abs(try #require(rates.groups[1].reoffencesPerReoffender) - 1280.0 / 393) < 1e-12)
    #expect(abs(try #require(rates.groups[1].reoffencesPerOffender) - 1280.0 / 956) < 1e-12)
  }

  @Test("the headline names no rate that stands on a few people where others stand on enough")
  func headline() throws {
    let text = "area,cohort,reoffenders\nNorth,1200,300\nSouth,2000,800\nTiny,2,2\nSmall,9,0\n"
    let rates = try GroupRates(CohortTable(table(text), by: ["area"]))
    #expect(rates.headline == "Reoffending was highest for South (40.0%) and lowest for North (25.0%)")
    let few = try GroupRates(CohortTable(table("area,cohort,reoffenders\nA,2,2\nB,9,0\n"), by: ["area"]))
    #expect(few.headline == "Reoffending was highest for A (100.0%) and lowest for B (0.0%)")
  }

  @Test("counts that contradict the printed rate are used, and said")
  func saysContradiction() throws {
    let cohorts = try CohortTable(
      bundledTable("adult-reoffending-by-offence", document: "final-2019"), by: ["offence"])
    #expect(cohorts.notes.contains { $0.contains("Sexual offences") && $0.contains("14.3%") })
    #expect(cohorts.notes.contains { $0.contains("Drug offences") && $0.contains("23.2%") })
  }

  @Test("a total row is taken as the total, not as a group")
  func totalRow() throws {
    let cohorts = try CohortTable(table("area,cohort,reoffenders\nA,10,3\nB,30,5\nTotal,40,8\n"))
    #expect(cohorts.groups.count == 2)
    #expect(cohorts.total?.trials == 40)
  }

  @Test("more reoffenders than cohort, words for numbers: each is named by line and column")
  func refusals() {
    let found = faults("area,cohort,reoffenders\nA,40,41\nB,0,0\nC,ten,1\n")
    #expect(found.count == 2)
    #expect(found[0] == "figures.csv, line 2, column reoffenders: 41 is more than the cohort of 40")
    #expect(
      found[1]
        == "figures.csv, line 4, column cohort: “ten” is not a count; a whole number such as 90 is needed")
  }

  @Test("a printed rate that no whole number of the cohort gives is refused")
  func impossibleRate() {
    let found = faults("area,cohort,actual_rate\nA,40,31.3%\nB,40,32.5%\n")
    #expect(
      found == [
        "figures.csv, line 2, column actual_rate: no whole number of the 40 people in the cohort rounds to 31.3%"
      ])
  }

  @Test("people are counted by group, those without an outcome left out and said")
  func people() throws {
    let cohorts = try CohortTable(
      table("area,reoffended,predicted\nA,1,0.2\nA,0,0.4\nB,yes,0.5\nB,no,0.5\nB,,0.5\n"), by: ["area"])
    #expect(cohorts.kind == .people)
    #expect(cohorts.groups.map(\.trials) == [2, 2])
    #expect(cohorts.notes.contains { $0.contains("1 of 5 people is left out") })
    let result = try ActualAgainstPredicted(cohorts)
    #expect(abs(try #require(result.groups[0].expected) - 0.6) < 1e-15)
    #expect(!result.groups[0].varianceBound)
    let z = (1 - 0.6) / (0.2 * 0.8 + 0.4 * 0.6).squareRoot()
    #expect(abs(try #require(result.groups[0].z) - z) < 1e-12)
  }

  @Test("the worked example of 100 people in three risk groups", .tags(.handWorked))
  func workedExample() throws {
    var text = "reoffended,predicted\n"
    let risks =
      Array(repeating: 0.1, count: 40) + Array(repeating: 0.3, count: 40) + Array(repeating: 0.6, count: 20)
    for (index, p) in risks.enumerated() { text += "\(index < 35 ? 1 : 0),\(p)\n" }
    let result = try ActualAgainstPredicted(CohortTable(table(text)))
    #expect(abs(try #require(result.groups[0].z) - 1.7078251276599) < 1e-12)
    #expect(abs(try #require(result.groups[0].pValue) - 0.0876687951299) < 1e-12)
    #expect(abs(try #require(result.groups[0].percentDifference?.value) - 25) < 1e-10)
  }

  @Test("figures of several years that are added up in a group are told, with what keeps them apart")
  func addedYears() throws {
    let text =
      "year,sex,cohort,reoffenders\n"
      + [2014, 2015, 2016].map { "\($0),Male,100,30\n\($0),Female,50,10\n" }.joined()
    let added = try CohortTable(table(text), by: ["sex"])
    #expect(added.groups.map(\.trials) == [300, 150])
    #expect(
      added.notes == [
        "2014 to 2016 (year) are added up in each group, so that people who are in several of them count as often; --where keeps "
          + "one, and --by with year keeps them apart."
      ])
    #expect(try CohortTable(table(text), by: ["sex", "year"]).notes.isEmpty)
    #expect(
      try CohortTable(
        table(text.replacing("2015", with: "2014").replacing("2016", with: "2014")), by: ["sex"]
      )
      .notes.allSatisfy { !$0.contains("added up") })
    let areas = "area,sex,cohort,reoffenders\nLeeds,Male,100,30\nYork,Male,50,10\n"
    #expect(try CohortTable(table(areas), by: ["sex"]).notes.isEmpty)
  }
}

extension Tag {
  @Tag static var handWorked: Self
}
