internal import CGSL

/// How an interval for a ratio of two proportions is made.
public enum RiskRatioMethod: String, Hashable, Sendable, CaseIterable, Codable {
  /// Normal approximation to the logarithm, the default where no cell is zero.
  ///
  /// - Source: Katz, Baptista, Azen and Pike (1978), *Biometrics* 34, 469–474, doi:10.2307/2530610.
  case katz
  /// Score interval, the default where a cell is zero.
  ///
  /// - Source: Koopman (1984), *Biometrics* 40, 513–517, doi:10.2307/2531405.
  case koopman
  /// Score interval with the variance multiplied by N/(N−1).
  ///
  /// - Source: Miettinen and Nurminen (1985), *Statistics in Medicine* 4, 213–226, doi:10.1002/sim.4780040211.
  case miettinenNurminen = "miettinen-nurminen"
}

extension TwoByTwoTable {
  /// The method that the risk ratio has by default: `katz`, or `koopman` where a cell is zero.
  public var defaultRiskRatioMethod: RiskRatioMethod { hasZeroCell ? .koopman : .katz }

  /// Exposed risk over unexposed risk, with its interval.
  ///
  /// No events among the unexposed leave no estimate, and a score interval without upper bound; no events at
  /// all leave the score interval from 0 to infinity, because every ratio agrees with them. Katz's interval does
  /// not exist without events in both groups, nor where everybody has the event.
  public func riskRatio(level: ConfidenceLevel = .p95, method: RiskRatioMethod? = nil) -> Estimate {
    let method = method ?? defaultRiskRatioMethod
    let value = riskRatioValue
    switch method {
    case .katz:
      return katz(value, level)
    case .koopman, .miettinenNurminen:
      let limits = ScoreRatio(self, inflated: method == .miettinenNurminen).limits(level)
      return Estimate(
        value, interval: ConfidenceInterval(lower: limits.lower, upper: limits.upper, level: level),
        method: method.rawValue)
    }
  }

  var riskRatioValue: Double? {
    unexposedEvents == 0
      ? nil
      : Double(exposedEvents) / Double(unexposedEvents) * (Double(unexposedTotal) / Double(exposedTotal))
  }

  private func katz(_ value: Double?, _ level: ConfidenceLevel) -> Estimate {
    let a = Double(exposedEvents)
    let c = Double(unexposedEvents)
    let variance =
      Double(exposedNonEvents) / (a * Double(exposedTotal))
      + Double(unexposedNonEvents) / (c * Double(unexposedTotal))
    guard let value, exposedEvents > 0, variance > 0 else {
      return Estimate(value, withoutIntervalAt: level, method: RiskRatioMethod.katz.rawValue)
    }
    let half = StandardNormal.quantile(upperTail: level.tail) * variance.squareRoot()
    return Estimate(
      value,
      interval: ConfidenceInterval(lower: value * exp(-half), upper: value * exp(half), level: level),
      method: RiskRatioMethod.katz.rawValue)
  }
}
