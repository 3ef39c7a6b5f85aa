internal import CGSL

/// Average predictions of a model for everybody, with columns given other values than they have.
struct AdjustedPredictions {
  let design: DesignMatrix
  let link: ModelLink
  let coefficients: [Double]
  let covariance: SymmetricMatrix
  /// What a coefficient over its standard error follows.
  let distribution: CoefficientReference
  let method: String

  func effects(of column: String, level: ConfidenceLevel) throws(ModelError) -> [MarginalEffect] {
    let variables = design.patterns.variables
    let made = design.formula.derivations.filter { $0.value.expression.columns.contains(column) }.keys
      .sorted()
    if let name = made.first {
      throw .undefined(
        quantity: "an adjusted effect of \(column)",
        because: "\(name) is made from it and another column or cut into bands, so it cannot change alone")
    }
    guard let variable = variables.firstIndex(where: { $0.name == column }) else {
      throw .unknownColumn(column, known: variables.map(\.name))
    }
    let comparisons = comparisons(variable)
    let reference = averagePrediction { pattern, own in
      own == variable ? comparisons.reference(design.raw(pattern, own)) : design.raw(pattern, own)
    }
    return comparisons.values.map { comparison in
      let average = averagePrediction { pattern, own in
        own == variable ? comparison.value(design.raw(pattern, own)) : design.raw(pattern, own)
      }
      return effect(column, comparison.name, comparisons.referenceName, average, reference, level)
    }
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
      let value = link.value(predictor)
      sum += count * value.mean
      let slope = count * value.slope
      for entry in row { gradient[entry.column] += slope * entry.value }
    }
    return (sum / people, gradient.map { $0 / people })
  }

  private func effect(
    _ column: String, _ value: String, _ referenceName: String, _ at: (mean: Double, gradient: [Double]),
    _ reference: (mean: Double, gradient: [Double]), _ level: ConfidenceLevel
  ) -> MarginalEffect {
    let quantile = distribution.quantile(upperTail: level.tail)
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
      standardError: error, pValue: error > 0 ? distribution.twoSidedPValue(difference / error) : 1)
  }
}
