import Statistics
import TestSupport
import Testing

@Suite("Shares drawn to the mean of all")
struct BetaPriorTests {
  private static func groups(_ name: String) throws -> [Proportion] {
    try ReferenceTable("shrinkage").rows.filter { $0.text("case") == name }.map {
      try Proportion(events: Int($0["events"]), trials: Int($0["trials"]))
    }
  }

  @Test(
    "agrees with SciPy’s beta-binomial likelihood and beta distribution",
    arguments: try ReferenceTable("shrinkage").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let prior = try BetaPrior(fitting: Self.groups(row.text("case")))
    // A search without derivatives finds the top to half of the digits.
    expectClose(prior.mean, row["mean"], relative: 1e-6)
    expectClose(try #require(prior.concentration), row["concentration"], relative: 1e-5)
    expectClose(try #require(prior.test.statistic), row["statistic"], relative: 1e-7)
    expectClose(prior.test.pValue, row["p"], relative: 1e-6)
    let group = try Proportion(events: Int(row["events"]), trials: Int(row["trials"]))
    let shrunk = prior.shrunk(group)
    expectClose(try #require(shrunk.value), row["shrunk"], relative: 1e-5)
    // Far in the tail a limit is as exact as its logarithm.
    expectClose(try #require(shrunk.interval).lower, row["lower"], relative: 2e-4)
    expectClose(try #require(shrunk.interval).upper, row["upper"], relative: 1e-5)
    expectClose(
      try #require(prior.probabilityAboveMean(group)), row["above"], relative: 1e-4, absolute: 1e-12)
  }

  @Test("a share lies between its own and the mean, as far as its people weigh against the prior's")
  func weights() throws {
    let groups = try Self.groups("areas")
    let prior = try BetaPrior(fitting: groups)
    for group in groups {
      let own = Double(group.events) / Double(group.trials)
      let weight = prior.weight(of: group)
      expectClose(
        weight, Double(group.trials) / (Double(group.trials) + (try #require(prior.concentration))),
        relative: 1e-14)
      expectClose(
        try #require(prior.shrunk(group).value), weight * own + (1 - weight) * prior.mean, relative: 1e-12)
    }
  }

  @Test("by hand: equal shares have no spread, so that all have the mean and no limits")
  func equalShares() throws {
    let groups = try [(10, 40), (20, 80), (5, 20), (25, 100)].map {
      try Proportion(events: $0.0, trials: $0.1)
    }
    let prior = try BetaPrior(fitting: groups)
    #expect(prior.concentration == nil)
    #expect(prior.mean == 0.25)
    #expect(prior.test.pValue == 1)
    #expect(prior.spread() == nil)
    let other = try Proportion(events: 3, trials: 4)
    #expect(prior.shrunk(other).value == 0.25)
    #expect(prior.shrunk(other).interval == nil)
    #expect(prior.weight(of: other) == 0)
    #expect(prior.probabilityAboveMean(other) == nil)
  }

  @Test("the other outcome has the other mean and the same concentration, in any order of the groups")
  func mirrored() throws {
    let groups = try Self.groups("zeros")
    let prior = try BetaPrior(fitting: groups)
    let other = try BetaPrior(
      fitting: groups.reversed().map { try Proportion(events: $0.trials - $0.events, trials: $0.trials) })
    expectClose(other.mean, 1 - prior.mean, relative: 1e-6)
    expectClose(try #require(other.concentration), try #require(prior.concentration), relative: 1e-5)
  }

  @Test("two groups, and events of nobody or everybody, are refused")
  func refusals() throws {
    let none = try Proportion(events: 0, trials: 9)
    let some = try Proportion(events: 4, trials: 9)
    let all = try Proportion(events: 9, trials: 9)
    #expect(throws: StatisticsError.self) { try BetaPrior(fitting: [none, some]) }
    #expect(throws: StatisticsError.self) { try BetaPrior(fitting: [none, none, none]) }
    #expect(throws: StatisticsError.self) { try BetaPrior(fitting: [all, all, all]) }
    #expect(try BetaPrior(fitting: [none, some, all]).concentration != nil)
  }
}
