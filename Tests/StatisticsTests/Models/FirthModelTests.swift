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
