import Foundation
import Reoffending
import Statistics
import Tables
import TestSupport
import Testing

@Suite("survival with small counts hidden")
struct SuppressedSurvivalTests {
  private let suppression = Suppression(upTo: 5)

  private func rossi(_ group: String) throws -> SurvivalComparison {
    let people = try PublicPeople.rossi(["week", "arrest", group])
    return try SurvivalComparison(
      times: people.column("week").numbers.compactMap(\.self),
      events: people.column("arrest").numbers.map { $0 == 1 },
      groups: people.column(group).texts.compactMap(\.self), unit: "weeks", atRiskAt: [0, 26, 52],
      excluded: 3, suppression: suppression)
  }

  /// Two groups, of which the second has three events, and a third that would give it away.
  private func withSmallGroup() throws -> SurvivalComparison {
    let counts = [(people: 60, events: 30), (people: 40, events: 3), (people: 50, events: 20)]
    var times: [Double] = []
    var events: [Bool] = []
    var groups: [String] = []
    for (index, count) in counts.enumerated() {
      for person in 0..<count.people {
        times.append(person < count.events ? Double(1 + person) : 60)
        events.append(person < count.events)
        groups.append("g\(index)")
      }
    }
    return try SurvivalComparison(
      times: times, events: events, groups: groups, unit: "days", atRiskAt: [0, 30, 60], excluded: 9,
      suppression: suppression)
  }

  @Test("table, JSON and figure show no count from 1 to 5, and none can be had by subtracting them")
  func differencing() throws {
    let result = try rossi("financial_aid")
    let object = try #require(
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(result)) as? [String: Any])
    for group in try #require(object["groups"] as? [[String: Any]]) {
      let atRisk = try #require(group["atRisk"] as? [Int])
      let events = try #require(group["events"] as? [Int])
      let (people, total) = (
        try #require(group["people"] as? Int), try #require(group["totalEvents"] as? Int)
      )
      #expect(events.count > 4)
      var found = atRisk + events + [people, total, people - total, total - events.reduce(0, +)]
      for (place, count) in atRisk.enumerated() {
        let next = place + 1 < atRisk.count ? atRisk[place + 1] : 0
        found += [count - next, count - next - events[place]]
      }
      #expect(found.allSatisfy { !(1...5).contains($0) }, "\(found)")
      #expect(group["median"] is NSNull && group["flags"] as? [String] == ["merged"])
    }
    for row in result.table.rows {
      for cell in row.dropFirst(2) { if case .count(let count) = cell { #expect(!(1...5).contains(count)) } }
    }
    #expect(result.notes.contains { $0.contains("Counts from 1 to 5 are suppressed") })
  }

  @Test("three people left out for a missing value are few too")
  func excluded() throws {
    let result = try rossi("financial_aid")
    #expect(result.excluded == nil)
    #expect(result.notes.contains { $0.contains("Few people ([c]) are left out") })
    #expect(!result.notes.contains { $0.contains("3 of") })
  }

  @Test("a group with few events is hidden with the one that would give it away, and with them the test")
  func hiddenGroup() throws {
    let result = try withSmallGroup()
    #expect(result.hidden == ["g1", "g2"] && result.curves.map(\.name) == ["g0"] && result.test == nil)
    #expect(result.excluded == 9 && result.notes.contains("9 people are left out for a missing value."))
    #expect(result.sentences.contains("g1: suppressed, because the counts are small."))
    let object = try #require(
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(result)) as? [String: Any])
    let groups = try #require(object["groups"] as? [[String: Any]])
    #expect(groups.count == 3 && object["logRank"] is NSNull)
    for group in groups.dropFirst() {
      #expect(group["flags"] as? [String] == ["[c]"])
      for (key, value) in group where key != "by" && key != "flags" { #expect(value is NSNull, "\(key)") }
    }
    #expect(result.table.text().contains("[c]"))
  }

  @Test("half is said to be reached by a time shown, and not by the end where that is hidden")
  func median() throws {
    // 30 of 32 followed to the event: the two others are few, so everything is hidden.
    func result(_ others: Int) throws -> SurvivalComparison {
      try SurvivalComparison(
        times: (1...30).map(Double.init) + Array(repeating: 40, count: others),
        events: (0..<(30 + others)).map { $0 < 30 }, groups: Array(repeating: "all", count: 30 + others),
        unit: "days", atRiskAt: [0, 40], suppression: suppression)
    }
    #expect(try result(2).curves.isEmpty && result(2).headline == "Time to reoffending")
    // Of 40, half is reached on day 20, which lies in the stretch from day 18 to 24.
    #expect(try result(10).sentences[0].contains("at least half had reoffended by 24 days"))
    #expect(try result(10).headline.hasPrefix("After 40 days, 75.0% (all)"))
  }
}
