import Statistics
import TestSupport
import Testing

@Suite("Fine and Gray's model")
struct FineGrayModelTests {
  static func frame() throws -> ModelFrame {
    let rows = try ReferenceTable("recid").rows.prefix(400)
    return try ModelFrame([
      ModelColumn("durat", numbers: rows.map { $0["durat"] }),
      ModelColumn("cause", numbers: rows.map { $0["cens"] == 1 ? 0 : $0["drugs"] == 1 ? 2 : 1 }),
      ModelColumn("black", numbers: rows.map { $0["black"] }),
      ModelColumn("alcohol", numbers: rows.map { $0["alcohol"] }),
      ModelColumn("age", numbers: rows.map { $0["age"] }),
    ])
  }

  @Test("agrees with cmprsk in R", arguments: [1, 2])
  func agreesWithR(_ cause: Int) throws {
    let model = try FineGrayModel(
      Formula("black + alcohol + age"), frame: Self.frame(), time: "durat", cause: "cause", of: cause)
    let rows = try ReferenceTable("fine-gray").rows.filter { $0["cause"] == Double(cause) }
    #expect(rows.count == 3)
    for (row, own) in zip(rows, model.coefficientTable()) {
      expectClose(own.estimate, row["estimate"], relative: 1e-8, own.term)
      expectClose(own.standardError, row["standard_error"], relative: 1e-8, own.term)
    }
    let likelihood = try #require(
      ReferenceTable("fine-gray-likelihood").rows.first { $0["cause"] == Double(cause) })
    expectClose(model.logLikelihood, likelihood["likelihood"], relative: 1e-10)
    expectClose(model.nullLogLikelihood, likelihood["null_likelihood"], relative: 1e-12)
  }

  @Test("without other causes it is Cox's model with Breslow's ties")
  func oneCause() throws {
    let frame = try PublicData.rossi()
    let model = try FineGrayModel(
      Formula("age + prio"), frame: frame, time: "week", cause: "arrest", of: 1)
    let cox = try CoxModel(
      Formula("age + prio"), frame: frame, time: "week", event: "arrest", ties: .breslow)
    for (own, other) in zip(model.coefficients, cox.coefficients) { expectClose(own, other, relative: 1e-9) }
  }

  @Test("refuses a cause that never occurs")
  func refusal() throws {
    #expect(
      throws: ModelError.badOutcome(
        column: "cause", reason: "never has the value 3: no event of that cause")
    ) { try FineGrayModel(Formula("age"), frame: Self.frame(), time: "durat", cause: "cause", of: 3) }
  }
}
