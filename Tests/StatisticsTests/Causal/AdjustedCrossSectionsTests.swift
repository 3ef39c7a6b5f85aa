import Statistics
import TestSupport
import Testing

@Suite("Effects on people who are alike")
struct AdjustedCrossSectionsTests {
  private static let rows = Result { try ReferenceTable("adjusted-staggered-people").rows }

  private func people(
    _ change: ([[Double]]) -> [[Double]] = { $0 }, keeping isKept: (Int) -> Bool = { _ in true }
  ) throws -> GroupTimeEffects.People {
    let rows = try Self.rows.get().enumerated().filter { isKept($0.offset) }.map(\.element)
    return GroupTimeEffects.People(
      periods: ["first", "second", "third", "fourth"],
      starts: rows.map { row in
        let start = Int(row["start"])
        return start < 0 ? nil : start
      }, times: rows.map { Int($0["time"]) }, values: rows.map { $0["reoffended"] },
      units: rows.map { Int($0["area"]) },
      covariates: change([rows.map { $0["age"] }, rows.map { $0["homeless"] }]))
  }

  private func effects(_ method: String, _ controls: String) throws -> GroupTimeEffects {
    try GroupTimeEffects(
      people(), adjusting: try #require(GroupTimeEffects.Adjustment(rawValue: method)),
      controls: try #require(GroupTimeEffects.Controls(rawValue: controls)))
  }

  @Test(
    "effects, averages, their errors and the test before agree with csdid",
    arguments: ["reg", "ipw", "dr"], ["never", "not-yet"])
  func reference(_ method: String, _ controls: String) throws {
    let rows = try ReferenceTable("adjusted-staggered").rows.filter {
      $0.text("method") == method && $0.text("controls") == controls
    }
    #expect(rows.count == 24)
    let found = try effects(method, controls)
    for row in rows {
      let at = row.optional("at").map { Int($0) }
      let own: GroupTimeEffects.Average?
      switch row.text("kind") {
      case "effect":
        let one = try #require(found.effects.first { $0.start == at && $0.time == Int(row["time"]) })
        #expect(one.treated == 2 && one.controls >= 6)
        own = one.average
      case "event": own = found.byEvent.first { $0.periods == at }?.average
      case "start": own = found.byStart.first { $0.start == at }?.average
      case "time": own = found.byTime.first { $0.time == at }?.average
      case "overall": own = found.overall
      case "events": own = found.overallByEvent
      case "simple": own = found.simple
      default:
        let test = try #require(found.before)
        expectClose(try #require(test.statistic), row["effect"], relative: 1e-7)
        // Theirs is printed with five digits.
        expectClose(test.pValue, row["error"], relative: 1e-4)
        continue
      }
      let average = try #require(own)
      expectClose(try #require(average.estimate.value), row["effect"], relative: 1e-7, absolute: 1e-10)
      expectClose(try #require(average.standardError), row["error"], relative: 1e-7)
    }
  }

  @Test("without covariates all three are the comparison of means, with people's errors")
  func means() throws {
    let rows = try Self.rows.get()
    let plain = try GroupTimeEffects(
      (0..<12).map { area in
        let own = rows.filter { Int($0["area"]) == area }
        let start = Int(own[0]["start"])
        let values = (0..<4).map { time in
          let people = own.filter { Int($0["time"]) == time }
          return people.reduce(0) { $0 + $1["reoffended"] } / Double(people.count)
        }
        return GroupTimeEffects.Unit(
          start: start < 0 ? nil : start, values: values, weights: values.map { _ in 45 })
      }, errors: .people)
    for method in GroupTimeEffects.Adjustment.allCases {
      let found = try GroupTimeEffects(people { _ in [] }, adjusting: method)
      for (one, other) in zip(found.effects, plain.effects) {
        expectClose(
          try #require(one.average.estimate.value), try #require(other.average.estimate.value),
          relative: 1e-9, absolute: 1e-12)
        expectClose(
          try #require(one.average.standardError), try #require(other.average.standardError), relative: 1e-9)
      }
      expectClose(
        try #require(found.overall.standardError), try #require(plain.overall.standardError), relative: 1e-9)
    }
  }

  @Test("the unit of a covariate changes nothing; everybody twice halves the variance")
  func properties() throws {
    let base = try GroupTimeEffects(people(), adjusting: .doublyRobust)
    let other = try GroupTimeEffects(
      people { [$0[0].map { 1000 + 12 * $0 }, $0[1].map { 5 - $0 }] }, adjusting: .doublyRobust)
    expectClose(
      try #require(other.overall.estimate.value), try #require(base.overall.estimate.value), relative: 1e-7)
    expectClose(
      try #require(other.overall.standardError), try #require(base.overall.standardError), relative: 1e-7)
    let own = try people()
    let twice = try GroupTimeEffects(
      GroupTimeEffects.People(
        periods: own.periods, starts: own.starts + own.starts, times: own.times + own.times,
        values: own.values + own.values, units: own.units + own.units,
        covariates: own.covariates.map { $0 + $0 }), adjusting: .doublyRobust)
    expectClose(
      try #require(twice.overall.standardError) * 2.0.squareRoot(), try #require(base.overall.standardError),
      relative: 1e-8)
  }

  @Test(
    "covariates that tell the groups apart, or are alike, are refused with the period; unlike lengths too")
  func refusals() throws {
    func words(_ change: ([[Double]]) -> [[Double]], _ method: GroupTimeEffects.Adjustment) throws -> String {
      do {
        _ = try GroupTimeEffects(people(change), adjusting: method)
      } catch { return "\(error)" }
      return ""
    }
    let starts = try people().starts
    for method in [GroupTimeEffects.Adjustment.probability, .doublyRobust] {
      let told = try words({ $0 + [starts.map { $0 == nil ? 0 : 1 }] }, method)
      #expect(told.contains("those who began in second"), "\(told)")
    }
    let same = try words({ [$0[0], $0[0]] }, .outcome)
    #expect(same.contains("are too few, or alike in one of them"), "\(same)")
    #expect(throws: StatisticsError.self) {
      try GroupTimeEffects(people { [Array($0[0].dropLast())] }, adjusting: .outcome)
    }
    #expect(throws: StatisticsError.self) {
      try GroupTimeEffects(people { [$0[0].map { _ in .nan }] }, adjusting: .outcome)
    }
  }
}
