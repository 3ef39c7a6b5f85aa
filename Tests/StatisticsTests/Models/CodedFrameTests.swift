import Statistics
import TestSupport
import Testing

/// The same rows as columns of a frame and as codes.
private struct Rows {
  var area: [Int32] = []
  var band: [Int32] = []
  var flag: [Double] = []
  var age: [Double?] = []
  var outcome: [Double?] = []

  init(count: Int, seed: UInt64, withMissing: Bool) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<count {
      let own = (Int.random(in: 0..<9, using: &random), Int.random(in: 0..<40, using: &random))
      let isFlagged = Int.random(in: 0..<3, using: &random) == 0
      let logit = -1 + 0.1 * Double(own.0) + (isFlagged ? 0.7 : 0) - 0.02 * Double(own.1)
      let chance = 1 / (1 + (0..<60).reduce(1.0) { power, _ in power * (1 - logit / 60) })
      area.append(Int32(own.0))
      band.append(Int32.random(in: 0..<4, using: &random))
      flag.append(isFlagged ? 1 : 0)
      let isMissing = withMissing && Int.random(in: 0..<20, using: &random) == 0
      age.append(isMissing ? nil : Double(own.1) / 2)
      let lacksOutcome = withMissing && Int.random(in: 0..<30, using: &random) == 0
      outcome.append(lacksOutcome ? nil : Double.random(in: 0..<1, using: &random) < chance ? 1 : 0)
    }
  }

  func frame(for formula: Formula) throws -> ModelFrame {
    let needsAge = formula.columns.contains("age")
    return try ModelFrame(
      [
        ModelColumn("area", codes: area, levels: (0..<9).map { "area \($0)" }),
        ModelColumn("band", codes: band, levels: ["a", "b", "c", "d"]),
        ModelColumn("flag", numbers: flag), ModelColumn("age", numbers: age.map { $0 ?? 0 }),
        ModelColumn("outcome", numbers: outcome.map { $0 ?? 0 }),
      ], complete: zip(age, outcome).map { ($0 != nil || !needsAge) && $1 != nil })
  }

  func coded() -> CodedFrame {
    func column(_ name: String, _ values: CodedColumn.Values, _ codes: [Int], missing: Bool = false)
      -> CodedColumn
    {
      CodedColumn(name, values: values, hasMissing: missing) { rows, stride, numbers in
        for (place, row) in rows.enumerated() { numbers[place] += UInt32(codes[row]) * stride }
      }
    }
    return CodedFrame(
      [
        column("area", .levels((0..<9).map { "area \($0)" }, reference: 0), area.map(Int.init)),
        column("band", .levels(["a", "b", "c", "d"], reference: 0), band.map(Int.init)),
        column("flag", .numbers([0, 1]), flag.map(Int.init)),
        column(
          "age", .numbers((0..<40).map { Double($0) / 2 }), age.map { $0.map { Int($0 * 2) } ?? 40 },
          missing: age.contains(nil)),
      ],
      outcome: column(
        "outcome", .numbers([0, 1]), outcome.map { $0.map(Int.init) ?? 2 }, missing: outcome.contains(nil)),
      rows: area.count)
  }
}

@Suite("CodedFrame")
struct CodedFrameTests {
  @Test(
    "a model over runs of patterns is the model over rows",
    arguments: [
      "outcome ~ area + band + flag + age", "outcome ~ age", "outcome ~ area * flag + age",
      "outcome ~ area + band", "outcome ~ band:flag + poly(age, 3) + flag", "outcome ~ area + ns(age, 4) - 1",
      "outcome ~ flag + rcs(age, 5) + band", "outcome ~ area + flag:age + age",
      "outcome ~ factor(age) + flag", "outcome ~ factor(age) + age + flag",
      "outcome ~ age + factor(age):flag + flag",
    ], [false, true])
  func sameModel(_ text: String, _ withMissing: Bool) throws {
    let rows = Rows(count: 6000, seed: 7, withMissing: withMissing)
    let formula = try Formula(text)
    let design = try #require(try DesignMatrix(formula, coded: rows.coded()))
    let one = try GeneralizedLinearModel(design, family: .binomial)
    let other = try GeneralizedLinearModel(
      DesignMatrix(formula, frame: rows.frame(for: formula)), family: .binomial)
    #expect(one.terms == other.terms)
    #expect(design.droppedTerms == other.design.droppedTerms)
    #expect(one.observations == other.observations)
    #expect(design.excludedRows == other.design.excludedRows)
    #expect(design.patternCount == other.design.patternCount)
    for (own, expected) in zip(try one.coefficientTable(), try other.coefficientTable()) {
      // Iterations end within 1e-12 of a standard error.
      expectClose(own.estimate, expected.estimate, relative: 1e-10)
      expectClose(own.standardError, expected.standardError, relative: 1e-10)
    }
    expectClose(one.deviance, other.deviance, relative: 1e-12)
    expectClose(one.nullDeviance, other.nullDeviance, relative: 1e-12)
    expectClose(one.pearsonChiSquared, other.pearsonChiSquared, relative: 1e-9)
    expectClose(try #require(one.logLikelihood), try #require(other.logLikelihood), relative: 1e-12)
    // What needs patterns one by one has them.
    let robust = try zip(one.covariance(.hc0).diagonal, other.covariance(.hc0).diagonal)
    for (own, expected) in robust { expectClose(own, expected, relative: 1e-8) }
  }

  @Test("many runs are begun from a sample of them, with the same end")
  func sample() throws {
    var random = SeededGenerator(seed: 3)
    let count = 150_000
    let codes = (0..<4).map { variable in
      (0..<count).map { _ in Int.random(in: 0..<[60, 50, 20, 30][variable], using: &random) }
    }
    let outcome = (0..<count).map { row in
      Int.random(in: 0..<100, using: &random) < 1 + codes[0][row] * codes[3][row] / 18 ? 1 : 0
    }
    func column(_ name: String, _ values: CodedColumn.Values, _ codes: [Int]) -> CodedColumn {
      CodedColumn(name, values: values, hasMissing: false) { rows, stride, numbers in
        for (place, row) in rows.enumerated() { numbers[place] += UInt32(codes[row]) * stride }
      }
    }
    let names = ["a", "b", "c"]
    let levels = names.indices.map { variable in (0..<[60, 50, 20][variable]).map { "\($0)" } }
    let frame = CodedFrame(
      names.indices.map { column(names[$0], .levels(levels[$0], reference: 0), codes[$0]) } + [
        column("x", .numbers((0..<30).map(Double.init)), codes[3])
      ], outcome: column("y", .numbers([0, 1]), outcome), rows: count)
    let formula = try Formula("y ~ a + b + c + x")
    let one = try GeneralizedLinearModel(
      try #require(try DesignMatrix(formula, coded: frame)), family: .binomial)
    let other = try GeneralizedLinearModel(
      DesignMatrix(
        formula,
        frame: ModelFrame(
          try names.indices.map {
            try ModelColumn(names[$0], codes: codes[$0].map { Int32($0) }, levels: levels[$0])
          } + [
            ModelColumn("x", numbers: codes[3].map(Double.init)),
            ModelColumn("y", numbers: outcome.map(Double.init)),
          ])), family: .binomial)
    #expect(one.iterations <= other.iterations)
    for (own, expected) in zip(one.coefficients, other.coefficients) {
      expectClose(own, expected, relative: 1e-9)
    }
    expectClose(one.deviance, other.deviance, relative: 1e-12)
  }

  @Test("what cannot be counted in runs is left to the general way; what is wrong is refused")
  func refusals() throws {
    let rows = Rows(count: 500, seed: 1, withMissing: false)
    #expect(try DesignMatrix(Formula("outcome ~ area + offset(age)"), coded: rows.coded()) == nil)
    #expect(try DesignMatrix(Formula("cbind(outcome, age) ~ area"), coded: rows.coded()) == nil)
    var separated = rows
    separated.outcome = separated.flag.map { $0 == 1 ? 1 : 0 }
    #expect(throws: ModelError.self) {
      let design = try #require(try DesignMatrix(Formula("outcome ~ flag + area"), coded: separated.coded()))
      _ = try GeneralizedLinearModel(design, family: .binomial)
    }
    separated.outcome = separated.area.map { $0 == 3 ? 1 : 0 }
    do {
      let design = try #require(try DesignMatrix(Formula("outcome ~ area + age"), coded: separated.coded()))
      _ = try GeneralizedLinearModel(design, family: .binomial)
      Issue.record("a separated outcome was fitted")
    } catch let error as ModelError {
      #expect("\(error)".contains("area=area 3"))
    }
  }
}
