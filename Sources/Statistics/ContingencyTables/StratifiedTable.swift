internal import CGSL

/// Two-by-two tables of several strata, compared within strata and combined.
///
/// Strata in which a group is empty, or nobody or everybody has the event, are kept and counted but add nothing to
/// the measures that they say nothing on.
public struct StratifiedTable: Hashable, Sendable {
  /// The strata.
  public let strata: [Stratum]

  /// Takes the strata.
  ///
  /// - Throws: `StatisticsError` where there is none, or none in which both groups hold somebody.
  public init(_ strata: [Stratum]) throws(StatisticsError) {
    guard !strata.isEmpty else { throw .empty(argument: "strata") }
    guard strata.contains(where: \.canBeCompared) else {
      throw .undefined(
        quantity: "a stratified comparison", because: "no stratum holds both exposed and unexposed people")
    }
    self.strata = strata
  }

  var compared: [Stratum] { strata.filter(\.canBeCompared) }
  var informative: [Stratum] { strata.filter(\.isInformative) }

  /// The name under which the measures are reported.
  static let method = "mantel-haenszel"

  /// The common odds ratio, with the variance of Robins, Breslow and Greenland.
  ///
  /// Without unexposed events or exposed non-events that could be compared there is no estimate; where the estimate
  /// is zero or infinite there is no interval.
  ///
  /// - Source: Mantel and Haenszel (1959), *Journal of the National Cancer Institute* 22, 719–748,
  ///   doi:10.1093/jnci/22.4.719; Robins, Breslow and Greenland (1986), *Biometrics* 42, 311–323,
  ///   doi:10.2307/2531052.
  public func oddsRatio(level: ConfidenceLevel = .p95) -> Estimate {
    var r = 0.0
    var s = 0.0
    var pr = 0.0
    var mixed = 0.0
    var qs = 0.0
    for stratum in compared {
      let n = stratum.total
      let p = (stratum.a + stratum.d) / n
      let q = (stratum.b + stratum.c) / n
      let upper = stratum.a * stratum.d / n
      let lower = stratum.b * stratum.c / n
      r += upper
      s += lower
      pr += p * upper
      mixed += p * lower + q * upper
      qs += q * lower
    }
    let variance = pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s)
    return ratio(r, s, variance: variance, level)
  }

  /// The common risk ratio, with the variance of Greenland and Robins.
  ///
  /// - Source: Greenland and Robins (1985), *Biometrics* 41, 55–68, doi:10.2307/2530643.
  public func riskRatio(level: ConfidenceLevel = .p95) -> Estimate {
    var r = 0.0
    var s = 0.0
    var numerator = 0.0
    for stratum in compared {
      let n = stratum.total
      r += stratum.a * stratum.unexposed / n
      s += stratum.c * stratum.exposed / n
      numerator +=
        (stratum.events * stratum.exposed / n * (stratum.unexposed / n)) - stratum.a * stratum.c / n
    }
    return ratio(r, s, variance: numerator / (r * s), level)
  }

  /// The common risk difference, with the variance of Greenland and Robins.
  ///
  /// - Source: Greenland and Robins (1985), *Biometrics* 41, 55–68, doi:10.2307/2530643.
  public func riskDifference(level: ConfidenceLevel = .p95) -> Estimate {
    var numerator = 0.0
    var weight = 0.0
    var variance = 0.0
    for stratum in compared {
      let n = stratum.total
      let share = stratum.exposed * stratum.unexposed / n
      numerator += (stratum.a * stratum.unexposed - stratum.c * stratum.exposed) / n
      weight += share
      let exposed = stratum.a * stratum.b / (stratum.exposed * stratum.exposed * stratum.exposed)
      let unexposed = stratum.c * stratum.d / (stratum.unexposed * stratum.unexposed * stratum.unexposed)
      variance += share * share * (exposed + unexposed)
    }
    let value = numerator / weight
    let half = StandardNormal.quantile(upperTail: level.tail) * variance.squareRoot() / weight
    return Estimate(
      value,
      interval: ConfidenceInterval(lower: max(-1, value - half), upper: min(1, value + half), level: level),
      method: Self.method)
  }

  private func ratio(_ upper: Double, _ lower: Double, variance: Double, _ level: ConfidenceLevel) -> Estimate
  {
    guard lower > 0 else { return Estimate(nil, withoutIntervalAt: level, method: Self.method) }
    let value = upper / lower
    guard value > 0, variance > 0 else {
      return Estimate(value, withoutIntervalAt: level, method: Self.method)
    }
    let half = StandardNormal.quantile(upperTail: level.tail) * variance.squareRoot()
    return Estimate(
      value, interval: ConfidenceInterval(lower: value * exp(-half), upper: value * exp(half), level: level),
      method: Self.method)
  }
}
