public import Statistics

/// A fitted regression as it is printed: coefficients, tests, adjusted effects, and what a reader must know of it.
public struct RegressionResult: Sendable, Encodable {
  /// The test of all columns of a term together.
  public struct TermTest: Hashable, Sendable, Encodable {
    /// The term as the formula has it.
    public let term: String
    /// The test.
    public let test: TestResult
  }

  /// The formula.
  public let formula: String
  /// The distribution of the outcome.
  public let family: ModelFamily
  /// How the linear predictor gives the mean.
  public let link: ModelLink
  /// The comparison with a smaller model; nil where none was asked for.
  public internal(set) var comparison: Comparison?
  /// The column of the outcome.
  public let outcome: String
  /// How many rows were used.
  public let observations: Int
  /// How many rows were left out for a missing value.
  public let excluded: Int
  /// How many people had the event, for logistic regression; nil otherwise.
  public let events: Int?
  /// How many steps the fit took; nil where several fits were joined.
  public internal(set) var iterations: Int?
  /// The deviance.
  public internal(set) var deviance: Double?
  /// The deviance of a model with an intercept only.
  public internal(set) var nullDeviance: Double?
  /// The log-likelihood, that of the penalised likelihood beside Firth's penalty.
  public internal(set) var logLikelihood: Double?
  /// Akaike's criterion.
  public internal(set) var aic: Double?
  /// The dispersion; 1 where it is not estimated.
  public internal(set) var dispersion: Double?
  /// The size parameter θ of the negative binomial.
  public internal(set) var theta: Double?
  /// The coefficients in the order of the formula.
  public internal(set) var coefficients: [RegressionCoefficient]
  /// Tests of terms that have several columns.
  public internal(set) var termTests: [TermTest] = []
  /// The adjusted effects that were asked for.
  public internal(set) var effects: [RegressionEffect] = []
  /// How terms were selected; nil where none were.
  public internal(set) var selection: RegressionSelection?
  /// How missing values were imputed; nil where none were.
  public internal(set) var imputation: RegressionImputation?
  /// The model for predictions, where it was asked for and is one by maximum likelihood.
  package internal(set) var saved: SavedModel?
  /// How much groups differ at random; nil where all have one intercept.
  public internal(set) var random: RandomIntercepts?
  /// The columns whose levels are held equal without being printed; nil where there are none.
  public internal(set) var absorbed: AbsorbedLevels?
  /// Residuals and influence of each row, where they were asked for.
  package internal(set) var rowInfluence: ModelInfluence?
  /// The people on whom the fit hangs most; nil where they were not asked for.
  public package(set) var influence: RegressionInfluence?
  /// The level that the others of each factor are compared with, such as `sex=Female`.
  public let referenceLevels: [String]
  /// The kind of standard error.
  public let standardErrors: String
  /// The kind of limits.
  public let intervals: CoefficientIntervals
  /// The penalty's name; nil without one.
  public let penalty: String?
  /// The confidence level.
  public let level: ConfidenceLevel
  /// Where the method is out of its depth for these data.
  public internal(set) var warnings: [String]
  /// What a reader must know of data and method.
  public internal(set) var notes: [String]

  init(
    _ design: DesignMatrix, choices: RegressionChoices, coefficients: [RegressionCoefficient]
  ) {
    formula = design.formula.text
    family = choices.family
    link = choices.link ?? choices.family.defaultLink
    outcome = design.outcomeName
    observations = design.observations
    excluded = design.excludedRows
    referenceLevels = design.referenceLevels
    events = choices.family.isOfEvents ? Int(design.outcomeTotal.rounded()) : nil
    self.coefficients = coefficients
    standardErrors = choices.standardErrors.contractName
    intervals = choices.chosenIntervals
    penalty = choices.penalty.name
    level = choices.level
    warnings = Self.warnings(design, choices)
    notes = Self.notes(design, choices)
  }

  /// What an exponentiated coefficient is called; nil for a linear model.
  public var ratioName: String? { family.ratioName(link) }

  private enum CodingKeys: String, CodingKey {
    case formula, family, link, comparison, outcome, observations, excluded, events, converged, iterations,
      deviance,
      nullDeviance
    case logLikelihood, aic, dispersion, theta, coefficients, terms, effects, selection, imputation
    case standardErrors, intervals, penalty, level, warnings, notes, random, absorbed, influence
  }

  /// Writes the object of the command line's contract; a fit that did not converge is an error and never written.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(formula, forKey: .formula)
    try container.encode(family, forKey: .family)
    try container.encode(link, forKey: .link)
    try container.encode(comparison, forKey: .comparison)
    try container.encode(outcome, forKey: .outcome)
    try container.encode(observations, forKey: .observations)
    try container.encode(excluded, forKey: .excluded)
    try container.encode(events, forKey: .events)
    try container.encode(true, forKey: .converged)
    try container.encode(iterations, forKey: .iterations)
    try container.encode(deviance, forKey: .deviance)
    try container.encode(nullDeviance.finite, forKey: .nullDeviance)
    try container.encode(logLikelihood, forKey: .logLikelihood)
    try container.encode(aic, forKey: .aic)
    try container.encode(dispersion, forKey: .dispersion)
    try container.encode(theta, forKey: .theta)
    try container.encode(coefficients, forKey: .coefficients)
    try container.encode(termTests, forKey: .terms)
    try container.encode(effects, forKey: .effects)
    try container.encode(selection, forKey: .selection)
    try container.encode(imputation, forKey: .imputation)
    try container.encode(standardErrors, forKey: .standardErrors)
    try container.encode(intervals, forKey: .intervals)
    try container.encode(penalty, forKey: .penalty)
    try container.encode(level, forKey: .level)
    try container.encode(warnings, forKey: .warnings)
    try container.encode(notes, forKey: .notes)
    try container.encode(random, forKey: .random)
    try container.encode(absorbed, forKey: .absorbed)
    try container.encode(influence, forKey: .influence)
  }
}

extension ModelFamily {
  /// What an exponentiated coefficient is called; nil where it means nothing.
  func ratioName(_ link: ModelLink) -> String? {
    switch (self, link) {
    case (.binomial, .logit), (.quasiBinomial, .logit): "Odds ratio"
    case (.binomial, .log), (.quasiBinomial, .log): "Risk ratio"
    case (.binomial, .complementaryLogLog), (.quasiBinomial, .complementaryLogLog): "Hazard ratio"
    case (.poisson, .log), (.quasiPoisson, .log), (.negativeBinomial, .log): "Rate ratio"
    case (.gaussian, .log): "Ratio of means"
    default: nil
    }
  }
}

extension StandardErrorKind {
  /// The name of the command line's contract.
  var contractName: String {
    clusters.isEmpty ? name : "cluster (\(clusters.joined(separator: ", ")))"
  }
}
