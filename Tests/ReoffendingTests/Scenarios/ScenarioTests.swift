import Reoffending
import Statistics
import Tables
import TestSupport
import Testing

@Suite("Scenario")
struct ScenarioTests {
  private static let homeless = RiskFactorSelection(column: "homeless", reference: "0")

  private func people() throws -> Table {
    try Table(csv: Array(EventFile.reference("scenario-people").utf8), source: "people.csv")
  }

  private func table(_ text: String) throws -> Table {
    try Table(csv: Array(text.utf8), source: "people.csv")
  }

  @Test("agrees with R, crude and within strata", arguments: try ReferenceTable("scenarios").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let named = row.text("strata").split(separator: " ").map(String.init)
    let strata = named == ["none"] ? [] : named
    let result = try Scenario(
      people(), factors: [Self.homeless], reductions: [1, 0.25], adjustingFor: strata,
      unitCost: .perReoffence(2000), level: ConfidenceLevel(row["level"]))
    let all = result.rows[0]
    #expect(all.exposed == Int(row["exposed"]))
    expectClose(try #require(all.avoided.value), row["avoided"], relative: 1e-12)
    expectClose(try #require(all.avoided.interval).lower, row["lower"], relative: 1e-11)
    expectClose(try #require(all.avoided.interval).upper, row["upper"], relative: 1e-11)
    let reoffences = try #require(all.avoidedReoffences)
    expectClose(try #require(reoffences.value), row["reoffences"], relative: 1e-12)
    expectClose(try #require(reoffences.interval).lower, row["reoffences_lower"], relative: 1e-11)
    expectClose(try #require(reoffences.interval).upper, row["reoffences_upper"], relative: 1e-11)
    let quarter = result.rows[1]
    #expect(quarter.reduction == 0.25)
    expectClose(try #require(quarter.avoided.value), row["avoided"] / 4, relative: 1e-12)
    expectClose(try #require(quarter.cost?.value), 500 * row["reoffences"], relative: 1e-12)
    expectClose(try #require(quarter.cost?.interval).upper, 500 * row["reoffences_upper"], relative: 1e-11)
  }

  @Test("by hand: 33 of 40 against 15 of 60, half of the forty moved")
  func byHand() throws {
    let counts = try table("homeless,cohort,reoffenders\n1,40,33\n0,60,15\n")
    let result = try Scenario(
      counts, factors: [Self.homeless], reductions: [0.5], unitCost: .perReoffender(100))
    let row = result.rows[0]
    // 40 × (0.825 − 0.25) / 2
    expectClose(try #require(row.avoided.value), 11.5, relative: 1e-12)
    expectClose(try #require(row.cost?.value), 1150, relative: 1e-12)
    let newcombe = try TwoByTwoTable(exposedEvents: 33, of: 40, unexposedEvents: 15, of: 60)
      .riskDifference(level: .p95, method: .newcombe)
    let interval = try #require(row.avoided.interval)
    expectClose(interval.lower, 20 * (try #require(newcombe.interval).lower), relative: 1e-12)
    expectClose(interval.upper, 20 * (try #require(newcombe.interval).upper), relative: 1e-12)
    #expect(row.avoidedReoffences == nil)
    #expect(row.avoided.method == "newcombe")
    #expect(
      row.sentence.hasPrefix(
        "If 50% of the 40 people marked homeless had reoffended at the rate of those not so marked (25.0% instead of 82.5%), 12"
      ))
  }

  @Test(
    "adjusting for what goes with the factor takes the gap away, and the whole avoids four times a quarter")
  func confounding() throws {
    // Within each age the rates are equal; the homeless are younger.
    let counts = try table(
      "homeless,age,cohort,reoffenders\n1,young,80,40\n1,old,20,2\n0,young,20,10\n0,old,80,8\n")
    let crude = try Scenario(counts, factors: [Self.homeless], reductions: [1])
    expectClose(try #require(crude.rows[0].avoided.value), 24, relative: 1e-12)
    let adjusted = try Scenario(counts, factors: [Self.homeless], reductions: [1], adjustingFor: ["age"])
    #expect(abs(try #require(adjusted.rows[0].avoided.value)) < 1e-12)
    #expect(adjusted.headline == "No reduction avoids reoffending beyond what chance could make")
    #expect(adjusted.rows[0].avoided.method == "mover-wilson")
  }

  @Test("people without anybody alike at the reference are left out and counted")
  func uncompared() throws {
    let counts = try table("homeless,age,cohort,reoffenders\n1,young,80,40\n1,old,20,2\n0,young,20,10\n")
    let result = try Scenario(counts, factors: [Self.homeless], reductions: [1], adjustingFor: ["age"])
    #expect(result.rows[0].exposed == 80)
    #expect(result.notes.contains { $0.hasPrefix("20 people with homeless 1 are left out") })
    let nobody = try table("homeless,age,cohort,reoffenders\n1,young,80,40\n0,old,20,2\n")
    #expect(throws: StatisticsError.self) {
      try Scenario(nobody, factors: [Self.homeless], reductions: [1], adjustingFor: ["age"])
    }
  }

  @Test("no cost without a unit cost, and the notes say why")
  func cost() throws {
    let result = try Scenario(people(), factors: [Self.homeless], reductions: [0.5])
    #expect(result.rows.allSatisfy { $0.cost == nil })
    #expect(result.notes.contains { $0.contains("not of proven reoffences") })
    #expect(result.notes.contains { $0.contains("itself causes the difference") })
  }

  @Test("what cannot be is refused", arguments: [0, -0.1, 1.01, Double.nan])
  func reductions(_ reduction: Double) throws {
    #expect(throws: StatisticsError.self) {
      try Scenario(people(), factors: [Self.homeless], reductions: [reduction])
    }
  }

  @Test("unknown numbers, columns and costs are refused")
  func refusals() throws {
    #expect(throws: (any Error).self) {
      try Scenario(people(), factors: [RiskFactorSelection(column: "housing")], reductions: [0.5])
    }
    #expect(throws: StatisticsError.self) {
      try Scenario(people(), factors: [Self.homeless], reductions: [0.5], unitCost: .perReoffence(-1))
    }
    let rates = try table("homeless,actual_rate\n1,82.5%\n0,38.36%\n")
    #expect(throws: (any Error).self) { try Scenario(rates, factors: [Self.homeless], reductions: [0.5]) }
    let counts = try table("homeless,cohort,reoffenders\n1,40,33\n0,60,15\n")
    #expect(throws: StatisticsError.self) {
      try Scenario(counts, factors: [Self.homeless], reductions: [0.5], unitCost: .perReoffence(2000))
    }
  }
}
