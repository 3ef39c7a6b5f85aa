import Statistics
import TestSupport
import Testing

@Suite("Generalised linear models")
struct GeneralizedLinearModelTests {
  static let fits: [String] = [
    "interaction", "no-intercept", "interaction-only", "poly", "ns", "rcs", "log", "weights", "grouped",
    "poisson", "quasipoisson", "negative-binomial", "gaussian", "gaussian-weights",
  ]

  static func fit(_ name: String) throws -> GeneralizedLinearModel {
    let (formula, family) = try #require(formulas[name])
    var rows = RowOptions()
    if name == "weights" { rows.weights = "educ" }
    if name == "gaussian-weights" { rows.weights = "follow" }
    let isRossi = family == .binomial
    let frame =
      name == "grouped"
      ? try grouped()
      : isRossi ? try PublicData.rossi() : try PublicData.recid { name != "poisson" || $0["tserved"] > 0 }
    return try GeneralizedLinearModel(
      DesignMatrix(Formula(formula), frame: frame, rows: rows), family: family)
  }

  @Test("HC2 and HC3 of a column that is one row's own do not exist; the others are those of the other rows")
  func fullLeverage() throws {
    let frame = try ModelFrame([
      ModelColumn("y", numbers: [1, 2, 4, 7, 9]), ModelColumn("x", numbers: [1, 3, 2, 5, 2]),
      ModelColumn("g", texts: ["a", "a", "a", "a", "b"]),
    ])
    let model = try GeneralizedLinearModel(
      DesignMatrix(Formula("y ~ x + g"), frame: frame), family: .gaussian)
    let without = try ModelFrame(
      ["y", "x"].map { name in
        guard case .numeric(let values)? = frame.columns[name]?.content else {
          return ModelColumn(name, numbers: [])
        }
        return ModelColumn(name, numbers: Array(values.dropLast()))
      })
    let rest = try GeneralizedLinearModel(DesignMatrix(Formula("y ~ x"), frame: without), family: .gaussian)
    for kind in [StandardErrorKind.hc2, .hc3] {
      let table = try model.coefficientTable(standardErrors: kind)
      #expect(table.map(\.hasStandardError) == [true, true, false])
      #expect(table[2].pValue == 1 && table[2].interval.upper == .infinity)
      for (own, other) in zip(table, try rest.coefficientTable(standardErrors: kind)) {
        expectClose(own.standardError, other.standardError, relative: 1e-9)
      }
      #expect(throws: ModelError.self) { try model.marginalEffects(of: "g", standardErrors: kind) }
      #expect(throws: ModelError.self) { try model.waldTest(ofTerm: "g", standardErrors: kind) }
    }
    #expect(try model.coefficientTable(standardErrors: .hc1).allSatisfy(\.hasStandardError))
  }

  @Test("an exposure is the offset of its logarithm")
  func exposure() throws {
    let frame = try ModelFrame([
      ModelColumn("k", numbers: [2, 5, 1, 9]), ModelColumn("n", numbers: [10, 40, 7, 30]),
      ModelColumn("x", numbers: [0, 1, 0, 1]),
    ])
    let one = try GeneralizedLinearModel(
      DesignMatrix(Formula("k ~ x"), frame: frame, rows: RowOptions(exposure: "n")), family: .poisson)
    let other = try GeneralizedLinearModel(
      DesignMatrix(Formula("k ~ x + offset(log(n))"), frame: frame), family: .poisson)
    #expect(one.coefficients == other.coefficients)
    // The rates are 3/17 and 14/70.
    expectClose(one.coefficients[1], 0.12516314295400605, relative: 1e-10)
  }

  static let formulas: [String: (String, ModelFamily)] = [
    "interaction": ("arrest ~ fin * race + age + prio + wexp + mar", .binomial),
    "no-intercept": ("arrest ~ factor(educ) + age - 1", .binomial),
    "interaction-only": ("arrest ~ age + fin + fin:race", .binomial),
    "poly": ("arrest ~ poly(age, 3) + prio", .binomial),
    "ns": ("arrest ~ ns(age, 4) + prio", .binomial),
    "rcs": ("arrest ~ rcs(age, 4) + prio", .binomial),
    "log": ("arrest ~ log(age) + paro", .binomial),
    "weights": ("arrest ~ fin + age", .binomial),
    "grouped": ("cbind(arrest, stayed) ~ fin + race + wexp", .binomial),
    "poisson": ("rules ~ black + alcohol + age + offset(log(tserved))", .poisson),
    "quasipoisson": ("priors ~ black + alcohol + drugs + age", .quasiPoisson),
    "negative-binomial": ("priors ~ black + alcohol + drugs + age", .negativeBinomial),
    "gaussian": ("ldurat ~ black + alcohol + drugs + educ + age", .gaussian),
    "gaussian-weights": ("ldurat ~ black + alcohol + age", .gaussian),
  ]

  /// Rossi's data counted by three columns.
  static func grouped() throws -> ModelFrame {
    var counts: [[String]: (Double, Double)] = [:]
    for row in try ReferenceTable("rossi").rows {
      let key = ["fin", "race", "wexp"].map(row.text)
      let old = counts[key] ?? (0, 0)
      counts[key] = (old.0 + row["arrest"], old.1 + 1 - row["arrest"])
    }
    let keys = counts.keys.sorted { $0.joined() < $1.joined() }
    return try ModelFrame([
      ModelColumn("fin", texts: keys.map { $0[0] }), ModelColumn("race", texts: keys.map { $0[1] }),
      ModelColumn("wexp", texts: keys.map { $0[2] }),
      ModelColumn("arrest", numbers: keys.map { counts[$0]?.0 ?? 0 }),
      ModelColumn("stayed", numbers: keys.map { counts[$0]?.1 ?? 0 }),
    ])
  }

  @Test("coefficients, standard errors and limits agree with R", arguments: fits)
  func agreesWithR(_ name: String) throws {
    let model = try Self.fit(name)
    let rows = try ReferenceTable("regression-coefficients").rows.filter { $0.text("model") == name }
    #expect(rows.count == model.terms.count)

    // R alternates between theta and the coefficients of the negative binomial, and stops earlier.
    let relative = name == "negative-binomial" ? 1e-8 : 1e-9
    let table = try model.coefficientTable()
    let robust = try [StandardErrorKind.hc0, .hc1, .hc2, .hc3].map { try model.covariance($0).diagonal }
    for (index, row) in rows.enumerated() {
      let own = table[index]
      expectClose(own.estimate, row["estimate"], relative: relative, "\(name) \(own.term)")
      expectClose(own.standardError, row["standard_error"], relative: relative, "\(name) \(own.term)")
      expectClose(own.statistic, row["statistic"], relative: relative, "\(name) \(own.term)")
      expectClose(own.pValue, row["p_value"], relative: 1e-6, "\(name) \(own.term)")
      for (kind, column) in ["hc0", "hc1", "hc2", "hc3"].enumerated() {
        expectClose(
          robust[kind][index].squareRoot(), row[column], relative: max(relative, 1e-8),
          "\(name) \(own.term) \(column)")
      }
      if let clustered = row.optional("clustered") {
        let cells = try #require(try PublicData.rossi().columns["cell"])
        expectClose(
          try model.covariance(.clustered(by: cells))[index, index].squareRoot(), clustered, relative: 1e-9,
          "\(name) \(own.term) clustered")
      }
      if let lower = row.optional("lower"), let upper = row.optional("upper") {
        let interval = try model.profileInterval(ofTerm: own.term)
        expectClose(interval.lower, lower, relative: 1e-8, "\(name) \(own.term) lower")
        expectClose(interval.upper, upper, relative: 1e-8, "\(name) \(own.term) upper")
      }
    }
  }

  @Test(
    "deviance, likelihood and dispersion agree with R", arguments: try ReferenceTable("regression-fits").rows)
  func fitAgreesWithR(_ row: ReferenceTable.Row) throws {
    let model = try Self.fit(row.text("model"))
    expectClose(model.deviance, row["deviance"], relative: 1e-9)
    expectClose(model.nullDeviance, row["null_deviance"], relative: 1e-9)
    expectClose(model.dispersion, row["dispersion"], relative: 1e-9)
    if let reference = row.optional("log_likelihood"), let aic = row.optional("aic") {
      expectClose(try #require(model.logLikelihood), reference, relative: 1e-10)
      expectClose(try #require(model.aic), aic, relative: 1e-10)
    } else {
      #expect(model.logLikelihood == nil)
    }
    if let theta = row.optional("theta") { expectClose(try #require(model.theta), theta, relative: 1e-6) }
  }

  @Test("terms carry the names of the contract")
  func termNames() throws {
    #expect(
      try Self.fit("interaction").terms == [
        "(Intercept)", "fin=yes", "race=other", "age", "prio", "wexp=yes", "mar=not married",
        "fin=yes:race=other",
      ])
    #expect(try Self.fit("no-intercept").terms.first == "educ=2")
    #expect(try Self.fit("interaction-only").terms.suffix(2) == ["fin=no:race=other", "fin=yes:race=other"])
    #expect(try Self.fit("poly").terms[1...2] == ["poly(age, 3)1", "poly(age, 3)2"])
  }

  @Test("a two-by-two table gives the log odds ratio and Woolf's standard error")
  func handCase() throws {
    // 10 of 40 against 30 of 50.
    let frame = try ModelFrame([
      ModelColumn("events", numbers: [30, 10]), ModelColumn("others", numbers: [20, 30]),
      ModelColumn("group", texts: ["a", "b"]),
    ])
    let model = try GeneralizedLinearModel(
      DesignMatrix(Formula("cbind(events, others) ~ group"), frame: frame), family: .binomial)
    let row = try model.coefficientTable()[1]
    #expect(row.term == "group=b")
    expectClose(row.exponentiated.value ?? 0, (10.0 / 30) / (30.0 / 20), relative: 1e-12)
    expectClose(row.standardError, (13.0 / 60).squareRoot(), relative: 1e-12)
    #expect(model.deviance < 1e-10)
  }

  @Test("rows in another order, and counted instead of listed, give the same")
  func orderAndCounting() throws {
    let rows = try ReferenceTable("rossi").rows
    var counts: [[String]: Double] = [:]
    for row in rows { counts[["fin", "prio", "arrest"].map(row.text), default: 0] += 1 }
    let counted = counts.map { (key: $0.key, people: $0.value) }.sorted { $0.key.joined() < $1.key.joined() }
    func model(_ rows: [(key: [String], people: Double)]) throws -> GeneralizedLinearModel {
      func numbers(_ index: Int) -> [Double] { rows.map { Double($0.key[index]) ?? -1 } }
      let frame = try ModelFrame([
        ModelColumn("fin", texts: rows.map { $0.key[0] }), ModelColumn("prio", numbers: numbers(1)),
        ModelColumn("arrest", numbers: numbers(2)), ModelColumn("people", numbers: rows.map(\.people)),
      ])
      return try GeneralizedLinearModel(
        DesignMatrix(
          Formula("arrest ~ fin + prio"), frame: frame, rows: RowOptions(frequencies: "people")),
        family: .binomial)
    }
    let single = rows.map { row in (key: ["fin", "prio", "arrest"].map(row.text), people: 1.0) }
    let listed = try model(single)
    for other in [try model(single.reversed()), try model(counted)] {
      #expect(other.observations == 432)
      expectClose(other.deviance, listed.deviance, relative: 1e-12)
      for index in listed.terms.indices {
        expectClose(other.coefficients[index], listed.coefficients[index], relative: 1e-11)
        expectClose(
          try other.covariance(.hc3)[index, index], try listed.covariance(.hc3)[index, index], relative: 1e-11
        )
      }
    }
  }

  @Test("the likelihood-ratio test of a term is the difference of deviances")
  func likelihoodRatio() throws {
    let model = try Self.fit("interaction")
    let tests = try model.dropTests()
    #expect(tests.map(\.term) == ["age", "prio", "wexp", "mar", "fin:race"])
    let smaller = try GeneralizedLinearModel(
      DesignMatrix(
        Formula("arrest ~ fin + race + age + prio + wexp + mar"), frame: PublicData.rossi()),
      family: .binomial)
    expectClose(
      tests[4].test.statistic ?? 0, smaller.deviance - model.deviance, relative: 1e-9, absolute: 1e-12)
    let wald = try model.waldTest(ofTerm: "age")
    expectClose(wald.statistic ?? 0, 2.7455755118731817 * 2.7455755118731817, relative: 1e-8)
    #expect(throws: ModelError.self) { try smaller.likelihoodRatioTest(against: model) }
  }

  @Test("collinear columns are named and dropped, or refused")
  func collinear() throws {
    let frame = try PublicData.rossi()
    let formula = try Formula("arrest ~ age + fin:race")
    let design = try DesignMatrix(formula, frame: frame)
    #expect(design.droppedTerms == ["fin=yes:race=other"])
    #expect(throws: ModelError.collinear(columns: ["fin=yes:race=other"])) {
      try DesignMatrix(formula, frame: frame, collinearity: .refuse)
    }
  }

  @Test("separation is detected and named")
  func separation() throws {
    let outcome: [Double] = [0, 0, 0, 1, 0, 1, 1, 1, 1, 1]
    let frame = try ModelFrame([
      ModelColumn("y", numbers: outcome), ModelColumn("group", texts: Array("aaaaaaabbb").map(String.init)),
      ModelColumn("score", numbers: [1, 2, 3, 6, 4, 7, 8, 9, 10, 11]),
      ModelColumn("noise", numbers: [3, 1, 2, 3, 1, 2, 3, 1, 2, 3]),
    ])
    #expect(
      throws: ModelError.separation(columns: [SeparatedColumn(term: "group=b", outcome: true, people: 3)])
    ) {
      try GeneralizedLinearModel(
        DesignMatrix(Formula("y ~ group + noise"), frame: frame), family: .binomial)
    }
    // The score separates at 5, which no level shows.
    #expect {
      try GeneralizedLinearModel(
        DesignMatrix(Formula("y ~ score + noise"), frame: frame), family: .binomial)
    } throws: { error in
      guard case ModelError.separation(let columns) = error else { return false }
      return columns.contains { $0.term == "score" }
    }
  }

  @Test("refuses what gives no result")
  func refusals() throws {
    let frame = try ModelFrame([
      ModelColumn("y", numbers: [0, 1, 2, 1]), ModelColumn("ones", numbers: [1, 1, 1, 1]),
      ModelColumn("x", numbers: [1, 2, 3, .nan]), ModelColumn("b", numbers: [0, 1, 1, 0]),
    ])
    func fit(_ formula: String, _ family: ModelFamily = .binomial) throws {
      _ = try GeneralizedLinearModel(DesignMatrix(Formula(formula), frame: frame), family: family)
    }
    #expect(
      throws: ModelError.badOutcome(
        column: "y", reason: "has other values than 0 and 1, which logistic regression does not know")
    ) { try fit("y ~ b") }
    #expect(
      throws: ModelError.badOutcome(column: "ones", reason: "is 1 in every row, so nothing can be estimated")
    ) {
      try fit("ones ~ b")
    }
    #expect(throws: ModelError.constantColumn("ones")) { try fit("b ~ ones") }
    #expect(
      throws: ModelError.badValue(
        column: "x", row: 4, found: "nan", allowed: "a finite number, or the row left out")
    ) { try fit("b ~ x") }
    #expect(throws: ModelError.unknownColumn("z", known: ["y", "ones", "x", "b"])) { try fit("b ~ z") }
    #expect(throws: ModelError.duplicateColumn("x")) {
      try ModelFrame([ModelColumn("x", numbers: [1]), ModelColumn("x", numbers: [2])])
    }
    #expect(throws: ModelError.self) {
      try Self.fit("interaction").coefficientTable(standardErrors: .hc1, intervals: .profile)
    }
  }

  @Test("rows left out are counted and change nothing else")
  func excludedRows() throws {
    let frame = try PublicData.recid { $0["tserved"] > 0 }
    let design = try DesignMatrix(Formula("rules ~ black"), frame: frame)
    #expect(design.excludedRows + design.observations == 1445)
    #expect(design.excludedRows > 0)
  }
}
