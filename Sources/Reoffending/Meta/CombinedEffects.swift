import Numbers
public import Statistics
public import Tables

/// The effects of several studies, programmes, areas or years, and what they say together.
public struct CombinedEffects: Sendable, Encodable {
  /// One study.
  public struct Study: ResultRow {
    /// The study.
    public let key: GroupKey
    /// Its effect with limits.
    public let effect: Estimate
    /// Its share of the weight.
    public let weight: Double
    /// The measure in words.
    let measure: Measure

    /// The fields, in the order of the table.
    public static let fields: [ResultField<Study>] = [
      .name { $0.key }, .estimate("effect", "Effect", decimals: 3) { $0.effect },
      .share("weight", "Weight") { $0.weight }, .text("sentence") { $0.sentence },
    ]

    /// The study in a sentence.
    public var sentence: String {
      "\(key): \(measure.words) \(measure.text(effect)), \(NumberFormat.percent(weight)) of the weight."
    }
  }

  /// What the effects are, and how they are written.
  public struct Measure: Hashable, Sendable {
    /// The name, such as `risk ratio`.
    public let words: String
    /// The value that means no effect; nil for a proportion, which has none.
    public let none: Double?
    /// Whether it is combined as a logarithm.
    public let isRatio: Bool
    /// Whether it is a fraction, written as per cent or points.
    public let isShare: Bool
    private let transform: StudyEffect.Measure?

    /// The measure of counts.
    public init(_ measure: StudyEffect.Measure) {
      transform = measure
      (words, none, isRatio, isShare) =
        switch measure {
        case .riskRatio: ("risk ratio", 1, true, false)
        case .oddsRatio: ("odds ratio", 1, true, false)
        case .riskDifference: ("risk difference", 0, false, true)
        case .proportion: ("rate", nil, false, true)
        }
    }

    /// The measure of effects as they were published: ratios, or anything else whose value 0 means no effect.
    public init(words: String, isRatio: Bool) {
      self.words = words
      self.isRatio = isRatio
      isShare = false
      none = isRatio ? 1 : 0
      transform = isRatio ? .oddsRatio : nil
    }

    /// The value for people of one on the scale of combination.
    func shown(_ value: Double) -> Double { transform?.shown(value) ?? value }

    /// An estimate with its limits, as people read it.
    public func text(_ estimate: Estimate) -> String {
      let limits = estimate.interval.map { " (\(number($0.lower)) to \(number($0.upper)))" } ?? ""
      return (estimate.value.map { text($0) } ?? "") + limits
    }

    func text(_ value: Double) -> String {
      number(value) + (isShare && none != nil ? " points" : "")
    }

    private func number(_ value: Double) -> String {
      guard isShare else { return NumberFormat.fixed(value, decimals: 2) }
      return none == nil ? NumberFormat.percent(value) : NumberFormat.signed(100 * value, decimals: 1)
    }
  }

  /// The studies, in the order of the table.
  public let studies: [Study]
  /// What the effects are.
  public let measure: Measure
  /// The combined effect with its limits.
  public let combined: Estimate
  /// The two-sided p-value of no effect; nil for a proportion.
  public let pValue: Double?
  /// Between which limits the effect of one more study is expected; nil for fewer than three studies.
  public let prediction: ConfidenceInterval?
  /// The variance between studies on the scale of combination.
  public let tauSquared: Double
  /// The share of the variance that lies between studies.
  public let iSquared: Double
  /// The test that all studies have one effect.
  public let heterogeneity: TestResult
  /// The test whether small studies have other effects; nil where it cannot be made.
  public let bias: TestResult?
  /// How the variance between studies was estimated.
  public let model: MetaAnalysis.Model
  /// The confidence level.
  public let level: ConfidenceLevel
  /// How effects differ with what is known of the studies; nil where that was not asked.
  public let moderation: EffectModeration?
  /// How effects differ between and within studies, where several come from one; nil where that was not asked.
  public let nested: NestedEffects?
  /// What a reader must know.
  public let notes: [String]

  /// Combines effects.
  ///
  /// - Parameters:
  ///   - effects: each study with its effect and variance, on the scale on which effects are combined.
  ///   - measure: what the effects are, by which they are written.
  ///   - moderators: what is known of the studies, and the formula of what may matter.
  ///   - model: how the variance between studies is estimated, or that there is none.
  ///   - hartungKnapp: whether limits are taken from the scatter of the studies.
  ///   - level: the confidence level of the limits.
  ///   - notes: what a reader must know of the data; what is said of the method follows.
  /// - Throws: `StatisticsError` where there is no study; `ModelError` for moderators that cannot be told apart.
  public init(
    _ effects: [(key: GroupKey, effect: StudyEffect)], measure: Measure,
    moderators: (formula: Formula, frame: ModelFrame)? = nil,
    model: MetaAnalysis.Model = .restrictedMaximumLikelihood, hartungKnapp: Bool = false,
    level: ConfidenceLevel = .p95, notes: [String] = []
  ) throws {
    nested = nil
    moderation = try moderators.map { moderators in
      try EffectModeration(
        MetaRegression(
          moderators.formula, frame: moderators.frame, effects: effects.map(\.effect.effect),
          variances: effects.map(\.effect.variance), model: model, hartungKnapp: hartungKnapp),
        formula: moderators.formula.text, measure: measure, level: level)
    }
    let meta = try MetaAnalysis(
      effects: effects.map(\.effect.effect), variances: effects.map(\.effect.variance), model: model)
    let weights = effects.map { 1 / ($0.effect.variance + meta.tauSquared) }
    let sum = weights.reduce(0, +)
    let z = StandardNormal.quantile(upperTail: level.tail)
    studies = zip(effects, weights).map { study, weight in
      let half = z * study.effect.variance.squareRoot()
      let value = study.effect.effect
      return Study(
        key: study.key,
        effect: Estimate(
          value, interval: ConfidenceInterval(lower: value - half, upper: value + half, level: level),
          method: "wald"
        ).mapped(measure.shown), weight: weight / sum, measure: measure)
    }
    self.measure = measure
    self.model = model
    self.level = level
    let estimate = meta.estimate(level: level, hartungKnapp: hartungKnapp)
    combined = estimate.mapped(measure.shown)
    tauSquared = meta.tauSquared
    iSquared = meta.iSquared
    heterogeneity = meta.homogeneityTest
    prediction =
      model == .fixed ? nil : meta.predictionInterval(level: level).map { $0.mapped(measure.shown) }
    if measure.none == nil {
      pValue = nil
    } else if hartungKnapp {
      pValue = try meta.hartungKnappStandardError.map { error throws(StatisticsError) in
        let student = try StudentT(degreesOfFreedom: Double(effects.count - 1))
        return min(1, 2 * student.upperTail(abs(meta.effect / error)))
      }
    } else {
      pValue = StandardNormal.pValue(meta.effect / meta.standardError, alternative: .twoSided)
    }
    bias = try? EggerTest(
      effects: effects.map(\.effect.effect), variances: effects.map(\.effect.variance)
    ).result
    self.notes =
      notes + Self.notes(effects.count, meta, hartungKnapp) + (moderation.map { $0.notes } ?? [])
  }

  /// Combines effects of which several come from one study, by restricted maximum likelihood.
  ///
  /// - Parameters:
  ///   - effects: each with its name and variance, on the scale on which effects are combined.
  ///   - within: the column of the studies, and the study of each effect.
  ///   - measure: what the effects are, by which they are written.
  ///   - moderators: what is known of the effects, and the formula of what may matter.
  ///   - level: the confidence level of the limits.
  ///   - notes: what a reader must know of the data; what is said of the method follows.
  /// - Throws: as `NestedMetaAnalysis`.
  public init(
    _ effects: [(key: GroupKey, effect: StudyEffect)], within: (column: String, studies: [String]),
    measure: Measure, moderators: (formula: Formula, frame: ModelFrame)? = nil,
    level: ConfidenceLevel = .p95, notes: [String] = []
  ) throws {
    let (values, variances) = (effects.map(\.effect.effect), effects.map(\.effect.variance))
    let meta = try NestedMetaAnalysis(effects: values, variances: variances, studies: within.studies)
    let z = StandardNormal.quantile(upperTail: level.tail)
    func estimate(_ value: Double, _ error: Double, _ method: String) -> Estimate {
      Estimate(
        value,
        interval: ConfidenceInterval(lower: value - z * error, upper: value + z * error, level: level),
        method: method
      ).mapped(measure.shown)
    }
    studies = zip(effects, meta.effectWeights).map { study, weight in
      Study(
        key: study.key, effect: estimate(study.effect.effect, study.effect.variance.squareRoot(), "wald"),
        weight: weight, measure: measure)
    }
    let error = meta.covariance[0, 0].squareRoot()
    combined = estimate(meta.coefficients[0], error, "reml")
    pValue =
      measure.none == nil
      ? nil : StandardNormal.pValue(meta.coefficients[0] / error, alternative: .twoSided)
    prediction = meta.predictionInterval(level: level).mapped(measure.shown)
    tauSquared = meta.betweenStudies + meta.withinStudies
    iSquared = meta.shares.between + meta.shares.within
    heterogeneity = meta.heterogeneity
    // Egger's test takes effects as unrelated.
    bias = nil
    (self.measure, model, self.level) = (measure, .restrictedMaximumLikelihood, level)
    moderation = try moderators.map { moderators in
      EffectModeration(
        try NestedMetaAnalysis(
          effects: values, variances: variances, studies: within.studies, moderators: moderators),
        plain: meta, formula: moderators.formula.text, measure: measure, level: level)
    }
    let nested = NestedEffects(meta, column: within.column)
    self.nested = nested
    self.notes = notes + nested.notes + (moderation?.notes ?? [])
  }

  private static func notes(_ count: Int, _ meta: MetaAnalysis, _ hartungKnapp: Bool) -> [String] {
    var notes: [String] = []
    switch meta.model {
    case .fixed: notes.append("One common effect is assumed for all studies.")
    case .derSimonianLaird:
      notes.append("Effects may differ between studies; their variance is DerSimonian and Laird’s.")
    case .restrictedMaximumLikelihood:
      notes.append(
        "Effects may differ between studies; their variance is estimated by restricted maximum likelihood.")
    }
    if count < 5, meta.model != .fixed, !hartungKnapp {
      notes.append(
        "With \(count) studies the limits are too narrow; --hartung-knapp takes them from the scatter of the studies."
      )
    }
    if count < 10 {
      notes.append(
        "The test whether small studies have other effects says little with fewer than ten studies.")
    }
    return notes
  }

  /// The finding in a sentence.
  public var headline: String {
    let all =
      nested.map { "\(studies.count) effects of \($0.studies) studies" } ?? "\(studies.count) studies"
    let start = "\(all) together: \(measure.words) \(measure.text(combined))"
    guard let none = measure.none, let interval = combined.interval else { return start }
    return interval.contains(none) ? start + ", no clear effect" : start
  }

  /// What is said of all studies together.
  public var sentences: [String] {
    var sentences = [headline + "."]
    if let prediction {
      sentences.append(
        "In one more \(nested == nil ? "study" : "effect of another study") such as these an effect between \(measure.text(prediction.lower)) and "
          + "\(measure.text(prediction.upper)) is to be expected.")
    }
    sentences.append(
      (nested?.sentence ?? "\(NumberFormat.percent(iSquared)) of the variance lies between studies")
        + " (Cochran’s Q, \(NumberFormat.pStatement(heterogeneity.pValue))).")
    if let bias {
      sentences.append(
        "Small studies have \(bias.pValue < level.alpha ? "other effects than large ones" : "no clearly other effects") "
          + "(Egger’s test, \(NumberFormat.pStatement(bias.pValue))).")
    }
    return sentences + (moderation?.sentences ?? []) + studies.map(\.sentence)
  }

  /// The studies, a row a study, and the combined effect.
  public var table: OutputTable {
    let all = Study(
      key: GroupKey(studies[0].key.parts.map { GroupKey.Part(column: $0.column, value: "All studies") }),
      effect: combined, weight: 1, measure: measure)
    return Study.table(studies + [all])
  }

  /// Writes the studies, the combined effect and how it was found.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("groups", studies), ("combined", combined), ("pValue", pValue),
      ("predictionLower", prediction?.lower), ("predictionUpper", prediction?.upper),
      ("tauSquared", tauSquared), ("iSquared", iSquared), ("heterogeneity", heterogeneity), ("bias", bias),
      ("measure", measure.words), ("model", model), ("level", level), ("sentences", sentences),
      ("notes", notes), ("moderators", moderation), ("threeLevel", nested),
    ]).encode(to: encoder)
  }
}
