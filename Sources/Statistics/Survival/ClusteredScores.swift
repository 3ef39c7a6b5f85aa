internal import CGSL

/// The score residuals of a hazard model, summed within clusters.
///
/// A row's residual is the covariates less their mean over those at risk, summed over the row's martingale residual;
/// with Efron's ties each of the tied people leaves the risk set by parts.
///
/// - Source: Lin and Wei (1989), *Journal of the American Statistical Association* 84, 1074–1078,
///   doi:10.1080/01621459.1989.10478874; Therneau and Grambsch (2000), *Modeling Survival Data*, section 4.6.
struct ClusteredScores {
  /// The sum over clusters of the squared sum of their residuals.
  private(set) var squares: SymmetricMatrix
  /// How many clusters there are.
  let clusters: Int
  private let total: [Double]

  /// The test that the sum of the residuals is zero.
  var test: TestResult {
    let statistic = zip(CholeskyFactor(squares).solve(total), total).reduce(0) { $0 + $1.0 * $1.1 }
    let degrees = Double(total.count)
    return TestResult(
      statistic: max(0, statistic), degreesOfFreedom: degrees,
      pValue: ReferenceTails.chiSquared(max(0, statistic), degreesOfFreedom: degrees), method: "robust score")
  }

  init(_ partial: PartialLikelihood, coefficients: [Double], clusters groups: [Int]) {
    let columns = partial.columns
    var curves: [Int: HazardCurve] = [:]
    partial.forEachEventTime(coefficients) {
      curves[$0.stratum, default: HazardCurve(columns: columns)].append($0)
    }
    let predictors = partial.predictors(coefficients)
    let people = partial.people
    var sums: [Int: [Double]] = [:]
    for row in people.times.indices {
      guard let curve = curves[people.strata[row]] else { continue }
      let own = people.events[row] ? curve.index(of: people.times[row]) : nil
      let risk = predictors.hazard(row)
      let weight = people.weight(row)
      // Sums over the times with events at which the row was at risk.
      let (from, to) = (curve.later(than: people.entry(row)), curve.later(than: people.times[row]))
      var factor = own == nil ? 0.0 : 1
      factor -= risk * (curve.sums[from].hazard - curve.sums[to].hazard)
      if let own { factor += risk * curve.tied[own].hazard }
      var score = sums[groups[row]] ?? Array(repeating: 0, count: columns)
      for column in 0..<columns {
        var mean = -risk * (curve.mean[from * columns + column] - curve.mean[to * columns + column])
        if let own {
          mean += curve.ownMean[own * columns + column] + risk * curve.tiedMean[own * columns + column]
        }
        score[column] -= weight * mean
      }
      for entry in partial.entries.range(Int(partial.patternOfPerson[row])) {
        score[Int(partial.entries.columns[entry])] += weight * factor * partial.entries.values[entry]
      }
      sums[groups[row]] = score
    }
    squares = SymmetricMatrix(order: columns)
    var total = Array(repeating: 0.0, count: columns)
    // Dictionaries have no order, and sums of other order other last digits.
    for (_, score) in sums.sorted(by: { $0.key < $1.key }) {
      for row in 0..<columns {
        total[row] += score[row]
        for column in 0...row { squares[row, column] += score[row] * score[column] }
      }
    }
    squares.mirrorLowerTriangle()
    self.total = total
    clusters = sums.count
  }
}
