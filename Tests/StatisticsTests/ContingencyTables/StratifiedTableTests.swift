import Statistics
import TestSupport
import Testing

@Suite("Stratified tables")
struct StratifiedTableTests {
  @Test("agrees with 40-digit arithmetic", arguments: try ReferenceTable("stratified").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let table = try stratified(row.text("strata"))
    let level = try ConfidenceLevel(row["level"])
    expectEstimate(table.oddsRatio(level: level), row, value: "or", limits: "or")
    expectEstimate(table.riskRatio(level: level), row, value: "rr", limits: "rr")
    expectEstimate(table.riskDifference(level: level), row, value: "rd", limits: "rd")
    let plain = table.cochranMantelHaenszelTest(continuityCorrected: false)
    expectOptional(plain.statistic, row["cmh"], 1e-10, 1e-14)
    expectClose(plain.pValue, row["cmh_p"], relative: 1e-10)
    expectOptional(table.cochranMantelHaenszelTest().statistic, row["cmh_corrected"], 1e-10, 1e-14)
    expectOptional(table.homogeneityTest(taroneCorrected: false)?.statistic, row.optional("bd"), 1e-9, 1e-12)
    expectOptional(table.homogeneityTest()?.statistic, row.optional("tarone"), 1e-9, 1e-12)
    expectOptional(table.homogeneityTest()?.pValue, row.optional("tarone_p"), 1e-9, 1e-12)
  }

  @Test("one stratum has the crude measures")
  func single() throws {
    let crude = try TwoByTwoTable(exposedEvents: 30, of: 100, unexposedEvents: 20, of: 90)
    let table = try StratifiedTable([Stratum("all", crude)])
    expectClose(try #require(table.oddsRatio().value), try #require(crude.oddsRatio().value))
    expectClose(try #require(table.riskRatio().value), try #require(crude.riskRatio().value))
    expectClose(try #require(table.riskDifference().value), try #require(crude.riskDifference().value))
    #expect(table.homogeneityTest() == nil)
  }

  @Test("a stratum without one of the groups adds nothing, and is warned of")
  func emptyGroup() throws {
    let with = try stratified("12:8:9:11 7:3:4:6 0:0:50:60")
    let without = try stratified("12:8:9:11 7:3:4:6")
    #expect(with.oddsRatio() == without.oddsRatio())
    #expect(with.riskDifference() == without.riskDifference())
    #expect(with.cochranMantelHaenszelTest() == without.cochranMantelHaenszelTest())
    #expect(with.homogeneityTest() == without.homogeneityTest())
    #expect(with.warnings.contains(.sparseStrata(count: 2)))
  }

  @Test("no stratum that can be compared is refused")
  func refusal() throws {
    #expect(throws: StatisticsError.empty(argument: "strata")) { try StratifiedTable([]) }
    let empty = try Stratum(
      "young", exposedEvents: 0, exposedNonEvents: 0, unexposedEvents: 3, unexposedNonEvents: 4)
    #expect(throws: StatisticsError.self) { try StratifiedTable([empty]) }
    #expect(throws: StatisticsError.self) {
      try Stratum("old", exposedEvents: -1, exposedNonEvents: 0, unexposedEvents: 3, unexposedNonEvents: 4)
    }
  }

  private func stratified(_ text: String) throws -> StratifiedTable {
    let strata = try text.split(separator: " ").map { stratum in
      let cells = stratum.split(separator: ":").compactMap { Int($0) }
      return try Stratum(
        String(stratum), exposedEvents: cells[0], exposedNonEvents: cells[1], unexposedEvents: cells[2],
        unexposedNonEvents: cells[3])
    }
    return try StratifiedTable(strata)
  }
}
