import Reoffending
import Statistics
import Tables
import TestSupport
import Testing

@Suite("standardised rates")
struct StandardisedRatesTests {
  private let areas = """
    area,age,cohort,reoffenders
    A,young,50,10
    A,old,100,5
    B,young,100,30
    B,old,100,10

    """
  private let standard = "age,population,reoffenders\nyoung,100,30\nold,300,30\n"

  private func population(_ text: String) throws -> StandardPopulation {
    try StandardPopulation(figureTable(text), strata: ["age"])
  }

  @Test("worked by hand: 35 of 400 directly, 15 against 25 expected indirectly")
  func byHand() throws {
    let result = try StandardisedRates(
      figureTable(areas), by: ["area"], strata: ["age"], standard: population(standard))
    let a = result.groups[0]
    expectClose(try #require(a.crude?.value), 0.1)
    expectClose(try #require(a.direct?.value), 35.0 / 400)
    expectClose(try #require(a.expected), 25)
    expectClose(try #require(a.ratio?.value), 0.6)
    expectClose(try #require(a.indirect?.value), 0.09)
    expectClose(try #require(a.comparativeFigure?.value), 35.0 / 400 / 0.15)
    let direct = try DirectStandardisation([
      .init(events: 5, population: 100, standard: 300), .init(events: 10, population: 50, standard: 100),
    ])
    #expect(a.direct == direct.estimate())
    #expect(a.strata.map(\.stratum) == ["old", "young"])
    expectClose(try #require(result.standardRate), 0.15)
  }

  @Test("a table of people, standardised to all groups together, whose own rate does not change")
  func people() throws {
    var text = "area,age,reoffended\n"
    for (area, age, n, k) in [
      ("A", "young", 5, 1), ("A", "old", 10, 2), ("B", "young", 10, 3), ("B", "old", 5, 1),
    ] {
      for i in 0..<n { text += "\(area),\(age),\(i < k ? 1 : 0)\n" }
    }
    let result = try StandardisedRates(figureTable(text), by: ["area"], strata: ["age"])
    expectClose(try #require(result.groups[0].direct?.value), (15 * 0.2 + 15 * 0.2) / 30)
    #expect(result.notes.contains { $0.contains("all groups together") })
    let whole = try StandardisedRates(figureTable(text), by: [], strata: ["age"])
    expectClose(try #require(whole.groups[0].direct?.value), 7.0 / 30)
    expectClose(try #require(whole.groups[0].ratio?.value), 1)
  }

  @Test("without the standard's reoffenders there is no indirect rate, and that is said")
  func weightsOnly() throws {
    let result = try StandardisedRates(
      figureTable(areas), by: ["area"], strata: ["age"],
      standard: population("age,population\nyoung,100\nold,300\n"))
    #expect(result.groups.allSatisfy { $0.indirect == nil && $0.expected == nil && $0.direct != nil })
    #expect(result.notes.contains { $0.contains("no indirect rate") })
  }

  @Test("a count that is missing leaves its group without a rate and the others as they are")
  func unknownCount() throws {
    let gap = areas.replacing("A,old,100,5", with: "A,old,100,NA")
    let result = try StandardisedRates(
      figureTable(gap), by: ["area"], strata: ["age"], standard: population(standard))
    let whole = try StandardisedRates(
      figureTable(areas), by: ["area"], strata: ["age"], standard: population(standard))
    #expect(result.groups[0].crude == nil && result.groups[0].direct == nil && result.groups[0].trials == nil)
    #expect(result.groups[0].flags.contains { $0.contains("old") })
    #expect(result.groups[1].direct == whole.groups[1].direct)
    #expect(result.sentences[0].contains("not known"))
    let own = try StandardisedRates(figureTable(gap), by: ["area"], strata: ["age"])
    expectClose(try #require(own.groups[1].direct?.value), 40.0 / 200)
    #expect(own.notes.contains { $0.contains("left out of the standard too") })
    #expect(throws: StatisticsError.self) {
      try StandardisedRates(
        figureTable("area,age,cohort,reoffenders\nA,young,NA,1\n"), by: ["area"], strata: ["age"])
    }
  }

  @Test("a group without people in a stratum has no direct rate")
  func emptyStratum() throws {
    let result = try StandardisedRates(
      figureTable("area,age,cohort,reoffenders\nA,young,50,10\nB,young,50,9\nB,old,40,4\n"), by: ["area"],
      strata: ["age"], standard: population(standard))
    #expect(result.groups[0].direct == nil && result.groups[0].indirect != nil)
    #expect(result.groups[0].flags.contains { $0.contains("nobody in old") })
  }

  @Test("a stratum that the standard has not, and people that are no number, are refused")
  func refusals() throws {
    let narrow = try population("age,population\nyoung,100\n")
    let error = #expect(throws: StatisticsError.self) {
      try StandardisedRates(figureTable(areas), by: ["area"], strata: ["age"], standard: narrow)
    }
    #expect(error?.description.contains("no stratum old") == true)
    #expect(throws: TableError.self) { try population("age,population\nyoung,many\n") }
    #expect(throws: TableError.self) { try population("age,weight\nyoung,1\n") }
    #expect(throws: TableError.self) { try population("age,population,reoffenders\nyoung,10,11\n") }
  }

  @Test(
    "the total of a standard by any of its names is no stratum",
    arguments: ["Total", "All ages", "All persons"])
  func totals(name: String) throws {
    let strata = try population(standard + "\(name),400,60\n").strata
    #expect(strata.keys.sorted() == ["old", "young"])
    // Where all are called so, they are the strata.
    #expect(try population("age,population\n\(name),400\n").strata.count == 1)
  }
}
