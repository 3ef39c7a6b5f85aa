import Foundation
import Statistics
import TestSupport
import Testing

@Suite("Shared frailties")
struct FrailtyModelTests {
  private static func fit(
    _ name: String, _ distribution: FrailtyModel.Distribution, _ ties: CoxModel.Ties
  ) throws -> FrailtyModel {
    if name == "bladder" {
      let rows = try ReferenceTable("bladder").rows
      let names = ["rx", "size", "number", "start", "stop", "event", "id"]
      return try FrailtyModel(
        Formula("rx + size + number"),
        frame: ModelFrame(names.map { name in ModelColumn(name, numbers: rows.map { $0[name] }) }),
        time: "stop", event: "event", groups: "id", distribution: distribution, ties: ties,
        rows: HazardRows(entry: "start"))
    }
    let rows = try ReferenceTable("recid").rows
    func column(_ name: String, _ value: (ReferenceTable.Row) -> Double) -> ModelColumn {
      ModelColumn(name, numbers: rows.map(value))
    }
    let offices = rows.map { ($0["age"] * 7 + $0["tserved"]).truncatingRemainder(dividingBy: 25) }
    let frame = try ModelFrame(
      ["workprg", "priors", "age", "black"].map { name in column(name) { $0[name] } } + [
        column("event") { 1 - $0["cens"] }, ModelColumn("office", numbers: offices),
        ModelColumn(
          "sooner",
          numbers: zip(rows, offices).map { row, office in
            max(1, (row["durat"] * sooner(office)).rounded(.toNearestOrEven))
          }),
      ])
    return try FrailtyModel(
      Formula(name == "strata" ? "workprg + priors" : "workprg + priors + age"), frame: frame,
      time: "sooner", event: "event", groups: "office", distribution: distribution,
      strata: name == "strata" ? "black" : nil, ties: ties)
  }

  /// exp(−sin x), as the script has it.
  private static func sooner(_ office: Double) -> Double { exp(-sin(office)) }

  // R's search for the variance leaves some seven digits.
  @Test(
    "agree with R’s frailty", arguments: FrailtyModel.Distribution.allCases, ["bladder", "office", "strata"])
  func agreesWithR(_ distribution: FrailtyModel.Distribution, _ name: String) throws {
    for ties in [CoxModel.Ties.efron, .breslow] {
      let model = try Self.fit(name, distribution, ties)
      func own(_ row: ReferenceTable.Row) -> Bool {
        row.text("ties") == ties.rawValue && row.text("distribution") == distribution.rawValue
          && row.text("model") == name
      }
      let rows = try ReferenceTable("frailty").rows.filter(own)
      #expect(rows.count == model.coefficients.count && rows.count > 1)
      for (row, one) in zip(rows, model.coefficientTable()) {
        expectClose(one.estimate, row["estimate"], relative: 1e-5, absolute: 1e-8, one.term)
        expectClose(one.standardError, row["standard_error"], relative: 1e-5, one.term)
      }
      let fit = try #require(try ReferenceTable("frailty-fits").rows.first(where: own))
      expectClose(model.variance, fit["variance"], relative: 1e-5)
      if distribution == .gamma {
        expectClose(try #require(model.logLikelihood), fit["log_likelihood"], relative: 1e-9)
      } else {
        #expect(model.logLikelihood == nil && model.test == nil && model.kendallTau == nil)
      }
      for row in try ReferenceTable("frailty-groups").rows.filter(own) {
        let group = model.groups[Int(row["group"]) - 1]
        expectClose(group.logFrailty, row["log_frailty"], relative: 1e-4, absolute: 1e-6)
        expectClose(group.standardError, row["standard_error"], relative: 1e-4)
      }
    }
  }

  private static func made(_ copies: Bool = false, difference: Double = 2) throws -> ModelFrame {
    let rows = copies ? Array(0..<60).flatMap { Array(repeating: $0, count: 1 + $0 % 2) } : Array(0..<60)
    return try ModelFrame([
      ModelColumn(
        "time", numbers: rows.map { Double(1 + ($0 * 23) % 61) / (1 + difference * Double($0 % 6)) }),
      ModelColumn("event", numbers: rows.map { $0 % 5 == 0 ? 0 : 1 }),
      ModelColumn("x", numbers: rows.map { Double(($0 * 7) % 4) }),
      ModelColumn("group", texts: rows.map { "g\($0 % 6)" }),
      ModelColumn("count", numbers: rows.map { Double(1 + $0 % 2) }),
    ])
  }

  @Test(
    "frailties have the mean 1, those of normal logarithms the mean 0; hazards that rise with the group order them"
  )
  func property() throws {
    let gamma = try FrailtyModel(
      Formula("x"), frame: Self.made(), time: "time", event: "event", groups: "group")
    let mean = gamma.groups.reduce(0) { $0 + exp($1.logFrailty) } / 6
    expectClose(mean, 1, relative: 1e-8)
    #expect(gamma.variance > 0.05 && gamma.groups[0].logFrailty < gamma.groups[5].logFrailty)
    expectClose(try #require(gamma.kendallTau), gamma.variance / (gamma.variance + 2), relative: 1e-14)
    let normal = try FrailtyModel(
      Formula("x"), frame: Self.made(), time: "time", event: "event", groups: "group",
      distribution: .gaussian)
    expectClose(normal.groups.reduce(0) { $0 + $1.logFrailty }, 0, absolute: 1e-8)
    // Score equations of the groups: events less expected ones is what draws a frailty to the mean.
    #expect(try #require(gamma.test).pValue < 0.001)
  }

  @Test("weights are as many rows, where ties are Breslow’s")
  func weights() throws {
    let weighted = try FrailtyModel(
      Formula("x"), frame: Self.made(), time: "time", event: "event", groups: "group", ties: .breslow,
      rows: HazardRows(weights: "count"))
    let copied = try FrailtyModel(
      Formula("x"), frame: Self.made(true), time: "time", event: "event", groups: "group", ties: .breslow)
    expectClose(weighted.coefficients[0], copied.coefficients[0], relative: 1e-7)
    expectClose(weighted.variance, copied.variance, relative: 1e-6)
    expectClose(weighted.covariance[0, 0], copied.covariance[0, 0], relative: 1e-6)
  }

  @Test("groups that do not differ have the variance 0, and the model is Cox’s")
  func none() throws {
    let frame = try Self.made(difference: 0)
    let model = try FrailtyModel(Formula("x"), frame: frame, time: "time", event: "event", groups: "group")
    let plain = try CoxModel(Formula("x"), frame: frame, time: "time", event: "event")
    #expect(model.variance == 0 && model.groups.allSatisfy { $0.logFrailty == 0 })
    #expect(try #require(model.test).pValue == 1)
    expectClose(model.coefficients[0], plain.coefficients[0], relative: 1e-10)
    expectClose(try #require(model.logLikelihood), plain.logLikelihood, relative: 1e-12)
  }

  @Test("refuses one group, robust errors, exact ties and a column that is not there")
  func refusals() throws {
    let frame = try Self.made()
    let exact = #expect(throws: ModelError.self) {
      try FrailtyModel(
        Formula("x"), frame: frame, time: "time", event: "event", groups: "group", ties: .exact)
    }
    #expect(exact?.description.contains("exact ties") == true)
    let one = try ModelFrame(
      frame.names.compactMap { frame.columns[$0] } + [
        ModelColumn("one", texts: Array(repeating: "a", count: 60))
      ])
    func fit(_ groups: String, _ rows: HazardRows = HazardRows()) throws -> FrailtyModel {
      try FrailtyModel(Formula("x"), frame: one, time: "time", event: "event", groups: groups, rows: rows)
    }
    #expect(throws: ModelError.self) { try fit("one") }
    #expect(throws: ModelError.self) { try fit("absent") }
    #expect(throws: ModelError.self) { try fit("group", HazardRows(isRobust: true)) }
    #expect(try fit("group").groups.count == 6)
  }
}
