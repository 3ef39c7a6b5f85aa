/// The greatest likelihood of a model of times, whose first coefficients are those of centred columns, the intercept first.
enum TimesMaximum {
  /// Searches from a start; a covariate that still runs after many steps has no estimate.
  ///
  /// - Parameters:
  ///   - columns: how many coefficients are those of columns of the design.
  ///   - method: what did not converge, in words.
  /// - Throws: `ModelError` for a coefficient that runs off to infinity, and for no convergence.
  static func find(
    from start: [Double], columns: Int, _ design: DesignMatrix, method: String,
    _ equations: ([Double]) -> NormalEquations
  ) throws(ModelError) -> MaximumLikelihood.Solution {
    func running(_ solution: MaximumLikelihood.Solution) -> [Int] {
      columns > 1 ? design.table.running(solution.step[..<columns]) : []
    }
    let solution = MaximumLikelihood(tolerance: 1e-16, limit: 100).maximum(
      start: start, stop: { $0.iterations > 14 && !running($0).isEmpty }, equations: equations)
    if solution.iterations > 14 {
      try design.table.refuseRunning(solution.step.prefix(max(1, columns)), design.terms)
    }
    guard solution.hasConverged else {
      throw .noConvergence(method: method, iterations: solution.iterations)
    }
    return solution
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
    func stepOfAll(_ solution: MaximumLikelihood.Solution) -> ArraySlice<Double> {
      ([0] + solution.step)[...]
    }
    let solution = MaximumLikelihood(tolerance: tolerance).maximum(
      start: null.score.map { _ in 0 }, known: null,
      stop: { $0.iterations > 12 && !table.running(stepOfAll($0)).isEmpty }, equations: equations)
    if solution.iterations > 12 { try table.refuseRunning(stepOfAll(solution), terms) }
    guard solution.hasConverged else {
      throw .noConvergence(method: method, iterations: solution.iterations)
    }
    return solution
  }
}
