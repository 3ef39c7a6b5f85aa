import Statistics
import TestSupport
import Testing

@Suite("Links of generalised linear models")
struct ModelLinkTests {
  private static let formulas: [String: String] = [
    "binomial probit": "arrest ~ fin + age + prio", "binomial cloglog": "arrest ~ fin + age + prio",
    "binomial log": "arrest ~ fin + wexp + mar", "binomial identity": "arrest ~ fin + wexp + mar",
    "quasibinomial logit": "arrest ~ fin + age", "quasibinomial log": "arrest ~ fin + wexp",
    "poisson identity": "priors ~ black + alcohol", "gaussian log": "follow ~ black + alcohol",
  ]

  private static func fit(_ name: String, _ formula: String? = nil) throws -> GeneralizedLinearModel {
    let parts = name.split(separator: " ").map(String.init)
    let family = try #require(ModelFamily(rawValue: parts[0]))
    let frame = family.isOfEvents ? try PublicData.rossi() : try PublicData.recid()
    return try GeneralizedLinearModel(
      DesignMatrix(Formula(formula ?? #require(formulas[name])), frame: frame), family: family,
      link: ModelLink(rawValue: parts[1]))
  }

  @Test("agrees with R's glm and sandwich", arguments: formulas.keys.sorted())
  func agreesWithR(_ name: String) throws {
    let rows = try ReferenceTable("links").rows.filter { $0.text("model") == name }
    let model = try Self.fit(name)
    let table = try model.coefficientTable()
    #expect(rows.count == table.count)
    let robust = try [StandardErrorKind.hc0, .hc3].map {
      try model.covariance($0).diagonal.map { $0.squareRoot() }
    }
    for (index, row) in rows.enumerated() {
      let own = table[index]
      expectClose(own.estimate, row["estimate"], relative: 1e-7, absolute: 1e-9, own.term)
      expectClose(own.standardError, row["standard_error"], relative: 1e-6, own.term)
      expectClose(own.pValue, row["p_value"], relative: 1e-5, absolute: 1e-14, own.term)
      expectClose(robust[0][index], row["hc0"], relative: 1e-6, own.term)
      expectClose(robust[1][index], row["hc3"], relative: 1e-6, own.term)
      expectClose(model.deviance, row["deviance"], relative: 1e-9)
      expectClose(model.nullDeviance, row["null_deviance"], relative: 1e-9)
    }
  }

  @Test("a smaller model is compared by the likelihood ratio, as R's anova does")
  func comparison() throws {
    let row = try #require(
      try ReferenceTable("links").rows.first { $0.text("model") == "probit against fin" })
    let test = try Self.fit("binomial probit").likelihoodRatioTest(
      against: Self.fit("binomial probit", "arrest ~ fin"))
    expectClose(test.statistic ?? .nan, row["estimate"], relative: 1e-8)
    #expect(test.degreesOfFreedom == row["standard_error"])
    expectClose(test.pValue, row["p_value"], relative: 1e-7)
    #expect(throws: ModelError.self) {
      try Self.fit("binomial probit").likelihoodRatioTest(against: Self.fit("binomial log", "arrest ~ fin"))
    }
  }

  @Test("one group against another: log and identity give the ratio and the difference of the two shares")
  func twoGroups() throws {
    let frame = try ModelFrame([
      ModelColumn("k", numbers: [3, 12]), ModelColumn("rest", numbers: [17, 18]),
      ModelColumn("g", numbers: [0, 1]),
    ])
    func slope(_ link: ModelLink) throws -> Double {
      try GeneralizedLinearModel(
        DesignMatrix(Formula("cbind(k, rest) ~ g"), frame: frame), family: .binomial, link: link
      ).coefficients[1]
    }
    // 3 of 20 and 12 of 30: 0.15 and 0.4.
    expectClose(try slope(.log), 0.98082925301172623, relative: 1e-10)
    expectClose(try slope(.identity), 0.25, relative: 1e-10)
    expectClose(try slope(.logit), 1.3291359472799425, relative: 1e-10)
  }

  @Test("profile limits of another link leave out no effect exactly where the likelihood ratio rejects it")
  func profile() throws {
    let model = try Self.fit("binomial probit")
    let table = try model.coefficientTable(intervals: .likelihoodRatio)
    for row in table {
      #expect(row.interval.contains(0) == (row.pValue > 0.05), "\(row.term)")
      #expect(row.interval.contains(row.estimate))
    }
  }

  @Test("links that a family has not, and fits that would leave the range of means, are refused with advice")
  func refusals() throws {
    #expect(throws: ModelError.self) { try Self.fit("poisson probit", "priors ~ black") }
    let frame = try ModelFrame([
      ModelColumn("y", numbers: [0, 0, 1, 0, 1, 1, 1, 1]),
      ModelColumn("x", numbers: [1, 2, 3, 4, 5, 6, 7, 8]),
    ])
    let error = #expect(throws: ModelError.self) {
      try GeneralizedLinearModel(
        DesignMatrix(Formula("y ~ x"), frame: frame), family: .binomial, link: .identity)
    }
    #expect(error?.description.contains("logit") == true, "\(error?.description ?? "")")
    let noStart = #expect(throws: ModelError.self) {
      try GeneralizedLinearModel(
        DesignMatrix(Formula("y ~ x - 1"), frame: frame), family: .binomial, link: .log)
    }
    #expect(noStart?.description.contains("without an intercept") == true)
  }
}
