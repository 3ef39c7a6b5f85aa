import Foundation
import Reoffending
import Statistics
import Tables
import TestSupport
import Testing

@Suite("SurvivalComparison and CompetingRisks")
struct SurvivalComparisonTests {
  private func rossi() throws -> SurvivalComparison {
    let people = try PublicPeople.rossi(["week", "arrest", "financial_aid"])
    return try SurvivalComparison(
      times: people.column("week").numbers.compactMap(\.self),
      events: people.column("arrest").numbers.map { $0 == 1 },
      groups: people.column("financial_aid").texts.compactMap(\.self), unit: "weeks", atRiskAt: [0, 26, 52])
  }

  @Test("everybody or nobody with the event has a curve; the difference is judged at the level asked")
  func extremes() throws {
    func compare(_ events: [Bool], level: ConfidenceLevel = .p95) throws -> SurvivalComparison {
      try SurvivalComparison(
        times: [1, 2, 3, 4, 5, 6], events: events, groups: ["a", "b", "a", "b", "a", "b"], unit: "weeks",
        atRiskAt: [0, 6], level: level)
    }
    let all = try compare([true, true, true, true, true, true])
    #expect(all.curves.map(\.estimate.events) == [3, 3] && all.test != nil)
    expectClose(all.curves[0].estimate.survival(at: 3), 1.0 / 3)
    let none = try compare([false, false, false, false, false, false])
    #expect(none.test == nil && none.curves.allSatisfy { $0.estimate.survival(at: 6) == 1 })
    let p = try #require(all.test?.pValue)
    let above = try compare(
      all.curves.flatMap { _ in [true, true, true] }, level: ConfidenceLevel(1 - p - 0.01))
    let below = try compare(
      all.curves.flatMap { _ in [true, true, true] }, level: ConfidenceLevel(1 - p + 0.01))
    #expect(above.headline.contains("a difference at ") && !above.headline.contains("chance"))
    #expect(below.headline.contains("no clear difference at "))
  }

  @Test(
    "shares at times and mean times, by hand; times that nobody was followed for have none, means of them are refused"
  )
  func further() throws {
    var choices = SurvivalChoices()
    choices.times = [2, 5]
    choices.meanUntil = 3
    func compare(_ choices: SurvivalChoices) throws(ModelError) -> SurvivalComparison {
      try SurvivalComparison(
        times: [1, 2, 3, 4, 1, 2, 3, 6], events: [true, false, true, false, false, true, false, false],
        groups: ["a", "a", "a", "a", "b", "b", "b", "b"], unit: "weeks", atRiskAt: [0, 6], choices: choices)
    }
    let result = try compare(choices)
    // a: 3/4 from week 1, 3/8 from week 3, followed to week 4. b: 2/3 from week 2.
    #expect(result.shares[0].survival == 0.75 && result.shares[2].survival == nil)
    expectClose(try #require(result.shares[1].survival), 2.0 / 3)
    expectClose(try #require(result.shares[3].survival), 2.0 / 3)
    #expect(result.shares[2].sentence.hasPrefix("a: nobody was followed for 5 weeks"))
    expectClose(result.means[0].mean, 1 + 2 * 0.75)
    expectClose(result.means[1].mean, 2 + 2.0 / 3)
    let difference = try #require(result.means[1].difference)
    #expect(difference.reference == "a" && result.means[0].difference == nil)
    expectClose(difference.estimate, 2.0 / 3 - 0.5)
    #expect(difference.lower < 0 && result.means[1].sentence.contains("no clear difference"))
    #expect(result.sentences.contains(result.means[0].sentence))
    choices.meanUntil = 4.5
    #expect(throws: ModelError.self) { try compare(choices) }
  }

  @Test("curves and log-rank test of both public files agree with R’s survival")
  func curves() throws {
    let result = try rossi()
    let reference = try PublicPeople.reference("rossi survival")
    for (term, expected) in reference where term != "log-rank" {
      let parts = term.split(separator: "@")
      let curve = try #require(result.curves.first { $0.name == (parts[0] == "1" ? "yes" : "no") })
      let time = try #require(Double(parts[1]))
      let step = try #require(curve.estimate.steps.last { $0.time <= time })
      expectClose(step.survival, try #require(expected["survival"]), relative: 1e-12)
      expectClose(step.standardError, try #require(expected["standardError"]), relative: 1e-10)
      expectClose(try #require(step.interval).lower, try #require(expected["lower"]), relative: 1e-10)
      expectClose(try #require(step.interval).upper, try #require(expected["upper"]), relative: 1e-10)
    }
    expectClose(
      try #require(result.test?.statistic), try #require(reference["log-rank"]?["statistic"]), relative: 1e-10
    )
    let recid = try PublicPeople.recid(["durat", "back", "workprg"])
    let second = try SurvivalComparison(
      times: recid.column("durat").numbers.compactMap(\.self),
      events: recid.column("back").numbers.map { $0 == 1 },
      groups: recid.column("workprg").texts.compactMap(\.self), unit: "months", atRiskAt: [0])
    expectClose(
      try #require(second.test?.pValue),
      try #require(try PublicPeople.reference("recid survival")["log-rank"]?["pValue"]), relative: 1e-9)
  }

  @Test("many groups are summed up by the least and the greatest share")
  func manyGroups() throws {
    let result = try SurvivalComparison(
      times: (0..<60).map { Double(1 + $0 % 10) }, events: (0..<60).map { $0 % 6 < 3 && $0 < 40 },
      groups: (0..<60).map { "g\($0 % 6)" }, unit: "weeks", atRiskAt: [0, 10])
    #expect(result.headline.contains("in 6 groups") && result.headline.contains("from 0.0%"))
    #expect(
      result.notes.contains { $0.contains("3 groups") || $0.contains("g0") || $0.contains("of 6 groups") })
  }

  @Test("what is written has the keys of the contract and lists of equal length")
  func json() throws {
    let object = try #require(
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(rossi())) as? [String: Any])
    let groups = try #require(object["groups"] as? [[String: Any]])
    #expect(object["logRank"] is [String: Any] && groups.count == 2)
    for key in ["times", "survival", "lower", "upper", "atRisk", "events"] {
      #expect((groups[0][key] as? [Any])?.count == (groups[0]["times"] as? [Any])?.count, "\(key)")
    }
    #expect(groups[0]["median"] is NSNull && groups[0]["by"] as? String == "no")
  }

  @Test("shares of competing causes agree with R’s survival and add up to the share with any event")
  func causes() throws {
    let people = try PublicPeople.recid(["durat", "back", "cause"])
    let times = try people.column("durat").numbers.compactMap(\.self)
    let names = ["property", "other"]
    let causes = try people.column("cause").texts.map { text in
      text.flatMap { names.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    }
    let result = try CompetingRisks(times: times, causes: causes, names: names, unit: "months")
    for (time, expected) in try PublicPeople.reference("recid causes") {
      let month = try #require(Double(time))
      let property = try #require(result.curves[0].steps.last { $0.time <= month })
      let other = try #require(result.curves[1].steps.last { $0.time <= month })
      expectClose(property.incidence, try #require(expected["property"]), relative: 1e-10)
      expectClose(property.standardError, try #require(expected["propertyError"]), relative: 1e-8)
      expectClose(other.incidence, try #require(expected["other"]), relative: 1e-10)
    }
    let any = try KaplanMeier(SurvivalTimes(times: times, events: causes.map { $0 > 0 }))
    expectClose(
      result.curves[0].final + result.curves[1].final, 1 - (try #require(any.steps.last?.survival)),
      relative: 1e-11)
    #expect(result.curves.reduce(0) { $0 + $1.events } == any.events)
    #expect(result.tests == [nil, nil])
    let halves = times.indices.map { $0 % 2 == 0 ? "even" : "odd" }
    let grouped = try CompetingRisks(
      times: times, causes: causes, names: names, groups: halves, unit: "months")
    try #require(grouped.tests.count == names.count)
    for (index, test) in grouped.tests.enumerated() {
      let own = try GrayTest(
        times: times, causes: causes, groups: times.indices.map { $0 % 2 }, of: index + 1)
      #expect(test == own.result)
      #expect(grouped.sentences.contains { $0.hasPrefix("\(names[index]): the groups differ with") })
    }
    #expect(throws: ModelError.self) {
      try CompetingRisks(times: [1, 2], causes: [0, 3], names: names, unit: "months")
    }
    #expect(throws: ModelError.self) {
      try CompetingRisks(times: [1, 2], causes: [0, 0], names: names, unit: "months")
    }
  }

  @Test("a cause that comes to nobody of a group has its curve there, at nought")
  func absentCause() throws {
    let result = try CompetingRisks(
      times: [1, 2, 3, 1, 2, 4], causes: [1, 0, 2, 1, 1, 0], names: ["property", "violence"],
      groups: ["A", "A", "A", "B", "B", "B"], unit: "months")
    #expect(
      result.curves.map { "\($0.group) \($0.cause)" } == [
        "A property", "A violence", "B property", "B violence",
      ])
    let absent = try #require(result.curves.last)
    #expect(absent.events == 0 && absent.final == 0 && absent.people == 3)
    #expect(absent.steps.map(\.time) == [1, 2] && absent.steps.allSatisfy { $0.interval == nil })
    #expect(result.sentences.contains("B: violence: 0 of 3 people; 0.0% by the end."))
    // By hand: one of three at 1, then one of the two that are left.
    expectClose(result.curves[2].final, 2.0 / 3, relative: 1e-12)
  }

  @Test("a group followed for a shorter time ends there, and is compared at the last common time")
  func shorterFollowUp() throws {
    let short = (0..<50).map { Double($0 < 8 ? 5 + 10 * $0 : 90) }
    let long = (0..<90).map { Double($0 < 40 ? 5 + 8 * $0 : 365) }
    let comparison = try SurvivalComparison(
      times: short + long, events: (0..<50).map { $0 < 8 } + (0..<90).map { $0 < 40 },
      groups: short.map { _ in "new" } + long.map { _ in "usual" }, unit: "days",
      atRiskAt: [0, 91, 182, 273, 365])
    #expect(comparison.curves.map(\.followedUntil) == [90, 365])
    #expect(comparison.lastCommonTime == 90)
    // 8 of 50 by day 75, and of 90 those at 5, 13, … 85.
    #expect(comparison.headline.hasPrefix("After 90 days, 16.0% (new) against 12.2% (usual) had reoffended"))
    let rows = comparison.table.rows.filter { $0[0] == .text("new") }
    #expect(rows.allSatisfy { row in if case .number(let time) = row[1] { time <= 90 } else { false } })
    #expect(comparison.notes.contains { $0.contains("new until 90 days") })
  }

  @Test("a group in which everybody has reoffended is known to have from then on")
  func everybody() throws {
    let comparison = try SurvivalComparison(
      times: [1, 2, 3, 10, 10, 10], events: [true, true, true, true, false, false],
      groups: ["a", "a", "a", "b", "b", "b"], unit: "days", atRiskAt: [0, 5, 10])
    #expect(comparison.curves[0].followedUntil == .infinity)
    #expect(comparison.lastCommonTime == 10)
  }
}
