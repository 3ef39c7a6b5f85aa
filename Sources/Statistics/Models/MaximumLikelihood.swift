/// Newton's method (for canonical links the same as iteratively reweighted least squares) with step halving.
///
/// - Source: McCullagh and Nelder (1989), *Generalized Linear Models*, 2nd edition, section 2.5,
///   doi:10.1007/978-1-4899-3242-6.
struct MaximumLikelihood {
  struct Solution: Sendable {
    /// In the centred columns.
    var coefficients: [Double]
    var equations: NormalEquations
    var iterations: Int
    /// The last step, which points where the coefficients run if they run off.
    var step: [Double]
    var hasConverged: Bool
  }

  /// The squared length of a step, in standard errors, below which the step after it is rounding error.
  let tolerance: Double
  let limit: Int

  init(tolerance: Double, limit: Int = 60) {
    self.tolerance = tolerance
    self.limit = limit
  }

  /// Maximises the likelihood over the coefficients that are not held.
  ///
  /// - Parameter stop: asked after each step whether to give up.
  func callAsFunction<Kernel: PatternKernel>(
    _ table: DesignTable, _ patterns: CovariatePatterns, _ kernel: Kernel, start: [Double],
    holding held: Int? = nil, stop: (Solution) -> Bool = { _ in false }
  ) -> Solution {
    maximum(start: start, holding: held, stop: stop) { table.normalEquations($0, patterns, kernel) }
  }

  /// Maximises a likelihood that is given by its equations at any coefficients.
  ///
  /// - Parameters:
  ///   - start: where the search begins.
  ///   - known: the equations there; nil where they have not been asked for yet.
  ///   - held: the coefficient that stays as it is.
  ///   - stop: asked after each step whether to give up.
  ///   - equations: the likelihood, its gradient and its information.
  func maximum(
    start: [Double], known: NormalEquations? = nil, holding held: Int? = nil,
    stop: (Solution) -> Bool = { _ in false }, equations: ([Double]) -> NormalEquations
  ) -> Solution {
    let free = start.indices.filter { $0 != held }
    var solution = Solution(
      coefficients: start, equations: known ?? equations(start), iterations: 0,
      step: Array(repeating: 0, count: start.count), hasConverged: free.isEmpty)
    while solution.iterations < limit, !free.isEmpty {
      let factor = CholeskyFactor(
        held == nil ? solution.equations.information : solution.equations.information.restricted(to: free))
      let score = free.map { solution.equations.score[$0] }
      let part = factor.solve(score)
      let decrement = zip(part, score).reduce(0) { $0 + $1.0 * $1.1 }
      guard decrement.isFinite else { return solution }
      for (index, value) in zip(free, part) { solution.step[index] = value }
      let isLast = decrement < tolerance
      solution.iterations += 1
      guard advance(&solution, equations) else { return solution }
      if isLast {
        solution.hasConverged = true
        return solution
      }
      if stop(solution) { return solution }
    }
    return solution
  }

  private func advance(_ solution: inout Solution, _ equations: ([Double]) -> NormalEquations) -> Bool {
    var fraction = 1.0
    let allowance = 1e-11 * (1 + abs(solution.equations.logLikelihood))
    for _ in 0..<40 {
      let next = zip(solution.coefficients, solution.step).map { $0 + fraction * $1 }
      let found = equations(next)
      if found.logLikelihood.isFinite,
        found.logLikelihood >= solution.equations.logLikelihood - allowance
      {
        solution.coefficients = next
        solution.equations = found
        return true
      }
      fraction /= 2
    }
    return false
  }
}
