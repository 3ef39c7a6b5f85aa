package import Statistics

/// The chance of being on the programme, given the covariates, by logistic regression.
///
/// - Source: Rosenbaum and Rubin (1983), *Biometrika* 70, 41–55, doi:10.1093/biomet/70.1.41.
package struct PropensityScores: Sendable {
  /// The model.
  package let model: GeneralizedLinearModel
  /// Whether each row is on the programme; nil for a row left out.
  package let isTreated: [Bool?]
  /// The log-odds of each row; nil for a row left out.
  package let logits: [Double?]

  /// Estimates the scores.
  ///
  /// - Parameters:
  ///   - formula: programme on the left, covariates on the right: `programme ~ age + sex`.
  ///   - frame: a row a person, with the columns of the formula; rows with a missing value have no score.
  /// - Throws: `ModelError` as for any logistic regression; a covariate that separates the groups is named.
  package init(_ formula: Formula, frame: ModelFrame) throws(ModelError) {
    model = try GeneralizedLinearModel(DesignMatrix(formula, frame: frame), family: .binomial)
    logits = model.linearPredictors
    isTreated = model.outcomes.map { $0.map { $0 == 1 } }
  }

  /// The chance of each row; nil for a row left out.
  package var probabilities: [Double?] { model.fittedValues }

  /// Everyone not on the programme, weighted by the odds of being on it, so that they resemble those who are.
  ///
  /// Where everybody's effect is wanted, both groups are weighted to resemble all people.
  ///
  /// - Source: Hirano and Imbens (2001), *Health Services and Outcomes Research Methodology* 2, 259–278,
  ///   doi:10.1023/A:1020371312283.
  package func weighting(
    target: TreatmentMeans.Target = .treated
  ) throws(MatchingError) -> ComparisonGroup {
    let treated = isTreated.indices.filter { isTreated[$0] == true }
    let others = isTreated.indices.filter { isTreated[$0] == false }
    guard !treated.isEmpty else { throw .emptyGroup("the programme") }
    guard !others.isEmpty else { throw .emptyGroup("the comparison group") }
    let chances = probabilities
    let odds = others.map { row in
      chances[row].map { (target == .treated ? $0 : 1) / (1 - $0) } ?? 0
    }
    let scale = Double(treated.count) / odds.reduce(0, +)
    return ComparisonGroup(
      treated: treated,
      comparison: zip(others, odds).map { ComparisonGroup.Member(row: $0, weight: $1 * scale) },
      unmatched: [],
      available: others.count,
      treatedWeights: target == .treated ? nil : treated.map { row in chances[row].map { 1 / $0 } ?? 0 })
  }
}
