import Reoffending
import Statistics
import Tables
import TestSupport
import Testing

@Suite("Appraisals and claims")
struct AppraisalTests {
  private func table(_ csv: String, _ source: String = "items.csv") throws -> Table {
    try Table(csv: Array(csv.utf8), source: source)
  }

  private func costs() throws -> UnitCosts { try UnitCosts(bundledTable("unit-costs")) }

  private func index() throws -> PriceIndex { try PriceIndex(bundledTable("gdp-deflators")) }

  @Test(
    "financial years in their forms",
    arguments: [
      ("2015/16", "2015/16"), ("2015-16", "2015/16"), ("2015–16", "2015/16"), (" 2015 / 2016 ", "2015/16"),
      ("1999/00", "1999/00"), ("2015", nil), ("2015/17", nil), ("15/16", nil), ("2015-16-17", nil), ("", nil),
    ])
  func priceYears(_ text: String, _ expected: String?) {
    #expect(PriceYear(text)?.description == expected)
  }

  @Test("prices of one year from those of another, by hand")
  func prices() throws {
    let index = try PriceIndex(table("year,index\n2015/16,80\n2024-25,100\n"))
    let (old, new) = try (#require(PriceYear("2015/16")), #require(PriceYear("2024/25")))
    #expect(try index.factor(from: old, to: new) == 1.25)
    #expect(try index.factor(from: new, to: old) == 0.8)
    #expect(try index.factor(from: old, to: old) == 1)
    let missing = try #require(PriceYear("2009/10"))
    #expect(throws: StatisticsError.self) { try index.factor(from: missing, to: new) }
    // HM Treasury's index: 100 / 74.5804.
    expectClose(try self.index().factor(from: old, to: new), 100 / 74.5804, relative: 1e-12)
  }

  @Test("an appraisal by hand: prices, deadweight, optimism, crimes for each reoffence, switch values")
  func byHand() throws {
    let csv = """
      item,type,amount,unit_cost,offence,crimes_each,price_year,first_year,last_year,deadweight,optimism,case
      Team,cost,1,1000,,,2024/25,1,1,,10%,fiscal
      Robberies,benefit,0.5,,robbery,2,,1,2,20%,25%,social
      """
    let year = try #require(PriceYear("2024/25"))
    let result = try Appraisal(
      table(csv), costs: costs(), index: index(),
      choices: .init(priceYear: year, discountRate: 0.25, draws: 100))
    let unit = 11320 * 100 / 74.5804 * 2
    expectClose(result.rows[1].unitCost, unit, relative: 1e-12)
    let benefits = 0.5 * unit * 0.8 * 0.75 * (1 + 0.8)
    let value = result.publicValue.value
    expectClose(try #require(value.costs.value), 1100, relative: 1e-12)
    expectClose(try #require(value.benefits.value), benefits, relative: 1e-12)
    // With the switch amount costs and benefits are equal.
    expectClose(try #require(result.rows[1].switchAmount), 0.5 * 1100 / benefits, relative: 1e-12)
    expectClose(try #require(result.rows[0].switchAmount), benefits / 1100, relative: 1e-12)
    #expect(try #require(result.financial).value.benefits.value == 0)
    #expect(try #require(result.financial).value.paybackYear == nil)
    #expect(result.sentences[1].contains("not back within 1 year"))
  }

  @Test("every fault of a table of items is told together, with its place")
  func faults() throws {
    let csv = """
      item,type,amount,amount_lower,unit_cost,offence,deadweight,first_year,last_year,price_year
      A,gain,1,,5,,,,,
      B,benefit,1,,,Piracy,,,,
      C,benefit,1,0.5,5,,,,,
      D,cost,1,,5,,120%,,,
      E,cost,1,,5,,,3,2,
      F,cost,1,,5,,,,,2015
      G,benefit,-1,,5,,,,,
      """
    let error = #expect(throws: TableError.self) {
      try Appraisal(table(csv), costs: costs(), index: index())
    }
    let text = try #require(error).description
    for part in [
      "“gain” is neither cost nor benefit", "no unit cost of “Piracy” is known; unit-costs has Homicide",
      "one limit is given", "deadweight is a share", "last year lies before", "“2015” is no financial year",
      "amount of at least 0",
    ] {
      #expect(text.contains(part), "\(part) in \(text)")
    }
  }

  @Test("prices of different years are not added up unasked")
  func mixedYears() throws {
    let csv = "item,type,amount,unit_cost,price_year\nA,cost,1,5,2015/16\nB,benefit,1,5,2024/25\n"
    let error = #expect(throws: StatisticsError.self) {
      try Appraisal(table(csv), costs: nil, index: index())
    }
    #expect(try #require(error).description.contains("2015/16 and 2024/25"))
  }

  @Test("75,000 pounds a day and 500,000 a year, by hand")
  func claims() throws {
    let day = try SavingClaim(.init(pounds: 75_000, period: .day), costs: costs(), index: index())
    let robbery = try #require(day.rows.first { $0.offence == "Robbery" })
    expectClose(robbery.crimesPerYear, 75_000 * 365 / 11320, relative: 1e-12)
    expectClose(robbery.crimesPerDay, 75_000 / 11320, relative: 1e-12)
    #expect(robbery.perPerson == nil && robbery.fall == nil && robbery.verdict == nil)
    let year = try SavingClaim(
      .init(pounds: 500_000, people: 750, crimesEach: 4, reoffencesEach: 0.1), costs: costs(), index: index())
    let theft = try #require(year.rows.first { $0.offence == "Theft from vehicle" })
    expectClose(try #require(theft.perPerson), 500_000 / 870 / 4 / 750, relative: 1e-12)
    #expect(theft.verdict == "more than they commit")
    let homicide = try #require(year.rows.first { $0.offence == "Homicide" })
    #expect(homicide.verdict == "possible")
    #expect(year.sentences[0].contains("£667 for each of 750 people"))
  }

  @Test("a mix is the mean cost by its shares, which must add up to all")
  func mix() throws {
    let mixed = try UnitCosts(table("offence,unit_cost,share\nA,100,25%\nB,500,75%\n"))
    let claim = try SavingClaim(.init(pounds: 4000), costs: mixed, index: index())
    #expect(claim.rows.last?.offence == "Mix")
    expectClose(try #require(claim.rows.last).unitCost, 400, relative: 1e-12)
    let wrong = try UnitCosts(table("offence,unit_cost,share\nA,100,0.25\nB,500,0.5\n"))
    #expect(throws: StatisticsError.self) { try SavingClaim(.init(pounds: 1), costs: wrong, index: index()) }
    #expect(throws: StatisticsError.self) { try SavingClaim(.init(pounds: 0), costs: mixed, index: index()) }
    #expect(throws: TableError.self) { try UnitCosts(table("offence,unit_cost\nA,0\n")) }
    #expect(throws: TableError.self) { try UnitCosts(table("offence,unit_cost\nA,5\na,6\n")) }
  }
}
