import Numbers
import Reoffending
import Testing

@Suite("policies of disclosure control")
struct DisclosurePolicyTests {
  private func group(_ name: String, _ events: Int, of people: Int) -> CohortGroup {
    CohortGroup(
      key: GroupKey([GroupKey.Part(column: "area", value: name)]), trials: people,
      events: ConsistentCount(exactly: events), reoffences: 2 * events)
  }

  private func cohorts(_ rows: [(people: Int, reoffenders: Int)]) throws -> CohortTable {
    let lines = rows.enumerated().map {
      "area \($0.offset + 1),\($0.element.people),\($0.element.reoffenders),\(2 * $0.element.reoffenders)\n"
    }
    return try CohortTable(
      figureTable("area,cohort,reoffenders,reoffences\n" + lines.joined()), by: ["area"])
  }

  private func suppression(_ change: (inout DisclosurePolicy) -> Void) throws -> Suppression {
    var policy = DisclosurePolicy(name: "test")
    change(&policy)
    return try #require(Suppression(policy))
  }

  @Test("counts are rounded to the nearest 5, halves up")
  func nearest() throws {
    let rounding = try #require(CountRounding(base: 5))
    let suppression = try suppression { $0.rounding = rounding }
    let shown = suppression.applied(to: [
      group("A", 12, of: 43), group("B", 13, of: 42), group("C", 0, of: 8),
    ])
    #expect(shown.map(\.trials) == [45, 40, 10])
    #expect(shown.map { $0.events?.nearest } == [10, 15, 0])
    #expect(shown.map(\.reoffences) == [25, 25, 0])
  }

  @Test("random rounding keeps the expected value, is the same for a group and never turns counts round")
  func random() throws {
    var sum = 0
    let groups = (0..<4_000).map { group("G\($0)", 7, of: 12) }
    let rounding = try #require(CountRounding(base: 5, direction: .random(seed: 99)))
    let suppression = try suppression { $0.rounding = rounding }
    let shown = suppression.applied(to: groups)
    for one in shown {
      let (people, events) = (try #require(one.trials), try #require(one.events?.nearest))
      #expect([10, 15].contains(people) && [5, 10].contains(events) && events <= people)
      sum += events
    }
    // 4,000 draws of 5 or 10 with mean 7: the standard error of the mean is 0.04.
    #expect(abs(Double(sum) / 4_000 - 7) < 0.2)
    #expect(suppression.applied(to: groups).map(\.trials) == shown.map(\.trials))
    let other = try #require(CountRounding(base: 5, direction: .random(seed: 100)))
    #expect(
      try self.suppression { $0.rounding = other }.applied(to: groups).map(\.trials) != shown.map(\.trials))
  }

  @Test("a group that would be rounded to nobody is hidden")
  func nobody() throws {
    let rounding = try #require(CountRounding(base: 5))
    #expect(
      try suppression { $0.rounding = rounding }.applied(to: [group("A", 1, of: 2), group("B", 30, of: 80)])
        .map(\.isSuppressed) == [true, false])
  }

  @Test("groups of few people are hidden, and one more that would give them away")
  func smallestGroup() throws {
    let suppression = try suppression { $0.smallestGroup = 30 }
    let shown = suppression.applied(to: [
      group("A", 12, of: 29), group("B", 12, of: 30), group("C", 40, of: 90), group("D", 40, of: 95),
    ])
    #expect(shown.map(\.isSuppressed) == [true, true, false, false])
  }

  @Test("no rate below 30 people: the counts stay, the rate goes, and comparisons leave the group out")
  func withheldRates() throws {
    let suppression = try suppression { $0.rateNeedsPeople = 30 }
    let table = suppression.applied(to: try cohorts([(29, 12), (30, 12)]))
    let rates = try GroupRates(table)
    #expect(rates.groups.map { $0.rate?.value } == [nil, 0.4])
    #expect(rates.groups.map(\.events) == [12, 12])
    #expect(rates.groups[0].reoffencesPerOffender == nil)
    #expect(rates.groups[0].sentence.contains("no rate is given"))
    #expect(suppression.applied(to: [group("A", 12, of: 29)])[0].isSuppressed)
  }

  @Test("few events: a rate is withheld below one number and marked below another")
  func events() throws {
    let table = try #require(Suppression(DisclosurePolicy.ons)).applied(
      to: cohorts([(900, 0), (900, 19), (900, 20)]))
    let rates = try GroupRates(table)
    #expect(rates.groups.map { $0.rate == nil } == [true, false, false])
    #expect(rates.groups.map { $0.flags.contains("[u]") } == [true, true, false])
  }

  @Test("rates are rounded where that is asked for, with their limits")
  func rateDecimals() throws {
    let suppression = try suppression { $0.rateDecimals = 0 }
    let rates = try GroupRates(suppression.applied(to: cohorts([(140, 43), (150, 40)])))
    let rate = try #require(rates.groups[0].rate)
    #expect(rate.value == 0.31 && rate.interval?.lower == 0.24 && rate.interval?.upper == 0.39)
  }

  @Test("every policy says what it does, with its sources, and never its seed")
  func note() throws {
    #expect(DisclosurePolicy.presets.keys.sorted() == ["moj", "nhs", "ons"])
    for policy in DisclosurePolicy.presets.values { #expect(!policy.sources.isEmpty && policy.hasRules) }
    var policy = DisclosurePolicy.nhs
    policy.rounding = CountRounding(base: 5, direction: .random(seed: 40_719))
    policy.topCodes = ["age": 60]
    #expect(
      policy.note.contains("1 to 7") && policy.note.contains("at random") && policy.note.contains("60+"))
    #expect(!policy.note.contains("40719") && !policy.note.contains("40,719"))
    #expect(Suppression(DisclosurePolicy(name: "empty")) == nil)
    #expect(CountRounding(base: 1) == nil && CountRounding(base: 1_001) == nil)
  }
}
