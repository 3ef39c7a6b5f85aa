import Foundation
import Statistics
import TestSupport
import Testing

@Suite("Residuals and influence")
struct ModelInfluenceTests {
  private static let cases:
    [String: (formula: String, family: ModelFamily, link: ModelLink?, rows: RowOptions)] =
      [
        "logistic": ("again ~ priors + black * alcohol", .binomial, nil, RowOptions()),
        "probit": ("again ~ priors + black", .binomial, .probit, RowOptions()),
        "poisson": ("priors ~ black + drugs + age", .poisson, nil, RowOptions()),
        "quasipoisson": ("priors ~ black + drugs + age", .quasiPoisson, nil, RowOptions()),
        "gaussian": ("durat ~ priors + black + age", .gaussian, nil, RowOptions()),
        "weights": ("durat ~ priors + black", .gaussian, nil, RowOptions(weights: "size")),
        "trials": ("rules ~ black + age", .binomial, nil, RowOptions(trials: "both")),
      ]

  private static func frame(_ name: String) throws -> ModelFrame {
    let rows = Array(try ReferenceTable("recid").rows.prefix(300))
    func numbers(_ name: String) -> ModelColumn { ModelColumn(name, numbers: rows.map { $0[name] }) }
    return try ModelFrame(
      ["priors", "black", "alcohol", "drugs", "durat", "age", "rules"].map(numbers) + [
        ModelColumn("again", numbers: rows.map { 1 - $0["cens"] }),
        ModelColumn("size", numbers: rows.map { 1 + $0["tserved"].truncatingRemainder(dividingBy: 3) }),
        ModelColumn("both", numbers: rows.map { $0["rules"] + $0["educ"] }),
      ], complete: name == "trials" ? rows.map { $0["rules"] + $0["educ"] > 0 } : nil)
  }

  private static func model(_ name: String) throws -> GeneralizedLinearModel {
    let one = try #require(cases[name])
    return try GeneralizedLinearModel(
      DesignMatrix(Formula(one.formula), frame: frame(name), rows: one.rows), family: one.family,
      link: one.link)
  }

  @Test("agree with R's rstandard, hatvalues, cooks.distance and dfbetas", arguments: cases.keys.sorted())
  func reference(_ name: String) throws {
    let influence = try ModelInfluence(try Self.model(name))
    let rows = try ReferenceTable("influence").rows.filter { $0.text("case") == name }
    #expect(rows.count > 15)
    // R stops its probit fit where the deviance no longer changes, some eight digits in.
    let tolerance = name == "probit" ? 1e-6 : 1e-8
    for expected in rows {
      let own = try #require(influence.row(Int(expected["row"]) - 1))
      func close(_ value: Double?, _ column: String) {
        expectClose(value ?? .nan, expected[column], relative: tolerance, absolute: tolerance * 1e-2)
      }
      close(own.fitted, "fitted")
      close(own.response, "response")
      close(own.pearson, "pearson")
      close(own.deviance, "deviance")
      close(own.standardised, "standardised")
      close(own.leverage, "leverage")
      close(own.cooksDistance, "cook")
      close(own.dfbetas[0], "first")
      close(own.dfbetas[1], "second")
      close(own.dfbetas[own.dfbetas.count - 1], "last")
    }
    let most = influence.mostInfluential(8)
    for (place, row) in most.enumerated() {
      let expected = try #require(rows.first { Int($0["row"]) == row.row + 1 })
      #expect(Int(expected["place"]) <= place + 1)
    }
    #expect(influence.count(aboveDistance: most[7].cooksDistance ?? 0) <= 7)
  }

  @Test(
    "leverages add up to the coefficients, squared deviance residuals to the deviance",
    arguments: cases.keys.sorted())
  func sums(_ name: String) throws {
    let model = try Self.model(name)
    let influence = try ModelInfluence(model)
    let rows = (0..<influence.rowCount).compactMap { influence.row($0) }
    #expect(rows.count == model.observations)
    expectClose(rows.reduce(0) { $0 + $1.leverage }, Double(model.coefficients.count), relative: 1e-9)
    expectClose(rows.reduce(0) { $0 + $1.deviance * $1.deviance }, model.deviance, relative: 1e-9)
    expectClose(rows.reduce(0) { $0 + $1.pearson * $1.pearson }, model.pearsonChiSquared, relative: 1e-9)
  }

  @Test("least squares without a row move as Cook's distance and DFBETAS say, by hand")
  func leftOut() throws {
    let (x, y): ([Double], [Double]) = ([1, 2, 3, 4, 10], [2, 1, 4, 3, 12])
    func fit(without row: Int?) throws -> GeneralizedLinearModel {
      let frame = try ModelFrame(
        [ModelColumn("y", numbers: y), ModelColumn("x", numbers: x)],
        complete: x.indices.map { $0 != row })
      return try GeneralizedLinearModel(DesignMatrix(Formula("y ~ x"), frame: frame), family: .gaussian)
    }
    let all = try fit(without: nil)
    let influence = try ModelInfluence(all)
    for row in x.indices {
      let rest = try fit(without: row)
      let own = try #require(influence.row(row))
      let moved = zip(all.coefficients, rest.coefficients).map { $0 - $1 }
      // Cook's distance is the squared move of all fitted values over p times the variance.
      let square = x.reduce(0) { $0 + pow(moved[0] + moved[1] * $1, 2) }
      expectClose(own.cooksDistance ?? 0, square / (2 * all.dispersion), relative: 1e-10)
      let error = (all.covariance[1, 1] / all.dispersion * rest.dispersion).squareRoot()
      expectClose(own.dfbetas[1] ?? 0, moved[1] / error, relative: 1e-10)
    }
    #expect(influence.mostInfluential(1)[0].row == 4)
  }

  @Test("a row that alone has a level has no standardised residual; one left out has none at all")
  func fullLeverage() throws {
    let frame = try ModelFrame(
      [
        ModelColumn("y", numbers: [1, 2, 4, 3, 7, 9]),
        try ModelColumn("g", texts: ["a", "a", "a", "a", "b", "a"]),
      ], complete: [true, true, true, true, true, false])
    let influence = try ModelInfluence(
      GeneralizedLinearModel(DesignMatrix(Formula("y ~ g"), frame: frame), family: .gaussian))
    let alone = try #require(influence.row(4))
    #expect(alone.leverage == 1 && alone.standardised == nil && alone.cooksDistance == nil)
    #expect(alone.dfbetas == [nil, nil] && influence.fullLeverageCount == 1)
    #expect(influence.row(5) == nil)
    #expect(influence.mostInfluential(10).count == 4)
  }

  @Test("bins of residuals agree with R's cut between quantiles", arguments: ["logistic", "gaussian"])
  func bins(_ name: String) throws {
    let rows = try ReferenceTable("binned-residuals").rows.filter { $0.text("case") == name }
    let bins = try BinnedResiduals(ModelInfluence(try Self.model(name)).fittedAndResiduals).bins
    #expect(bins.count == rows.count && bins.reduce(0) { $0 + $1.count } == 300)
    for (own, expected) in zip(bins, rows) {
      #expect(own.count == Int(expected["count"]))
      expectClose(own.fitted, expected["fitted"], relative: 1e-8)
      expectClose(own.residual, expected["residual"], relative: 1e-7, absolute: 1e-8)
      expectClose(own.limit, expected["limit"], relative: 1e-8)
    }
  }

  @Test("equal fitted values are one bin; no rows are refused")
  func fewBins() throws {
    let same = (0..<50).map { (fitted: 0.5, residual: Double($0 % 2) - 0.5) }
    let bins = try BinnedResiduals(same).bins
    #expect(bins.count == 1 && bins[0].count == 50 && !bins[0].isBeyond)
    #expect(throws: ModelError.self) { try BinnedResiduals([]) }
    #expect(throws: ModelError.self) { try BinnedResiduals(same, bins: 0) }
  }
}
