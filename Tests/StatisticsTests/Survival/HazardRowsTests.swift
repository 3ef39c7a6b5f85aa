import Statistics
import TestSupport
import Testing

@Suite("Cox's model with start-stop rows, weights and clusters")
struct HazardRowsTests {
  static let names = [
    "late", "breslow", "ag", "pwp-total", "pwp-gap", "weights", "weights-breslow", "counts",
  ]

  static func bladder() throws -> ModelFrame {
    let rows = try ReferenceTable("bladder").rows
    let names = ["rx", "number", "size", "start", "stop", "event", "gap", "id", "enum", "weight", "count"]
    return try ModelFrame(names.map { name in ModelColumn(name, numbers: rows.map { $0[name] }) })
  }

  static func fit(_ name: String) throws -> CoxModel {
    var rows = HazardRows(entry: name == "pwp-gap" || name == "weights-breslow" ? nil : "start")
    switch name {
    case "ag", "pwp-total", "pwp-gap": rows.cluster = "id"
    case "weights", "weights-breslow":
      rows.weights = "weight"
      rows.isRobust = true
    case "counts": rows.weights = "count"
    default: break
    }
    return try CoxModel(
      Formula("rx + number + size"), frame: bladder(), time: name == "pwp-gap" ? "gap" : "stop",
      event: "event", strata: name.hasPrefix("pwp") ? "enum" : nil,
      ties: name.hasSuffix("breslow") ? .breslow : .efron, rows: rows)
  }

  @Test("coefficients, both errors, tests and concordance agree with R’s coxph", arguments: names)
  func agreesWithR(_ name: String) throws {
    let model = try Self.fit(name)
    let rows = try ReferenceTable("hazard-rows").rows.filter { $0.text("model") == name }
    #expect(rows.count == 3)
    for (index, row) in rows.enumerated() {
      let own = model.coefficientTable()[index]
      expectClose(own.estimate, row["estimate"], relative: 1e-9, own.term)
      expectClose(own.standardError, row["standard_error"], relative: 1e-9, own.term)
      expectClose(
        model.modelCovariance[index, index].squareRoot(), row["naive_error"], relative: 1e-9, own.term)
    }
    let fit = try #require(try ReferenceTable("hazard-rows-fits").rows.first { $0.text("model") == name })
    expectClose(model.logLikelihood, fit["log_likelihood"], relative: 1e-12)
    expectClose(model.nullLogLikelihood, fit["null_log_likelihood"], relative: 1e-12)
    expectClose(model.scoreTest.statistic ?? 0, fit["score"], relative: 1e-9)
    expectClose(model.waldTest.statistic ?? 0, fit["wald"], relative: 1e-8)
    if let robust = fit.optional("robust_score") {
      expectClose(model.robustScoreTest?.statistic ?? 0, robust, relative: 1e-9)
    } else {
      #expect(model.robustScoreTest == nil)
    }
    expectClose(model.concordance.value ?? 0, fit["concordance"], relative: 1e-12)
  }

  @Test("the test of proportional hazards agrees with cox.zph", arguments: names)
  func proportionalHazards(_ name: String) throws {
    for scale in [ProportionalHazardsTest.TimeScale.kaplanMeier, .identity] {
      let rows = try ReferenceTable("hazard-rows-zph").rows.filter {
        $0.text("model") == name && $0.text("scale") == scale.rawValue
      }
      let test = try ProportionalHazardsTest(Self.fit(name), scale: scale)
      let all = test.terms.map(\.test) + [test.global]
      #expect(rows.count == all.count)
      for (row, own) in zip(rows, all) { expectClose(own.statistic ?? 0, row["chisq"], relative: 1e-8) }
    }
  }

  @Test("rows cut in two change nothing")
  func cutRows() throws {
    let frame = try PublicData.rossi()
    guard case .numeric(let weeks) = frame.columns["week"]?.content,
      case .numeric(let arrests) = frame.columns["arrest"]?.content
    else { return }
    let whole = try CoxModel(Formula("fin + age + prio"), frame: frame, time: "week", event: "arrest")
    let cut = weeks.indices.filter { weeks[$0] > 7 }
    let source = Array(weeks.indices) + cut
    let rows = try ModelFrame(
      ["fin", "age", "prio"].compactMap { frame.columns[$0]?.selecting(source) } + [
        ModelColumn("from", numbers: weeks.map { $0 > 7 ? 7 : 0 } + cut.map { _ in 0 }),
        ModelColumn("to", numbers: weeks + cut.map { _ in 7 }),
        ModelColumn("back", numbers: arrests + cut.map { _ in 0 }),
        ModelColumn("person", numbers: source.map(Double.init)),
      ])
    let halves = try CoxModel(
      Formula("fin + age + prio"), frame: rows, time: "to", event: "back",
      rows: HazardRows(entry: "from", cluster: "person"))
    let robust = try CoxModel(
      Formula("fin + age + prio"), frame: frame, time: "week", event: "arrest",
      rows: HazardRows(isRobust: true))
    for index in 0..<3 {
      expectClose(halves.coefficients[index], whole.coefficients[index], relative: 1e-9)
      expectClose(
        halves.covariance[index, index], robust.covariance[index, index], relative: 1e-9)
    }
    #expect(halves.clusters == 432)
  }

  @Test("a weight of two is the row twice")
  func doubled() throws {
    let frame = try Self.bladder()
    let source = (0..<frame.rows).flatMap { row in Array(repeating: row, count: 2) }
    let twice = try ModelFrame(frame.names.compactMap { frame.columns[$0]?.selecting(source) })
    let weighted = try ModelFrame(
      frame.names.compactMap { frame.columns[$0] } + [
        ModelColumn("two", numbers: Array(repeating: 2, count: frame.rows))
      ])
    func fit(_ frame: ModelFrame, _ rows: HazardRows) throws -> CoxModel {
      try CoxModel(
        Formula("rx + size"), frame: frame, time: "stop", event: "event", ties: .breslow, rows: rows)
    }
    let first = try fit(twice, HazardRows(entry: "start"))
    let second = try fit(weighted, HazardRows(entry: "start", weights: "two"))
    for index in 0..<2 {
      expectClose(second.coefficients[index], first.coefficients[index], relative: 1e-9)
      expectClose(second.covariance[index, index], first.covariance[index, index], relative: 1e-9)
    }
  }

  @Test("late entry by hand: who is not yet there is not at risk")
  func handCase() throws {
    // At 2 the second (x = 1) has the event with the first (0) at risk; at 4 the third (1), who came at 3, with the
    // fourth (2) and the first. The score is 1 − e/(1+e) + 1 − (e + 2e²)/(1+e+e²) with e = exp(b).
    let frame = try ModelFrame([
      ModelColumn("from", numbers: [0, 0, 3, 3]), ModelColumn("to", numbers: [6, 2, 4, 5]),
      ModelColumn("event", numbers: [0, 1, 1, 0]), ModelColumn("x", numbers: [0, 1, 1, 2]),
    ])
    let model = try CoxModel(
      Formula("x"), frame: frame, time: "to", event: "event", rows: HazardRows(entry: "from"))
    let e = model.coefficientTable()[0].exponentiated.value ?? 0
    #expect(abs(2 - e / (1 + e) - (e + 2 * e * e) / (1 + e + e * e)) < 1e-12)
  }

  @Test("refuses an entry that is not before its time, weights of 0 and one cluster")
  func refusals() throws {
    let frame = try ModelFrame([
      ModelColumn("from", numbers: [0, 4, 0]), ModelColumn("to", numbers: [5, 4, 1]),
      ModelColumn("event", numbers: [0, 1, 1]), ModelColumn("x", numbers: [0, 1, 2]),
      ModelColumn("w", numbers: [1, 0, 1]), ModelColumn("one", numbers: [1, 1, 1]),
    ])
    func fit(_ rows: HazardRows) throws -> CoxModel {
      try CoxModel(Formula("x"), frame: frame, time: "to", event: "event", rows: rows)
    }
    #expect(
      throws: ModelError.badValue(
        column: "from", row: 2, found: "4", allowed: "0 or more and below the row's to, which is 4")
    ) { try fit(HazardRows(entry: "from")) }
    #expect(throws: ModelError.badValue(column: "w", row: 2, found: "0", allowed: "above 0")) {
      try fit(HazardRows(weights: "w"))
    }
    #expect(throws: ModelError.self) { try fit(HazardRows(cluster: "one")) }
  }
}
