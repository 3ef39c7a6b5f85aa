public import Statistics

/// How the terms of a regression were chosen among candidates, and the warning that belongs to it.
public struct RegressionSelection: Hashable, Sendable, Encodable {
  /// The ways of choosing.
  public enum Method: String, Hashable, Sendable, CaseIterable, Codable {
    /// One term after another as long as Akaike's criterion falls.
    case forward
    /// A penalty on absolute coefficients, chosen by cross-validation.
    case lasso
  }

  /// A step of forward selection, or a penalty of the lasso.
  public struct Step: Hashable, Sendable, Encodable {
    /// The term that was added; nil for the model that was started from.
    public let added: String?
    /// Akaike's criterion with it.
    public let aic: Double

    private enum CodingKeys: String, CodingKey { case added, aic }

    /// Writes null for the first step's term.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(added, forKey: .added)
      try container.encode(aic, forKey: .aic)
    }
  }

  /// The way of choosing.
  public let method: Method
  /// The candidates in the order of the formula.
  public let candidates: [String]
  /// The terms that were chosen.
  public let chosen: [String]
  /// The steps of forward selection; empty for the lasso.
  public let steps: [Step]
  /// The candidates that could not be fitted, with the reason.
  public let refused: [String]
  /// The penalty λ of the lasso: the largest whose deviance is within a standard error of the smallest.
  public let penalty: Double?
  /// The warning that belongs to the result.
  public let warning: String

  private enum CodingKeys: String, CodingKey {
    case method, candidates, chosen, steps, refused, penalty, warning
  }

  /// Writes null for what does not exist.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(method, forKey: .method)
    try container.encode(candidates, forKey: .candidates)
    try container.encode(chosen, forKey: .chosen)
    try container.encode(steps, forKey: .steps)
    try container.encode(refused, forKey: .refused)
    try container.encode(penalty, forKey: .penalty)
    try container.encode(warning, forKey: .warning)
  }
}

extension RegressionResult {
  /// Chooses among the terms of a formula, one after another as long as Akaike's criterion falls.
  ///
  /// - Throws: `ModelError` where the model without any of them cannot be fitted or the family has no likelihood.
  public static func forward(
    _ formula: Formula, frame: ModelFrame, choices: RegressionChoices = RegressionChoices()
  ) throws(ModelError) -> RegressionResult {
    guard choices.penalty == .none else {
      throw .undefined(quantity: "forward selection with a penalty", because: "a penalised fit has no AIC")
    }
    let start = ([(formula.outcomeText ?? "") + " ~ 1"] + formula.offsetTexts).joined(separator: " + ")
    let found = try ForwardSelection(
      from: start, candidates: formula.termTexts, frame: frame, family: choices.family, rows: choices.rows)
    var choices = choices
    let chosen = found.steps.compactMap(\.added)
    let kept = Set(found.model.design.formula.covariates)
    let lost = choices.effects.filter { !kept.contains($0) }
    choices.effects = choices.effects.filter(kept.contains)
    var result = try RegressionResult(found.model, choices: choices)
    result.selection = RegressionSelection(
      method: .forward, candidates: formula.termTexts, chosen: chosen,
      steps: found.steps.map { RegressionSelection.Step(added: $0.added, aic: $0.aic) },
      refused: found.refused.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }, penalty: nil,
      warning: ForwardSelection.warning)
    result.warnings.append(ForwardSelection.warning)
    let refused = result.selection?.refused ?? []
    result.warnings += refused.map { "Not tried: \($0)." }
    if !lost.isEmpty {
      result.notes.append("No effect of \(lost.joined(separator: ", ")): not among the terms chosen.")
    }
    result.notes.append(
      "Forward selection by AIC: \(chosen.count) of \(formula.terms.count) terms chosen"
        + (chosen.isEmpty ? "." : ", in this order: \(chosen.joined(separator: ", "))."))
    return result
  }

  /// Chooses among the terms of a formula by a lasso whose penalty is cross-validated in ten parts.
  ///
  /// Coefficients are shrunk and have neither limits nor p-values; those that are zero are left out.
  ///
  /// - Throws: `ModelError` for another family than the binomial, grouped or weighted rows, or too few rows.
  public static func lasso(
    _ formula: Formula, frame: ModelFrame, choices: RegressionChoices = RegressionChoices(),
    using generator: inout some RandomNumberGenerator
  ) throws(ModelError) -> RegressionResult {
    guard choices.family == .binomial, choices.penalty == .none, choices.effects.isEmpty else {
      throw .undefined(
        quantity: "a lasso here",
        because: "it is known for the family binomial, without another penalty and without effects")
    }
    let design = try DesignMatrix(formula, frame: frame, rows: choices.rows)
    let validation = try LassoCrossValidation(design, using: &generator)
    let index = validation.sparsest
    let point = validation.path.points[index]
    let chosen = validation.chosenTerms(at: index)
    let warning =
      "The terms were chosen on the same people and their coefficients are shrunk: no limits and no p-values exist. "
      + "Another seed can choose other terms; check the model on other people."
    var result = RegressionResult(
      design, choices: choices,
      coefficients: zip(validation.path.terms, point.coefficients).filter { term, estimate in
        estimate != 0 || term == "(Intercept)"
      }.map { term, estimate in
        RegressionCoefficient(
          term: term, estimate: estimate,
          ratio: Estimate(estimate, withoutIntervalAt: choices.level, method: "lasso").mapped(exponential))
      })
    result.deviance = point.deviance
    result.selection = RegressionSelection(
      method: .lasso, candidates: Array(validation.path.terms.dropFirst()), chosen: chosen, steps: [],
      refused: [], penalty: point.penalty, warning: warning)
    result.warnings.append(warning)
    result.notes.append(
      "Lasso: \(chosen.count) of \(validation.path.terms.count - 1) columns chosen by cross-validation in ten parts, "
        + "at the largest penalty within a standard error of the best.")
    let best = validation.chosenTerms(at: validation.best)
    if best != chosen {
      result.notes.append(
        "At the penalty with the smallest deviance it would keep \(best.isEmpty ? "none" : best.joined(separator: ", "))."
      )
    }
    return result
  }
}
