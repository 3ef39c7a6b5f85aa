import Statistics
import TestSupport
import Testing

@Suite("Selection and shrinkage")
struct SelectionTests {
  static let candidates = ["fin", "age", "race", "wexp", "mar", "paro", "prio"]

  static func design() throws -> DesignMatrix {
    try DesignMatrix(
      Formula("arrest ~ \(candidates.joined(separator: " + "))"), frame: PublicData.rossi())
  }

  @Test("the lasso agrees with glmnet", arguments: [0.08, 0.04, 0.02, 0.01, 0.002])
  func lasso(_ penalty: Double) throws {
    let rows = try ReferenceTable("penalised").rows.filter {
      $0.text("model") == "lasso" && $0["lambda"] == penalty
    }
    let path = try LassoPath(Self.design(), penalties: [penalty])
    #expect(rows.count == path.terms.count)
    for (row, own) in zip(rows, path.points[0].coefficients) {
      // glmnet's coordinate descent ends at about seven digits whatever its threshold.
      expectClose(own, row["estimate"], relative: 1e-6, absolute: 1e-8)
    }
  }

  @Test("ridge agrees with Newton's method on the penalised likelihood")
  func ridge() throws {
    let rows = try ReferenceTable("penalised").rows.filter { $0.text("model") == "ridge" }
    let model = try RidgeModel(Self.design(), family: .binomial, penalty: 432 * 0.05)
    for (row, own) in zip(rows, model.coefficients) { expectClose(own, row["estimate"], relative: 1e-9) }
    #expect(model.effectiveParameters < 8 && model.effectiveParameters > 1)
    let free = try GeneralizedLinearModel(Self.design(), family: .binomial)
    let hardly = try RidgeModel(Self.design(), family: .binomial, penalty: 1e-9)
    for (a, b) in zip(free.coefficients, hardly.coefficients) {
      expectClose(a, b, relative: 1e-7, absolute: 1e-9)
    }
    #expect(throws: ModelError.outOfRange(argument: "penalty", value: 0, allowed: "above 0")) {
      try RidgeModel(Self.design(), family: .binomial, penalty: 0)
    }
  }

  @Test("the path starts with nothing chosen, and each further penalty lowers the deviance")
  func path() throws {
    let path = try LassoPath(Self.design())
    #expect(path.points[0].nonZero == 0)
    #expect(path.points.last?.nonZero == 7)
    #expect(zip(path.points, path.points.dropFirst()).allSatisfy { $0.deviance >= $1.deviance - 1e-9 })
    let free = try GeneralizedLinearModel(Self.design(), family: .binomial)
    expectClose(path.points[99].deviance, free.deviance, relative: 1e-5)
  }

  @Test("cross-validation repeats with the same seed and chooses age and previous convictions")
  func crossValidation() throws {
    var generator = ReplayedBits(seed: 3)
    let result = try LassoCrossValidation(Self.design(), folds: 3, using: &generator)
    var again = ReplayedBits(seed: 3)
    #expect(try LassoCrossValidation(Self.design(), folds: 3, using: &again).deviances == result.deviances)
    #expect(result.chosenTerms(at: result.best).contains("age"))
    #expect(result.chosenTerms(at: result.best).contains("prio"))
    #expect(result.sparsest <= result.best)
    #expect(throws: ModelError.self) { try LassoCrossValidation(Self.design(), folds: 2, using: &generator) }
  }

  @Test("forward selection takes the steps of R's step()")
  func forward() throws {
    let selection = try ForwardSelection(
      from: "arrest ~ 1", candidates: Self.candidates, frame: PublicData.rossi(), family: .binomial)
    #expect(selection.steps.map(\.added) == Self.steps)
    #expect(zip(selection.steps, selection.steps.dropFirst()).allSatisfy { $0.aic > $1.aic })
    #expect(selection.refused.isEmpty)
    #expect(throws: ModelError.self) {
      try ForwardSelection(
        from: "arrest ~ 1", candidates: ["nothing"], frame: PublicData.rossi(), family: .binomial)
    }
  }

  static let steps: [String?] = [nil, "age", "prio", "fin", "mar"]

  @Test("where nothing goes with the outcome the lasso keeps nothing; too few with the outcome are named")
  func nothing() throws {
    func design(_ y: [Double], _ x: [Double]) throws -> DesignMatrix {
      try DesignMatrix(
        Formula("y ~ x"), frame: ModelFrame([ModelColumn("y", numbers: y), ModelColumn("x", numbers: x)]))
    }
    // Of both values of x a half has the outcome: the score is exactly 0.
    let even = try design(
      [1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0], [1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0])
    var generator = ReplayedBits(seed: 1)
    let result = try LassoCrossValidation(even, folds: 10, using: &generator)
    #expect(result.chosenTerms(at: result.sparsest).isEmpty && result.chosenTerms(at: 0).isEmpty)
    #expect(result.path.points.allSatisfy { $0.penalty > 0 })
    let rare = try design([1] + Array(repeating: 0, count: 11), (0..<12).map { Double($0 % 5) })
    let error = #expect(throws: ModelError.self) {
      try LassoCrossValidation(rare, folds: 10, using: &generator)
    }
    #expect(error?.description.contains("everybody with the outcome 1") == true)
  }
}
