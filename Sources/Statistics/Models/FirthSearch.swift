internal import CGSL

/// The maximum of the penalised likelihood by Newton steps with modified scores.
///
/// Steps of the expected information converge quickly near the estimate of most data and slowly where the likelihood
/// is flat, as along a profile far out; after the first steps the curvature of the penalised likelihood itself is
/// taken, from differences of its score, wherever it has a maximum in sight.
struct FirthSearch {
  static let limit = 500
  private static let firstSteps = 10

  struct Found {
    var coefficients: [Double]
    var information: SymmetricMatrix
    var penalized: Double
    var iterations: Int
  }

  let table: DesignTable
  let patterns: CovariatePatterns

  /// The penalty is that of all coefficients also while one of them is held, as in `logistf`.
  func maximum(start: [Double], holding held: Int?) -> Found? {
    let free = (0..<table.columnCount).filter { $0 != held }
    guard var current = state(start) else { return nil }
    for iteration in 1...Self.limit {
      let score = free.map { current.score[$0] }
      let curvature = iteration > Self.firstSteps ? curvature(current, free) : nil
      let factor = curvature ?? CholeskyFactor(current.information.restricted(to: free))
      let part = factor.solve(score)
      let decrement = zip(part, score).reduce(0) { $0 + $1.0 * $1.1 }
      guard decrement.isFinite else { return nil }
      // No coefficient moves by more than 5 in one step.
      var fraction = min(1, 5 / max(5, part.map(abs).max() ?? 0))
      let least = current.penalized - 1e-11 * (1 + abs(current.penalized))
      var next: State?
      while next == nil, fraction > 1e-9 {
        var coefficients = current.coefficients
        for (index, value) in zip(free, part) { coefficients[index] += fraction * value }
        next = state(coefficients).flatMap { $0.penalized >= least ? $0 : nil }
        fraction /= 2
      }
      guard let next else { return nil }
      current = next
      if decrement < 1e-22 {
        return Found(
          coefficients: current.coefficients, information: current.information, penalized: current.penalized,
          iterations: iteration)
      }
    }
    return nil
  }

  private struct State {
    var coefficients: [Double]
    var information: SymmetricMatrix
    var score: [Double]
    var penalized: Double
  }

  /// Less the second derivatives of the penalised likelihood, factored; nil where they are not those of a maximum.
  private func curvature(_ current: State, _ free: [Int]) -> CholeskyFactor? {
    var matrix = SymmetricMatrix(order: free.count)
    for (row, column) in free.enumerated() {
      let information = current.information[column, column]
      guard information > 0 else { return nil }
      let step = 1e-4 * min(1 / information.squareRoot(), 1 + abs(current.coefficients[column]))
      var (ahead, behind) = (current.coefficients, current.coefficients)
      ahead[column] += step
      behind[column] -= step
      guard let after = state(ahead), let before = state(behind) else { return nil }
      for (other, own) in free.enumerated() {
        matrix[row, other] = (before.score[own] - after.score[own]) / (2 * step)
      }
    }
    for row in free.indices {
      for column in 0..<row {
        let mean = (matrix[row, column] + matrix[column, row]) / 2
        matrix[row, column] = mean
        matrix[column, row] = mean
      }
    }
    let factor = CholeskyFactor(matrix)
    return factor.isPositiveDefinite ? factor : nil
  }

  /// Nil where the information has lost its rank in arithmetic, so that the penalty is infinite.
  private func state(_ coefficients: [Double]) -> State? {
    let equations = table.normalEquations(coefficients, patterns, LogisticKernel())
    let factor = CholeskyFactor(equations.information)
    guard factor.isPositiveDefinite, equations.logLikelihood.isFinite else { return nil }
    let predictor = table.linearPredictor(coefficients, offsets: patterns.offsets)
    var score = equations.score
    for pattern in 0..<patterns.count {
      let entries = table.entries(pattern)
      let mean = ModelFamily.binomial.mean(predictor[pattern])
      let people = patterns.weights[pattern] * patterns.units[pattern] * patterns.trials[pattern]
      let information = people * ModelFamily.binomial.meanSlope(predictor[pattern])
      let leverage = information * factor.whitened(entries).reduce(0) { $0 + $1 * $1 }
      for entry in entries { score[entry.column] += leverage * (0.5 - mean) * entry.value }
    }
    return State(
      coefficients: coefficients, information: equations.information, score: score,
      penalized: equations.logLikelihood + factor.logDeterminant / 2)
  }
}
