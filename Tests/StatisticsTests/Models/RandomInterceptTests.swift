import Foundation
import Statistics
import TestSupport
import Testing

@Suite("Random intercepts")
struct RandomInterceptTests {
  private static func fit(_ name: String, points: Int) throws -> RandomInterceptModel {
    switch name {
    case "cbpp":
      let rows = try ReferenceTable("cbpp").rows
      let frame = try ModelFrame([
        ModelColumn("incidence", numbers: rows.map { $0["incidence"] }),
        ModelColumn("size", numbers: rows.map { $0["size"] }),
        try ModelColumn("period", texts: rows.map { $0.text("period") }),
      ])
      return try RandomInterceptModel(
        DesignMatrix(
          Formula("incidence ~ period"), frame: frame, rows: RowOptions(trials: "size")), family: .binomial,
        groups: ModelColumn("herd", texts: rows.map { $0.text("herd") }), points: points)
    default:
      let rows = try ReferenceTable("recid").rows
      func numbers(_ name: String) -> ModelColumn { ModelColumn(name, numbers: rows.map { $0[name] }) }
      let frame = try ModelFrame(
        ["priors", "black", "alcohol", "drugs"].map(numbers) + [
          ModelColumn("again", numbers: rows.map { 1 - $0["cens"] })
        ])
      let isCount = name == "counts"
      return try RandomInterceptModel(
        DesignMatrix(
          Formula(isCount ? "priors ~ black + drugs" : "again ~ priors + black + alcohol"), frame: frame),
        family: isCount ? .poisson : .binomial,
        groups: ModelColumn(
          "group",
          texts: rows.map { isCount ? "\(Int(($0["age"] / 60).rounded(.down)))" : $0.text("educ") }),
        points: points)
    }
  }

  // lme4's optimiser leaves some six digits, its second derivatives by differences some four; those of the likelihood's values
  // reckoned anew give the standard errors here.
  @Test(
    "agrees with lme4", arguments: ["cbpp", "recid", "counts"], [1, 9])
  func reference(_ name: String, _ points: Int) throws {
    let fit = try Self.fit(name, points: points)
    let rows = try ReferenceTable("mixed").rows.filter {
      $0.text("case") == name && Int($0["points"]) == points
    }
    #expect(rows.count == fit.coefficients.count && rows.count > 2)
    for (row, own) in zip(rows, fit.coefficientTable()) {
      expectClose(own.estimate, row["estimate"], relative: 1e-5)
      expectClose(own.standardError, row["error"], relative: 2e-4)
      expectClose(fit.deviation, row["deviation"], relative: 1e-5)
      // With several points lme4 leaves out constants.
      if points == 1 { expectClose(fit.logLikelihood, row["logLik"], relative: 1e-9) }
    }
    let modes = try ReferenceTable("mixed-modes").rows.filter {
      $0.text("case") == name && Int($0["points"]) == points
    }
    #expect(modes.count == fit.groups.count)
    for mode in modes {
      let own = try #require(fit.groups.first { $0.name == mode.text("group") })
      expectClose(own.intercept, mode["mode"], relative: 1e-4, absolute: 1e-5)
      expectClose(own.spread, mode["spread"], relative: 1e-4)
    }
  }

  @Test("the integrals by a sum over a fine grid, by hand")
  func hand() throws {
    let fit = try Self.fit("cbpp", points: 25)
    let finer = try Self.fit("cbpp", points: 41)
    expectClose(fit.logLikelihood, finer.logLikelihood, relative: 1e-8)
    // The likelihood at the estimate again, each herd's integral by a sum over a fine grid.
    let rows = try ReferenceTable("cbpp").rows
    var total = 0.0
    for herd in Set(rows.map { $0.text("herd") }) {
      let own = rows.filter { $0.text("herd") == herd }
      var sum = 0.0
      for step in -4000...4000 {
        let u = Double(step) / 500
        var height = -u * u / 2
        for row in own {
          let period = Int(row["period"])
          let predictor =
            fit.coefficients[0] + (period > 1 ? fit.coefficients[period - 1] : 0) + fit.deviation * u
          let (y, n) = (row["incidence"], row["size"])
          height +=
            y * predictor - n * log1p(exp(predictor)) + lgamma(n + 1) - lgamma(y + 1) - lgamma(n - y + 1)
        }
        sum += exp(height) / 500
      }
      total += log(sum) - 0.5 * log(2 * Double.pi)
    }
    expectClose(fit.logLikelihood, total, relative: 1e-8)
  }

  @Test("names and order of groups do not matter; where groups are alike there is no deviation")
  func properties() throws {
    var outcome: [Double] = []
    var (groups, others): ([String], [String]) = ([], [])
    for group in 0..<6 {
      for person in 0..<40 {
        outcome.append(person < 10 + (group.isMultiple(of: 2) ? 14 : 0) ? 1 : 0)
        groups.append("g\(group)")
        others.append("h\(5 - group)")
      }
    }
    func fit(_ outcome: [Double], _ names: [String]) throws -> RandomInterceptModel {
      let frame = try ModelFrame([
        ModelColumn("y", numbers: outcome),
        ModelColumn("x", numbers: outcome.indices.map { Double($0 % 3) }),
      ])
      return try RandomInterceptModel(
        DesignMatrix(Formula("y ~ x"), frame: frame), family: .binomial,
        groups: ModelColumn("g", texts: names), points: 7)
    }
    let (one, two) = (try fit(outcome, groups), try fit(outcome, others))
    expectClose(one.deviation, two.deviation, relative: 1e-8)
    expectClose(one.coefficients[0], two.coefficients[0], relative: 1e-8)
    #expect(one.deviation > 0.2 && one.test.pValue < 0.1)
    let alike = outcome.indices.map { ($0 % 40) < 13 ? 1.0 : 0 }
    let none = try fit(alike, groups)
    #expect(none.deviation < 1e-3 && none.test.pValue > 0.4)
    expectClose(none.logLikelihood, none.commonLogLikelihood, relative: 1e-9)
  }

  @Test("one group, an even number of points and another family are refused")
  func refusals() throws {
    let frame = try ModelFrame([
      ModelColumn("y", numbers: [0, 1, 1, 0]), ModelColumn("x", numbers: [1, 1, 2, 2]),
    ])
    let design = try DesignMatrix(Formula("y ~ x"), frame: frame)
    let (one, two) = (
      try ModelColumn("g", texts: ["a", "a", "a", "a"]), try ModelColumn("g", texts: ["a", "a", "b", "b"])
    )
    #expect(throws: ModelError.self) { try RandomInterceptModel(design, family: .binomial, groups: one) }
    #expect(throws: ModelError.self) {
      try RandomInterceptModel(design, family: .binomial, groups: two, points: 4)
    }
    #expect(throws: ModelError.self) { try RandomInterceptModel(design, family: .gaussian, groups: two) }
    #expect(throws: ModelError.self) {
      try RandomInterceptModel(design, family: .binomial, groups: ModelColumn("g", numbers: [1, 1, 2, 2]))
    }
  }
}
