import Foundation
import Reoffending
import Statistics
import Tables
import TestSupport
import Testing

@Suite("ProgrammeComparison")
struct ProgrammeComparisonTests {
  private static let covariates = [
    "black", "alcohol", "drugs", "married", "felon", "property", "priors", "educ", "age", "tserved",
  ]

  private func compare(_ choices: MatchingChoices = MatchingChoices()) throws -> ProgrammeComparison {
    let people = try PublicPeople.recid(Self.covariates + ["workprg", "back", "rules", "durat"])
    return try ProgrammeComparison(
      treatment: "workprg", programme: "the prison work programme", covariates: Self.covariates,
      frame: PeopleFrame(people, columns: ["workprg"] + Self.covariates).frame,
      outcomes: ProgrammeComparison.Outcomes(
        reoffended: people.column("back").numbers.map { $0.map { $0 == 1 } },
        reoffences: people.column("rules").counts, daysToFirst: people.column("durat").numbers),
      choices: choices)
  }

  @Test("the work programme of Wooldridge’s people: balance and effects are those of a brute-force matcher")
  func nearest() throws {
    let result = try compare()
    let reference = try PublicPeople.reference("recid match")
    for name in ["age", "priors", "tserved"] {
      let own = try #require(result.balance.first { $0.covariate == name })
      let expected = try #require(reference[name])
      expectClose(own.before, try #require(expected["before"]), relative: 1e-11)
      expectClose(own.after, try #require(expected["after"]), relative: 1e-9, absolute: 1e-12)
      #expect(abs(own.after) < abs(own.before))
    }
    let binary = try #require(reference["binary"])
    #expect(Double(result.matched) == binary["matched"] && result.treated == 672)
    expectClose(result.binary.treated, try #require(binary["treated"]), relative: 1e-12)
    expectClose(result.binary.comparison, try #require(binary["comparison"]), relative: 1e-12)
    expectClose(result.binary.difference.interval?.lower ?? 0, try #require(binary["lower"]), relative: 1e-10)
    expectClose(result.binary.test.pValue, try #require(binary["pValue"]), relative: 1e-9)
    let frequency = try #require(result.frequency)
    expectClose(frequency.comparison, try #require(reference["frequency"]?["comparison"]), relative: 1e-12)
    expectClose(
      frequency.standardError, try #require(reference["frequency"]?["standardError"]), relative: 1e-11)
    let time = try #require(result.timeToFirst)
    expectClose(time.treated, try #require(reference["time"]?["treated"]), relative: 1e-12)
    expectClose(time.standardError, try #require(reference["time"]?["standardError"]), relative: 1e-11)
  }

  @Test("the sentence is the inconclusive one where nothing can be told apart from chance")
  func sentence() throws {
    let result = try compare()
    #expect(!result.binary.isSignificant)
    #expect(result.sentence.hasPrefix("More people would need to take part in the prison work programme"))
    #expect(result.notes.contains { $0.contains("nobody near enough") })
    #expect(result.sentences.contains { $0.contains("include no difference") })
    let object = try #require(
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(result)) as? [String: Any])
    for key in ["treated", "matched", "balance", "binary", "frequency", "timeToFirst", "sentence"] {
      #expect(object[key] != nil, "\(key)")
    }
    let first = try #require((object["balance"] as? [[String: Any]])?.first)
    for key in ["covariate", "before", "after"] { #expect(first[key] != nil, "\(key)") }
  }

  @Test("weighting by the odds agrees with R, and exact columns and k:1 are kept to")
  func others() throws {
    var choices = MatchingChoices()
    choices.method = .weighting
    let weighted = try compare(choices)
    let reference = try #require(try PublicPeople.reference("recid weighting")["binary"])
    expectClose(weighted.binary.treated, try #require(reference["treated"]), relative: 1e-12)
    expectClose(weighted.binary.comparison, try #require(reference["comparison"]), relative: 1e-8)
    expectClose(weighted.group.effectiveSize, try #require(reference["effectiveSize"]), relative: 1e-7)
    choices = MatchingChoices()
    choices.exact = ["felon", "married"]
    let exact = try compare(choices)
    for name in choices.exact {
      let row = try #require(exact.balance.first { $0.covariate == name })
      #expect(abs(row.after) < 1e-12, "\(name)")
    }
    choices = MatchingChoices()
    choices.ratio = 2
    choices.caliper = 0.05
    let two = try compare(choices)
    #expect(two.group.comparison.count > two.matched && two.group.comparison.count <= 2 * two.matched)
    expectClose(two.group.comparison.reduce(0) { $0 + $1.weight }, Double(two.matched), relative: 1e-12)
  }

  @Test("doubly robust and inverse probability effects, of subgroups with the number of looks")
  func influences() throws {
    var choices = MatchingChoices()
    choices.method = .ipw
    choices.target = .everybody
    choices.subgroups = ["black"]
    let weighted = try compare(choices)
    // Tests/StatisticsTests/Reference/treatment-effects.csv
    expectClose(try #require(weighted.binary.difference.value), 0.01963428445439097, relative: 1e-7)
    expectClose(weighted.binary.standardError, 0.027977730218130954, relative: 1e-6)
    let subgroups = try #require(weighted.subgroups)
    #expect(subgroups.looks == 2)
    expectClose(
      try #require(subgroups.groups.first { $0.value == "1" }?.difference.value), -0.02133781943130869,
      relative: 1e-7)
    #expect(subgroups.heterogeneity.count == 1)
    #expect(weighted.sentences.contains { $0.hasPrefix("2 looks at subgroups were taken") })
    #expect(weighted.perHundred.hasPrefix("Had everybody received the prison work programme"))
    #expect(weighted.balance.allSatisfy { abs($0.after) < abs($0.before) + 0.05 })
    #expect(weighted.timeToFirst == nil && weighted.hiddenBias == nil)
    choices.method = .aipw
    let robust = try compare(choices)
    #expect(try compare(choices).binary.difference == robust.binary.difference)
    choices.seed = 2
    #expect(try compare(choices).binary.difference != robust.binary.difference)
    choices.trim = 0.1
    let trimmed = try compare(choices)
    #expect(trimmed.trimmed > 0 && trimmed.overlap.treatedGreatest < 0.95)
    choices.trim = 0.6
    #expect(throws: MatchingError.self) { try compare(choices) }
    choices = MatchingChoices()
    choices.subgroups = ["black"]
    #expect(throws: ModelError.self) { try compare(choices) }
    choices.method = .aipw
    choices.subgroups = ["tserved"]
    #expect(throws: ModelError.self) { try compare(choices) }
  }

  @Test("pairs of which one reoffended are counted for Rosenbaum’s bound")
  func bounds() throws {
    let result = try compare()
    let bias = try #require(result.hiddenBias)
    let gap = Double(bias.treatedOnly - bias.comparisonOnly) / Double(result.matched)
    expectClose(try #require(result.binary.difference.value), gap, relative: 1e-10)
    #expect(bias.gamma == nil)
    #expect(bias.steps[0].upper > 0.025)
    var choices = MatchingChoices()
    choices.ratio = 2
    #expect(try compare(choices).hiddenBias == nil)
  }

  @Test("refuses an empty group, reoffences that are not known, no covariates")
  func refusals() throws {
    func compare(_ treated: [Double], covariates: [String] = ["x"], reoffences: [Int?]? = nil) throws {
      _ = try ProgrammeComparison(
        treatment: "t", covariates: covariates,
        frame: ModelFrame([
          ModelColumn("t", numbers: treated), ModelColumn("x", numbers: [1, 2, 3, 2, 3, 1, 2, 1]),
        ]),
        outcomes: ProgrammeComparison.Outcomes(
          reoffended: [true, false, true, false, false, true, true, false], reoffences: reoffences))
    }
    #expect(throws: MatchingError.emptyGroup("the programme (t)")) { try compare([0, 0, 0, 0, 0, 0, 0, 0]) }
    #expect(throws: MatchingError.emptyGroup("the comparison group (t)")) {
      try compare([1, 1, 1, 1, 1, 1, 1, 1])
    }
    #expect(throws: ModelError.self) { try compare([1, 0, 1, 0, 1, 0, 1, 0], covariates: []) }
    #expect {
      try compare([0, 1, 1, 1, 1, 0, 1, 0])
    } throws: { error in
      guard case .noOverlap = error as? MatchingError else { return false }
      return "\(error)".contains("x tells the groups apart without error")
    }
    #expect(throws: MatchingError.self) {
      try compare([1, 0, 0, 1, 1, 0, 1, 0], reoffences: Array(repeating: nil, count: 8))
    }
  }
}
