import Statistics
import TestSupport
import Testing

@Suite("Repeated events")
struct RecurrenceTests {
  static func stretches(_ keep: (ReferenceTable.Row) -> Bool = { _ in true }) throws
    -> MeanCumulativeFunction.Stretches
  {
    let rows = try ReferenceTable("bladder").rows.filter(keep)
    return try MeanCumulativeFunction.Stretches(
      entries: rows.map { $0["start"] }, times: rows.map { $0["stop"] },
      events: rows.map { Int($0["event"]) },
      persons: rows.map { Int($0["id"]) })
  }

  @Test("the mean cumulative function and its error agree with R", arguments: [1.0, 2])
  func agreesWithR(_ group: Double) throws {
    let curve = MeanCumulativeFunction(try Self.stretches { $0["rx"] == group })
    let rows = try ReferenceTable("mean-cumulative").rows.filter { $0["group"] == group }
    #expect(rows.count == curve.steps.count)
    for (row, own) in zip(rows, curve.steps) {
      #expect(own.time == row["time"])
      #expect(Double(own.atRisk) == row["at_risk"])
      #expect(Double(own.events) == row["events"])
      expectClose(own.mean, row["mean"], relative: 1e-12)
      expectClose(own.standardError, row["error"], relative: 1e-9)
    }
  }

  @Test("the test of groups is the robust score of R’s coxph", arguments: ["rx0", "size3"])
  func testAgreesWithR(_ groups: String) throws {
    let rows = try ReferenceTable("bladder").rows
    let numbers = rows.map { row in
      groups == "rx0" ? Int(row["rx"]) - 1 : row["size"] <= 1 ? 0 : row["size"] <= 3 ? 1 : 2
    }
    let test = try RecurrenceTest(Self.stretches(), groups: numbers).result
    let row = try #require(try ReferenceTable("recurrence-tests").rows.first { $0.text("groups") == groups })
    expectClose(test.statistic ?? 0, row["statistic"], relative: 1e-9)
    #expect(test.degreesOfFreedom == row["df"])
  }

  @Test("three people by hand")
  func handCase() throws {
    // 1: events at 2 and 3, followed to 4. 2: event at 3. 3: leaves at 2.5.
    let curve = MeanCumulativeFunction(
      try MeanCumulativeFunction.Stretches(
        entries: [0, 2, 3, 0, 0], times: [2, 3, 4, 3, 2.5], events: [1, 1, 0, 1, 0], persons: [1, 1, 1, 2, 3])
    )
    let expected: [Double] = [1.0 / 3, 1.0 / 3 + 1]
    #expect(curve.steps.map(\.mean) == expected)
    // Shares: person 1 (1 − 1/3)/3 + (1 − 1)/2, person 2 −1/9 + (1 − 1)/2, person 3 −1/9.
    expectClose(curve.steps[1].standardError, (4.0 / 81 + 1.0 / 81 + 1.0 / 81).squareRoot(), relative: 1e-12)
    #expect(curve.people == 3)
    #expect(curve.events == 3)
  }

  @Test("two events at one time are two events; a stretch cut in two changes nothing")
  func properties() throws {
    let both = MeanCumulativeFunction(
      try MeanCumulativeFunction.Stretches(
        entries: [0, 0], times: [3, 5], events: [2, 0], persons: [1, 2]))
    #expect(both.steps.map(\.mean) == [1])
    #expect(both.steps[0].events == 2)
    let cut = MeanCumulativeFunction(
      try MeanCumulativeFunction.Stretches(
        entries: [0, 1, 0], times: [1, 3, 5], events: [0, 2, 0], persons: [1, 1, 2]))
    #expect(cut.steps.map(\.mean) == both.steps.map(\.mean))
    #expect(cut.steps[0].standardError == both.steps[0].standardError)
  }

  @Test("refuses a stretch that ends before it begins, one group and no event")
  func refusals() throws {
    #expect(throws: ModelError.self) {
      try MeanCumulativeFunction.Stretches(entries: [2], times: [1], events: [0], persons: [1])
    }
    #expect(throws: ModelError.self) {
      try MeanCumulativeFunction.Stretches(entries: [0], times: [1], events: [-1], persons: [1])
    }
    let none = try MeanCumulativeFunction.Stretches(
      entries: [0, 0], times: [1, 2], events: [0, 0], persons: [1, 2])
    #expect(throws: ModelError.undefined(quantity: "a test", because: "there is one group only")) {
      try RecurrenceTest(none, groups: [0, 0])
    }
    #expect(throws: ModelError.undefined(quantity: "a test", because: "nobody has an event")) {
      try RecurrenceTest(none, groups: [0, 1])
    }
  }
}

@Suite("Gray’s test")
struct GrayTestTests {
  @Test("agrees with cmprsk in R", arguments: ["black", "third"], [1, 2])
  func agreesWithR(_ groups: String, _ cause: Int) throws {
    let rows = try ReferenceTable("recid").rows.prefix(400)
    let test = try GrayTest(
      times: rows.map { $0["durat"] }, causes: rows.map { $0["cens"] == 1 ? 0 : $0["drugs"] == 1 ? 2 : 1 },
      groups: rows.map { groups == "black" ? Int($0["black"]) : Int($0["age"]) % 3 }, of: cause
    ).result
    let row = try #require(
      try ReferenceTable("gray").rows.first { $0.text("groups") == groups && $0["cause"] == Double(cause) })
    expectClose(test.statistic ?? 0, row["statistic"], relative: 1e-8)
    #expect(test.degreesOfFreedom == row["df"])
    expectClose(test.pValue, row["p_value"], relative: 1e-7)
  }

  @Test("the order of groups does not matter")
  func symmetric() throws {
    let times = [1.0, 2, 3, 4, 5, 6, 7, 8]
    let causes = [1, 2, 1, 0, 1, 2, 1, 0]
    let groups = [0, 0, 0, 1, 1, 0, 1, 1]
    let one = try GrayTest(times: times, causes: causes, groups: groups, of: 1).result
    let other = try GrayTest(times: times, causes: causes, groups: groups.map { 1 - $0 }, of: 1).result
    expectClose(one.statistic ?? 0, other.statistic ?? 1, relative: 1e-10)
  }

  @Test("refuses one group and a cause that nobody has")
  func refusals() {
    #expect(throws: ModelError.self) { try GrayTest(times: [1, 2], causes: [1, 0], groups: [0, 0], of: 1) }
    #expect(throws: ModelError.self) { try GrayTest(times: [1, 2], causes: [1, 0], groups: [0, 1], of: 2) }
  }
}

@Suite("Two-way clusters")
struct TwoWayClusterTests {
  @Test("errors agree with R’s vcovCL", arguments: ["logistic", "poisson"])
  func agreesWithR(_ name: String) throws {
    let frame = try PublicData.rossi()
    let isLogistic = name == "logistic"
    let model = try GeneralizedLinearModel(
      DesignMatrix(Formula(isLogistic ? "arrest ~ fin + age" : "arrest ~ age + prio"), frame: frame),
      family: isLogistic ? .binomial : .poisson)
    let columns = (isLogistic ? ["prio", "educ"] : ["educ", "week"]).compactMap { frame.columns[$0] }
    let covariance = try model.covariance(.clustered(by: columns[0], and: columns[1]))
    let rows = try ReferenceTable("two-way-clusters").rows.filter { $0.text("model") == name }
    #expect(rows.count == 3)
    for (index, row) in rows.enumerated() {
      expectClose(covariance[index, index].squareRoot(), row["error"], relative: 1e-8)
    }
  }

  @Test("the same column twice is that column once")
  func sameTwice() throws {
    let frame = try PublicData.rossi()
    let model = try GeneralizedLinearModel(
      DesignMatrix(Formula("arrest ~ age"), frame: frame), family: .binomial)
    let column = try #require(frame.columns["prio"])
    let once = try model.covariance(.clustered(by: column))
    let twice = try model.covariance(.clustered(by: column, and: column))
    for index in 0..<2 { expectClose(twice[index, index], once[index, index], relative: 1e-12) }
  }
}
