internal import CGSL

/// How an interval for a difference between two proportions is made.
public enum RiskDifferenceMethod: String, Hashable, Sendable, CaseIterable, Codable {
  /// Square-and-add of two Wilson intervals, the default.
  ///
  /// - Source: Newcombe (1998), *Statistics in Medicine* 17, 873–890, method 10,
  ///   doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
  case newcombe
  /// Difference plus and minus z standard errors, clipped to −1 and 1.
  case wald
  /// Score interval with the variance multiplied by N/(N−1).
  ///
  /// - Source: Miettinen and Nurminen (1985), *Statistics in Medicine* 4, 213–226, doi:10.1002/sim.4780040211.
  case miettinenNurminen = "miettinen-nurminen"
  /// Score interval without that factor.
  ///
  /// - Source: Mee (1984), *Biometrics* 40, 1175–1176.
  case mee
}

extension TwoByTwoTable {
  /// Exposed risk less unexposed risk, with its interval.
  ///
  /// Every method has an interval for every table; Wald's has no width where both groups are all or nothing,
  /// which is a fault of that method.
  public func riskDifference(
    level: ConfidenceLevel = .p95, method: RiskDifferenceMethod = .newcombe
  ) -> Estimate {
    let value = riskDifferenceValue
    let limits =
      switch method {
      case .newcombe: newcombeLimits(level)
      case .wald: waldLimits(level)
      case .miettinenNurminen: ScoreDifference(self, inflated: true).limits(level)
      case .mee: ScoreDifference(self, inflated: false).limits(level)
      }
    return Estimate(
      value,
      interval: ConfidenceInterval(
        lower: max(-1, min(value, limits.lower)), upper: min(1, max(value, limits.upper)), level: level),
      method: method.rawValue)
  }

  /// The difference from one rounding of an exact numerator where the counts allow it.
  var riskDifferenceValue: Double {
    let (cross, overflow) = exposedEvents.multipliedReportingOverflow(by: unexposedTotal)
    let (other, otherOverflow) = unexposedEvents.multipliedReportingOverflow(by: exposedTotal)
    guard !overflow, !otherOverflow else { return exposedRisk - unexposedRisk }
    return Double(cross - other) / Double(exposedTotal) / Double(unexposedTotal)
  }

  private func newcombeLimits(_ level: ConfidenceLevel) -> (lower: Double, upper: Double) {
    let exposed = ProportionLimit(
      events: Double(exposedEvents), trials: Double(exposedTotal), tail: level.tail)
    let unexposed = ProportionLimit(
      events: Double(unexposedEvents), trials: Double(unexposedTotal), tail: level.tail)
    return (
      riskDifferenceValue
        - hypot(exposedRisk - exposed.lower(.wilson), unexposed.upper(.wilson) - unexposedRisk),
      riskDifferenceValue
        + hypot(exposed.upper(.wilson) - exposedRisk, unexposedRisk - unexposed.lower(.wilson))
    )
  }

  private func waldLimits(_ level: ConfidenceLevel) -> (lower: Double, upper: Double) {
    let z = StandardNormal.quantile(upperTail: level.tail)
    let half =
      z
      * (Self.variance(exposedRisk, exposedTotal) + Self.variance(unexposedRisk, unexposedTotal))
      .squareRoot()
    return (riskDifferenceValue - half, riskDifferenceValue + half)
  }

  private static func variance(_ risk: Double, _ people: Int) -> Double {
    risk * (1 - risk) / Double(people)
  }
}
