import Statistics
import TestSupport
import Testing

@Suite("Firth's logistic regression")
struct FirthModelTests {
  static let separated: [[Double]] = [
    [0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 1, 1], [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1],
    [1, 2, 3, 4, 5, 6, 7, 3, 5, 8, 2, 6],
  ]

  static func fit(_ name: String) throws -> FirthModel {
    if name == "rossi" {
      return try FirthModel(
        DesignMatrix(Formula("arrest ~ fin + age + prio + mar"), frame: PublicData.rossi()))
    }
    let frame = try ModelFrame([
      ModelColumn("y", numbers: separated[0]), ModelColumn("x", numbers: separated[1]),
      ModelColumn("z", numbers: separated[2]),
    ])
    return try FirthModel(DesignMatrix(Formula("y ~ x + z"), frame: frame))
  }

  @Test("agrees with brglm2 and with penalised profiles", arguments: ["rossi", "separated"])
  func agreesWithReference(_ name: String) throws {
    let rows = try ReferenceTable("firth").rows.filter { $0.text("model") == name }
    let table = try Self.fit(name).coefficientTable()
    #expect(rows.count == table.count)
    for (row, own) in zip(rows, table) {
      expectClose(own.estimate, row["estimate"], relative: 1e-9, absolute: 1e-12, own.term)
      expectClose(own.standardError, row["standard_error"], relative: 1e-9, own.term)
      expectClose(own.statistic, row["statistic"], relative: 1e-7, absolute: 1e-11, own.term)
      expectClose(own.interval.lower, row["lower"], relative: 1e-8, own.term)
      expectClose(own.interval.upper, row["upper"], relative: 1e-8, own.term)
    }
  }

  @Test("limits that lie far out are found", arguments: 1...2)
  func farLimits(set: Int) throws {
    let rows = try ReferenceTable("firth-far").rows.filter { $0["set"] == Double(set) }
    func numbers(_ name: String) throws -> [Double] {
      try #require(rows.first).text(name).split(separator: " ").compactMap { Double($0) }
    }
    let frame = try ModelFrame([
      ModelColumn("y", numbers: numbers("y")), ModelColumn("x0", numbers: numbers("x0")),
      ModelColumn("x1", numbers: numbers("x1")),
    ])
    let table = try FirthModel(DesignMatrix(Formula("y ~ x0 + x1"), frame: frame)).coefficientTable()
    #expect(rows.count == 3 && table.count == 3)
    for (row, own) in zip(rows, table) {
      // General optimisers stop where the likelihood is flat to their eyes.
      expectClose(own.estimate, row["estimate"], relative: 1e-4, absolute: 1e-5, own.term)
      expectClose(own.interval.lower, row["lower"], relative: 1e-4, absolute: 1e-5, own.term)
      expectClose(own.interval.upper, row["upper"], relative: 1e-4, absolute: 1e-5, own.term)
      #expect(own.interval.lower.isFinite && own.interval.upper.isFinite)
    }
  }

  @Test("adds half an event to each cell of a two-by-two table")
  func handCase() throws {
    let frame = try ModelFrame([
      ModelColumn("k", numbers: [0, 5]), ModelColumn("rest", numbers: [10, 5]),
      ModelColumn("group", texts: ["a", "b"]),
    ])
    let model = try FirthModel(DesignMatrix(Formula("cbind(k, rest) ~ group"), frame: frame))
    expectClose(model.coefficients[1], 3.0445224377234230, relative: 1e-10)
    #expect(throws: ModelError.self) {
      try GeneralizedLinearModel(
        DesignMatrix(Formula("cbind(k, rest) ~ group"), frame: frame), family: .binomial)
    }
  }
}
