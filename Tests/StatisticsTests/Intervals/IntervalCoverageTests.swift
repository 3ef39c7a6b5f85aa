import Statistics
import Testing

/// How often intervals hold the truth in simulated data; 4,000 data sets have a standard error of 0.34 points at 95 %.
@Suite("coverage by simulation") struct IntervalCoverageTests {
  private let runs = 4000

  private func events(_ trials: Int, _ probability: Double, _ generator: inout ReplicateGenerator) -> Int {
    (0..<trials).count { _ in Double.random(in: 0..<1, using: &generator) < probability }
  }

  @Test(
    "of a proportion",
    arguments: [
      (ProportionIntervalMethod.wilson, 0.938, 0.962), (.clopperPearson, 0.95, 0.985), (.midP, 0.94, 0.97),
    ])
  func proportion(_ method: ProportionIntervalMethod, _ least: Double, _ most: Double) throws {
    var generator = ReplicateGenerator(seed: 4)
    let known = try (0...60).map { try Proportion(events: $0, trials: 60).confidenceInterval(method: method) }
    let held = (0..<runs).count { _ in
      let truth = Double.random(in: 0.1..<0.9, using: &generator)
      return known[events(60, truth, &generator)].contains(truth)
    }
    let coverage = Double(held) / Double(runs)
    #expect(coverage > least && coverage < most, "\(coverage)")
  }

  @Test("of a count, by Byar's method") func byar() throws {
    var generator = ReplicateGenerator(seed: 5)
    // A Poisson count is nearly a binomial one of many rare trials.
    var held = 0
    for _ in 0..<runs {
      let truth = Double.random(in: 4..<12, using: &generator)
      let count = try EventCount(events: events(400, truth / 400, &generator))
      if count.confidenceInterval(method: .byar).contains(truth) { held += 1 }
    }
    let coverage = Double(held) / Double(runs)
    #expect(coverage > 0.94 && coverage < 0.985, "\(coverage)")
  }

  @Test("of a difference by Newcombe and a ratio by Koopman") func tables() throws {
    var generator = ReplicateGenerator(seed: 6)
    var difference = 0
    var ratio = 0
    for _ in 0..<runs / 4 {
      let one = Double.random(in: 0.2..<0.8, using: &generator)
      let two = Double.random(in: 0.2..<0.8, using: &generator)
      let table = try TwoByTwoTable(
        exposedEvents: events(40, one, &generator), of: 40,
        unexposedEvents: events(55, two, &generator), of: 55)
      if try #require(table.riskDifference().interval).contains(one - two) { difference += 1 }
      if try #require(table.riskRatio(method: .koopman).interval).contains(one / two) { ratio += 1 }
    }
    for held in [difference, ratio] {
      let coverage = Double(held) / Double(runs / 4)
      #expect(coverage > 0.93 && coverage < 0.975, "\(coverage)")
    }
  }
}
