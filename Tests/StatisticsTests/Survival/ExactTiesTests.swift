import Foundation
import Statistics
import TestSupport
import Testing

@Suite("Exact ties")
struct ExactTiesTests {
  private static func frame() throws -> ModelFrame {
    let rows = try ReferenceTable("rossi").rows
    func flags(_ name: String, _ level: String) -> ModelColumn {
      ModelColumn(name, numbers: rows.map { $0.text(name) == level ? 1 : 0 })
    }
    return try ModelFrame(
      ["week", "arrest", "age", "prio"].map { name in ModelColumn(name, numbers: rows.map { $0[name] }) } + [
        flags("fin", "yes"), flags("race", "other"),
        ModelColumn("month", numbers: rows.map { ($0["week"] / 4).rounded(.up) }),
        ModelColumn(
          "late",
          numbers: rows.enumerated().map { ($0.offset + 1) % 5 == 0 ? min(3, $0.element["week"] - 1) : 0 }),
      ])
  }

  private static func fit(_ name: String, ties: CoxModel.Ties = .exact) throws -> CoxModel {
    let frame = try frame()
    return switch name {
    case "weeks":
      try CoxModel(Formula("fin + age + prio"), frame: frame, time: "week", event: "arrest", ties: ties)
    case "months":
      try CoxModel(
        Formula("fin + age + prio + race"), frame: frame, time: "month", event: "arrest", ties: ties)
    case "strata":
      try CoxModel(
        Formula("fin + age"), frame: frame, time: "month", event: "arrest", strata: "race", ties: ties)
    default:
      try CoxModel(
        Formula("fin + age"), frame: frame, time: "week", event: "arrest", ties: ties,
        rows: HazardRows(entry: "late"))
    }
  }

  @Test("agree with R's coxph(ties = \"exact\")", arguments: ["weeks", "months", "strata", "late"])
  func reference(_ name: String) throws {
    let fit = try Self.fit(name)
    let rows = try ReferenceTable("exact-ties").rows.filter { $0.text("case") == name }
    #expect(rows.count == fit.terms.count && rows.count > 1)
    for (row, own) in zip(rows, fit.coefficientTable()) {
      expectClose(own.estimate, row["estimate"], relative: 1e-9)
      expectClose(own.standardError, row["error"], relative: 1e-9)
      expectClose(fit.logLikelihood, row["logLik"], relative: 1e-11)
      expectClose(fit.nullLogLikelihood, row["null"], relative: 1e-11)
      expectClose(fit.scoreTest.statistic ?? .nan, row["score"], relative: 1e-9)
    }
  }

  @Test("two of four at once, by hand; without ties all three ways are one")
  func hand() throws {
    // Two with x = 1, 0 have the event of x = 1, 0, 1, 0: the likelihood is e^b / (e^2b + 4e^b + 1), greatest at b = 0.
    let frame = try ModelFrame([
      ModelColumn("t", numbers: [1, 1, 2, 2]), ModelColumn("e", numbers: [1, 1, 0, 0]),
      ModelColumn("x", numbers: [1, 0, 1, 0]),
    ])
    let fit = try CoxModel(Formula("x"), frame: frame, time: "t", event: "e", ties: .exact)
    expectClose(fit.logLikelihood, -log(6), relative: 1e-12)
    expectClose(fit.coefficients[0], 0, absolute: 1e-9)
    expectClose(fit.modelCovariance[0, 0], 3, relative: 1e-9)
    let apart = try ModelFrame([
      ModelColumn("t", numbers: [1, 2, 3, 4, 5, 6]), ModelColumn("e", numbers: [1, 1, 0, 1, 1, 0]),
      ModelColumn("x", numbers: [1, 0, 1, 0, 1, 0]),
    ])
    let fits = try CoxModel.Ties.allCases.map {
      try CoxModel(Formula("x"), frame: apart, time: "t", event: "e", ties: $0)
    }
    for other in fits { expectClose(other.coefficients[0], fits[0].coefficients[0], relative: 1e-12) }
  }

  @Test("weights, robust errors and frailties are refused beside them")
  func refusals() throws {
    let frame = try Self.frame()
    for rows in [HazardRows(weights: "age"), HazardRows(cluster: "race"), HazardRows(isRobust: true)] {
      #expect(throws: ModelError.self) {
        try CoxModel(Formula("fin"), frame: frame, time: "week", event: "arrest", ties: .exact, rows: rows)
      }
    }
    #expect(throws: ModelError.self) {
      try FrailtyModel(
        Formula("fin"), frame: frame, time: "week", event: "arrest", groups: "race", ties: .exact)
    }
  }
}
