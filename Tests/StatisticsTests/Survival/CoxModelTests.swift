import Statistics
import TestSupport
import Testing

@Suite("Cox's model")
struct CoxModelTests {
  static let names = ["rossi-efron", "rossi-breslow", "rossi-strata", "recid"]

  static func fit(_ name: String) throws -> CoxModel {
    if name == "recid" {
      return try CoxModel(
        Formula("workprg + priors + tserved + felon + alcohol + drugs + black + married + educ + age"),
        frame: PublicData.recidWithEvents(), time: "durat",
        event: "event")
    }
    let isStratified = name == "rossi-strata"
    return try CoxModel(
      Formula(isStratified ? "fin * age + prio" : "fin + age + race + wexp + mar + paro + prio"),
      frame: PublicData.rossi(), time: "week", event: "arrest", strata: isStratified ? "race" : nil,
      ties: name == "rossi-breslow" ? .breslow : .efron)
  }

  @Test("coefficients, tests and concordance agree with R", arguments: names)
  func agreesWithR(_ name: String) throws {
    let model = try Self.fit(name)
    let rows = try ReferenceTable("cox").rows.filter { $0.text("model") == name }
    // R puts the interaction last, as here.
    #expect(rows.count == model.terms.count)
    for (row, own) in zip(rows, model.coefficientTable()) {
      expectClose(own.estimate, row["estimate"], relative: 1e-9, own.term)
      expectClose(own.standardError, row["standard_error"], relative: 1e-9, own.term)
    }
    let fit = try #require(try ReferenceTable("cox-fits").rows.first { $0.text("model") == name })
    expectClose(model.logLikelihood, fit["log_likelihood"], relative: 1e-12)
    expectClose(model.nullLogLikelihood, fit["null_log_likelihood"], relative: 1e-12)
    expectClose(model.scoreTest.statistic ?? 0, fit["score"], relative: 1e-9)
    expectClose(model.waldTest.statistic ?? 0, fit["wald"], relative: 1e-9)
    expectClose(
      model.likelihoodRatioTest.statistic ?? 0, 2 * (fit["log_likelihood"] - fit["null_log_likelihood"]),
      relative: 1e-9)
    expectClose(model.concordance.value ?? 0, fit["concordance"], relative: 1e-12)
  }

  @Test("the test of proportional hazards agrees with cox.zph", arguments: names)
  func proportionalHazards(_ name: String) throws {
    let model = try Self.fit(name)
    for scale in ProportionalHazardsTest.TimeScale.allCases {
      let rows = try ReferenceTable("cox-zph").rows.filter {
        $0.text("model") == name && $0.text("scale") == scale.rawValue
      }
      let test = try ProportionalHazardsTest(model, scale: scale)
      let all = test.terms.map(\.test) + [test.global]
      #expect(rows.count == all.count)
      for (row, own) in zip(rows, all) {
        expectClose(own.statistic ?? 0, row["chisq"], relative: 1e-8)
        #expect(own.degreesOfFreedom == row["df"])
        expectClose(own.pValue, row["p_value"], relative: 1e-8)
      }
    }
  }

  @Test("two people by hand")
  func handCase() throws {
    // One event while two are at risk: the partial likelihood is e^b / (e^b + 1), then a pair the other way.
    let frame = try ModelFrame([
      ModelColumn("time", numbers: [1, 2, 3, 4, 5]), ModelColumn("event", numbers: [1, 1, 1, 1, 0]),
      ModelColumn("x", numbers: [1, 0, 1, 0, 1]),
    ])
    let model = try CoxModel(Formula("x"), frame: frame, time: "time", event: "event")
    let b = model.coefficients[0]
    // The score: 1 − 3e/(3e+2) − 2e/(2e+2) + 1 − 2e/(2e+1) − e/(e+1) with e = exp(b).
    let e = model.coefficientTable()[0].exponentiated.value ?? 0
    let score = 2 - 3 * e / (3 * e + 2) - 2 * e / (2 * e + 2) - 2 * e / (2 * e + 1) - e / (e + 1)
    #expect(abs(score) < 1e-12, "\(b)")
  }

  @Test("a coefficient that runs off to infinity is named")
  func monotone() throws {
    let frame = try ModelFrame([
      ModelColumn("time", numbers: [1, 2, 3, 4, 5, 6]), ModelColumn("event", numbers: [1, 1, 1, 0, 0, 0]),
      ModelColumn("x", numbers: [1, 1, 1, 0, 0, 0]), ModelColumn("z", numbers: [1, 3, 2, 2, 1, 3]),
    ])
    #expect(throws: ModelError.separation(columns: [SeparatedColumn(term: "x", outcome: nil, people: nil)])) {
      try CoxModel(Formula("x + z"), frame: frame, time: "time", event: "event")
    }
  }

  @Test("refuses strata within which nobody is compared with another")
  func apart() throws {
    func fit(_ strata: [Int32]) throws -> CoxModel {
      let frame = try ModelFrame([
        ModelColumn("time", numbers: [1, 2, 3, 4, 5, 6]), ModelColumn("event", numbers: [1, 1, 1, 1, 0, 0]),
        ModelColumn("x", numbers: [1, 3, 2, 1, 2, 3]),
        ModelColumn("s", codes: strata, levels: (0..<6).map { "s\($0)" }),
      ])
      return try CoxModel(Formula("x"), frame: frame, time: "time", event: "event", strata: "s")
    }
    #expect(throws: ModelError.self) { try fit([0, 1, 2, 3, 4, 5]) }
    // One pair within a stratum compares: 1 has the event before 3.
    #expect(throws: ModelError.separation(columns: [SeparatedColumn(term: "x", outcome: nil, people: nil)])) {
      try fit([0, 0, 2, 3, 4, 5])
    }
    #expect(try fit([0, 0, 0, 1, 1, 1]).observations == 6)
  }

  @Test("refuses times below zero, an outcome of three values and no event")
  func refusals() throws {
    let frame = try ModelFrame([
      ModelColumn("time", numbers: [1, 2, -3]), ModelColumn("event", numbers: [1, 0, 1]),
      ModelColumn("three", numbers: [0, 1, 2]), ModelColumn("none", numbers: [0, 0, 0]),
      ModelColumn("x", numbers: [1, 0, 1]),
    ])
    #expect(throws: ModelError.badValue(column: "time", row: 3, found: "-3", allowed: "0 or more")) {
      try CoxModel(Formula("x"), frame: frame, time: "time", event: "event")
    }
    #expect(
      throws: ModelError.badOutcome(
        column: "three", reason: "has other values than 0 (censored) and 1 (event)")
    ) { try CoxModel(Formula("x"), frame: frame, time: "x", event: "three") }
    #expect(throws: ModelError.badOutcome(column: "none", reason: "is 0 in every row: no event")) {
      try CoxModel(Formula("x"), frame: frame, time: "x", event: "none")
    }
  }
}
