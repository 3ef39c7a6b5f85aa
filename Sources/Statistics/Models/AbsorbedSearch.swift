/// The maximum of the likelihood of a model with an intercept for each level of some columns.
struct AbsorbedSearch<Kernel: PatternKernel> {
  let cells: GroupedCells
  let design: DesignMatrix
  let kernel: Kernel
  /// The squared length of a step, in standard errors, below which the step after it is rounding error.
  let tolerance: Double
  let limit: Int

  struct Values {
    var information: [Double] = []
    var score: [Double] = []
    var logLikelihood = 0.0
    var largest = 0.0
  }

  struct Solution {
    var predictor: [Double]
    var coefficients: [Double]
    var values: Values
    var iterations = 0
  }

  /// - Parameters:
  ///   - predictor: the linear predictor of each cell to begin with.
  ///   - separated: the columns that separate the outcome along a step, nil where none does.
  func maximum(
    from predictor: [Double], with absorption: inout some LevelAbsorption,
    separated: (_ step: AbsorbedStep) -> [SeparatedColumn]?
  ) throws(ModelError) -> Solution {
    var solution = Solution(
      predictor: predictor, coefficients: Array(repeating: 0, count: design.terms.count - 1),
      values: values(predictor))
    guard solution.values.logLikelihood.isFinite else {
      throw .noConvergence(method: "a model with absorbed levels", iterations: 0)
    }
    while solution.iterations < limit {
      let step = try absorption.step(
        information: solution.values.information, score: solution.values.score)
      let isLast = step.decrement < tolerance
      solution.iterations += 1
      guard step.decrement.isFinite, advance(&solution, step) else { break }
      if isLast { return solution }
      if solution.iterations >= 9, solution.values.largest > 9, let columns = separated(step) {
        throw .separation(columns: columns)
      }
    }
    throw .noConvergence(method: "a model with absorbed levels", iterations: solution.iterations)
  }

  private func advance(_ solution: inout Solution, _ step: AbsorbedStep) -> Bool {
    var fraction = 1.0
    let allowance = 1e-11 * (1 + abs(solution.values.logLikelihood))
    for _ in 0..<40 {
      let next = zip(solution.predictor, step.predictor).map { $0 + fraction * $1 }
      let found = values(next)
      if found.logLikelihood.isFinite, found.logLikelihood >= solution.values.logLikelihood - allowance {
        solution.predictor = next
        solution.values = found
        for (index, value) in step.coefficients.enumerated() {
          solution.coefficients[index] += fraction * value
        }
        return true
      }
      fraction /= 2
    }
    return false
  }

  private func values(_ predictor: [Double]) -> Values {
    let patterns = design.patterns
    let pieces = OrderedChunks.map(count: cells.count) { range in
      var values = Values()
      values.information.reserveCapacity(range.count)
      values.score.reserveCapacity(range.count)
      for cell in range {
        let value = kernel(predictor[cell], cells.cell(cell, of: patterns))
        values.information.append(value.information)
        values.score.append(value.score)
        values.logLikelihood += value.logLikelihood
        values.largest = max(values.largest, abs(predictor[cell]))
      }
      return values
    }
    var total = Values()
    total.information.reserveCapacity(cells.count)
    total.score.reserveCapacity(cells.count)
    for piece in pieces {
      total.information += piece.information
      total.score += piece.score
      total.logLikelihood += piece.logLikelihood
      total.largest = max(total.largest, piece.largest)
    }
    return total
  }
}
