internal import Foundation
import Numbers
public import Statistics

extension RegressionResult {
  /// Fits a formula to complete rows.
  ///
  /// - Throws: `ModelError` as the model does: columns that are missing, constant or of the wrong kind, an outcome that
  ///   the family does not allow, separation with the column that causes it, or a choice that the model does not know.
  public init(
    _ formula: Formula, frame: ModelFrame, choices: RegressionChoices = RegressionChoices()
  ) throws(ModelError) {
    guard choices.absorbed.isEmpty else {
      try self.init(formula, absorbing: frame, choices: choices)
      return
    }
    let design = try DesignMatrix(formula, frame: frame, rows: choices.rows)
    if let random = choices.random {
      try self.init(design, random: random, frame: frame, choices: choices)
      return
    }
    switch choices.penalty {
    case .none:
      let model = try GeneralizedLinearModel(design, family: choices.family, link: choices.link)
      try self.init(model, choices: choices)
      if let against = choices.against {
        comparison = try Comparison(of: model, against: against, frame: frame, choices)
        notes.append(comparison?.sentence ?? "")
      }
    case .firth:
      guard choices.against == nil else {
        throw .undefined(quantity: "a comparison of models", because: "it is known without a penalty")
      }
      guard choices.family == .binomial, choices.link ?? .logit == .logit, choices.standardErrors == .model
      else {
        throw .undefined(
          quantity: "Firth's penalty here",
          because: "it is known for the family binomial with model standard errors")
      }
      guard choices.bootstrap == nil else {
        throw .undefined(
          quantity: "a bootstrap of effects",
          because: "with Firth's penalty they have limits by the delta method only")
      }
      let model = try FirthModel(design, intervals: choices.chosenIntervals)
      self.init(
        design, choices: choices,
        coefficients: try model.coefficientTable(intervals: choices.chosenIntervals, level: choices.level)
          .map { RegressionCoefficient($0, isRatio: true) })
      (iterations, logLikelihood) = (model.iterations, model.penalizedLogLikelihood)
      warnings += Self.warnings(coefficients, choices)
      for column in choices.effects {
        effects += try model.marginalEffects(of: column, level: choices.level).map {
          RegressionEffect(effect: $0, bootstrap: nil, isShare: true, isFlag: choices.flags.contains(column))
        }
      }
      if !effects.isEmpty { notes.append(Self.effectNote(choices)) }
    case .ridge(let penalty):
      guard choices.against == nil, choices.link ?? choices.family.defaultLink == choices.family.defaultLink
      else {
        throw .undefined(
          quantity: "a ridge model with another link, or its comparison",
          because: "the penalty is known with the family's own link only")
      }
      try Self.refuseEffects(
        choices, because: "a ridge model is shrunk on purpose and has no standard errors")
      let model = try RidgeModel(design, family: choices.family, penalty: penalty)
      self.init(
        design, choices: choices,
        coefficients: zip(design.terms, model.coefficients).map { term, estimate in
          RegressionCoefficient(
            term: term, estimate: estimate,
            ratio: choices.family.ratioName(choices.family.defaultLink).map { _ in
              Estimate(estimate, withoutIntervalAt: choices.level, method: "ridge").mapped(Self.exponential)
            })
        })
      notes.append(
        "The ridge penalty \(NumberFormat.plain(penalty)) leaves the weight of "
          + "\(NumberFormat.fixed(model.effectiveParameters, decimals: 1)) parameters.")
    }
  }

  /// Takes a model that was fitted by maximum likelihood.
  ///
  /// - Throws: `ModelError` for limits that the model does not have, or an effect of a column that is not in it.
  public init(
    _ model: GeneralizedLinearModel, choices: RegressionChoices = RegressionChoices()
  ) throws(ModelError) {
    var choices = choices
    choices.family = model.family
    choices.link = model.link
    let isRatio = model.family.ratioName(model.link) != nil
    self.init(
      model.design, choices: choices,
      coefficients: try model.coefficientTable(
        standardErrors: choices.standardErrors, intervals: choices.chosenIntervals, level: choices.level
      ).map { RegressionCoefficient($0, isRatio: isRatio) })
    iterations = model.iterations
    deviance = model.deviance
    nullDeviance = model.nullDeviance
    logLikelihood = model.logLikelihood
    aic = model.aic
    dispersion = model.dispersion
    theta = model.theta
    if choices.keepsModel {
      saved = SavedModel(
        model, covariance: try model.covariance(choices.standardErrors), standardErrors: standardErrors,
        rows: choices.rows)
    }
    if choices.tellsInfluence { rowInfluence = try ModelInfluence(model) }
    termTests = try Self.tests(of: model, choices)
    for column in choices.effects { effects += try Self.effects(of: model, column, choices) }
    warnings +=
      Self.warnings(
        model.family, pearson: model.pearsonChiSquared, residual: model.residualDegreesOfFreedom)
      + Self.warnings(coefficients, choices)
    notes += termTests.map(Self.note)
    if coefficients.contains(where: { $0.term.contains(":") }) {
      notes.append(
        "Beside an interaction, the ratio of a single column is that at the reference level, or at 0, of the other; adjusted "
          + "effects average over everybody.")
    }
    if !effects.isEmpty { notes.append(Self.effectNote(choices)) }
  }

  static func note(_ one: TermTest) -> String {
    "All columns of \(one.term) together: \(NumberFormat.pStatement(one.test.pValue)) (\(one.test.method))."
  }

  private static func effectNote(_ choices: RegressionChoices) -> String {
    let start =
      "Effects give everybody one value of the column and then the other, all else as it is; limits are by "
    guard let bootstrap = choices.bootstrap else { return start + "the delta method." }
    return start + "the delta method and, as shown, by bootstrap (\(bootstrap.replicates) resamples, seed "
      + "\(bootstrap.seed)); p-values are of the delta method."
  }

  private static func refuseEffects(_ choices: RegressionChoices, because: String) throws(ModelError) {
    guard choices.effects.isEmpty else { throw .undefined(quantity: "an adjusted effect", because: because) }
  }

  /// Tests of terms with several columns, by the method of the limits.
  private static func tests(
    of model: GeneralizedLinearModel, _ choices: RegressionChoices
  ) throws(ModelError) -> [TermTest] {
    let labels = model.design.termsOfSeveralColumns
    guard !labels.isEmpty else { return [] }
    if choices.chosenIntervals == .likelihoodRatio {
      return try model.dropTests().filter { labels.contains($0.term) }.map {
        TermTest(term: $0.term, test: $0.test)
      }
    }
    var tests: [TermTest] = []
    let variances = try model.covariance(choices.standardErrors).diagonal
    for label in labels where model.design.variancesExist(ofTerm: label, variances) {
      tests.append(
        TermTest(term: label, test: try model.waldTest(ofTerm: label, standardErrors: choices.standardErrors))
      )
    }
    return tests
  }

  private static func effects(
    of model: GeneralizedLinearModel, _ column: String, _ choices: RegressionChoices
  ) throws(ModelError) -> [RegressionEffect] {
    let found = try model.marginalEffects(
      of: column, standardErrors: choices.standardErrors, level: choices.level)
    let resampled = try choices.bootstrap.map { (bootstrap) throws(ModelError) in
      try MarginalEffectBootstrap(of: model, column: column, bootstrap: bootstrap, level: choices.level)
    }
    return found.indices.map { index in
      RegressionEffect(
        effect: found[index], bootstrap: resampled?.limits[index], isShare: model.family.isOfEvents,
        isFlag: choices.flags.contains(column))
    }
  }

  static func exponential(_ value: Double) -> Double { exp(value) }
}
