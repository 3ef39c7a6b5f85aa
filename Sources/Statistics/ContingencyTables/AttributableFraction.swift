internal import CGSL

extension TwoByTwoTable {
  /// The share of the exposed people's events that they would not have had at the unexposed risk.
  ///
  /// It is 1 − 1/RR, and its limits are those of the risk ratio under the same transformation, so a fraction of
  /// a protective exposure is negative and may have no lower bound. Without events among the unexposed but with
  /// some among the exposed the estimate is 1; without events among the exposed there is none.
  public func attributableFractionExposed(
    level: ConfidenceLevel = .p95, method: RiskRatioMethod? = nil
  ) -> Estimate {
    let ratio = riskRatio(level: level, method: method)
    let value: Double? =
      if exposedEvents == 0 { nil } else { 1 - unexposedRisk / exposedRisk }
    guard let interval = ratio.interval else {
      return Estimate(value, withoutIntervalAt: level, method: ratio.method)
    }
    let fraction = ConfidenceInterval(
      lower: interval.lower == 0 ? -.infinity : 1 - 1 / interval.lower, upper: 1 - 1 / interval.upper,
      level: level)
    return Estimate(value, interval: fraction, method: ratio.method)
  }

  /// The name under which the interval of the population's fraction is reported.
  static let populationFractionMethod = "log-complement"

  /// The share of all events that would not happen if everybody had the unexposed risk.
  ///
  /// The table must be a sample of the population, in which the share of exposed people is that of the table.
  /// The logarithm of the complement is taken to be normal. Without events among the unexposed the estimate is 1
  /// and there is no interval; without any events there is neither.
  ///
  /// - Source: Walter (1976), *Biometrics* 32, 829–849, doi:10.2307/2529268; in this form Fleiss, Levin and Paik
  ///   (2003), *Statistical Methods for Rates and Proportions*, 3rd edition, Wiley, page 126.
  public func attributableFractionPopulation(level: ConfidenceLevel = .p95) -> Estimate {
    let method = Self.populationFractionMethod
    guard events > 0 else { return Estimate(nil, withoutIntervalAt: level, method: method) }
    let people = Double(total)
    let complement = Double(unexposedEvents) / Double(unexposedTotal) * (people / Double(events))
    guard unexposedEvents > 0 else { return Estimate(1, withoutIntervalAt: level, method: method) }
    let variance =
      (Double(exposedNonEvents) + (1 - complement) * Double(exposedEvents + unexposedNonEvents))
      / (people * Double(unexposedEvents))
    guard variance > 0 else {
      return Estimate(1 - complement, withoutIntervalAt: level, method: method)
    }
    let half = StandardNormal.quantile(upperTail: level.tail) * variance.squareRoot()
    return Estimate(
      1 - complement,
      interval: ConfidenceInterval(
        lower: 1 - complement * exp(half), upper: 1 - complement * exp(-half), level: level),
      method: method)
  }
}
