internal import CGSL

/// The average prediction where everybody had one value of a column, over the people who have another.
///
/// Over the people of a base period the predictions for each period say what that period's rate would have been with the
/// mix of the base: direct standardisation by a model.
///
/// - Source: Lane and Nelder (1982), *Biometrics* 38, 613–621, doi:10.2307/2530043.
public struct StandardisedMean: Hashable, Sendable {
  /// The level.
  public let value: String
  /// The average prediction.
  public let mean: Estimate
  /// Its difference from the average at the base level; nil for the base itself.
  public let difference: Estimate?
  /// The two-sided p-value of the difference; nil for the base.
  public let pValue: Double?
}

extension GeneralizedLinearModel {
  /// The average predictions for each level of a column, over the people at one of them.
  ///
  /// - Parameters:
  ///   - column: the column of categories, or of numbers of which each is taken as a level.
  ///   - base: the level whose people are averaged over.
  ///   - level: the confidence level of the limits.
  /// - Throws: `ModelError.unknownColumn` for a column or level that is not in the model.
  public func standardisedMeans(
    of column: String, overThoseAt base: String, level: ConfidenceLevel = .p95
  ) throws(ModelError) -> [StandardisedMean] {
    let variables = design.patterns.variables
    guard let variable = variables.firstIndex(where: { $0.name == column }) else {
      throw .unknownColumn(column, known: variables.map(\.name))
    }
    let own = variables[variable]
    guard let baseCode = own.levelNames.firstIndex(of: base) else {
      throw .unknownColumn("\(column)=\(base)", known: own.levelNames.map { "\(column)=\($0)" })
    }
    let patterns = design.patterns
    let chosen = (0..<patterns.count).filter { patterns.code($0, variable) == baseCode }
    func raw(_ code: Int) -> Double { own.numbers.map { $0[code] } ?? Double(code) }
    func average(_ code: Int) -> (mean: Double, gradient: [Double]) {
      var gradient = Array(repeating: 0.0, count: coefficients.count)
      var (sum, people) = (0.0, 0.0)
      for pattern in chosen {
        let row = design.row { $0 == variable ? raw(code) : design.raw(pattern, $0) }
        let predictor = row.reduce(patterns.offsets[pattern]) { $0 + $1.value * coefficients[$1.column] }
        let count = patterns.units[pattern] * patterns.trials[pattern]
        let value = link.value(predictor)
        people += count
        sum += count * value.mean
        for entry in row { gradient[entry.column] += count * value.slope * entry.value }
      }
      return (sum / people, gradient.map { $0 / people })
    }
    guard !chosen.isEmpty else { throw .noRows(excluded: 0) }
    let reference = average(baseCode)
    let quantile = self.reference.quantile(upperTail: level.tail)
    func estimate(_ value: Double, _ gradient: [Double]) -> (estimate: Estimate, error: Double) {
      let error = max(0, covariance.quadraticForm(gradient)).squareRoot()
      return (
        Estimate(
          value,
          interval: ConfidenceInterval(
            lower: value - quantile * error, upper: value + quantile * error, level: level), method: "delta"),
        error
      )
    }
    return own.levelNames.indices.map { code in
      let at = average(code)
      let mean = estimate(at.mean, at.gradient).estimate
      guard code != baseCode else {
        return StandardisedMean(value: own.levelNames[code], mean: mean, difference: nil, pValue: nil)
      }
      let difference = estimate(
        at.mean - reference.mean, zip(at.gradient, reference.gradient).map(-))
      return StandardisedMean(
        value: own.levelNames[code], mean: mean, difference: difference.estimate,
        pValue: difference.error > 0
          ? self.reference.twoSidedPValue((at.mean - reference.mean) / difference.error) : 1)
    }
  }
}
