import Statistics
import TestSupport
import Testing

@Suite("intervals of proportions and counts") struct IntervalTests {
  @Test(
    "Clopper-Pearson, Jeffreys and Wilson agree with R", arguments: try ReferenceTable("proportions").rows)
  func proportions(_ row: ReferenceTable.Row) throws {
    let proportion = try Proportion(events: Int(row["events"]), trials: Int(row["trials"]))
    let level = try ConfidenceLevel(row["level"])
    let columns: [(String, ProportionIntervalMethod)] = [
      ("cp", .clopperPearson), ("jeffreys", .jeffreys), ("wilson", .wilson),
    ]
    for (name, method) in columns {
      let interval = proportion.confidenceInterval(level: level, method: method)
      // R's prop.test subtracts nearly equal numbers for its lower limit of a rare event, hence the absolute part.
      let absolute = method == .wilson ? 1e-15 : 1e-300
      expectClose(
        interval.lower, row["\(name)_lower"], relative: 1e-10, absolute: absolute, "\(method) \(row)")
      expectClose(interval.upper, row["\(name)_upper"], relative: 1e-10, "\(method) \(row)")
    }
  }

  @Test("exact and Byar limits agree with R", arguments: try ReferenceTable("counts").rows)
  func counts(_ row: ReferenceTable.Row) throws {
    let count = try EventCount(events: Int(row["events"]), exposure: 4)
    let level = try ConfidenceLevel(row["level"])
    for (name, method) in [("exact", CountIntervalMethod.exact), ("byar", .byar)] {
      let interval = count.confidenceInterval(level: level, method: method)
      expectClose(interval.lower, row["\(name)_lower"] / 4, relative: 1e-11, "\(row)")
      expectClose(interval.upper, row["\(name)_upper"] / 4, relative: 1e-11, "\(row)")
    }
    let switched = count.confidenceInterval(level: level, method: .phe)
    #expect(switched == count.confidenceInterval(level: level, method: row["events"] < 10 ? .exact : .byar))
  }

  @Test("published values of Newcombe (1998) and public-health tables") func published() throws {
    let interval = try Proportion(events: 81, trials: 263).confidenceInterval(method: .wilsonContinuity)
    #expect(abs(interval.lower - 0.2535) < 5e-5 && abs(interval.upper - 0.3682) < 5e-5)
    let midP = try Proportion(events: 81, trials: 263).confidenceInterval(method: .midP)
    #expect(abs(midP.lower - 0.2544) < 5e-5 && abs(midP.upper - 0.3658) < 5e-5)
    let rare = try Proportion(events: 1, trials: 100).confidenceInterval()
    expectClose(rare.lower, 0.0017674320641406511)
    expectClose(rare.upper, 0.054486196178705294)
  }

  @Test("swapping events and non-events mirrors the limits", arguments: ProportionIntervalMethod.allCases)
  func mirror(_ method: ProportionIntervalMethod) throws {
    for (events, trials) in [(0, 1), (1, 1), (0, 7), (3, 7), (1, 40), (20, 40), (4999, 5000)] {
      for level in [ConfidenceLevel.p90, .p95, .p99, .p998] {
        let here = try Proportion(events: events, trials: trials).confidenceInterval(
          level: level, method: method)
        let there = try Proportion(events: trials - events, trials: trials)
          .confidenceInterval(level: level, method: method)
        expectClose(here.lower, 1 - there.upper, relative: 1e-12, absolute: 1e-14)
        #expect(here.lower >= 0 && here.upper <= 1)
      }
    }
  }

  @Test("limits rise with the events", arguments: ProportionIntervalMethod.allCases)
  func monotone(_ method: ProportionIntervalMethod) throws {
    var previous = try Proportion(events: 0, trials: 60).confidenceInterval(method: method)
    for events in 1...60 {
      let next = try Proportion(events: events, trials: 60).confidenceInterval(method: method)
      #expect(next.upper >= previous.upper)
      if method != .wald { #expect(next.lower >= previous.lower) }
      previous = next
    }
  }

  @Test("Byar's negative lower limit becomes 0 and is reported") func clipped() throws {
    let one = try EventCount(events: 1)
    #expect(one.confidenceInterval(level: .p998).lower == 0)
    #expect(one.byarLimitIsClipped(level: .p998))
    #expect(!one.byarLimitIsClipped(level: .p95))
  }

  @Test("coverage by exact enumeration") func coverage() throws {
    let trials = 50
    for probability in [0.05, 0.2, 0.37, 0.5, 0.9] {
      let distribution = try Binomial(trials: trials, probability: probability)
      func coverage(_ method: ProportionIntervalMethod) throws -> Double {
        try (0...trials).reduce(0) { sum, k in
          let interval = try Proportion(events: k, trials: trials).confidenceInterval(method: method)
          return sum + (interval.contains(probability) ? distribution.density(k) : 0)
        }
      }
      #expect(try coverage(.clopperPearson) >= 0.95)
      #expect(abs(try coverage(.wilson) - 0.95) < 0.03)
    }
  }

  @Test("impossible counts are refused") func refusals() {
    #expect(throws: StatisticsError.self) { try Proportion(events: -1, trials: 4) }
    #expect(throws: StatisticsError.self) { try Proportion(events: 0, trials: 0) }
    let error = #expect(throws: StatisticsError.self) { try Proportion(events: 5, trials: 4) }
    #expect(error?.description == "events is 5; it must be at most the 4 trials")
    #expect(throws: StatisticsError.self) { try EventCount(events: -1) }
    #expect(throws: StatisticsError.self) { try EventCount(events: 1, exposure: 0) }
    #expect(throws: StatisticsError.self) { try EventCount(events: 1, exposure: .nan) }
    #expect(throws: StatisticsError.self) { try ConfidenceLevel(95) }
  }
}
