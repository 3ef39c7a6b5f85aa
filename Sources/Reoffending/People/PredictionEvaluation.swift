import Numbers
public import Statistics

/// How good predicted probabilities are: order, sharpness, level and spread, for everybody and by subgroup.
public struct PredictionEvaluation: Sendable, Encodable {
  /// The measures of some people.
  public struct Group: Sendable {
    /// The subgroup, such as `sex=Male`; `All` for everybody.
    public let name: String
    /// How many people there are.
    public let people: Int
    /// How many had the event.
    public let events: Int
    /// The area under the ROC curve with DeLong's limits; nil where everybody or nobody had the event.
    public let auc: Estimate?
    /// The Brier score with its decomposition; nil for a score that is no probability.
    public let brier: BrierScore?
    /// Calibration; nil where it cannot be estimated.
    public let calibration: Calibration?
    /// Events observed over events expected; nil for a score that is no probability.
    public let observedOverExpected: Double?
    /// Hosmer and Lemeshow's test; nil where there are too few different predictions.
    public let hosmerLemeshow: TestResult?
    /// Why something is nil.
    public let notes: [String]

    init(_ name: String, _ data: PredictedOutcomes, bands: Int, level: ConfidenceLevel) throws(ModelError) {
      self.name = name
      people = data.count
      events = data.events
      brier = try BrierScore(data, groups: bands)
      observedOverExpected = Double(data.events) / data.probabilities.reduce(0, +)
      var notes: [String] = []
      func attempt<Value>(_ body: () throws(ModelError) -> Value) -> Value? {
        do throws(ModelError) { return try body() } catch {
          notes.append("\(name): \(error).")
          return nil
        }
      }
      auc = attempt { () throws(ModelError) in
        try AreaUnderCurve(data).estimate(level: level, method: .delong)
      }
      calibration = attempt { () throws(ModelError) in try Calibration(data, level: level) }
      hosmerLemeshow = attempt { () throws(ModelError) in try HosmerLemeshowTest(data, groups: bands).result }
      self.notes = notes
    }

    /// The order alone of scores that are no probabilities; they were moved into the range of probabilities.
    init(order name: String, _ data: PredictedOutcomes, level: ConfidenceLevel) {
      self.name = name
      people = data.count
      events = data.events
      (brier, observedOverExpected, calibration, hosmerLemeshow) = (nil, nil, nil, nil)
      do {
        auc = try AreaUnderCurve(data).estimate(level: level, method: .delong)
        notes = []
      } catch {
        auc = nil
        notes = ["\(name): \(error)."]
      }
    }
  }

  /// Everybody.
  public let all: Group
  /// The subgroups, sorted by their names.
  public let groups: [Group]
  /// The curve and the bands that a figure draws; nil for a score that is no probability.
  public let assessment: PredictionAssessment?
  /// What the model loses on other people; nil for predictions that were not fitted here.
  public let optimism: Optimism?
  /// What follows of flagging people from a prediction on; nil where no threshold is asked for.
  public let thresholds: PredictionThresholds?
  /// What was predicted with: the column or the formula.
  public let predictor: String
  /// The confidence level.
  public let level: ConfidenceLevel
  /// What a reader must know of data and method.
  public let notes: [String]

  /// Evaluates predictions.
  ///
  /// - Parameters:
  ///   - data: the predicted probability and the outcome of each person.
  ///   - predictor: what was predicted with, as notes call it: the column or the formula.
  ///   - groups: for each person the subgroup, nil for none wanted.
  ///   - bands: into how many parts of equal size people are divided by their prediction, to compare predicted and
  ///     actual shares.
  ///   - optimism: what the model loses on other people; nil for predictions that were not fitted here.
  ///   - excluded: how many people were left out for a missing value.
  ///   - isPerCent: whether the predictions were written as per cents, which is said.
  ///   - thresholds: the probabilities from which people are flagged.
  ///   - level: the confidence level of the limits.
  /// - Throws: `ModelError` where nobody or everybody had the event, or for fewer than two bands.
  public init(
    _ data: PredictedOutcomes, predictor: String, by groups: [String]? = nil, bands: Int = 10,
    optimism: Optimism? = nil, excluded: Int = 0, isPerCent: Bool = false, thresholds: [Double] = [],
    level: ConfidenceLevel = .p95
  ) throws {
    if let groups, groups.count != data.count {
      throw ModelError.lengthMismatch(column: "groups", count: groups.count, expected: data.count)
    }
    let assessment = try PredictionAssessment(data, bands: bands, level: level, areaMethod: .delong)
    self.assessment = assessment
    all = try Group("All", data, bands: bands, level: level)
    var parts: [Group] = []
    for name in groups.map({ Set($0).sorted() }) ?? [] {
      guard let part = data.subgroup(where: { groups?[$0] == name }) else { continue }
      parts.append(try Group(name, part, bands: bands, level: level))
    }
    self.groups = parts
    self.optimism = optimism
    let flagging =
      thresholds.isEmpty
      ? nil
      : try PredictionThresholds(
        scores: data.probabilities, outcomes: data.outcomes, at: thresholds, by: groups,
        areProbabilities: true, level: level)
    self.thresholds = flagging
    self.predictor = predictor
    self.level = level
    var notes: [String] = []
    if excluded > 0 {
      notes.append(
        "\(Plural.people(excluded, of: excluded + data.count)) left out for a "
          + "missing value.")
    }
    if isPerCent { notes.append("\(predictor) is read as per cents.") }
    notes += all.notes + parts.flatMap(\.notes)
    notes.append(
      "AUC with DeLong’s limits; Hosmer-Lemeshow over \(assessment.bands.count) groups with g − 2 degrees of freedom, "
        + "which is right for predictions fitted to the same people.")
    if let optimism {
      notes.append(
        "Optimism by bootstrap: \(optimism.replicates) refits"
          + (optimism.failedReplicates > 0 ? ", \(optimism.failedReplicates) not possible" : "") + ".")
    } else if predictor.contains("~") {
      notes.append(
        "The model was fitted to the same people, so it looks better here than it would on others.")
    }
    self.notes = notes + (flagging?.notes ?? [])
  }

  /// Evaluates the order of scores that are no probabilities, such as deciles: nothing else of them can be judged.
  ///
  /// - Parameters:
  ///   - scores: the higher, the likelier.
  ///   - outcomes: for each person whether they reoffended.
  ///   - predictor: the column of the scores, as errors call it.
  ///   - groups: for each person the subgroup, nil for none wanted.
  ///   - excluded: how many people were left out for a missing value.
  ///   - notes: why the scores are taken as no probabilities.
  ///   - thresholds: the scores from which people are flagged.
  ///   - level: the confidence level of the limits.
  /// - Throws: `ModelError` for unequal lengths, no person, or a score that is not finite.
  public init(
    orderOf scores: [Double], outcomes: [Bool], predictor: String, by groups: [String]? = nil,
    excluded: Int = 0, notes: [String] = [], thresholds: [Double] = [], level: ConfidenceLevel = .p95
  ) throws {
    if let groups, groups.count != scores.count {
      throw ModelError.lengthMismatch(column: "groups", count: groups.count, expected: scores.count)
    }
    if let bad = scores.firstIndex(where: { !$0.isFinite }) {
      throw ModelError.badValue(
        column: predictor, row: bad + 1, found: "\(scores[bad])", allowed: "a finite number")
    }
    let ranks = Dictionary(uniqueKeysWithValues: Set(scores).sorted().enumerated().map { ($1, $0) })
    let top = Double(max(1, ranks.count - 1))
    let data = try PredictedOutcomes(
      probabilities: scores.map { Double(ranks[$0] ?? 0) / top }, outcomes: outcomes)
    all = Group(order: "All", data, level: level)
    self.groups = (groups.map { Set($0).sorted() } ?? []).compactMap { name in
      data.subgroup { groups?[$0] == name }.map { Group(order: name, $0, level: level) }
    }
    (assessment, optimism) = (nil, nil)
    let flagging =
      thresholds.isEmpty
      ? nil
      : try PredictionThresholds(
        scores: scores, outcomes: outcomes, at: thresholds, by: groups, areProbabilities: false, level: level)
    self.thresholds = flagging
    self.predictor = predictor
    self.level = level
    var remarks = notes
    if excluded > 0 {
      remarks.append(
        "\(NumberFormat.count(excluded)) of \(NumberFormat.count(excluded + data.count)) people are left out for a "
          + "missing value.")
    }
    self.notes =
      remarks + all.notes + self.groups.flatMap(\.notes) + [
        "AUC with DeLong’s limits; a score that is no probability has no calibration and no Brier score."
      ] + (flagging?.notes ?? [])
  }

  /// Fits a logistic model and evaluates it on the same people, with its optimism where resampling is asked for.
  ///
  /// - Throws: `ModelError` as the model does.
  public init(
    fitting formula: Formula, frame: ModelFrame, by groups: [String]? = nil, bands: Int = 10,
    bootstrap: Bootstrap? = nil, thresholds: [Double] = [], level: ConfidenceLevel = .p95
  ) throws {
    let model = try GeneralizedLinearModel(DesignMatrix(formula, frame: frame), family: .binomial)
    let (fitted, outcomes) = (model.fittedValues, model.outcomes)
    let rows = fitted.indices.filter { fitted[$0] != nil }
    let data = try PredictedOutcomes(
      probabilities: rows.map { fitted[$0] ?? 0 }, outcomes: rows.map { outcomes[$0] == 1 })
    let optimism = try bootstrap.map { bootstrap in
      var generator = ReplicateGenerator(seed: bootstrap.seed)
      return try Optimism(of: model, replicates: bootstrap.replicates, using: &generator)
    }
    try self.init(
      data, predictor: formula.text, by: groups.map { all in rows.map { all[$0] } }, bands: bands,
      optimism: optimism, excluded: frame.excludedRows, thresholds: thresholds, level: level)
  }
}
