/// The greatest likelihood of a model of times; a covariate that still runs after many steps has no estimate.
enum TimesMaximum {
  /// Searches from a start, whose first coefficients are those of centred columns, the intercept first.
  ///
  /// - Parameters:
  ///   - columns: how many coefficients are those of columns of the design.
  ///   - method: what did not converge, in words.
  /// - Throws: `ModelError` for a coefficient that runs off to infinity, and for no convergence.
  static func find(
    from start: [Double], columns: Int, _ design: DesignMatrix, method: String,
    _ equations: ([Double]) -> NormalEquations
  ) throws(ModelError) -> MaximumLikelihood.Solution {
    try find(
      MaximumLikelihood(tolerance: 1e-16, limit: 100), patience: 14, from: start, known: nil, design.table,
      design.terms, method, columns: { $0.prefix(max(1, columns)) }, equations)
  }

  /// Searches for ratios of hazards, whose likelihood has no intercept, from none.
  ///
  /// - Parameters:
  ///   - table: the columns of the design, the intercept's first.
  ///   - terms: their names.
  ///   - null: the equations where all coefficients are zero.
  ///   - tolerance: of the squared length of the last step, in standard errors.
  ///   - method: what did not converge, in words.
  /// - Throws: `ModelError` for a coefficient that runs off to infinity, and for no convergence.
  static func ofHazards(
    _ table: DesignTable, terms: [String], null: NormalEquations, tolerance: Double, method: String,
    _ equations: ([Double]) -> NormalEquations
  ) throws(ModelError) -> MaximumLikelihood.Solution {
    try find(
      MaximumLikelihood(tolerance: tolerance), patience: 12, from: null.score.map { _ in 0 }, known: null,
      table,
      terms, method, columns: { ([0] + $0)[...] }, equations)
  }

  /// - Parameters:
  ///   - patience: after how many steps a coefficient that moves has no estimate.
  ///   - columns: what of a step belongs to the columns of the table, the intercept's first.
  private static func find(
    _ search: MaximumLikelihood, patience: Int, from start: [Double], known: NormalEquations?,
    _ table: DesignTable, _ terms: [String], _ method: String, columns: ([Double]) -> ArraySlice<Double>,
    _ equations: ([Double]) -> NormalEquations
  ) throws(ModelError) -> MaximumLikelihood.Solution {
    let solution = search.maximum(
      start: start, known: known,
      stop: { $0.iterations > patience && !table.running(columns($0.step)).isEmpty }, equations: equations)
    if solution.iterations > patience { try table.refuseRunning(columns(solution.step), terms) }
    guard solution.hasConverged else {
      throw .noConvergence(method: method, iterations: solution.iterations)
    }
    return solution
  }
}
