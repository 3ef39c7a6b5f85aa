import Statistics
import TestSupport
import Testing

@Suite("Meta-analysis")
struct MetaAnalysisTests {
  @Test("agrees with 40-digit arithmetic and metafor", arguments: try ReferenceTable("meta").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let model = try #require(MetaAnalysis.Model(rawValue: row.text("model")))
    let level = try ConfidenceLevel(row["level"])
    let analysis = try MetaAnalysis(
      effects: decimals(row.text("y")), variances: decimals(row.text("v")), model: model)
    expectClose(analysis.tauSquared, row["tau2"], relative: 1e-10, absolute: 1e-14)
    expectClose(analysis.effect, row["effect"], relative: 1e-10)
    expectClose(analysis.standardError, row["se"], relative: 1e-10)
    expectOptional(analysis.estimate(level: level).interval?.lower, row["z_lower"], 1e-10, 1e-12)
    expectOptional(analysis.estimate(level: level).interval?.upper, row["z_upper"], 1e-10, 1e-12)
    let knapp = analysis.estimate(level: level, hartungKnapp: true).interval
    expectOptional(knapp?.lower, row.optional("hk_lower"), 1e-10, 1e-10)
    expectOptional(knapp?.upper, row.optional("hk_upper"), 1e-10, 1e-10)
    let prediction = analysis.predictionInterval(level: level)
    expectOptional(prediction?.lower, row.optional("pi_lower"), 1e-10, 1e-10)
    expectOptional(prediction?.upper, row.optional("pi_upper"), 1e-10, 1e-10)
    expectOptional(analysis.homogeneityTest.statistic, row["q"], 1e-10, 1e-14)
    expectClose(analysis.homogeneityTest.pValue, row["q_p"], relative: 1e-9)
    expectClose(analysis.iSquared, row["i2"], relative: 1e-9, absolute: 1e-14)
  }

  @Test("two equal effects, by hand")
  func hand() throws {
    let analysis = try MetaAnalysis(effects: [1, 2], variances: [0.1, 0.1], model: .derSimonianLaird)
    expectClose(analysis.effect, 1.5)
    expectClose(analysis.tauSquared, 0.4)
    expectClose(analysis.iSquared, 0.8)
  }

  @Test("moving every effect moves the result and nothing else")
  func shifted() throws {
    let effects = [0.1, 0.5, -0.3, 1.2]
    let one = try MetaAnalysis(effects: effects, variances: [0.01, 0.02, 0.03, 0.04])
    let two = try MetaAnalysis(effects: effects.map { $0 + 7 }, variances: [0.01, 0.02, 0.03, 0.04])
    expectClose(two.effect, one.effect + 7, relative: 1e-12)
    expectClose(two.tauSquared, one.tauSquared, relative: 1e-10)
  }

  @Test("wrong studies are refused")
  func refusals() {
    #expect(throws: StatisticsError.empty(argument: "effects")) {
      try MetaAnalysis(effects: [], variances: [])
    }
    #expect(throws: StatisticsError.self) { try MetaAnalysis(effects: [1], variances: [0]) }
    #expect(throws: StatisticsError.self) { try MetaAnalysis(effects: [1, 2], variances: [1]) }
    #expect(throws: StatisticsError.self) { try MetaAnalysis(effects: [.infinity], variances: [1]) }
  }
}
