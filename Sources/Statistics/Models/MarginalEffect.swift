internal import CGSL

/// The adjusted difference and ratio of means between two values of a column, everything else as it is.
///
/// Every row is given the one value and then the other, all its other columns unchanged; the two average predictions
/// are compared. For a logistic model these are the adjusted risk difference and risk ratio. Limits are by the delta
/// method, those of the ratio on the logarithmic scale.
///
/// - Source: Lane and Nelder (1982), *Biometrics* 38, 613–621, doi:10.2307/2530043; Norton, Miller and Kleinman
///   (2013), *Stata Journal* 13, 492–509, doi:10.1177/1536867X1301300304.
public struct MarginalEffect: Hashable, Sendable {
  /// The column.
  public let column: String
  /// What is looked at: a level, 1 for a column of 0 and 1, or one unit more than observed.
  public let value: String
  /// What it is compared with: the reference level, 0 for a column of 0 and 1, or the number as observed.
  public let reference: String
  /// The average prediction at the value.
  public let mean: Estimate
  /// The average prediction at the reference.
  public let referenceMean: Estimate
  /// The difference of the averages: for a logistic model the adjusted risk difference.
  public let difference: Estimate
  /// The ratio of the averages: for a logistic model the adjusted risk ratio.
  public let ratio: Estimate
  /// The standard error of the difference.
  public let standardError: Double
  /// The two-sided p-value of the difference.
  public let pValue: Double
}

extension GeneralizedLinearModel {
  /// The average adjusted effects of a column: each level against the reference, or one unit more of a number.
  ///
  /// - Throws: `ModelError.unknownColumn` for a column that is not in the formula.
  public func marginalEffects(
    of column: String, standardErrors: StandardErrorKind = .model, level: ConfidenceLevel = .p95
  ) throws(ModelError) -> [MarginalEffect] {
    let variables = design.patterns.variables
    guard let variable = variables.firstIndex(where: { $0.name == column }) else {
      throw .unknownColumn(column, known: variables.map(\.name))
    }
    let covariance = try covariance(standardErrors)
    let comparisons = comparisons(variable)
    var results: [MarginalEffect] = []
    let reference = averagePrediction { pattern, own in
      own == variable ? comparisons.reference(design.raw(pattern, own)) : design.raw(pattern, own)
    }
    for comparison in comparisons.values {
      let average = averagePrediction { pattern, own in
        own == variable ? comparison.value(design.raw(pattern, own)) : design.raw(pattern, own)
      }
      results.append(
        effect(
          column, comparison.name, comparisons.referenceName, average, reference, covariance, level,
          method: standardErrors == .model ? "delta" : "delta-\(standardErrors.name)"))
    }
    return results
  }

  struct Comparisons {
    let referenceName: String
    let reference: (Double) -> Double
    let values: [(name: String, value: (Double) -> Double)]
  }

  func comparisons(_ variable: Int) -> Comparisons {
    let own = design.patterns.variables[variable]
    let coding = design.encoded.flatMap(\.factors).first { $0.variable == variable }?.coding
    guard case .indicators(let columns) = coding else {
      if own.numbers == [0, 1] {
        return Comparisons(referenceName: "0", reference: { _ in 0 }, values: [("1", { _ in 1 })])
      }
      return Comparisons(
        referenceName: "as observed", reference: { $0 }, values: [("one more", { $0 + 1 })])
    }
    let numbers = own.numbers
    func raw(_ level: Int) -> Double { numbers.map { $0[level] } ?? Double(level) }
    var counts = Array(repeating: 0.0, count: own.cardinality)
    for pattern in 0..<design.patterns.count {
      counts[design.patterns.code(pattern, variable)] += design.patterns.units[pattern]
    }
    let occurring = counts.indices.filter { counts[$0] > 0 }
    let referenceLevel =
      occurring.first { columns[$0] < 0 } ?? occurring.first { $0 == own.defaultReference } ?? occurring[0]
    return Comparisons(
      referenceName: own.levelNames[referenceLevel], reference: { _ in raw(referenceLevel) },
      values: occurring.filter { $0 != referenceLevel }.map { level in
        (own.levelNames[level], { _ in raw(level) })
      })
  }

  func averagePrediction(_ raw: (Int, Int) -> Double) -> (mean: Double, gradient: [Double]) {
    let patterns = design.patterns
    var gradient = Array(repeating: 0.0, count: coefficients.count)
    var (sum, people) = (0.0, 0.0)
    for pattern in 0..<patterns.count {
      let row = design.row { raw(pattern, $0) }
      let predictor = row.reduce(patterns.offsets[pattern]) { $0 + $1.value * coefficients[$1.column] }
      let count = patterns.units[pattern] * patterns.trials[pattern]
      people += count
      sum += count * family.mean(predictor)
      let slope = count * family.meanSlope(predictor)
      for entry in row { gradient[entry.column] += slope * entry.value }
    }
    return (sum / people, gradient.map { $0 / people })
  }

  private func effect(
    _ column: String, _ value: String, _ referenceName: String, _ at: (mean: Double, gradient: [Double]),
    _ reference: (mean: Double, gradient: [Double]), _ covariance: SymmetricMatrix, _ level: ConfidenceLevel,
    method: String
  ) -> MarginalEffect {
    let quantile = self.reference.quantile(upperTail: level.tail)
    func limits(_ estimate: Double, _ error: Double) -> ConfidenceInterval {
      ConfidenceInterval(
        lower: estimate - quantile * error, upper: estimate + quantile * error, level: level)
    }
    func average(_ of: (mean: Double, gradient: [Double])) -> Estimate {
      let error = max(0, covariance.quadraticForm(of.gradient)).squareRoot()
      return Estimate(of.mean, interval: limits(of.mean, error), method: method)
    }
    let difference = at.mean - reference.mean
    let error = max(0, covariance.quadraticForm(zip(at.gradient, reference.gradient).map(-))).squareRoot()
    var ratio = Estimate(nil, withoutIntervalAt: level, method: method)
    if at.mean > 0, reference.mean > 0 {
      let direction = zip(at.gradient, reference.gradient).map { $0 / at.mean - $1 / reference.mean }
      let logRatio = log(at.mean / reference.mean)
      let logError = max(0, covariance.quadraticForm(direction)).squareRoot()
      ratio = Estimate(
        at.mean / reference.mean, interval: limits(logRatio, logError).mapped { exp($0) }, method: method)
    }
    return MarginalEffect(
      column: column, value: value, reference: referenceName, mean: average(at),
      referenceMean: average(reference),
      difference: Estimate(difference, interval: limits(difference, error), method: method), ratio: ratio,
      standardError: error, pValue: error > 0 ? self.reference.twoSidedPValue(difference / error) : 1)
  }
}
