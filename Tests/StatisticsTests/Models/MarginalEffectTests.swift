import Statistics
import TestSupport
import Testing

@Suite("Marginal effects")
struct MarginalEffectTests {
  @Test("agree with the delta method in R", arguments: try ReferenceTable("marginal-effects").rows)
  func agreesWithR(_ row: ReferenceTable.Row) throws {
    let model = try GeneralizedLinearModelTests.fit("interaction")
    let effects = try model.marginalEffects(of: row.text("column"))
    let effect = try #require(effects.first { $0.value == row.text("value") })
    expectClose(effect.mean.value ?? 0, row["mean"], relative: 1e-10)
    expectClose(effect.referenceMean.value ?? 0, row["reference_mean"], relative: 1e-10)
    expectClose(effect.difference.value ?? 0, row["difference"], relative: 1e-9)
    expectClose(effect.standardError, row["standard_error"], relative: 1e-9)
    expectClose(effect.ratio.value ?? 0, row["ratio"], relative: 1e-10)
    let z = StandardNormal.quantile(upperTail: 0.025)
    let upper = try #require(effect.ratio.interval?.upper)
    expectClose(upper, row["ratio"] * exponential(z * row["log_ratio_error"]), relative: 1e-9)
  }

  @Test("in a model with one factor they are the crude difference and Wald's limits")
  func handCase() throws {
    let frame = try ModelFrame([
      ModelColumn("k", numbers: [30, 10]), ModelColumn("rest", numbers: [20, 30]),
      ModelColumn("group", texts: ["a", "b"]),
    ])
    let model = try GeneralizedLinearModel(
      DesignMatrix(Formula("cbind(k, rest) ~ group"), frame: frame), family: .binomial)
    let effect = try #require(try model.marginalEffects(of: "group").first)
    expectClose(effect.difference.value ?? 0, 0.25 - 0.6, relative: 1e-11)
    expectClose(effect.standardError, (0.25 * 0.75 / 40 + 0.6 * 0.4 / 50).squareRoot(), relative: 1e-11)
    expectClose(effect.ratio.value ?? 0, 0.25 / 0.6, relative: 1e-11)
  }

  @Test("refuses a column that is not in the model")
  func refusal() throws {
    #expect(throws: ModelError.self) {
      try GeneralizedLinearModelTests.fit("log").marginalEffects(of: "prio")
    }
  }

  /// e to a power, from its series, so that the test needs no other library.
  private func exponential(_ x: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    for k in 1...60 {
      term *= x / Double(k)
      sum += term
    }
    return sum
  }
}
