internal import CGSL

/// The maximum of the penalised likelihood by Newton steps with modified scores.
struct FirthSearch {
  static let limit = 500

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
    var current = state(start)
    for iteration in 1...Self.limit {
      let factor = CholeskyFactor(current.information.restricted(to: free))
      let score = free.map { current.score[$0] }
      let part = factor.solve(score)
      let decrement = zip(part, score).reduce(0) { $0 + $1.0 * $1.1 }
      guard decrement.isFinite else { return nil }
      // No coefficient moves by more than 5 in one step.
      var fraction = min(1, 5 / max(5, part.map(abs).max() ?? 0))
      var next = current
      repeat {
        var coefficients = current.coefficients
        for (index, value) in zip(free, part) { coefficients[index] += fraction * value }
        next = state(coefficients)
        fraction /= 2
      } while !(next.penalized >= current.penalized - 1e-11 * (1 + abs(current.penalized))) && fraction > 1e-9
      guard next.penalized.isFinite else { return nil }
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

  private func state(_ coefficients: [Double]) -> State {
    let equations = table.normalEquations(coefficients, patterns, LogisticKernel())
    let factor = CholeskyFactor(equations.information)
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
