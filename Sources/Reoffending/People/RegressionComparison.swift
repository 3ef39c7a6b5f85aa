import Numbers
public import Statistics

extension RegressionResult {
  /// A fit against one whose terms are some of its own, on the same people.
  public struct Comparison: Sendable, Encodable {
    /// The smaller formula.
    public let formula: String
    /// Akaike's criterion of the smaller model; nil where it has no likelihood.
    public let aic: Double?
    /// The likelihood-ratio test, or the F test where the dispersion is estimated.
    public let test: TestResult
    /// The confidence level, at which the test is judged.
    public let level: ConfidenceLevel

    init(
      of model: GeneralizedLinearModel, against formula: Formula, frame: ModelFrame,
      _ choices: RegressionChoices
    ) throws(ModelError) {
      let terms = Set(model.design.formula.termTexts)
      let others = formula.termTexts.filter { !terms.contains($0) }
      guard others.isEmpty, formula.outcomeText == model.design.formula.outcomeText else {
        throw .undefined(
          quantity: "a comparison with \(formula.text)",
          because: others.isEmpty
            ? "it has another outcome"
            : "its terms must be some of the larger model's, which lacks \(others.joined(separator: ", "))")
      }
      let design = try DesignMatrix(formula, frame: frame, rows: choices.rows)
      let smaller = try GeneralizedLinearModel(design, family: model.family, link: model.link)
      self.formula = formula.text
      aic = smaller.aic
      test = try model.likelihoodRatioTest(against: smaller)
      level = choices.level
    }

    /// What the comparison found, in one sentence.
    public var sentence: String {
      "Against \(formula): \(NumberFormat.pStatement(test.pValue)) (\(test.method)); the terms left out there "
        + (test.pValue < level.alpha
          ? "say something of the outcome together." : "have no clear effect together.")
    }

    private enum CodingKeys: String, CodingKey { case formula, aic, test, level, sentence }

    /// Writes null for a criterion that does not exist.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(formula, forKey: .formula)
      try container.encode(aic, forKey: .aic)
      try container.encode(test, forKey: .test)
      try container.encode(level, forKey: .level)
      try container.encode(sentence, forKey: .sentence)
    }
  }
}
