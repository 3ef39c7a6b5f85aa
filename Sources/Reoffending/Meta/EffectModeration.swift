import Numbers
public import Statistics
package import Tables

/// How the effects of studies differ with what is known of the studies.
public struct EffectModeration: Sendable, Encodable {
  /// The formula of the moderators.
  public let formula: String
  /// The coefficients; of ratios and rates on the scale of logarithms, and as factors.
  public let coefficients: [RegressionCoefficient]
  /// The test that no moderator matters.
  public let test: TestResult?
  /// The test that the moderators account for all differences between studies.
  public let residual: TestResult
  /// The variance that is left between studies.
  public let tauSquared: Double
  /// The share of the variance that is left between studies.
  public let iSquared: Double
  /// The share of the variance between studies that the moderators account for.
  public let rSquared: Double?
  /// What a reader must know.
  public let notes: [String]
  private let level: ConfidenceLevel
  private let measure: CombinedEffects.Measure

  init(
    _ regression: MetaRegression, formula: String, measure: CombinedEffects.Measure, level: ConfidenceLevel
  ) {
    self.init(
      regression.coefficientTable(level: level), regression.referenceLevels,
      (regression.moderatorTest, regression.residualTest), tauSquared: regression.tauSquared,
      iSquared: regression.iSquared, rSquared: regression.rSquared, effects: regression.studies,
      formula: formula, measure: measure, level: level)
  }

  /// Of effects of which several come from one study.
  ///
  /// - Parameter plain: the same without moderators.
  init(
    _ nested: NestedMetaAnalysis, plain: NestedMetaAnalysis, formula: String,
    measure: CombinedEffects.Measure, level: ConfidenceLevel
  ) {
    let (left, all) = (
      nested.betweenStudies + nested.withinStudies, plain.betweenStudies + plain.withinStudies
    )
    self.init(
      nested.coefficientTable(level: level), nested.referenceLevels,
      (nested.moderatorTest, nested.heterogeneity), tauSquared: left,
      iSquared: nested.shares.between + nested.shares.within,
      rSquared: all > 0 ? max(0, (all - left) / all) : nil, effects: nested.studies, formula: formula,
      measure: measure, level: level)
  }

  private init(
    _ table: [CoefficientEstimate], _ referenceLevels: [String],
    _ tests: (own: TestResult?, left: TestResult),
    tauSquared: Double, iSquared: Double, rSquared: Double?, effects: Int, formula: String,
    measure: CombinedEffects.Measure, level: ConfidenceLevel
  ) {
    self.formula = formula
    self.measure = measure
    self.level = level
    let isFactor = measure.factorWords != nil
    coefficients = table.map { RegressionCoefficient($0, isRatio: isFactor) }
    (test, residual) = tests
    (self.tauSquared, self.iSquared, self.rSquared) = (tauSquared, iSquared, rSquared)
    let moderators = table.count { $0.term != "(Intercept)" }
    var notes: [String] = []
    if !referenceLevels.isEmpty {
      notes.append("Moderators are compared with: \(referenceLevels.joined(separator: ", ")).")
    }
    if effects < 10 * moderators {
      notes.append(
        "\(Plural.count(effects, "study")) are few for \(Plural.count(moderators, "moderator")); ten for each are "
          + "the rule (Cochrane Handbook, section 10.11.5.1).")
    }
    notes.append("Studies differ in much besides their moderators: what goes with one need not come from it.")
    self.notes = notes
  }

  /// What is said of the moderators.
  public var sentences: [String] {
    let rows = coefficients.filter { !$0.isIntercept }
    var sentences: [String] = []
    if let test {
      let clear = test.pValue < level.alpha
      var sentence =
        (rows.count == 1 ? "The moderator goes" : "The moderators together go")
        + (clear ? " with the effects" : " with no clear difference of the effects")
        + " (\(NumberFormat.pStatement(test.pValue)))"
      if let rSquared {
        sentence += "; of the variance between studies \(NumberFormat.percent(rSquared)) is accounted for"
      }
      sentences.append(sentence + ".")
    }
    return sentences + rows.map(sentence)
  }

  private func sentence(_ row: RegressionCoefficient) -> String {
    let name = RegressionResult.plain(row.term)
    let isClear = row.interval.map { !$0.contains(0) } ?? false
    let end = isClear ? "" : ", no clear difference"
    if let words = measure.factorWords, let value = row.ratio?.value, let interval = row.ratio?.interval {
      let text = NumberFormat.ratio(value, between: interval.lower, and: interval.upper)
      return "\(name): \(words) \(text) times\(end)."
    }
    guard let interval = row.interval else { return "\(name): no limits exist." }
    let scale = measure.isShare ? 100.0 : 1
    let decimals = NumberFormat.decimals(showing: scale * row.estimate)
    func text(_ value: Double) -> String { NumberFormat.signed(scale * value, decimals: decimals) }
    return "\(name): \(measure.words) \(text(row.estimate))\(measure.isShare ? " points" : "") "
      + "(\(text(interval.lower)) to \(text(interval.upper)))\(end)."
  }

  /// The coefficients, a row a term.
  package var table: OutputTable {
    RegressionTable.table(
      coefficients,
      ratioName: measure.factorWords.map { words in
        words.withCapital + ", factor"
      })
  }

  /// Writes coefficients, tests and what is left between studies.
  public func encode(to encoder: any Encoder) throws {
    try ResultObject([
      ("formula", formula), ("coefficients", coefficients), ("test", test), ("residual", residual),
      ("tauSquared", tauSquared), ("iSquared", iSquared), ("rSquared", rSquared),
    ]).encode(to: encoder)
  }
}

extension CombinedEffects.Measure {
  /// What is multiplied where effects are combined as logarithms; nil where they are added.
  var factorWords: String? { isRatio ? words : none == nil ? "odds" : nil }
}
