/// Logistic, Poisson or linear regression with a penalty on the squared coefficients.
///
/// The log-likelihood less λ/2 times the sum of squares of the coefficients of the standardised columns (mean 0,
/// standard deviation 1 with divisor n, as R's `glmnet`) is maximised; the intercept is not penalised. Estimates are
/// given on the scale of the columns. They are shrunk on purpose, so there are no standard errors.
///
/// - Source: le Cessie and van Houwelingen (1992), *Applied Statistics* 41, 191–201, doi:10.2307/2347628.
public struct RidgeModel: Sendable {
  /// The columns that it was fitted to.
  public let design: DesignMatrix
  /// The distribution of the outcome.
  public let family: ModelFamily
  /// The penalty.
  public let penalty: Double
  /// The estimates, in the order of `design.terms`.
  public let coefficients: [Double]
  /// The effective number of parameters: the trace of the information times the inverse of the penalised one.
  public let effectiveParameters: Double

  /// Fits the model.
  ///
  /// - Throws: `ModelError.outOfRange` for a penalty that is not above 0; `ModelError.undefined` for a family with
  ///   a parameter beside the coefficients.
  public init(_ design: DesignMatrix, family: ModelFamily, penalty: Double) throws(ModelError) {
    guard penalty > 0, penalty.isFinite else {
      throw .outOfRange(argument: "penalty", value: penalty, allowed: "above 0")
    }
    try family.checkOutcome(design.outcome, design.patterns)
    let weights = Self.penalties(design, penalty)
    let found: (coefficients: [Double], effective: Double)?
    switch family {
    case .binomial: found = Self.maximum(design, LogisticKernel(), weights)
    case .poisson: found = Self.maximum(design, PoissonKernel(), weights)
    case .gaussian: found = Self.maximum(design, GaussianKernel(), weights)
    case .quasiBinomial, .quasiPoisson, .negativeBinomial:
      throw .undefined(
        quantity: "a ridge model of the family \(family.rawValue)",
        because: "use binomial, poisson or gaussian")
    }
    guard let found else { throw .noConvergence(method: "ridge regression", iterations: 100) }
    self.design = design
    self.family = family
    self.penalty = penalty
    coefficients = design.table.uncentred(found.coefficients)
    effectiveParameters = found.effective
  }

  /// λ times the variance of each column; 0 for the intercept.
  private static func penalties(_ design: DesignMatrix, _ penalty: Double) -> [Double] {
    let rows = design.people
    return design.terms.indices.map { column in
      if column == 0, design.hasIntercept { return 0 }
      let square = design.crossProduct[column, column] / rows
      let mean = design.hasIntercept ? design.crossProduct[column, 0] / rows : 0
      return penalty * (square - mean * mean)
    }
  }

  private static func maximum<Kernel: PatternKernel>(
    _ design: DesignMatrix, _ kernel: Kernel, _ penalties: [Double]
  ) -> (coefficients: [Double], effective: Double)? {
    var coefficients = Array(repeating: 0.0, count: design.terms.count)
    func penalized(_ equations: NormalEquations, _ at: [Double]) -> Double {
      equations.logLikelihood - zip(penalties, at).reduce(0) { $0 + $1.0 * $1.1 * $1.1 } / 2
    }
    var equations = design.table.normalEquations(coefficients, design.patterns, kernel)
    for _ in 0..<100 {
      var information = equations.information
      var score = equations.score
      for column in penalties.indices {
        information[column, column] += penalties[column]
        score[column] -= penalties[column] * coefficients[column]
      }
      let factor = CholeskyFactor(information)
      let step = factor.solve(score)
      let decrement = zip(step, score).reduce(0) { $0 + $1.0 * $1.1 }
      var fraction = 1.0
      let before = penalized(equations, coefficients)
      while true {
        let next = zip(coefficients, step).map { $0 + fraction * $1 }
        let nextEquations = design.table.normalEquations(next, design.patterns, kernel)
        if penalized(nextEquations, next) >= before - 1e-11 * (1 + abs(before)) {
          (coefficients, equations) = (next, nextEquations)
          break
        }
        fraction /= 2
        if fraction < 1e-9 { return nil }
      }
      if decrement < 1e-22 {
        var effective = 0.0
        let inverse = factor.inverse
        for row in penalties.indices {
          for column in penalties.indices {
            effective += inverse[row, column] * equations.information[column, row]
          }
        }
        return (coefficients, effective)
      }
    }
    return nil
  }
}
