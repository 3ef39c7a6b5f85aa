import Foundation
import Statistics
import TestSupport
import Testing

@Suite("Treatment means")
struct TreatmentMeansTests {
  private static let names = [
    "black", "alcohol", "drugs", "married", "felon", "property", "priors", "educ", "age", "tserved",
  ]

  private let table: [String: [Double]]

  init() throws {
    let rows = try ReferenceTable("recid").rows
    var table: [String: [Double]] = [:]
    for name in Self.names + ["workprg", "rules"] { table[name] = rows.map { $0[name] } }
    table["back"] = rows.map { 1 - $0["cens"] }
    self.table = table
  }

  private func column(_ name: String) throws -> [Double] { try #require(table[name]) }

  private func design(_ outcome: String) throws -> DesignMatrix {
    let columns = try (Self.names + [outcome]).map { ModelColumn($0, numbers: try column($0)) }
    return try DesignMatrix(
      Formula("\(outcome) ~ \(Self.names.joined(separator: " + "))"), frame: ModelFrame(columns))
  }

  @Test(
    "agree with stacked equations, zEpid and DoubleML",
    arguments: try ReferenceTable("treatment-effects").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let outcomes = try column(row.text("outcome"))
    let target = try #require(TreatmentMeans.Target(rawValue: row.text("target")))
    let group = row.text("group").split(separator: "=")
    let isCounted = try group.isEmpty ? nil : column(String(group[0])).map { $0 == Double(group[1]) }
    let treatment = try design("workprg")
    let found: TreatmentMeans
    if row.text("method") == "ipw" {
      found = try .weighting(
        GeneralizedLinearModel(treatment, family: .binomial), outcomes: outcomes, target: target,
        isCounted: isCounted)
      expectClose(found.treated, row["treated"], relative: 1e-9)
      expectClose(found.untreated, row["untreated"], relative: 1e-9)
      expectClose(try #require(found.logRatioStandardError), row["logError"], relative: 1e-6)
    } else {
      let parts = Int(row["parts"])
      let predictions = try CrossFit(
        treatment: treatment, outcome: design(row.text("outcome")),
        family: row.text("outcome") == "back" ? .binomial : .poisson,
        parts: outcomes.indices.map { $0 % parts })
      found = try .augmented(predictions, outcomes: outcomes, target: target, isCounted: isCounted)
    }
    // The derivative of the equations is by differences, and the models of DoubleML stop at 1e-14 of the deviance.
    expectClose(found.difference, row["difference"], relative: 1e-7)
    expectClose(found.standardError, row["error"], relative: 1e-6)
  }

  @Test("one covariate of two levels: the mean of the strata, by hand")
  func strata() throws {
    // Of 10 with x = 0 four are treated, two of whom reoffend, and three of the six others; of 10 with x = 1 eight are
    // treated, two of whom reoffend, and one of the two others.
    func people(_ x: Double, _ a: Double, _ number: Int, _ events: Int) -> [[Double]] {
      (0..<number).map { [x, a, $0 < events ? 1 : 0] }
    }
    let rows = people(0, 1, 4, 2) + people(0, 0, 6, 3) + people(1, 1, 8, 2) + people(1, 0, 2, 1)
    let frame = try ModelFrame(
      ["x", "a", "y"].enumerated().map { place, name in ModelColumn(name, numbers: rows.map { $0[place] }) })
    let treatment = try DesignMatrix(Formula("a ~ x"), frame: frame)
    let outcomes = rows.map { $0[2] }
    let weighted = try TreatmentMeans.weighting(
      GeneralizedLinearModel(treatment, family: .binomial), outcomes: outcomes, target: .everybody)
    // Half of all have x = 0 with 2/4 against 3/6, half x = 1 with 2/8 against 1/2.
    expectClose(weighted.treated, 0.375, relative: 1e-10)
    expectClose(weighted.untreated, 0.5, relative: 1e-10)
    let predictions = try CrossFit(
      treatment: treatment, outcome: DesignMatrix(Formula("y ~ x"), frame: frame), family: .binomial,
      parts: Array(repeating: 0, count: rows.count))
    for target in TreatmentMeans.Target.allCases {
      let own = try TreatmentMeans.weighting(
        GeneralizedLinearModel(treatment, family: .binomial), outcomes: outcomes, target: target)
      let robust = try TreatmentMeans.augmented(predictions, outcomes: outcomes, target: target)
      expectClose(robust.difference, own.difference, relative: 1e-9)
      // Saturated models leave the two estimators the same influences.
      expectClose(robust.standardError, own.standardError, relative: 1e-7)
      expectClose(own.influence.reduce(0, +), 0, absolute: 1e-9)
      expectClose(robust.influence.reduce(0, +), 0, absolute: 1e-9)
    }
    #expect(throws: StatisticsError.self) {
      try TreatmentMeans.augmented(
        predictions, outcomes: outcomes, target: .treated, isCounted: rows.map { $0[1] == 0 })
    }
    #expect(throws: StatisticsError.self) {
      try TreatmentMeans.weighting(
        GeneralizedLinearModel(treatment, family: .binomial), outcomes: outcomes, target: .treated,
        isCounted: rows.map { $0[1] == 1 })
    }
  }

  @Test("parts are of equal size among the treated and the others, and depend on the seed only")
  func parts() throws {
    let isTreated: [Bool?] = (0..<103).map { $0 % 10 == 9 ? nil : $0 % 3 == 0 }
    var (first, again) = (ReplicateGenerator(seed: 7), ReplicateGenerator(seed: 7))
    let dealt = try CrossFit.parts(4, of: isTreated, using: &first)
    #expect(try dealt == CrossFit.parts(4, of: isTreated, using: &again))
    for state in [true, false] {
      let sizes = (0..<4).map { part in dealt.indices.count { isTreated[$0] == state && dealt[$0] == part } }
      #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    }
    #expect(throws: StatisticsError.self) { try CrossFit.parts(0, of: isTreated, using: &first) }
  }

  @Test("Rosenbaum’s bounds agree with scipy", arguments: try ReferenceTable("rosenbaum").rows)
  func rosenbaum(_ row: ReferenceTable.Row) throws {
    let bounds = try RosenbaumBounds(treatedOnly: Int(row["smaller"]), comparisonOnly: Int(row["larger"]))
    let range = try bounds.pValues(gamma: row["gamma"])
    expectClose(range.lowerBound, row["lower"], relative: 1e-10)
    expectClose(range.upperBound, row["upper"], relative: 1e-10)
    let largest = bounds.largestGamma(level: .p95)
    #expect((largest == nil) == (row.optional("largest") == nil))
    if let largest {
      expectClose(largest, row["largest"], relative: 1e-9)
      expectClose(try bounds.pValues(gamma: largest).upperBound, 0.025, relative: 1e-8)
    }
  }

  @Test("seven of seven pairs have the probability (Γ/(1 + Γ))⁷, and no pair or a Γ below 1 is refused")
  func sevenPairs() throws {
    let bounds = try RosenbaumBounds(treatedOnly: 0, comparisonOnly: 7)
    expectClose(try bounds.pValues(gamma: 2).upperBound, 128.0 / 2187, relative: 1e-12)
    let mirrored = try RosenbaumBounds(treatedOnly: 7, comparisonOnly: 0)
    #expect(try mirrored.pValues(gamma: 2) == bounds.pValues(gamma: 2))
    #expect(throws: StatisticsError.self) { try bounds.pValues(gamma: 0.5) }
    #expect(throws: StatisticsError.self) { try RosenbaumBounds(treatedOnly: 0, comparisonOnly: 0) }
    #expect(throws: StatisticsError.self) { try RosenbaumBounds(treatedOnly: -1, comparisonOnly: 2) }
  }

  @Test("equal effects: two independent ones have the square of their z, and copies of one are refused")
  func equalEffects() throws {
    let test = try EqualEffects.test([0.1, 0.4], influences: [[0.03, 0, 0.04, 0], [0, 0.06, 0, 0.08]])
    // (0.3)² over 0.05² + 0.1²
    expectClose(try #require(test.statistic), 0.09 / 0.0125, relative: 1e-12)
    #expect(test.degreesOfFreedom == 1)
    #expect(throws: StatisticsError.self) { try EqualEffects.test([1, 2], influences: [[0.1], [0.1]]) }
    #expect(throws: StatisticsError.self) { try EqualEffects.test([1], influences: [[0.1]]) }
  }
}
