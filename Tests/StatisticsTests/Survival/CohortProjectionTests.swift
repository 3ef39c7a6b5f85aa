import Statistics
import TestSupport
import Testing

@Suite("Cohort projection")
struct CohortProjectionTests {
  private func cohort(_ people: Int, events: Int, followed: Double) throws -> SurvivalTimes {
    // Events a day apart from day 1 on; everybody else to the end.
    try SurvivalTimes(
      times: (0..<people).map { $0 < events ? Double($0 + 1) : followed },
      events: (0..<people).map { $0 < events })
  }

  @Test("by hand: half of the earlier cohort's events lie ahead")
  func byHand() throws {
    let earlier = try cohort(100, events: 40, followed: 100)
    let current = try cohort(50, events: 10, followed: 20)
    let found = try CohortProjection(current: current, earlier: [earlier], horizon: 100)
    #expect(found.soFar == 10)
    #expect(found.open == 40)
    // After day 20, 80 were left and 20 of them followed: a quarter of the 40 left here.
    expectClose(found.expected, 20, relative: 1e-12)
    #expect(found.limits.contains(found.expected))
    #expect(found.limits.lower >= 10 && found.limits.upper <= 50)
  }

  @Test("the range is as wide as the chance in curve and people together")
  func width() throws {
    let earlier = try cohort(400, events: 160, followed: 400)
    let current = try cohort(400, events: 80, followed: 80)
    let found = try CohortProjection(current: current, earlier: [earlier], horizon: 400, replicates: 4000)
    // 320 left with p = 80/320: binomial variance 320·p·q, and that of p̂, 320²·p·q/320.
    let deviation = (2 * 320 * 0.25 * 0.75).squareRoot()
    let half = (found.limits.upper - found.limits.lower) / 2
    #expect(abs(half / (1.96 * deviation) - 1) < 0.1, "\(half) against \(1.96 * deviation)")
    let again = try CohortProjection(current: current, earlier: [earlier], horizon: 400, replicates: 4000)
    #expect(again == found)
  }

  @Test("nothing is left to chance where everybody was followed, and two unlike cohorts widen the range")
  func edges() throws {
    let whole = try cohort(50, events: 15, followed: 100)
    let done = try CohortProjection(current: whole, earlier: [whole], horizon: 100)
    #expect(done.open == 0)
    #expect(done.limits.lower == 15 && done.limits.upper == 15 && done.expected == 15)
    let low = try cohort(400, events: 100, followed: 400)
    let high = try cohort(400, events: 300, followed: 400)
    let current = try cohort(400, events: 50, followed: 50)
    let one = try CohortProjection(current: current, earlier: [low], horizon: 400)
    let both = try CohortProjection(current: current, earlier: [low, high], horizon: 400)
    #expect(both.limits.upper - both.limits.lower > 2 * (one.limits.upper - one.limits.lower))
  }

  @Test("no earlier cohort, one that was not followed and too few replicates are refused")
  func refusals() throws {
    let cohort = try cohort(50, events: 10, followed: 90)
    #expect(throws: StatisticsError.self) { try CohortProjection(current: cohort, earlier: [], horizon: 90) }
    #expect(throws: StatisticsError.self) {
      try CohortProjection(current: cohort, earlier: [cohort], horizon: 100)
    }
    #expect(throws: StatisticsError.self) {
      try CohortProjection(current: cohort, earlier: [cohort], horizon: 90, replicates: 10)
    }
  }
}
