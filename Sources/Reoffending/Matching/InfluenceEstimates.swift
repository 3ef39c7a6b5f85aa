import Statistics

/// Effects of a programme by inverse probability weighting or a doubly robust estimate, of all and of subgroups.
struct InfluenceEstimates {
  private let scores: PropensityScores
  private let treatment: DesignMatrix
  private let frame: ModelFrame
  private let covariates: [String]
  private let choices: MatchingChoices
  private let parts: [Int]

  /// Prepares the estimates; nil for methods that have none.
  init?(
    covariates: [String], treatment formula: Formula, frame: ModelFrame, scores: PropensityScores,
    choices: MatchingChoices
  ) throws {
    guard choices.method.hasInfluences else { return nil }
    self.scores = scores
    treatment = try DesignMatrix(formula, frame: frame)
    self.frame = frame
    self.covariates = covariates
    self.choices = choices
    var generator = ReplicateGenerator(seed: choices.seed)
    parts =
      choices.method == .aipw
      ? try CrossFit.parts(choices.parts, of: scores.isTreated, using: &generator) : []
  }

  /// The effect on an outcome.
  func effect(_ measure: ProgrammeEffect.Measure, _ values: [Double]) throws(MatchingError) -> ProgrammeEffect
  {
    try effect(measure, means: estimator(measure, values)(nil), isCounted: nil)
  }

  /// The effect on the share that reoffended in each group of the columns asked for; nil for none.
  func subgroups(_ reoffended: [Bool]) throws -> ProgrammeSubgroups? {
    guard !choices.subgroups.isEmpty else { return nil }
    let estimate = try estimator(.binary, reoffended.map { $0 ? 1 : 0 })
    return try ProgrammeSubgroups(choices.subgroups, frame: frame, level: choices.level) { isCounted in
      let means = try estimate(isCounted)
      return (
        try effect(.binary, means: means, isCounted: isCounted), means.influence
      )
    }
  }

  private func effect(
    _ measure: ProgrammeEffect.Measure, means: TreatmentMeans, isCounted: [Bool]?
  ) throws(MatchingError) -> ProgrammeEffect {
    func count(_ isTreated: Bool) -> Int {
      scores.isTreated.indices.count { scores.isTreated[$0] == isTreated && isCounted?[$0] ?? true }
    }
    return try ProgrammeEffect(
      measure, means, treated: count(true), comparison: count(false), method: choices.method.rawValue,
      level: choices.level)
  }

  /// How the means of an outcome are found, of all people or of those counted.
  private func estimator(
    _ measure: ProgrammeEffect.Measure, _ values: [Double]
  ) throws(MatchingError) -> ([Bool]?) throws(MatchingError) -> TreatmentMeans {
    func attempt(_ body: () throws -> TreatmentMeans) throws(MatchingError) -> TreatmentMeans {
      do { return try body() } catch { throw .noMatches("\(error)") }
    }
    guard choices.method == .aipw else {
      return { (isCounted) throws(MatchingError) in
        try attempt {
          try .weighting(scores.model, outcomes: values, target: choices.target, isCounted: isCounted)
        }
      }
    }
    let name = "outcome of the comparison"
    let predictions: CrossFit
    do {
      let columns = frame.names.compactMap { frame.columns[$0] } + [ModelColumn(name, numbers: values)]
      let design = try DesignMatrix(
        Formula("\(Formula.quoted(name)) ~ \(covariates.map(Formula.quoted).joined(separator: " + "))"),
        frame: ModelFrame(columns, complete: frame.complete))
      predictions = try CrossFit(
        treatment: treatment, outcome: design, family: measure == .binary ? .binomial : .poisson, parts: parts
      )
    } catch {
      throw .noMatches("\(error)")
    }
    return { (isCounted) throws(MatchingError) in
      try attempt {
        try .augmented(predictions, outcomes: values, target: choices.target, isCounted: isCounted)
      }
    }
  }
}
