/// The score test of a given risk difference, and the interval of differences that it does not reject.
///
/// The nuisance risk is its maximum likelihood value under the difference tested. The likelihood is strictly
/// concave in it, so its derivative is searched for the one root instead of solving the cubic in closed form,
/// which loses digits at double roots. Where most people have the event the outcomes are exchanged, because risks
/// next to 0 keep digits that risks next to 1 lose.
///
/// - Source: Miettinen and Nurminen (1985), *Statistics in Medicine* 4, 213–226, equations 8 and 9,
///   doi:10.1002/sim.4780040211.
struct ScoreDifference {
  private let a: Double
  private let m: Double
  private let c: Double
  private let n: Double
  private let inflation: Double
  private let observed: Double
  private let isMirrored: Bool

  init(_ given: TwoByTwoTable, inflated: Bool) {
    isMirrored = given.events > given.nonEvents
    let table = isMirrored ? given.swappingOutcomes : given
    a = Double(table.exposedEvents)
    m = Double(table.exposedTotal)
    c = Double(table.unexposedEvents)
    n = Double(table.unexposedTotal)
    inflation = inflated ? (m + n) / (m + n - 1) : 1
    observed = table.riskDifferenceValue
  }

  func limits(_ level: ConfidenceLevel) -> (lower: Double, upper: Double) {
    let z = StandardNormal.quantile(upperTail: level.tail)
    let lower =
      observed <= -1 ? -1 : BracketedRoot.find(from: -1, to: observed) { statistic(at: $0) - z }
    let upper =
      observed >= 1 ? 1 : BracketedRoot.find(from: observed, to: 1) { statistic(at: $0) + z }
    return isMirrored ? (-upper, -lower) : (lower, upper)
  }

  /// The standardised distance of the observed difference from the one tested.
  private func statistic(at difference: Double) -> Double {
    let distance = observed - difference
    guard distance != 0 else { return 0 }
    let unexposed = constrainedRisk(difference)
    // The complement is formed apart: next to 1 the sum would round it away.
    let exposed = min(1, max(0, unexposed + difference))
    let exposedComplement = min(1, max(0, 1 - unexposed - difference))
    let variance =
      inflation * (exposed * exposedComplement / m + unexposed * (1 - unexposed) / n)
    guard variance > 0 else { return distance > 0 ? .infinity : -.infinity }
    return distance / variance.squareRoot()
  }

  /// The unexposed risk that makes the observed counts most likely when the risks differ by `difference`.
  private func constrainedRisk(_ difference: Double) -> Double {
    let lowest = difference < 0 ? -difference : 0
    let highest = min(1, 1 - difference)
    guard highest > lowest else { return lowest }
    return BracketedRoot.find(from: lowest, to: highest) { slope(at: $0, difference) }
  }

  private func slope(at risk: Double, _ difference: Double) -> Double {
    let exposed = min(1, max(0, risk + difference))
    return share(a, exposed) - share(m - a, 1 - exposed) + share(c, risk) - share(n - c, 1 - risk)
  }

  private func share(_ count: Double, _ probability: Double) -> Double {
    count == 0 ? 0 : count / probability
  }
}
