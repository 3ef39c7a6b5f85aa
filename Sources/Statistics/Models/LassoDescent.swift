internal import CGSL

/// Coordinate descent on the quadratic approximation of the likelihood, which needs the normal equations only.
struct LassoDescent {
  private let design: DesignMatrix
  private let scale: [Double]
  private var coefficients: [Double]

  init(_ design: DesignMatrix) {
    self.design = design
    scale = design.terms.indices.map { column in
      if column == 0 { return 1 }
      let mean = design.crossProduct[column, 0] / design.people
      return max(0, design.crossProduct[column, column] / design.people - mean * mean).squareRoot()
    }
    coefficients = Array(repeating: 0, count: design.terms.count)
    let events = design.patterns.sums.reduce(0, +)
    coefficients[0] = log(events / (design.people - events))
  }

  var plainCoefficients: [Double] { design.table.uncentred(coefficients) }

  /// The smallest penalty at which every coefficient but the intercept is zero.
  var largestPenalty: Double {
    let score = design.table.normalEquations(coefficients, design.patterns, LogisticKernel()).score
    return (1..<score.count).map { abs(score[$0]) / scale[$0] }.max().map { $0 / design.people } ?? 0
  }

  /// The standard error of a column's score a person where nothing goes with the outcome.
  var chance: Double {
    let share = design.patterns.sums.reduce(0, +) / design.people
    return (share * (1 - share) / design.people).squareRoot()
  }

  /// Minimises at a penalty from where the last one ended, and gives the deviance.
  mutating func move(to penalty: Double) throws(ModelError) -> Double {
    var equations = design.table.normalEquations(coefficients, design.patterns, LogisticKernel())
    for _ in 0..<200 {
      let target = quadraticMinimum(equations, penalty)
      let before = objective(equations, coefficients, penalty)
      var fraction = 1.0
      let step = zip(target, coefficients).map(-)
      while true {
        let next = zip(coefficients, step).map { $0 + fraction * $1 }
        let nextEquations = design.table.normalEquations(next, design.patterns, LogisticKernel())
        if objective(nextEquations, next, penalty) <= before + 1e-12 * abs(before) {
          (coefficients, equations) = (fraction == 1 ? target : next, nextEquations)
          break
        }
        fraction /= 2
        guard fraction > 1e-9 else { throw .noConvergence(method: "the lasso", iterations: 200) }
      }
      if zip(step, scale).allSatisfy({ abs($0 * $1) < 1e-10 }) {
        return -2 * equations.logLikelihood + saturated
      }
    }
    throw .noConvergence(method: "the lasso", iterations: 200)
  }

  private var saturated: Double {
    2 * SaturatedLikelihood(family: .binomial, theta: nil, patterns: design.patterns).logLikelihood
  }

  private func objective(_ equations: NormalEquations, _ at: [Double], _ penalty: Double) -> Double {
    let size = (1..<at.count).reduce(0) { $0 + scale[$1] * abs(at[$1]) }
    return -equations.logLikelihood / design.people + penalty * size
  }

  private func quadraticMinimum(_ equations: NormalEquations, _ penalty: Double) -> [Double] {
    let information = equations.information
    var beta = coefficients
    // The gradient of the approximation at beta, kept up to date column by column.
    var gradient = equations.score
    let threshold = penalty * design.people
    for _ in 0..<10_000 {
      var largest = 0.0
      for column in beta.indices {
        let curvature = information[column, column]
        guard curvature > 0 else { continue }
        let free = beta[column] + gradient[column] / curvature
        let cut = column == 0 ? 0 : threshold * scale[column] / curvature
        let value = free > cut ? free - cut : free < -cut ? free + cut : 0
        let change = value - beta[column]
        if change == 0 { continue }
        beta[column] = value
        for row in gradient.indices { gradient[row] -= information[row, column] * change }
        largest = max(largest, abs(change) * scale[column])
      }
      if largest < 1e-12 { break }
    }
    return beta
  }
}
