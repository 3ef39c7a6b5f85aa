import Statistics
import TestSupport
import Testing

@Suite("one proportion against a value") struct OneSampleProportionTestTests {
  @Test("exact, score and mid-p agree with R", arguments: try ReferenceTable("one-sample").rows)
  func agrees(_ row: ReferenceTable.Row) throws {
    let alternative = try #require(Alternative(rawValue: row.text("alternative")))
    func test(_ method: OneSampleTestMethod) throws -> OneSampleProportionTest {
      try OneSampleProportionTest(
        events: Int(row["events"]), trials: Int(row["trials"]), expected: row["expected"], method: method,
        alternative: alternative)
    }
    // R's pbinom keeps about 1e-12 of a tail; what lies below 1e-290 both programs round.
    expectClose(try test(.exact).pValue, row["exact"], relative: 1e-10, absolute: 1e-290, "\(row)")
    expectClose(try test(.midP).pValue, row["mid"], relative: 1e-10, absolute: 1e-290, "\(row)")
    expectClose(try test(.score).pValue, row["score"], relative: 1e-10, absolute: 1e-290, "\(row)")
    expectClose(try #require(try test(.score).statistic), row["statistic"], relative: 1e-12, absolute: 1e-14)
  }

  @Test("the score test refuses exactly what Wilson's limits leave out") func inversion() throws {
    for events in 0...40 {
      let interval = try Proportion(events: events, trials: 40).confidenceInterval()
      for expected in [interval.lower, interval.upper] where expected > 0 && expected < 1 {
        let test = try OneSampleProportionTest(events: events, trials: 40, expected: expected, method: .score)
        expectClose(test.pValue, 0.05, relative: 1e-11)
      }
    }
  }

  @Test("a certain hypothesis has a p-value of 1 or 0, and no score test") func certainty() throws {
    #expect(try OneSampleProportionTest(events: 0, trials: 9, expected: 0).pValue == 1)
    #expect(try OneSampleProportionTest(events: 1, trials: 9, expected: 0).pValue == 0)
    #expect(throws: StatisticsError.self) {
      try OneSampleProportionTest(events: 1, trials: 9, expected: 0, method: .score)
    }
    #expect(throws: StatisticsError.self) {
      try OneSampleProportionTest(events: 1, trials: 9, expected: 48.25)
    }
  }
}
