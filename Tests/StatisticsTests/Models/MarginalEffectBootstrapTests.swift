import Statistics
import TestSupport
import Testing

@Suite("MarginalEffectBootstrap")
struct MarginalEffectBootstrapTests {
  /// 40 of 60 people with and 15 of 50 without, as people.
  private func model() throws -> GeneralizedLinearModel {
    let exposed = Array(repeating: 1.0, count: 60) + Array(repeating: 0, count: 50)
    let events = (0..<60).map { $0 < 40 ? 1.0 : 0 } + (0..<50).map { $0 < 15 ? 1.0 : 0 }
    let frame = try ModelFrame([ModelColumn("y", numbers: events), ModelColumn("x", numbers: exposed)])
    return try GeneralizedLinearModel(DesignMatrix(Formula("y ~ x"), frame: frame), family: .binomial)
  }

  @Test("with one column of 0 and 1 the effect is the crude difference, and its bootstrap that of the table")
  func table() throws {
    let effect = try #require(try model().marginalEffects(of: "x").first)
    #expect(effect.value == "1" && effect.reference == "0")
    expectClose(effect.difference.value ?? 0, 40.0 / 60 - 15.0 / 50, relative: 1e-10)
    let result = try MarginalEffectBootstrap(
      of: model(), column: "x", bootstrap: Bootstrap(replicates: 1500, seed: 4))
    let table = try TwoByTwoTable(exposedEvents: 40, of: 60, unexposedEvents: 15, of: 50)
    let other = try Bootstrap(replicates: 1500, seed: 9).distribution(of: table, measure: .riskDifference)
    let limits = try #require(result.limits.first)
    #expect(result.replicates == 1500 && result.failedReplicates == 0)
    // The standard error of a standard error from 1,500 resamples is 1.8 per cent, twice.
    expectClose(try #require(limits.standardError), try #require(other.standardError), relative: 0.08)
    let expected = try #require(other.estimate(method: .percentile).interval)
    expectClose(try #require(limits.difference.interval).lower, expected.lower, absolute: 0.03)
    expectClose(try #require(limits.difference.interval).upper, expected.upper, absolute: 0.03)
    #expect(limits.ratio.interval.map { $0.lower > 1 } == true)
  }

  @Test("repeats with its seed, and refuses counted rows and unknown columns")
  func refusals() throws {
    let bootstrap = try Bootstrap(replicates: 100, seed: 2)
    let first = try MarginalEffectBootstrap(of: model(), column: "x", bootstrap: bootstrap)
    #expect(try MarginalEffectBootstrap(of: model(), column: "x", bootstrap: bootstrap) == first)
    #expect(throws: ModelError.self) {
      try MarginalEffectBootstrap(of: model(), column: "z", bootstrap: bootstrap)
    }
    let grouped = try ModelFrame([
      ModelColumn("k", numbers: [40, 15]), ModelColumn("n", numbers: [60, 50]),
      ModelColumn("x", numbers: [1, 0]),
    ])
    let counted = try GeneralizedLinearModel(
      DesignMatrix(Formula("k ~ x"), frame: grouped, rows: RowOptions(trials: "n")), family: .binomial)
    expectClose(counted.coefficients[1], try model().coefficients[1], relative: 1e-11)
    #expect(throws: ModelError.self) {
      try MarginalEffectBootstrap(of: counted, column: "x", bootstrap: bootstrap)
    }
  }
}
