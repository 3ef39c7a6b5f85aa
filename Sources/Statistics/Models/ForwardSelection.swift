/// Adds terms one at a time as long as Akaike's criterion falls.
///
/// Standard errors, p-values and limits of a model chosen on the same data are too good: they do not know of the
/// choice. Use the result to explore, and check it on other people.
///
/// - Source: Akaike (1974), *IEEE Transactions on Automatic Control* 19, 716–723, doi:10.1109/TAC.1974.1100705;
///   Harrell (2015), *Regression Modeling Strategies*, section 4.3, doi:10.1007/978-3-319-19425-7.
public struct ForwardSelection: Sendable {
  /// One step.
  public struct Step: Hashable, Sendable {
    /// The term added, or nil for the model that was started from.
    public let added: String?
    /// Akaike's criterion with it.
    public let aic: Double
  }

  /// The steps in order.
  public let steps: [Step]
  /// The model that was arrived at.
  public let model: GeneralizedLinearModel
  /// The candidates that could not be fitted, with the reason, as where a level separates the outcome.
  public let refused: [String: ModelError]

  /// The warning that belongs to every result.
  public static let warning =
    "The terms were chosen on the same people, so p-values and limits are too good; check the model on others."

  /// Selects terms.
  ///
  /// - Parameters:
  ///   - formula: outcome, terms that are always in, and offsets.
  ///   - candidates: terms that may be added, such as `sex` or `homeless:sex`.
  ///   - frame: the rows, with the columns of formula and candidates.
  ///   - family: the distribution of the outcome; one with a likelihood.
  ///   - rows: the columns that say how a row counts.
  /// - Throws: `ModelError` where the first model cannot be fitted or the family has no likelihood.
  public init(
    from formula: String, candidates: [String], frame: ModelFrame, family: ModelFamily,
    rows: RowOptions = RowOptions()
  ) throws(ModelError) {
    var current = formula
    var best = try Self.fit(current, frame, family, rows)
    guard var aic = best.aic else {
      throw .undefined(quantity: "Akaike's criterion", because: "the family has no likelihood")
    }
    var steps = [Step(added: nil, aic: aic)]
    var refused: [String: ModelError] = [:]
    var left = candidates
    while true {
      var found: (term: String, model: GeneralizedLinearModel, aic: Double)?
      for candidate in left {
        do throws(ModelError) {
          let model = try Self.fit("\(current) + \(candidate)", frame, family, rows)
          if let value = model.aic, value < found?.aic ?? aic { found = (candidate, model, value) }
        } catch {
          if case .formula = error { throw error }
          if case .unknownColumn = error { throw error }
          refused[candidate] = error
        }
      }
      guard let found else { break }
      current += " + \(found.term)"
      (best, aic) = (found.model, found.aic)
      steps.append(Step(added: found.term, aic: aic))
      left.removeAll { $0 == found.term }
    }
    self.steps = steps
    self.refused = refused
    model = best
  }

  private static func fit(
    _ formula: String, _ frame: ModelFrame, _ family: ModelFamily, _ rows: RowOptions
  ) throws(ModelError) -> GeneralizedLinearModel {
    try GeneralizedLinearModel(DesignMatrix(Formula(formula), frame: frame, rows: rows), family: family)
  }
}
