import Statistics
import TestSupport
import Testing

@Suite("planning") struct PlanningTests {
  @Test("power of two proportions agrees with R", arguments: try ReferenceTable("power").rows)
  func agrees(_ row: ReferenceTable.Row) throws {
    let design = try TwoProportionDesign(
      first: row["p1"], second: row["p2"], level: try ConfidenceLevel(1 - row["alpha"]),
      isTwoSided: row["one"] == 0, countsBothTails: row["strict"] == 1)
    let power = try design.power(perGroup: row["n"])
    expectClose(power, row["power"], relative: 1e-10, "\(row)")
    if power > 0.06, power < 1 - 1e-9 {
      expectClose(try design.sampleSizePerGroup(power: power), row["n"], relative: 1e-6, "\(row)")
    }
  }

  @Test("any power above that of no study can be asked for, as in R's power.prop.test") func lowPower() throws
  {
    let level = try ConfidenceLevel(0.5)
    expectClose(
      try TwoProportionDesign.detectable(first: 0.181, perGroup: 5000, power: 0.5, level: level),
      0.1862243752, relative: 1e-5)
    expectClose(
      try TwoProportionDesign(first: 0.181, second: 0.2, level: level).sampleSizePerGroup(power: 0.3),
      19.28508011, relative: 1e-6)
    for power in [0.25, 1] {
      #expect(throws: StatisticsError.self) {
        try TwoProportionDesign(first: 0.3, second: 0.2, level: level).sampleSizePerGroup(power: power)
      }
    }
  }

  @Test("the detectable proportion has the power asked for, on either side") func detectable() throws {
    for increase in [true, false] {
      let second = try TwoProportionDesign.detectable(
        first: 0.3, perGroup: 200, power: 0.8, increase: increase)
      #expect((second > 0.3) == increase)
      expectClose(
        try TwoProportionDesign(first: 0.3, second: second).power(perGroup: 200), 0.8, relative: 1e-12)
    }
    #expect(throws: StatisticsError.self) {
      try TwoProportionDesign.detectable(first: 0.3, perGroup: 2, power: 0.99)
    }
  }

  @Test("Schoenfeld: a hazard ratio of 0.5 needs 66 events for 80 per cent power") func survival() throws {
    let design = try SurvivalDesign(hazardRatio: 0.5)
    #expect(try design.events(power: 0.8).rounded(.up) == 66)
    expectClose(try design.power(events: try design.events(power: 0.8)), 0.8)
  }

  @Test("designs invert their power") func inversion() throws {
    let pairs = try MatchedPairsDesign(firstOnly: 0.25, secondOnly: 0.1)
    expectClose(try pairs.power(pairs: try pairs.pairs(power: 0.9)), 0.9)
    let one = try OneProportionDesign(expected: 0.3, assumed: 0.4)
    let n = Int(try one.sampleSize(power: 0.8).rounded(.up))
    #expect(try one.power(trials: n) >= 0.8)
    #expect(try one.power(trials: n - 1) < 0.8)
    #expect(abs(try one.exactPower(trials: n) - 0.8) < 0.04)
    let noWorse = try NonInferiorityDesign(new: 0.3, comparison: 0.3, margin: 0.1)
    expectClose(try noWorse.power(perGroup: try noWorse.sampleSizePerGroup(power: 0.8)), 0.8)
  }

  @Test("plans without a difference are refused") func refusals() {
    #expect(throws: StatisticsError.self) { try TwoProportionDesign(first: 0.3, second: 0.3) }
    #expect(throws: StatisticsError.self) { try TwoProportionDesign(first: 30, second: 20) }
    #expect(throws: StatisticsError.self) { try SurvivalDesign(hazardRatio: 1) }
    #expect(throws: StatisticsError.self) { try MatchedPairsDesign(firstOnly: 0.7, secondOnly: 0.5) }
    #expect(throws: StatisticsError.self) {
      try NonInferiorityDesign(new: 0.4, comparison: 0.3, margin: 0.1)
    }
  }
}
