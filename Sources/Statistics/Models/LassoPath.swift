internal import CGSL

/// Logistic regression with a penalty on absolute coefficients, along a path of penalties.
///
/// Minimised is −log-likelihood / n + λ Σ|β_j| over coefficients of columns scaled to a standard deviation of 1 with
/// divisor n, the intercept free, as in R's `glmnet`. Estimates are given on the scale of the columns. They are
/// shrunk, and a p-value for what was chosen does not exist.
///
/// - Source: Tibshirani (1996), *Journal of the Royal Statistical Society B* 58, 267–288,
///   doi:10.1111/j.2517-6161.1996.tb02080.x; Friedman, Hastie and Tibshirani (2010), *Journal of Statistical
///   Software* 33(1), doi:10.18637/jss.v033.i01.
public struct LassoPath: Sendable {
  /// The fit at one penalty.
  public struct Point: Hashable, Sendable {
    /// The penalty λ.
    public let penalty: Double
    /// The estimates, in the order of `terms`.
    public let coefficients: [Double]
    /// The deviance.
    public let deviance: Double

    /// How many coefficients beside the intercept are not zero.
    public var nonZero: Int { coefficients.dropFirst().count { $0 != 0 } }
  }

  /// The names of the coefficients, the intercept first.
  public let terms: [String]
  /// The fits, the largest penalty first.
  public let points: [Point]

  /// Fits a path.
  ///
  /// - Parameters:
  ///   - design: the columns of the terms over the rows, an intercept among them, with a binary outcome.
  ///   - penalties: λ in falling order; nil for 100 values evenly spaced on a logarithmic scale from the smallest λ
  ///     at which all coefficients are zero down to a ten-thousandth of it.
  /// - Throws: `ModelError` for an outcome that is not binary, a formula without intercept, or λ that do not fall.
  public init(_ design: DesignMatrix, penalties: [Double]? = nil) throws(ModelError) {
    try ModelFamily.binomial.checkOutcome(design.outcome, design.patterns)
    guard design.hasIntercept, design.terms.count > 1 else {
      throw .undefined(quantity: "a lasso path", because: "it needs an intercept and at least one column")
    }
    var descent = LassoDescent(design)
    if let penalties {
      for (first, second) in zip(penalties, penalties.dropFirst()) where second >= first {
        throw .outOfRange(argument: "penalty", value: second, allowed: "below the one before it")
      }
      if let bad = penalties.first(where: { !($0 > 0 && $0.isFinite) }) {
        throw .outOfRange(argument: "penalty", value: bad, allowed: "above 0")
      }
    }
    // A touch above, so that rounding lets no coefficient in. Where no column goes with the outcome at all, every penalty leaves
    // all out; the path then begins at what chance alone would do.
    let largest = descent.largestPenalty
    let top = (largest > descent.chance * 1e-6 ? largest : descent.chance) * (1 + 1e-10)
    let values = penalties ?? (0..<100).map { top * pow(1e-4, Double($0) / 99) }
    var points: [Point] = []
    for penalty in values {
      let deviance = try descent.move(to: penalty)
      points.append(Point(penalty: penalty, coefficients: descent.plainCoefficients, deviance: deviance))
    }
    terms = design.terms
    self.points = points
  }
}
