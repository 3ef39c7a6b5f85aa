import Statistics
import TestSupport
import Testing

@Suite("Survival curves")
struct SurvivalCurveTests {
  static func recid() throws -> SurvivalTimes {
    let rows = try ReferenceTable("recid").rows
    return try SurvivalTimes(times: rows.map { $0["durat"] }, events: rows.map { $0["cens"] == 0 })
  }

  @Test("Kaplan-Meier agrees with R", arguments: KaplanMeier.Transform.allCases)
  func kaplanMeier(_ transform: KaplanMeier.Transform) throws {
    let curve = KaplanMeier(try Self.recid(), transform: transform)
    let rows = try ReferenceTable("kaplan-meier").rows.filter { $0.text("type") == transform.rawValue }
    #expect(!rows.isEmpty)
    for row in rows {
      let step = try #require(curve.steps.first { $0.time == row["time"] })
      #expect(step.atRisk == Int(row["at_risk"]))
      #expect(step.events == Int(row["events"]))
      expectClose(step.survival, row["survival"], relative: 1e-13)
      expectClose(step.standardError, row["error"], relative: 1e-12)
      let interval = try #require(step.interval)
      expectClose(interval.lower, row["lower"], relative: 1e-12)
      expectClose(interval.upper, row["upper"], relative: 1e-12)
    }
  }

  @Test("six people by hand, with the median on a flat stretch")
  func handCase() throws {
    let curve = KaplanMeier(
      try SurvivalTimes(times: [1, 2, 3, 4, 5, 6], events: [true, true, true, true, false, true]))
    #expect(curve.steps.map(\.atRisk) == [6, 5, 4, 3, 1])
    expectClose(curve.steps[2].survival, 0.5)
    expectClose(curve.steps[2].standardError, (0.25 * (1.0 / 30 + 1.0 / 20 + 1.0 / 12)).squareRoot())
    #expect(curve.steps[4].survival == 0 && curve.steps[4].interval == nil)
    #expect(curve.median == 3.5)
    #expect(curve.medianInterval?.lower == 1)
    #expect(curve.medianInterval?.upper == .infinity)
    #expect(curve.survival(at: 0.5) == 1)
    expectClose(curve.survival(at: 3.9), 0.5)
  }

  @Test("a median that is not reached does not exist")
  func noMedian() throws {
    #expect(KaplanMeier(try Self.recid()).median == nil)
  }

  @Test("mean times up to a time, and their errors, agree with R", arguments: [0.0, 1.0])
  func restrictedMeans(_ alcohol: Double) throws {
    let people = try ReferenceTable("recid").rows.filter { $0["alcohol"] == alcohol }
    let curve = KaplanMeier(
      try SurvivalTimes(times: people.map { $0["durat"] }, events: people.map { $0["cens"] == 0 }))
    let rows = try ReferenceTable("restricted-means").rows.filter { $0["alcohol"] == alcohol }
    #expect(rows.count == 3)
    for row in rows {
      let mean = try RestrictedMean(curve, until: row["until"])
      expectClose(mean.mean, row["mean"], relative: 1e-12)
      expectClose(mean.standardError, row["error"], relative: 1e-11)
    }
  }

  @Test("a mean by hand, up to a time between events, and after everybody's event")
  func restrictedMeanByHand() throws {
    let curve = KaplanMeier(
      try SurvivalTimes(times: [1, 2, 3, 4], events: [true, false, true, true]))
    // 1 for one, 3/4 up to 3, 3/8 up to 4.
    expectClose(try RestrictedMean(curve, until: 2.5).mean, 1 + 0.75 * 1.5)
    let all = try RestrictedMean(curve, until: 9)
    expectClose(all.mean, 1 + 0.75 * 2 + 0.375)
    // Areas behind 1 and 3: 1.875 and 0.375; Greenwood's parts 1/12 and 1/2.
    expectClose(all.standardError, (1.875 * 1.875 / 12 + 0.375 * 0.375 / 2).squareRoot())
    let nobody = try RestrictedMean(curve, until: 0.5)
    #expect(nobody.mean == 0.5 && nobody.standardError == 0)
    #expect(nobody.difference(from: nobody) == nil)
    #expect(throws: ModelError.self) { try RestrictedMean(curve, until: 0) }
  }

  @Test("weighted, stratified and trend tests agree with R", arguments: ["equal", "gehan", "peto"])
  func weightedTests(_ name: String) throws {
    let people = try ReferenceTable("rossi").rows
    let data = try SurvivalTimes(times: people.map { $0["week"] }, events: people.map { $0["arrest"] == 1 })
    let weight: LogRankTest.Weight = name == "equal" ? .equal : name == "gehan" ? .atRisk : .survival
    let bands = people.map { person in [20.0, 25, 30].count { person["age"] > $0 } }
    for row in try ReferenceTable("log-rank-weights").rows.filter({ $0.text("weight") == name }) {
      let strata =
        row.text("strata") == "race" ? people.map { $0.text("race") == "other" ? 1 : 0 } : nil
      func statistic(isTrend: Bool) throws -> Double {
        try LogRankTest(
          data, group: bands, levels: ["to 20", "21-25", "26-30", "31+"], strata: strata, weight: weight,
          isTrend: isTrend
        ).result.statistic ?? .nan
      }
      expectClose(try statistic(isTrend: false), row["chisq"], relative: 1e-11)
      expectClose(try statistic(isTrend: true), row["trend"], relative: 1e-11)
    }
  }

  @Test("tests weighted by a power of the share left agree with R’s survdiff; powers below 0 are refused")
  func powers() throws {
    let people = try ReferenceTable("rossi").rows
    let data = try SurvivalTimes(times: people.map { $0["week"] }, events: people.map { $0["arrest"] == 1 })
    let bands = people.map { person in [20.0, 25, 30].count { person["age"] > $0 } }
    func test(_ weight: LogRankTest.Weight, _ strata: [Int]?) throws -> TestResult {
      try LogRankTest(
        data, group: bands, levels: ["to 20", "21-25", "26-30", "31+"], strata: strata, weight: weight
      ).result
    }
    for row in try ReferenceTable("log-rank-rho").rows {
      let strata =
        row.text("strata") == "race" ? people.map { $0.text("race") == "other" ? 1 : 0 } : nil
      expectClose(try test(.power(row["rho"]), strata).statistic ?? .nan, row["chisq"], relative: 1e-11)
    }
    #expect(try test(.power(0), nil).statistic == test(.equal, nil).statistic)
    #expect(try test(.power(1), nil).statistic == test(.survival, nil).statistic)
    #expect(throws: ModelError.self) { try test(.power(-1), nil) }
    #expect(throws: ModelError.self) { try test(.power(.infinity), nil) }
  }

  @Test("the log-rank test agrees with R", arguments: ["fin", "band", "strata"])
  func logRank(_ name: String) throws {
    let people = try ReferenceTable("rossi").rows
    let rows = try ReferenceTable("log-rank").rows.filter { $0.text("name") == name }
    let data = try SurvivalTimes(times: people.map { $0["week"] }, events: people.map { $0["arrest"] == 1 })
    let isBand = name == "band"
    let test = try LogRankTest(
      data,
      group: people.map { person in
        isBand ? [20.0, 25, 30].count { person["age"] > $0 } : person.text("fin") == "yes" ? 1 : 0
      }, levels: isBand ? ["to 20", "21-25", "26-30", "31+"] : ["no", "yes"],
      strata: name == "strata" ? people.map { $0.text("race") == "other" ? 1 : 0 } : nil)
    #expect(rows.count == test.groups.count)
    for (row, group) in zip(rows, test.groups) {
      #expect(group.observed == row["observed"])
      expectClose(group.expected, row["expected"], relative: 1e-12)
    }
    expectClose(test.result.statistic ?? 0, rows[0]["statistic"], relative: 1e-10)
    expectClose(test.result.pValue, rows[0]["p_value"], relative: 1e-10)
    #expect(test.result.degreesOfFreedom == rows[0]["df"])
  }

  @Test("cumulative incidence agrees with the delta method summed literally")
  func cumulativeIncidence() throws {
    let people = try ReferenceTable("recid").rows.prefix(400)
    let curves = try CumulativeIncidence(
      times: people.map { $0["durat"] },
      causes: people.map { $0["cens"] == 1 ? 0 : $0["drugs"] == 1 ? 2 : 1 })
    for row in try ReferenceTable("cumulative-incidence").rows {
      let step = try #require(curves.curves[Int(row["cause"]) - 1].first { $0.time == row["time"] })
      expectClose(step.incidence, row["incidence"], relative: 1e-12)
      expectClose(step.standardError, row["error"], relative: 1e-10)
    }
  }

  @Test("with one cause the incidence is one minus Kaplan-Meier, limits included")
  func oneCause() throws {
    let data = try Self.recid()
    let curve = KaplanMeier(data)
    let incidence = try CumulativeIncidence(times: data.times, causes: data.events.map { $0 ? 1 : 0 })
    for (step, other) in zip(curve.steps, incidence.curves[0]) {
      expectClose(other.incidence, 1 - step.survival, relative: 1e-11)
      expectClose(other.standardError, step.standardError, relative: 1e-9)
    }
  }

  @Test("refuses times below zero, empty groups and no event")
  func refusals() throws {
    #expect(
      throws: ModelError.badValue(
        column: "time", row: 2, found: "-1", allowed: "a finite time of 0 or more")
    ) { try SurvivalTimes(times: [1, -1], events: [true, false]) }
    let data = try SurvivalTimes(times: [1, 2], events: [true, false])
    #expect(throws: ModelError.self) { try LogRankTest(data, group: [0, 0], levels: ["a", "b"]) }
    #expect(throws: ModelError.undefined(quantity: "a log-rank test", because: "there is no event")) {
      try LogRankTest(
        SurvivalTimes(times: [1, 2], events: [false, false]), group: [0, 1], levels: ["a", "b"])
    }
    #expect(throws: ModelError.self) { try CumulativeIncidence(times: [1, 2], causes: [0, 0]) }
  }

  /// Rossi's people, of whom every fourth came under observation late.
  private static func late() throws -> (times: SurvivalTimes, group: [Int]) {
    let rows = try ReferenceTable("rossi").rows
    let times = rows.map { $0["week"] }
    let entries = times.enumerated().map { ($0.offset + 1).isMultiple(of: 4) ? max(0, $0.element - 15) : 0 }
    return (
      try SurvivalTimes(times: times, events: rows.map { $0["arrest"] == 1 }, entries: entries),
      rows.map { $0.text("fin") == "yes" ? 1 : 0 }
    )
  }

  @Test("curves and the log-rank test of people who came late agree with R")
  func lateEntry() throws {
    let (data, group) = try Self.late()
    let curve = KaplanMeier(data)
    let rows = try ReferenceTable("delayed-entry").rows
    #expect(rows.count == curve.steps.count && rows.count > 20)
    for (row, step) in zip(rows, curve.steps) {
      #expect(step.time == row["time"] && step.atRisk == Int(row["at_risk"]))
      expectClose(step.survival, row["survival"], relative: 1e-12)
      expectClose(try #require(step.interval).lower, row["lower"], relative: 1e-11)
      expectClose(try #require(step.interval).upper, row["upper"], relative: 1e-11)
    }
    let test = try LogRankTest(data, group: group, levels: ["no", "yes"]).result
    expectClose(
      try #require(test.statistic), try ReferenceTable("delayed-entry-test").rows[0]["statistic"],
      relative: 1e-11)
  }

  @Test("people cut in two at a time, the second half coming late, have the same curve and test")
  func cutRows() throws {
    let whole = try Self.recid()
    let group = whole.times.indices.map { $0 % 3 }
    var (times, events, entries, groups): ([Double], [Bool], [Double], [Int]) = ([], [], [], [])
    for row in whole.times.indices {
      let middle = Double(1 + row % 40)
      if middle < whole.times[row] {
        times += [middle, whole.times[row]]
        events += [false, whole.events[row]]
        entries += [0, middle]
        groups += [group[row], group[row]]
      } else {
        times.append(whole.times[row])
        events.append(whole.events[row])
        entries.append(0)
        groups.append(group[row])
      }
    }
    let cut = try SurvivalTimes(times: times, events: events, entries: entries)
    let (one, two) = (KaplanMeier(whole), KaplanMeier(cut))
    #expect(one.steps == two.steps && cut.count > whole.count)
    let names = ["a", "b", "c"]
    expectClose(
      try #require(LogRankTest(whole, group: group, levels: names, weight: .survival).result.statistic),
      try #require(LogRankTest(cut, group: groups, levels: names, weight: .survival).result.statistic),
      relative: 1e-10)
  }

  @Test("an entry that is not before its time is refused")
  func lateRefusals() throws {
    for entries in [[1.0, 2], [-1, 0], [0]] {
      #expect(throws: ModelError.self) {
        try SurvivalTimes(times: [1, 3], events: [true, false], entries: entries)
      }
    }
    #expect(try SurvivalTimes(times: [1, 3], events: [true, false], entries: [0, 2]).count == 2)
  }
}
