import Statistics
import TestSupport
import Testing

@Suite("Regressions with a distribution of times")
struct AcceleratedModelTests {
  typealias Distribution = AcceleratedModel.Distribution

  static func fit(_ name: String, _ distribution: Distribution) throws -> AcceleratedModel {
    if name == "recid" {
      return try AcceleratedModel(
        Formula("workprg + priors + tserved + felon + alcohol + drugs + black + married + educ + age"),
        frame: PublicData.recidWithEvents(), time: "durat",
        event: "event", distribution: distribution)
    }
    let frame = try PublicData.rossi()
    guard name == "copies" else {
      return try AcceleratedModel(
        Formula("fin + age + race + wexp + mar + paro + prio"), frame: frame, time: "week", event: "arrest",
        distribution: distribution)
    }
    let columns = frame.names.compactMap { frame.columns[$0] }
    let copies = ModelColumn("copies", numbers: (1...frame.rows).map { Double(1 + $0 % 3) })
    return try AcceleratedModel(
      Formula("fin + prio"), frame: ModelFrame(columns + [copies]), time: "week", event: "arrest",
      distribution: distribution, weights: "copies")
  }

  @Test(
    "coefficients, scale and likelihoods agree with R’s survreg",
    arguments: Distribution.allCases, ["rossi", "recid", "copies"])
  func agreesWithR(_ distribution: Distribution, _ name: String) throws {
    let model = try Self.fit(name, distribution)
    func own(_ row: ReferenceTable.Row) -> Bool {
      row.text("distribution") == distribution.rawValue && row.text("model") == name
    }
    let rows = try ReferenceTable("accelerated").rows.filter(own)
    let table = model.coefficientTable()
    let hazards = model.hazardTable()
    #expect(rows.count == table.count)
    #expect(hazards.count == (distribution.hasProportionalHazards ? rows.count - 1 : 0))
    for (index, row) in rows.enumerated() {
      expectClose(table[index].estimate, row["estimate"], relative: 1e-8, table[index].term)
      expectClose(table[index].standardError, row["standard_error"], relative: 1e-7, table[index].term)
      guard distribution.hasProportionalHazards, index > 0 else { continue }
      expectClose(hazards[index - 1].estimate, row["hazard"], relative: 1e-8, table[index].term)
      expectClose(hazards[index - 1].standardError, row["hazard_error"], relative: 1e-7, table[index].term)
    }
    let fit = try #require(try ReferenceTable("accelerated-fits").rows.first(where: own))
    expectClose(model.scale, fit["scale"], relative: 1e-8)
    expectClose(model.logLikelihood, fit["log_likelihood"], relative: 1e-11)
    expectClose(model.nullLogLikelihood, fit["null_log_likelihood"], relative: 1e-11)
    expectClose(model.aic, fit["aic"], relative: 1e-11)
    if distribution == .exponential {
      #expect(model.logScaleError == nil)
      #expect(model.scaleEstimate().interval == nil)
    } else {
      expectClose(try #require(model.logScaleError), fit["log_scale_error"], relative: 1e-7)
    }
  }

  @Test("by hand: the exponential mean is the time of everybody over the events")
  func byHand() throws {
    let frame = try ModelFrame([
      ModelColumn("time", numbers: [2, 4, 6, 8, 10, 30]), ModelColumn("event", numbers: [1, 0, 1, 1, 0, 1]),
      ModelColumn("late", numbers: [0, 0, 0, 1, 1, 1]),
    ])
    let model = try AcceleratedModel(
      Formula("late"), frame: frame, time: "time", event: "event", distribution: .exponential)
    // 12 over two events against 48 over two: four times as long, each with a variance of one over its events.
    expectClose(model.coefficientTable()[1].exponentiated.value ?? 0, 4, relative: 1e-10)
    expectClose(model.coefficientTable()[0].exponentiated.value ?? 0, 6, relative: 1e-10)
    expectClose(model.coefficientTable()[1].standardError, 1, relative: 1e-10)
    expectClose(model.hazardTable()[0].exponentiated.value ?? 0, 0.25, relative: 1e-10)
  }

  @Test("in another unit of time only the intercept moves", arguments: Distribution.allCases)
  func unit(_ distribution: Distribution) throws {
    let days = try ModelFrame([
      ModelColumn("time", numbers: [2, 4, 6, 8, 10, 30]), ModelColumn("event", numbers: [1, 0, 1, 1, 0, 1]),
      ModelColumn("late", numbers: [0, 0, 1, 1, 0, 1]),
    ])
    let weeks = try ModelFrame([
      ModelColumn("time", numbers: [2, 4, 6, 8, 10, 30].map { $0 / 7 }),
      ModelColumn("event", numbers: [1, 0, 1, 1, 0, 1]), ModelColumn("late", numbers: [0, 0, 1, 1, 0, 1]),
    ])
    let models = try [days, weeks].map {
      try AcceleratedModel(
        Formula("late"), frame: $0, time: "time", event: "event", distribution: distribution)
    }
    let tables = models.map { $0.coefficientTable() }
    expectClose(tables[0][1].estimate, tables[1][1].estimate, relative: 1e-9)
    expectClose(
      tables[0][0].exponentiated.value ?? 0, 7 * (tables[1][0].exponentiated.value ?? 0), relative: 1e-9)
    expectClose(models[0].scale, models[1].scale, relative: 1e-9)
  }

  @Test("refuses times of nothing, no event, weights below zero, and a group without an event")
  func refusals() throws {
    func fit(_ times: [Double], _ events: [Double], weights: [Double]? = nil) throws -> AcceleratedModel {
      let columns = [
        ModelColumn("time", numbers: times), ModelColumn("event", numbers: events),
        ModelColumn("x", numbers: [0, 0, 0, 1, 1, 1]),
      ]
      return try AcceleratedModel(
        Formula("x"), frame: ModelFrame(columns + (weights.map { [ModelColumn("w", numbers: $0)] } ?? [])),
        time: "time", event: "event", distribution: .weibull, weights: weights.map { _ in "w" })
    }
    #expect(throws: ModelError.self) { try fit([0, 1, 2, 3, 4, 5], [1, 1, 0, 1, 1, 0]) }
    #expect(throws: ModelError.self) { try fit([1, 1, 2, 3, 4, 5], [0, 0, 0, 0, 0, 0]) }
    #expect(throws: ModelError.self) {
      try fit([1, 1, 2, 3, 4, 5], [1, 1, 0, 1, 1, 0], weights: [1, 1, 1, 0, 1, 1])
    }
    #expect(throws: ModelError.self) { try fit([1, 2, 3, 3, 4, 5], [1, 1, 1, 0, 0, 0]) }
    #expect(try fit([1, 2, 3, 3, 4, 5], [1, 1, 0, 1, 1, 0]).events == 4)
  }
}
