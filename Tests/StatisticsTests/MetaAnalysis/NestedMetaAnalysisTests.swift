import Statistics
import TestSupport
import Testing

@Suite("Effects within studies")
struct NestedMetaAnalysisTests {
  private static func fit(_ outcome: String, _ moderators: String) throws -> NestedMetaAnalysis {
    let rows = try ReferenceTable("nested-effects").rows
    let formula = ["year": "~ year", "both": "~ year + prison"][moderators]
    let frame = try ModelFrame(
      ["year", "prison"].map { name in ModelColumn(name, numbers: rows.map { $0[name] }) })
    return try NestedMetaAnalysis(
      effects: rows.map { $0[outcome] }, variances: rows.map { $0["variance"] },
      studies: rows.map { $0.text("study") }, moderators: formula.map { (try Formula($0), frame) })
  }

  // metafor's optimiser leaves some six digits of the variances, and 1e-10 to 1e-5 where one is zero.
  @Test(
    "agrees with metafor’s rma.mv", arguments: ["mixed", "between", "within", "alike"],
    ["none", "year", "both"])
  func reference(_ outcome: String, _ moderators: String) throws {
    let meta = try Self.fit(outcome, moderators)
    func own(_ row: ReferenceTable.Row) -> Bool {
      row.text("outcome") == outcome && row.text("moderators") == moderators
    }
    let rows = try ReferenceTable("nested-meta").rows.filter(own)
    #expect(rows.count == meta.coefficients.count && !rows.isEmpty)
    for (row, one) in zip(rows, meta.coefficientTable()) {
      expectClose(one.estimate, row["estimate"], relative: 1e-5, absolute: 1e-7, one.term)
      expectClose(one.standardError, row["standard_error"], relative: 1e-5, one.term)
    }
    let fit = try #require(try ReferenceTable("nested-meta-fits").rows.first(where: own))
    expectClose(meta.betweenStudies, fit["between"], relative: 1e-5, absolute: 1e-5)
    expectClose(meta.withinStudies, fit["within"], relative: 1e-5, absolute: 1e-5)
    expectClose(meta.shares.between, fit["share_between"], relative: 1e-4, absolute: 1e-5)
    expectClose(meta.shares.within, fit["share_within"], relative: 1e-4, absolute: 1e-5)
    // The optimum is never below metafor's, and hardly above.
    expectClose(meta.logLikelihood, fit["log_likelihood"], relative: 1e-7, absolute: 1e-6)
    expectClose(meta.restrictions.noBetween, fit["no_between"], relative: 1e-7, absolute: 1e-6)
    expectClose(meta.restrictions.noWithin, fit["no_within"], relative: 1e-7, absolute: 1e-6)
    expectClose(try #require(meta.heterogeneity.statistic), fit["q"], relative: 1e-10)
    expectClose(meta.heterogeneity.pValue, fit["q_p"], relative: 1e-8, absolute: 1e-300)
    if moderators == "none" {
      let limits = meta.predictionInterval()
      expectClose(limits.lower, fit["lower"], relative: 1e-5)
      expectClose(limits.upper, fit["upper"], relative: 1e-5)
    } else {
      expectClose(try #require(meta.moderatorTest?.statistic), fit["moderator"], relative: 1e-4)
    }
  }

  @Test(
    "without a variance between studies it is the analysis of single effects; the order of rows does not matter"
  )
  func property() throws {
    let rows = try ReferenceTable("nested-effects").rows
    let (effects, variances) = (rows.map { $0["alike"] }, rows.map { $0["variance"] })
    let meta = try Self.fit("alike", "none")
    let plain = try MetaAnalysis(effects: effects, variances: variances)
    #expect(meta.betweenStudies == 0)
    expectClose(meta.coefficients[0], plain.effect, relative: 1e-9)
    expectClose(meta.covariance[0, 0].squareRoot(), plain.standardError, relative: 1e-9)
    let mixed = try Self.fit("mixed", "none")
    let turned = try NestedMetaAnalysis(
      effects: rows.reversed().map { $0["mixed"] }, variances: rows.reversed().map { $0["variance"] },
      studies: rows.reversed().map { $0.text("study") })
    expectClose(mixed.coefficients[0], turned.coefficients[0], relative: 1e-9)
    expectClose(mixed.betweenStudies, turned.betweenStudies, relative: 1e-7)
    expectClose(mixed.effectWeights.reduce(0, +), 1, relative: 1e-12)
    #expect(mixed.tests.within.pValue < 0.001 && mixed.tests.between.pValue > 0.05)
  }

  @Test("by hand: two alike effects of each study have its mean, each study the same weight")
  func byHand() throws {
    let meta = try NestedMetaAnalysis(
      effects: [1, 1, 3, 3, 5, 5], variances: Array(repeating: 1e-6, count: 6),
      studies: ["a", "a", "b", "b", "c", "c"])
    expectClose(meta.coefficients[0], 3, relative: 1e-12)
    // The variance of the studies' means 1, 3 and 5 is 4, less what sampling adds.
    expectClose(meta.betweenStudies, 4 - 0.5e-6, relative: 1e-7)
    #expect(meta.withinStudies < 1e-5)
    expectClose(meta.covariance[0, 0], 4.0 / 3, relative: 1e-6)
  }

  @Test("refuses one study, studies of one effect each, unequal lengths and a variance of 0")
  func refusals() throws {
    func fit(_ studies: [String], variances: [Double] = [1, 1, 1, 1]) throws -> NestedMetaAnalysis {
      try NestedMetaAnalysis(effects: [1, 2, 3, 5], variances: variances, studies: studies)
    }
    #expect(throws: StatisticsError.self) { try fit(["a", "a", "a", "a"]) }
    #expect(throws: StatisticsError.self) { try fit(["a", "b", "c", "d"]) }
    #expect(throws: StatisticsError.self) { try fit(["a", "b", "b"]) }
    #expect(throws: StatisticsError.self) { try fit(["a", "b", "b", "c"], variances: [1, 0, 1, 1]) }
    #expect(try fit(["a", "b", "b", "c"]).studies == 3)
  }
}
