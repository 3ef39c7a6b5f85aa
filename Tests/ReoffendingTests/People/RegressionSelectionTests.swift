import Reoffending
import Statistics
import TestSupport
import Testing

@Suite("RegressionSelection")
struct RegressionSelectionTests {
  private let candidates = "arrest ~ age + race + married + prior_convictions + education"

  @Test("forward selection stops where AIC no longer falls, warns, and gives the model of the terms chosen")
  func forward() throws {
    let formula = try Formula(candidates)
    let frame = try PublicPeople.rossiFrame(formula.columns)
    let result = try RegressionResult.forward(formula, frame: frame)
    let selection = try #require(result.selection)
    #expect(selection.chosen == ["age", "prior_convictions", "education"])
    #expect(zip(selection.steps, selection.steps.dropFirst()).allSatisfy { $0.aic > $1.aic })
    #expect(result.warnings.contains(ForwardSelection.warning))
    let plain = try RegressionResult(
      Formula("arrest ~ age + prior_convictions + education"), frame: frame)
    for (own, other) in zip(result.coefficients, plain.coefficients) {
      #expect(own.term == other.term)
      expectClose(own.estimate, other.estimate, relative: 1e-9)
    }
    expectClose(selection.steps.last?.aic ?? 0, plain.aic ?? 0, relative: 1e-10)
  }

  @Test("the lasso leaves columns out, has no limits, and repeats with its seed")
  func lasso() throws {
    let formula = try Formula(RegressionResultTests.recid)
    let frame = try PublicPeople.recidFrame(formula.columns)
    var first = SeededGenerator(seed: 4)
    var second = SeededGenerator(seed: 4)
    let result = try RegressionResult.lasso(formula, frame: frame, using: &first)
    let again = try RegressionResult.lasso(formula, frame: frame, using: &second)
    let selection = try #require(result.selection)
    #expect(selection.chosen.contains("priors") && selection.chosen.count < selection.candidates.count)
    #expect(result.coefficients == again.coefficients)
    #expect(result.coefficients.allSatisfy { $0.interval == nil && $0.pValue == nil })
    #expect(result.coefficients.count == selection.chosen.count + 1)
    #expect(result.warnings.contains(selection.warning))
  }

  @Test("refuses a penalty beside forward selection, and another family for the lasso")
  func refusals() throws {
    let formula = try Formula(candidates)
    let frame = try PublicPeople.rossiFrame(formula.columns)
    var choices = RegressionChoices()
    choices.penalty = .firth
    #expect(throws: ModelError.self) { try RegressionResult.forward(formula, frame: frame, choices: choices) }
    choices.penalty = .none
    choices.family = .poisson
    var generator = SeededGenerator(seed: 1)
    #expect(throws: ModelError.self) {
      try RegressionResult.lasso(formula, frame: frame, choices: choices, using: &generator)
    }
  }
}
