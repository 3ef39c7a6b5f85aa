/// Chooses the penalty of a lasso by cross-validation.
///
/// People are put into folds at random; each fold is predicted by the path fitted to the others, and the mean deviance
/// a person is compared. What is chosen still depends on the folds drawn, and coefficients are shrunk.
///
/// - Source: Friedman, Hastie and Tibshirani (2010), *Journal of Statistical Software* 33(1),
///   doi:10.18637/jss.v033.i01.
public struct LassoCrossValidation: Sendable {
  /// The path fitted to everyone.
  public let path: LassoPath
  /// The mean deviance a person of each penalty, on people left out.
  public let deviances: [Double]
  /// The standard errors of the mean over folds.
  public let standardErrors: [Double]

  /// The index of the penalty with the smallest deviance.
  public var best: Int { deviances.indices.min { deviances[$0] < deviances[$1] } ?? 0 }

  /// The index of the largest penalty whose deviance is within one standard error of the smallest.
  public var sparsest: Int {
    let bound = deviances[best] + standardErrors[best]
    return deviances.indices.first { deviances[$0] <= bound } ?? best
  }

  /// The terms whose coefficient is not zero at a penalty.
  public func chosenTerms(at index: Int) -> [String] {
    zip(path.terms, path.points[index].coefficients).dropFirst().filter { $0.1 != 0 }.map(\.0)
  }

  /// Cross-validates a path.
  ///
  /// - Parameters:
  ///   - design: the columns of the terms over one row a person, with an outcome of 0 and 1.
  ///   - folds: into how many parts people are put, from 3 to as many as there are.
  ///   - generator: the source of random numbers; the same source in the same state gives the same folds.
  /// - Throws: `ModelError` for a design of counted rows, fewer than three folds, or as the path does.
  public init(
    _ design: DesignMatrix, folds: Int = 10, using generator: inout some RandomNumberGenerator
  ) throws(ModelError) {
    let rows = design.patterns.patternOfRow.indices.filter { design.patterns.patternOfRow[$0] >= 0 }
    guard folds >= 3, folds <= rows.count else {
      throw .outOfRange(argument: "folds", value: Double(folds), allowed: "from 3 to the number of rows")
    }
    guard design.outcome.isBinary, design.frequencies == nil else {
      throw .undefined(
        quantity: "cross-validation", because: "it needs one row a person with an outcome of 0 or 1")
    }
    let path = try LassoPath(design)
    let penalties = path.points.map(\.penalty)
    let shuffled = rows.shuffled(using: &generator)
    var byFold: [[Double]] = []
    for fold in 0..<folds {
      let held = shuffled.indices.filter { $0 % folds == fold }.map { shuffled[$0] }
      let kept = shuffled.indices.filter { $0 % folds != fold }.map { shuffled[$0] }
      let events = kept.count { design.outcome.values[$0] == 1 }
      guard events > 0, events < kept.count else {
        throw .undefined(
          quantity: "cross-validation",
          because:
            "one of its \(folds) parts holds everybody with the outcome \(events == 0 ? 1 : 0), of whom there are too few"
        )
      }
      let points = try LassoPath(design.resampled(kept.sorted()), penalties: penalties).points
      let left = design.resampled(held).patterns
      byFold.append(
        points.map { point in
          let coefficients = design.table.centred(point.coefficients)
          return -2 * design.table.normalEquations(coefficients, left, LogisticKernel()).logLikelihood
            / Double(held.count)
        })
    }
    let count = Double(folds)
    let means = penalties.indices.map { index in byFold.reduce(0) { $0 + $1[index] } / count }
    self.path = path
    deviances = means
    standardErrors = penalties.indices.map { index in
      let squares = byFold.reduce(0) { $0 + ($1[index] - means[index]) * ($1[index] - means[index]) }
      return (squares / (count - 1) / count).squareRoot()
    }
  }
}
