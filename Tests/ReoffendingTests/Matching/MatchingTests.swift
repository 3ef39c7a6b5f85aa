import Foundation
import Reoffending
import Statistics
import TestSupport
import Testing

@Suite("Matching")
struct MatchingTests {
  struct People {
    let rows: [ReferenceTable.Row]
    let scores: [Double?]
    let isTreated: [Bool?]
    let frame: ModelFrame

    init() throws {
      let rows = try ReferenceTable("matching-people").rows
      self.rows = rows
      scores = rows.map { $0["score"] }
      isTreated = rows.map { $0["treated"] == 1 }
      frame = try ModelFrame([
        ModelColumn("age", numbers: rows.map { $0["age"] }),
        ModelColumn("prio", numbers: rows.map { $0["prio"] }),
        ModelColumn("race", texts: rows.map { $0.text("race") }),
        ModelColumn("mar", texts: rows.map { $0.text("mar") }),
        ModelColumn("paro", texts: rows.map { $0.text("paro") }),
        ModelColumn("treated", numbers: rows.map { $0["treated"] }),
      ])
    }

    var exact: [Int] { rows.map { $0.text("fin") == "yes" ? 2 : 1 } }
  }

  @Test("propensity scores agree with glm in R")
  func propensity() throws {
    let people = try People()
    let scores = try PropensityScores(
      Formula("treated ~ age + prio + race + mar + paro"), frame: people.frame)
    for (own, row) in zip(scores.logits, people.rows) {
      expectClose(try #require(own), row["score"], relative: 1e-9, absolute: 1e-10)
    }
    #expect(scores.isTreated == people.isTreated)
  }

  @Test(
    "matches are those of a brute-force matcher", arguments: ["plain", "caliper", "ratio", "exact", "all"])
  func bruteForce(_ name: String) throws {
    let people = try People()
    let matching = try NearestNeighbourMatching(
      scores: people.scores, isTreated: people.isTreated,
      caliper: name == "caliper" ? 0.2 : name == "all" ? 0.1 : nil,
      ratio: name == "ratio" || name == "all" ? 2 : 1,
      exact: name == "exact" || name == "all" ? people.exact : nil)
    let own = Dictionary(uniqueKeysWithValues: matching.matches.map { ($0.treated, $0.comparison) })
    let rows = try ReferenceTable("matches").rows.filter { $0.text("case") == name }
    #expect(rows.count == 185)
    for row in rows {
      let expected = row.text("chosen").split(separator: "|").compactMap { Int($0) }
      #expect(own[Int(row["row"])] ?? [] == expected, "\(name) row \(row.text("row"))")
    }
    #expect(matching.unmatched.count + matching.matches.count == 185)
  }

  @Test("four people by hand: the larger score chooses first, ties go to the first row")
  func handCase() throws {
    let matching = try NearestNeighbourMatching(
      scores: [1.0, 2.0, 1.5, 1.5, 0.5], isTreated: [true, true, false, false, false])
    #expect(matching.matches.map(\.treated) == [0, 1])
    #expect(matching.matches.map(\.comparison) == [[3], [2]])
    let alone = try NearestNeighbourMatching(
      scores: [1.0, 0.5, 1.5], isTreated: [true, false, false])
    #expect(alone.matches[0].comparison == [1])
  }

  @Test("balance and effects agree with R, and a caliper improves balance")
  func effects() throws {
    let people = try People()
    let group = try NearestNeighbourMatching(
      scores: people.scores, isTreated: people.isTreated, caliper: 0.2
    ).group
    let reference = Dictionary(
      uniqueKeysWithValues: try ReferenceTable("matching-effects").rows.map {
        ($0.text("quantity"), $0["value"])
      })
    let balances = try CovariateBalance.balances(
      of: ["age", "race"], frame: people.frame, isTreated: people.isTreated, group: group)
    #expect(balances.map(\.covariate) == ["age", "race=black", "race=other"])
    expectClose(balances[0].before, try #require(reference["age before"]), relative: 1e-12)
    expectClose(balances[0].after, try #require(reference["age after"]), relative: 1e-11)
    expectClose(balances[2].before, try #require(reference["race=other before"]), relative: 1e-12)
    expectClose(balances[2].after, try #require(reference["race=other after"]), relative: 1e-11)
    #expect(balances[0].lightBefore == .red && balances[0].lightAfter == .amber)
    #expect(balances[2].lightAfter == .green)
    let binary = try ProgrammeEffect.binary(people.rows.map { $0["arrest"] == 1 }, group: group)
    expectClose(binary.difference.value ?? 0, try #require(reference["binary"]), relative: 1e-12)
    expectClose(binary.standardError, try #require(reference["binary error"]), relative: 1e-12)
    #expect(!binary.isSignificant)
    let frequency = try ProgrammeEffect.frequency(people.rows.map { Int($0["prio"]) }, group: group)
    expectClose(frequency.difference.value ?? 0, try #require(reference["frequency"]), relative: 1e-12)
    expectClose(frequency.standardError, try #require(reference["frequency error"]), relative: 1e-12)
    let time = try ProgrammeEffect.timeToFirst(
      people.rows.map { $0["arrest"] == 1 ? $0["week"] : nil }, group: group)
    #expect(time.treatedCount < group.treated.count)
  }

  @Test("weighting by the odds balances the means of the covariates of the score")
  func weighting() throws {
    let people = try People()
    let group = try PropensityScores(Formula("treated ~ race"), frame: people.frame).weighting()
    let balances = try CovariateBalance.balances(
      of: ["race"], frame: people.frame, isTreated: people.isTreated, group: group)
    #expect(balances.allSatisfy { abs($0.after) < 1e-10 })
    #expect(abs(group.comparison.reduce(0) { $0 + $1.weight } - Double(group.treated.count)) < 1e-9)
    #expect(group.effectiveSize < Double(group.comparison.count))
  }

  @Test("refuses empty groups, calipers of zero and scores that are not finite")
  func refusals() throws {
    #expect(throws: MatchingError.emptyGroup("the programme")) {
      try NearestNeighbourMatching(scores: [1, 2], isTreated: [false, false])
    }
    #expect(throws: MatchingError.emptyGroup("the comparison group")) {
      try NearestNeighbourMatching(scores: [1, 2], isTreated: [true, true])
    }
    #expect(throws: MatchingError.outOfRange(argument: "caliper", value: 0, allowed: "above 0")) {
      try NearestNeighbourMatching(scores: [1, 2], isTreated: [true, false], caliper: 0)
    }
    #expect(throws: MatchingError.self) {
      try NearestNeighbourMatching(scores: [1, .infinity], isTreated: [true, false])
    }
    #expect(throws: MatchingError.self) {
      try NearestNeighbourMatching(scores: [1, 2, 3], isTreated: [true, false, false], exact: [1, 2, 2])
    }
  }
}

@Suite("The words of the Data Lab")
struct DataLabSentenceTests {
  /// A group on a programme of `treated` people and one many times as large, with given rates.
  static func effect(_ treated: Int, _ rate: Double, _ comparisonRate: Double) throws -> ProgrammeEffect {
    let others = 40 * treated
    let outcomes =
      (0..<treated).map { Double($0) < rate * Double(treated) }
      + (0..<others).map { Double($0) < comparisonRate * Double(others) }
    let scores: [Double?] = outcomes.map { _ in 0 }
    let matching = try NearestNeighbourMatching(
      scores: scores, isTreated: outcomes.indices.map { $0 < treated }, ratio: 40)
    return try ProgrammeEffect.binary(outcomes, group: matching.group)
  }

  @Test("reproduces a published range: 805 people, 18 % against 23 %")
  func publishedRange() throws {
    let sentence = DataLabSentence(
      try Self.effect(805, 145.0 / 805, 0.23), programme: "a grant for Open University study")
    #expect(
      sentence.conclusion
        == "This analysis shows that receiving a grant for Open University study led to a reduction in reoffending "
        + "of between 2 and 8 percentage points.")
    #expect(sentence.caution == nil)
  }

  @Test("an inconclusive result is not called a failure")
  func inconclusive() throws {
    let sentence = DataLabSentence(try Self.effect(50, 0.3, 0.33), programme: "the course")
    #expect(sentence.conclusion.hasPrefix("More people would need to take part in the course"))
    #expect(sentence.conclusion.hasSuffix("should not be taken to mean that it fails to affect it."))
    #expect(sentence.caution?.hasPrefix("50 people are fewer than the 60") == true)
  }

  @Test("an increase is called one, and rates are told per hundred people")
  func increase() throws {
    let effect = try Self.effect(400, 0.5, 0.3)
    let sentence = DataLabSentence(effect, programme: "the course")
    #expect(sentence.conclusion.contains("an increase in reoffending of between 15 and 25 percentage points"))
    #expect(
      sentence.perHundred()
        == "For any 100 typical people who received the course, 50 of the 100 committed a proven reoffence in the "
        + "follow-up period (a rate of 50 %). For any 100 typical people in the comparison group, 30 of the 100 "
        + "committed a proven reoffence in the follow-up period (a rate of 30 %).")
  }

  @Test("the E-value of the published example, a risk ratio of 3.9 with lower limit 1.8")
  func eValue() throws {
    let value = try EValue(riskRatio: 3.9, lower: 1.8, upper: 8.7)
    expectClose(value.estimate, 3.9 + (3.9 * 2.9).squareRoot())
    expectClose(value.limit, 3.0, relative: 1e-12)
    let protective = try EValue(riskRatio: 1 / 3.9, lower: 1 / 8.7, upper: 1 / 1.8)
    expectClose(protective.estimate, value.estimate)
    expectClose(protective.limit, 3.0, relative: 1e-12)
    #expect(try EValue(riskRatio: 0.8, lower: 0.6, upper: 1.1).limit == 1)
    #expect(throws: MatchingError.self) { try EValue(riskRatio: 0, lower: 0, upper: 1) }
  }
}
