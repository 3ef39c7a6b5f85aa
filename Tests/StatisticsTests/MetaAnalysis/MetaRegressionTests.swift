import Statistics
import TestSupport
import Testing

@Suite("Moderators of the effects of studies")
struct MetaRegressionTests {
  private static let years: [Double] = [1998, 2001, 2003, 2004, 2009, 2011, 2015, 2018]
  private static let settings = [
    "prison", "community", "community", "prison", "prison", "community", "prison", "community",
  ]

  private static func studies(
    _ name: String
  ) throws -> (effects: [StudyEffect], formula: Formula, frame: ModelFrame) {
    guard name != "bcg" else {
      let rows = try ReferenceTable("meta-bcg").rows
      return (
        try rows.map {
          try StudyEffect(
            .riskRatio, events: Int($0["ai"]), of: Int($0["ni"]), otherEvents: Int($0["ci"]),
            of: Int($0["mi"]))
        }, try Formula("~ ablat + alloc"),
        try ModelFrame([
          ModelColumn("ablat", numbers: rows.map { $0["ablat"] }),
          try ModelColumn("alloc", texts: rows.map { $0.text("alloc") }),
        ])
      )
    }
    let measure: StudyEffect.Measure = name == "RR" ? .riskRatio : .riskDifference
    let rows = try ReferenceTable("meta-effects").rows.filter { $0.text("measure") == measure.rawValue }
    return (
      try rows.map {
        try StudyEffect(
          measure, events: Int($0["a"]), of: Int($0["n"]), otherEvents: Int($0["b"]), of: Int($0["m"]))
      }, try Formula("~ year + setting"),
      try ModelFrame([
        ModelColumn("year", numbers: Self.years), try ModelColumn("setting", texts: Self.settings),
      ])
    )
  }

  private static func fit(
    _ name: String, _ method: String, _ test: String, shift: Double = 0
  ) throws -> MetaRegression {
    let (effects, formula, frame) = try studies(name)
    let model: MetaAnalysis.Model =
      method == "REML" ? .restrictedMaximumLikelihood : method == "DL" ? .derSimonianLaird : .fixed
    return try MetaRegression(
      formula, frame: frame, effects: effects.map { $0.effect + shift }, variances: effects.map(\.variance),
      model: model, hartungKnapp: test == "knha")
  }

  // The iteration of metafor ends at 1e-14, which leaves τ² right to some nine digits.
  @Test("agrees with metafor", arguments: try ReferenceTable("meta-moderators").rows)
  func reference(_ row: ReferenceTable.Row) throws {
    let fit = try Self.fit(row.text("case"), row.text("method"), row.text("test"))
    let one = try #require(fit.coefficientTable().first { $0.term == row.text("term") })
    expectClose(one.estimate, row["estimate"], relative: 1e-7)
    expectClose(one.standardError, row["error"], relative: 1e-7)
    expectClose(one.interval.lower, row["lower"], relative: 1e-6)
    expectClose(one.interval.upper, row["upper"], relative: 1e-6)
    expectClose(one.pValue, row["p"], relative: 1e-6)
    expectClose(fit.tauSquared, row["tau2"], relative: 1e-7, absolute: 1e-12)
    expectClose(fit.iSquared, row["i2"], relative: 1e-7, absolute: 1e-12)
    if let share = row.optional("r2") {
      expectClose(try #require(fit.rSquared), share, relative: 1e-6, absolute: 1e-10)
    } else {
      #expect(fit.rSquared == nil)
    }
    let test = try #require(fit.moderatorTest)
    expectClose(try #require(test.statistic), row["qm"], relative: 1e-7)
    expectClose(test.pValue, row["qmp"], relative: 1e-6)
    expectClose(try #require(fit.residualTest.statistic), row["qe"], relative: 1e-9)
    expectClose(fit.residualTest.pValue, row["qep"], relative: 1e-9)
  }

  @Test("two studies of each kind without spread: the difference of means, by hand")
  func hand() throws {
    let frame = try ModelFrame([try ModelColumn("kind", texts: ["a", "a", "b", "b"])])
    let fit = try MetaRegression(
      Formula("~ kind"), frame: frame, effects: [1, 2, 4, 5], variances: [0.5, 0.5, 0.5, 0.5], model: .fixed)
    expectClose(fit.coefficients[0], 1.5)
    expectClose(fit.coefficients[1], 3)
    expectClose(fit.covariance[1, 1], 0.5)
    expectClose(try #require(fit.residualTest.statistic), 2)
  }

  @Test("without moderators it is the analysis itself; a shift of all effects moves the intercept only")
  func properties() throws {
    let (effects, _, frame) = try Self.studies("bcg")
    let (values, variances) = (effects.map(\.effect), effects.map(\.variance))
    let plain = try MetaAnalysis(effects: values, variances: variances)
    let empty = try MetaRegression(Formula("~ 1"), frame: frame, effects: values, variances: variances)
    expectClose(empty.coefficients[0], plain.effect, relative: 1e-9)
    expectClose(empty.tauSquared, plain.tauSquared, relative: 1e-9)
    #expect(empty.moderatorTest == nil)
    let (one, two) = (try Self.fit("bcg", "REML", "z"), try Self.fit("bcg", "REML", "z", shift: 3))
    expectClose(two.coefficients[0], one.coefficients[0] + 3, relative: 1e-9)
    expectClose(two.coefficients[1], one.coefficients[1], relative: 1e-9)
    expectClose(two.tauSquared, one.tauSquared, relative: 1e-8)
  }

  @Test("as many coefficients as studies, moderators that are one, and wrong lengths are refused")
  func refusals() throws {
    let kinds = try ModelColumn("kind", texts: ["a", "b", "c"])
    let (effects, variances) = ([1.0, 2, 3], [1.0, 1, 1])
    #expect(throws: ModelError.self) {
      try MetaRegression(
        Formula("~ kind"), frame: ModelFrame([kinds]), effects: effects, variances: variances)
    }
    let numbers = [ModelColumn("x", numbers: [1, 2, 4]), ModelColumn("y", numbers: [2, 4, 8])]
    #expect(throws: ModelError.self) {
      try MetaRegression(
        Formula("~ x + y"), frame: ModelFrame(numbers), effects: effects, variances: variances)
    }
    #expect(throws: ModelError.self) {
      try MetaRegression(
        Formula("~ x"), frame: ModelFrame(numbers), effects: [1, 2], variances: [1, 1])
    }
  }
}
