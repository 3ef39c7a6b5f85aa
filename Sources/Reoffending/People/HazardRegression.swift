import Numbers
public import Statistics
public import Tables

/// A regression of time to an event: Cox's model, Fine and Gray's where other causes compete, or one with a distribution of times.
public struct HazardRegression: Sendable, Encodable {
  /// The models of time.
  public enum Model: String, Hashable, Sendable, CaseIterable, Codable {
    /// Cox's proportional hazards.
    case cox
    /// Fine and Gray's proportional hazards of the subdistribution.
    case fineGray = "fine-gray"
    /// Times of a constant hazard, lengthened or shortened.
    case exponential
    /// Times of Weibull's distribution, lengthened or shortened.
    case weibull
    /// Times whose logarithms are normal, lengthened or shortened.
    case lognormal
    /// Times whose logarithms are logistic, lengthened or shortened.
    case loglogistic
    /// A spline of the logarithm of time, shifted (Royston and Parmar).
    case roystonParmar = "royston-parmar"
  }

  /// The three tests that no covariate matters.
  public struct Tests: Hashable, Sendable, Encodable {
    /// Of the likelihood, which is partial in Cox's model.
    public let likelihoodRatio: TestResult
    /// Wald's; nil where the covariance has none.
    public let wald: TestResult?
    /// Of the score; nil for a distribution of times.
    public let score: TestResult?

    /// Writes what does not exist as null.
    public func encode(to encoder: any Encoder) throws {
      try ResultObject([("likelihoodRatio", likelihoodRatio), ("wald", wald), ("score", score)]).encode(
        to: encoder)
    }
  }

  /// Whether hazards are proportional, for each term and together.
  public struct Proportionality: Hashable, Sendable, Encodable {
    /// The tests of the terms.
    public let terms: [RegressionResult.TermTest]
    /// The test of all terms together.
    public let global: TestResult
  }

  /// How well a distribution of times fits.
  public struct DistributionFit: Hashable, Sendable, Encodable {
    /// The distribution.
    public let family: Model
    /// The logarithm of the likelihood.
    public let logLikelihood: Double
    /// Akaike's criterion: the least is the best.
    public let aic: Double
  }

  /// The covariates as they were asked for.
  public let formula: String
  /// The model.
  public let model: Model
  /// The coefficients in the order of the formula: logarithms of hazard ratios, or, after the intercept, of ratios of times where
  /// times have a distribution.
  public let coefficients: [RegressionCoefficient]
  /// How many people were used.
  public let observations: Int
  /// How many of them had the event.
  public let events: Int
  /// How many were left out for a missing value.
  public let excluded: Int
  /// How many steps the fit took; nil where the model does not say.
  public let iterations: Int?
  /// The logarithm of the partial likelihood; Fine and Gray's is weighted, and no likelihood of the data.
  public let logLikelihood: Double?
  /// The same with all coefficients zero.
  public let nullLogLikelihood: Double?
  /// How many people the rows are of, where a person may have several; nil where each row is a person.
  public let people: Int?
  /// How standard errors are estimated, such as `model` or `cluster (area)`.
  public let standardErrors: String
  /// How many clusters there are; nil without robust errors.
  public let clusters: Int?
  /// The score test with a robust variance; nil without robust errors.
  public let robustScoreTest: TestResult?
  /// The tests that no covariate matters; nil for Fine and Gray's.
  public let tests: Tests?
  /// Harrell's concordance; nil for Fine and Gray's.
  public let concordance: Double?
  /// The tests of proportional hazards; nil but for Cox's model.
  public let proportionality: Proportionality?
  /// How events at the same time are treated; nil where times have a distribution.
  public let ties: CoxModel.Ties?
  /// How widely the logarithms of times are spread; nil but for a distribution of times.
  public let scale: Estimate?
  /// The covariates as hazard ratios, where times have a distribution in which there are such.
  public let hazardRatios: [RegressionCoefficient]
  /// How well each distribution fits the same rows; empty but for a distribution of times.
  public let distributions: [DistributionFit]
  /// The level that the others of each factor are compared with, such as `sex=Female`; empty for other models than Cox's.
  public internal(set) var referenceLevels: [String] = []
  /// The frailties that people of a group share; nil without.
  public internal(set) var frailty: SharedFrailty?
  /// The spline of times; nil but for Royston and Parmar's model.
  public internal(set) var spline: TimeSpline?
  /// The model as a file keeps it; nil for those that are not kept.
  package internal(set) var saved: SavedTimes?
  /// The shares without the event that the model predicts for people who were described.
  public internal(set) var predictions: [PredictedShare] = []
  /// The column of strata; nil without.
  public let strata: String?
  /// The confidence level.
  public let level: ConfidenceLevel
  /// Where the method is out of its depth for these data.
  public let warnings: [String]
  /// What a reader must know of data and method.
  public let notes: [String]

  /// Fits Cox's model.
  ///
  /// - Parameters:
  ///   - formula: the covariates, such as `fin + age`.
  ///   - frame: a row a person, with these columns; rows with a missing value are left out and counted.
  ///   - time: the column of times.
  ///   - event: the column that is 1 for the event and 0 for the end of observation.
  ///   - strata: a column of groups, each with a baseline hazard of its own.
  ///   - ties: how events at the same time are treated.
  ///   - level: the confidence level of the limits.
  /// - Throws: `ModelError` for times below zero, no event, or a coefficient that runs off to infinity.
  public init(
    _ formula: Formula, frame: ModelFrame, time: String, event: String, strata: String? = nil,
    ties: CoxModel.Ties = .efron, level: ConfidenceLevel = .p95
  ) throws(ModelError) {
    var choices = HazardChoices()
    (choices.strata, choices.ties, choices.level) = (strata, ties, level)
    try self.init(formula, frame: frame, time: time, event: event, choices: choices)
  }

  /// Fits Cox's model with choices.
  ///
  /// - Parameters:
  ///   - formula: the covariates, such as `fin + age`.
  ///   - frame: the rows, of which a person may have several; those with a missing value are left out and counted.
  ///   - time: the column of times.
  ///   - event: the column that is 1 for the event and 0 for the end of observation.
  ///   - choices: strata, ties, how rows count, and the confidence level.
  /// - Throws: `ModelError` for times below zero, an entry that is not before its time, no event, or a coefficient that
  ///   runs off to infinity.
  public init(
    _ formula: Formula, frame: ModelFrame, time: String, event: String, choices: HazardChoices
  ) throws(ModelError) {
    let (strata, ties) = (choices.strata, choices.ties)
    let fit = try CoxModel(
      formula, frame: frame, time: time, event: event, strata: strata, ties: ties, rows: choices.rows)
    self.formula = formula.text
    model = .cox
    coefficients = fit.coefficientTable(level: choices.level).map { RegressionCoefficient($0, isRatio: true) }
    (observations, events, excluded) = (fit.observations, fit.events, fit.excludedRows)
    iterations = fit.iterations
    (logLikelihood, nullLogLikelihood) = (fit.logLikelihood, fit.nullLogLikelihood)
    referenceLevels = fit.referenceLevels
    people = choices.people
    clusters = fit.clusters
    robustScoreTest = fit.robustScoreTest
    standardErrors =
      fit.clusters == nil
      ? "model" : choices.clusterName.map { "cluster (\($0))" } ?? "robust"
    tests = Tests(likelihoodRatio: fit.likelihoodRatioTest, wald: fit.waldTest, score: fit.scoreTest)
    concordance = fit.concordance.value
    let proportionality = try Self.proportionality(fit)
    self.proportionality = proportionality
    self.ties = ties
    (scale, hazardRatios, distributions) = (nil, [], [])
    aic = 2 * (Double(coefficients.count) - fit.logLikelihood)
    self.strata = choices.strataName ?? strata
    level = choices.level
    guard ties != .exact || !choices.keepsModel else {
      throw .undefined(
        quantity: "a prediction beside exact ties",
        because: "the baseline hazard is known with Efron's or Breslow's")
    }
    if choices.keepsModel {
      saved = SavedTimes(fit, strata: strata, names: Self.levels(of: strata, frame))
    }
    warnings = Self.warnings(
      dropped: fit.droppedTerms, columns: fit.terms.count, events: fit.events, proportionality)
    var notes = Self.notes(
      excluded: fit.excludedRows, observations: fit.observations, areRows: choices.people != nil)
    let baseline = (choices.strataName ?? strata).map {
      "; each \($0) has a baseline of its own, so no ratio of it exists"
    }
    notes.append("Cox’s model, \(Self.words(ties))" + (baseline ?? "") + ".")
    if let people = choices.people {
      notes.append(
        "\(Plural.count(fit.observations, "row")) of \(Plural.count(people, "person")), each at risk from its own beginning."
      )
    }
    if let clusters = fit.clusters {
      notes.append(
        choices.clusterName.map {
          "Standard errors allow for rows of the same \($0) being alike (\(NumberFormat.count(clusters)) of them); the "
            + "likelihood-ratio test does not."
        } ?? "Standard errors are robust; the likelihood-ratio test is not.")
    }
    if let clusters = fit.clusters, clusters < Self.fewClusters {
      notes.append("With \(clusters) clusters robust standard errors tend to be too small.")
    }
    self.notes = notes + choices.notes
  }

  private static func words(_ ties: CoxModel.Ties) -> String {
    switch ties {
    case .efron: "ties by Efron"
    case .breslow: "ties by Breslow"
    case .exact:
      "the exact likelihood of ties, as of times in whole units (ratios are of the odds of the event in a unit; the test of proportional hazards is of Efron's ties)"
    }
  }

  /// The test of proportional hazards, which the exact likelihood of ties has not.
  private static func proportionality(_ fit: CoxModel) throws(ModelError) -> Proportionality? {
    guard fit.ties != .exact else { return nil }
    let test = try ProportionalHazardsTest(fit)
    return Proportionality(
      terms: test.terms.map { RegressionResult.TermTest(term: $0.term, test: $0.test) }, global: test.global)
  }

  private static func levels(of strata: String?, _ frame: ModelFrame) -> [String] {
    guard let strata, case .categorical(_, let levels, _) = frame.columns[strata]?.content else { return [] }
    return levels
  }

  /// Below this number of clusters robust errors are known to be too small (Cameron and Miller 2015, *Journal of Human
  /// Resources* 50, 317–372, section VI).
  private static let fewClusters = 20

  /// Fits Fine and Gray's model of one cause among others.
  ///
  /// - Parameters:
  ///   - formula: the covariates, such as `sex + age`.
  ///   - frame: a row a person, with these columns; rows with a missing value are left out and counted.
  ///   - time: the column of times.
  ///   - cause: the column of causes, 0 for the end of observation.
  ///   - interest: the cause whose cumulative incidence is modelled.
  ///   - name: what that cause is called.
  ///   - level: the confidence level of the limits.
  /// - Throws: `ModelError` for times below zero, causes that are no whole numbers, or no event of the cause.
  public init(
    fineGray formula: Formula, frame: ModelFrame, time: String, cause: String, of interest: Int,
    named name: String,
    level: ConfidenceLevel = .p95
  ) throws(ModelError) {
    let fit = try FineGrayModel(formula, frame: frame, time: time, cause: cause, of: interest)
    self.formula = formula.text
    model = .fineGray
    coefficients = fit.coefficientTable(level: level).map { RegressionCoefficient($0, isRatio: true) }
    (observations, events, excluded) = (fit.observations, fit.events, frame.excludedRows)
    iterations = nil
    (logLikelihood, nullLogLikelihood) = (fit.logLikelihood, fit.nullLogLikelihood)
    (tests, concordance, proportionality) = (nil, nil, nil)
    (people, clusters, robustScoreTest, standardErrors) = (nil, nil, nil, "robust")
    ties = .breslow
    (scale, hazardRatios, distributions, aic) = (nil, [], [], nil)
    strata = nil
    self.level = level
    warnings = Self.warnings(dropped: [], columns: fit.terms.count, events: fit.events, nil)
    notes =
      Self.notes(excluded: frame.excludedRows, observations: fit.observations) + [
        "Fine and Gray’s model of \(name): ratios are of the subdistribution hazard, which moves the share with that "
          + "event; people with another event stay in the denominator."
      ]
  }

  /// Fits a distribution of times, which covariates lengthen or shorten.
  ///
  /// - Parameters:
  ///   - formula: the covariates, such as `fin + age`.
  ///   - frame: the rows, with these columns; those with a missing value are left out and counted.
  ///   - time: the column of times.
  ///   - event: the column that is 1 for the event and 0 for the end of observation.
  ///   - distribution: how times are spread about their predictor.
  ///   - weights: a column of how many equal people a row stands for.
  ///   - level: the confidence level of the limits.
  ///   - further: what a reader must know beside the method; it is said last.
  /// - Throws: `ModelError` for times that are not above zero, no event, or a coefficient that runs off to infinity.
  public init(
    _ formula: Formula, frame: ModelFrame, time: String, event: String,
    distribution: AcceleratedModel.Distribution, weights: String? = nil, level: ConfidenceLevel = .p95,
    notes further: [String] = []
  ) throws(ModelError) {
    let fit = try AcceleratedModel(
      formula, frame: frame, time: time, event: event, distribution: distribution, weights: weights)
    self.formula = formula.text
    self.model = Model(distribution)
    coefficients = fit.coefficientTable(level: level).map { RegressionCoefficient($0, isRatio: true) }
    hazardRatios = fit.hazardTable(level: level).map { RegressionCoefficient($0, isRatio: true) }
    (observations, events, excluded) = (fit.observations, fit.events, fit.excludedRows)
    (iterations, aic) = (fit.iterations, fit.aic)
    (logLikelihood, nullLogLikelihood) = (fit.logLikelihood, fit.nullLogLikelihood)
    (people, clusters, robustScoreTest, standardErrors) = (nil, nil, nil, "model")
    tests = fit.likelihoodRatioTest.map { Tests(likelihoodRatio: $0, wald: fit.waldTest, score: nil) }
    (concordance, proportionality, ties, strata) = (nil, nil, nil, nil)
    scale = fit.scaleEstimate(level: level)
    saved = SavedTimes(fit)
    let fits = fit.distributionFits().map {
      DistributionFit(family: Model($0.distribution), logLikelihood: $0.logLikelihood, aic: $0.aic)
    }
    distributions = fits
    self.level = level
    warnings = Self.warnings(dropped: fit.droppedTerms, columns: fit.terms.count - 1, events: fit.events, nil)
    let best = fits.min { $0.aic < $1.aic }
    notes =
      Self.notes(excluded: fit.excludedRows, observations: fit.observations) + [
        "Times have the \(Self.words(Model(distribution))) distribution, and ratios are of times: above 1 the event comes later."
      ]
      + (best.map { best in
        best.family == Model(distribution)
          ? [] : ["The \(Self.words(best.family)) distribution fits better by Akaike’s criterion."]
      } ?? []) + further
  }

  /// Akaike's criterion, of the partial likelihood in Cox's model; nil for Fine and Gray's.
  public let aic: Double?

  /// What an exponentiated coefficient is called.
  public var ratioName: String {
    switch model {
    case .cox: "Hazard ratio"
    case .fineGray: "Subdistribution hazard ratio"
    case .exponential, .weibull, .lognormal, .loglogistic: "Time ratio"
    case .roystonParmar:
      switch spline?.scale ?? .hazard {
      case .hazard: "Hazard ratio"
      case .odds: "Odds ratio"
      case .normal: "Difference"
      }
    }
  }

  /// Whether estimates are logarithms of ratios; else they are differences.
  public var hasRatios: Bool { spline?.scale != .normal }

  static func words(_ model: Model) -> String {
    switch model {
    case .lognormal: "log-normal"
    case .loglogistic: "log-logistic"
    case .weibull: "Weibull"
    case .roystonParmar: "Royston and Parmar"
    case .cox, .fineGray, .exponential: model.rawValue
    }
  }

  /// The coefficients but the intercept.
  private var covariates: [RegressionCoefficient] { coefficients.filter { !$0.isIntercept } }

  static func notes(excluded: Int, observations: Int, areRows: Bool = false) -> [String] {
    guard excluded > 0 else { return [] }
    let all = excluded + observations
    return [
      areRows
        ? "\(NumberFormat.count(excluded)) of \(NumberFormat.count(all)) rows are left out for a missing value."
        : "\(Plural.people(excluded, of: all)) left out for a missing value."
    ]
  }

  static func warnings(
    dropped: [String], columns: Int, events: Int, _ proportionality: Proportionality?
  ) -> [String] {
    var warnings: [String] = []
    if !dropped.isEmpty {
      warnings.append(
        "Left out, because the columns before hold the same information: \(dropped.joined(separator: ", ")).")
    }
    if Double(events) < RegressionResult.leastEventsPerCoefficient * Double(columns) {
      warnings.append(
        "\(NumberFormat.count(events)) events are fewer than ten for each of the \(columns) coefficients: estimates "
          + "tend to be too large and limits too narrow.")
    }
    let broken = proportionality?.terms.filter { $0.test.pValue < 0.05 } ?? []
    if !broken.isEmpty {
      let names = broken.map { "\($0.term) (\(NumberFormat.pStatement($0.test.pValue)))" }
      warnings.append(
        "Hazards are not proportional for \(names.joined(separator: ", ")): the ratio is an average over a time in which "
          + "it changes. Make it a stratum, or look at shorter periods.")
    }
    return warnings
  }
}

extension HazardRegression {
  /// The finding in a sentence.
  public var headline: String {
    let found = covariates.filter { $0.interval.map { !$0.contains(0) } ?? false }
    let clearest = found.max { abs($0.statistic ?? 0) < abs($1.statistic ?? 0) }
    guard let clearest else { return "With the others held equal, no term stands out from chance" }
    return
      "With the others held equal, \(found.count) of \(covariates.count) terms \(found.count == 1 ? "stands" : "stand") "
      + "out from chance; clearest: \(RegressionResult.words(clearest.term)) "
      + "(\(size(clearest)))"
  }

  /// A sentence a term.
  public var sentences: [String] {
    covariates.map { row in
      let start = "\(RegressionResult.plain(row.term)): \(size(row))"
      guard let interval = hasRatios ? row.ratio?.interval : row.interval else { return start + "." }
      let range = "\(number(interval.lower)) to \(number(interval.upper))"
      if interval.contains(hasRatios ? 1 : 0) { return "\(start), no clear effect (\(range))." }
      let isSooner = (row.estimate > 0) == (scale == nil)
      return "\(start), \(isSooner ? "sooner" : "later") with the other terms held equal (\(range))."
    }
  }

  private func size(_ row: RegressionCoefficient) -> String {
    "\(ratioName.lowercased()) \(number((hasRatios ? row.ratio?.value : row.estimate) ?? 1))"
  }

  private func number(_ value: Double) -> String {
    hasRatios ? NumberFormat.ratio(value) : NumberFormat.signed(value, decimals: 2)
  }

  /// The coefficients, a row a term.
  public var table: OutputTable {
    RegressionTable.table(coefficients, ratioName: hasRatios ? ratioName : nil)
  }

  private enum CodingKeys: String, CodingKey {
    case formula, family, observations, events, excluded, converged, iterations, deviance, nullDeviance
    case logLikelihood, nullLogLikelihood, aic, coefficients, tests, concordance, proportionalHazards, ties,
      strata
    case level, warnings, notes, people, standardErrors, clusters, robustScore
    case scale, hazardRatios, distributions, frailty, spline, predictions
  }

  /// Writes the object of the command line's contract, with the keys of `fit`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(formula, forKey: .formula)
    try container.encode(model, forKey: .family)
    try container.encode(observations, forKey: .observations)
    try container.encode(events, forKey: .events)
    try container.encode(excluded, forKey: .excluded)
    try container.encode(true, forKey: .converged)
    try container.encode(iterations, forKey: .iterations)
    try container.encodeNil(forKey: .deviance)
    try container.encodeNil(forKey: .nullDeviance)
    try container.encode(logLikelihood, forKey: .logLikelihood)
    try container.encode(nullLogLikelihood, forKey: .nullLogLikelihood)
    try container.encode(aic, forKey: .aic)
    try container.encode(coefficients, forKey: .coefficients)
    try container.encode(tests, forKey: .tests)
    try container.encode(concordance, forKey: .concordance)
    try container.encode(proportionality, forKey: .proportionalHazards)
    try container.encode(ties, forKey: .ties)
    try container.encode(strata, forKey: .strata)
    try container.encode(level, forKey: .level)
    try container.encode(warnings, forKey: .warnings)
    try container.encode(notes, forKey: .notes)
    try container.encode(people, forKey: .people)
    try container.encode(standardErrors, forKey: .standardErrors)
    try container.encode(clusters, forKey: .clusters)
    try container.encode(robustScoreTest, forKey: .robustScore)
    try container.encode(scale, forKey: .scale)
    try container.encode(hazardRatios, forKey: .hazardRatios)
    try container.encode(distributions, forKey: .distributions)
    try container.encode(frailty, forKey: .frailty)
    try container.encode(spline, forKey: .spline)
    try container.encode(predictions, forKey: .predictions)
  }
}

extension HazardRegression.Model {
  init(_ distribution: AcceleratedModel.Distribution) {
    switch distribution {
    case .exponential: self = .exponential
    case .weibull: self = .weibull
    case .lognormal: self = .lognormal
    case .loglogistic: self = .loglogistic
    }
  }
}
