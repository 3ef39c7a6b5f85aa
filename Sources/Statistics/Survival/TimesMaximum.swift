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
}
