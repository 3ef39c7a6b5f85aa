import Foundation
import Statistics
import TestSupport
import Testing

@Suite("Effects of studies, and whether small ones differ")
struct StudyEffectTests {
  private static func effects(_ measure: StudyEffect.Measure) throws -> [(
    row: ReferenceTable.Row, effect: StudyEffect
  )] {
    try ReferenceTable("meta-effects").rows.filter { $0.text("measure") == measure.rawValue }.map { row in
      let (a, n, b, m) = (Int(row["a"]), Int(row["n"]), Int(row["b"]), Int(row["m"]))
      return (
        row,
        measure == .proportion
          ? try StudyEffect(events: a, of: n)
          : try StudyEffect(measure, events: a, of: n, otherEvents: b, of: m)
      )
    }
  }

  @Test(
    "counts give the effects of metafor, a cell of zero among them", arguments: StudyEffect.Measure.allCases)
  func counts(_ measure: StudyEffect.Measure) throws {
    let effects = try Self.effects(measure)
    #expect(effects.count == 8)
    for (row, effect) in effects {
      expectClose(effect.effect, row["effect"], relative: 1e-12)
      expectClose(effect.variance, row["variance"], relative: 1e-12)
    }
  }

  @Test("combined they give its fits and its test of bias", arguments: StudyEffect.Measure.allCases)
  func fits(_ measure: StudyEffect.Measure) throws {
    let effects = try Self.effects(measure).map(\.effect)
    let rows = try ReferenceTable("meta-fits").rows.filter { $0.text("measure") == measure.rawValue }
    #expect(rows.count == 5)
    for row in rows {
      let model: MetaAnalysis.Model =
        switch row.text("method") {
        case "REML": .restrictedMaximumLikelihood
        case "DL": .derSimonianLaird
        default: .fixed
        }
      let meta = try MetaAnalysis(
        effects: effects.map(\.effect), variances: effects.map(\.variance), model: model)
      let interval = try #require(meta.estimate(hartungKnapp: row.text("test") == "knha").interval)
      expectClose(meta.effect, row["effect"], relative: 1e-6)
      expectClose(interval.lower, row["lower"], relative: 1e-6)
      expectClose(interval.upper, row["upper"], relative: 1e-6)
      let bias = try EggerTest(effects: effects.map(\.effect), variances: effects.map(\.variance))
      expectClose(try #require(bias.result.statistic), row["bias_t"], relative: 1e-9)
      expectClose(bias.result.pValue, row["bias_p"], relative: 1e-9)
    }
  }

  @Test("published limits give back the standard error, of a ratio that of its logarithm")
  func published() throws {
    let z = 1.959963984540054
    let effect = try StudyEffect(effect: 2, lower: 2 / exp(0.3 * z), upper: 2 * exp(0.3 * z), isRatio: true)
    expectClose(effect.effect, log(2), relative: 1e-14)
    expectClose(effect.variance, 0.09, relative: 1e-12)
    #expect(throws: StatisticsError.self) { try StudyEffect(effect: 3, lower: 1, upper: 2) }
    #expect(throws: StatisticsError.self) { try StudyEffect(effect: -1, lower: 1, upper: 2, isRatio: true) }
    #expect(throws: StatisticsError.self) {
      try StudyEffect(.riskRatio, events: 0, of: 5, otherEvents: 0, of: 9)
    }
    #expect(throws: StatisticsError.self) { try StudyEffect(events: 6, of: 5) }
    #expect(throws: StatisticsError.self) { try EggerTest(effects: [1, 2, 3], variances: [1, 1, 1]) }
    #expect(throws: StatisticsError.self) { try EggerTest(effects: [1, 2], variances: [1, 2]) }
  }
}
