import Statistics
import TestSupport
import Testing

@Suite("MergedSteps")
struct MergedStepsTests {
  @Test(
    "worked by hand: ten events a day apart and ten people followed to the end, none of 1 to 3 to be seen")
  func byHand() throws {
    let times = (1...10).map(Double.init) + Array(repeating: 20, count: 10)
    let data = try SurvivalTimes(times: times, events: (0..<20).map { $0 < 10 })
    let merged = try #require(MergedSteps(data, hidingCountsUpTo: 3, atRiskAt: [0, 5, 6, 12, 20]))
    // 4 events by day 4, of 20; the 6 left cannot be cut in two of more than 3, so they are one stretch.
    #expect(merged.curve.steps.map(\.time) == [4, 10])
    #expect(merged.curve.steps.map(\.events) == [4, 6])
    #expect(merged.curve.steps.map(\.atRisk) == [20, 16])
    expectClose(merged.curve.steps[0].survival, 16.0 / 20, relative: 1e-14)
    expectClose(merged.curve.steps[1].survival, 0.5, relative: 1e-14)
    // Just before day 6 one more had the event than the 4 shown; that one must not be seen.
    #expect(merged.reachesLastEvent && merged.atRisk == [20, 16, nil, 10, 10])
  }

  @Test("the shares and limits at the times shown are those of the whole curve")
  func sameCurve() throws {
    let (times, events) = Self.people(seed: 11, count: 120)
    let data = try SurvivalTimes(times: times, events: events)
    let whole = KaplanMeier(data)
    let merged = try #require(MergedSteps(data, hidingCountsUpTo: 4))
    #expect(!merged.curve.steps.isEmpty && merged.curve.steps.count < whole.steps.count)
    for step in merged.curve.steps {
      let same = try #require(whole.steps.first { $0.time == step.time })
      #expect(
        step.survival == same.survival && step.interval == same.interval
          && step.standardError == same.standardError)
    }
    #expect(merged.curve.count == whole.count && merged.curve.events == whole.events)
  }

  @Test("few events, few others or few people are not shown at all, none of them are")
  func refused() throws {
    func merged(_ events: Int, of count: Int) throws -> MergedSteps? {
      MergedSteps(
        try SurvivalTimes(
          times: (0..<count).map { Double($0 + 1) }, events: (0..<count).map { $0 < events }),
        hidingCountsUpTo: 5)
    }
    #expect(try merged(5, of: 40) == nil)
    #expect(try merged(36, of: 40) == nil)
    #expect(try merged(0, of: 4) == nil)
    #expect(try merged(0, of: 40)?.curve.steps.isEmpty == true)
    #expect(try merged(40, of: 40)?.curve.steps.last?.survival == 0)
    #expect(try merged(6, of: 40) != nil)
  }

  @Test("whoever subtracts what is shown finds no count from 1 to the limit", arguments: [1, 3, 5, 10])
  func differencing(limit: Int) throws {
    var shown = 0
    for seed in 0..<200 {
      let (times, events) = Self.people(seed: UInt64(seed), count: 5 + seed)
      let data = try SurvivalTimes(times: times, events: events)
      guard let merged = MergedSteps(data, hidingCountsUpTo: limit) else { continue }
      let steps = merged.curve.steps
      shown += steps.count
      var found = [data.count, data.eventCount, data.count - data.eventCount]
      var eventsLeft = data.eventCount
      for (index, step) in steps.enumerated() {
        found += [step.atRisk, step.events]
        eventsLeft -= step.events
        found.append(eventsLeft)
        guard index + 1 < steps.count else { continue }
        let left = step.atRisk - steps[index + 1].atRisk
        found += [left, left - step.events]
      }
      #expect(found.allSatisfy { !(1...limit).contains($0) }, "seed \(seed)")
    }
    #expect(shown > 100)
  }

  /// Times of whole days, a third of them censored.
  private static func people(seed: UInt64, count: Int) -> (times: [Double], events: [Bool]) {
    var generator = SeededGenerator(seed: seed)
    let times = (0..<count).map { _ in Double(Int.random(in: 1...40, using: &generator)) }
    return (times, (0..<count).map { _ in Int.random(in: 0..<3, using: &generator) > 0 })
  }
}
