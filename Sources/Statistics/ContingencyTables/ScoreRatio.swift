internal import CGSL

/// The score test of a given risk ratio, and the interval of ratios that it does not reject.
///
/// - Source: Miettinen and Nurminen (1985), *Statistics in Medicine* 4, 213–226, equations 10 and 11,
///   doi:10.1002/sim.4780040211; without the factor N/(N−1) it is the interval of Koopman (1984), *Biometrics*
///   40, 513–517, doi:10.2307/2531405.
struct ScoreRatio {
  private let a: Double
  private let m: Double
  private let c: Double
  private let n: Double
  private let inflation: Double

  init(_ table: TwoByTwoTable, inflated: Bool) {
    a = Double(table.exposedEvents)
    m = Double(table.exposedTotal)
    c = Double(table.unexposedEvents)
    n = Double(table.unexposedTotal)
    inflation = inflated ? (m + n) / (m + n - 1) : 1
  }

  func limits(_ level: ConfidenceLevel) -> (lower: Double, upper: Double) {
    let z = StandardNormal.quantile(upperTail: level.tail)
    return (
      a == 0 ? 0 : limit(at: z, towards: -1), c == 0 ? .infinity : limit(at: -z, towards: 1)
    )
  }

  /// The ratio at which the statistic is `target`, searched on the logarithm from the observed ratio outwards.
  private func limit(at target: Double, towards direction: Double) -> Double {
    let start = log((a == 0 ? 0.5 : a) / m) - log((c == 0 ? 0.5 : c) / n)
    // Where a zero count was replaced by one half the start may lie beyond the limit: step back first.
    var inner = start
    var step = 1.0
    while (statistic(at: exp(inner)) - target) * direction < 0, abs(inner) < 700 {
      inner -= direction * step
      step *= 2
    }
    var outer = inner + direction
    step = 1
    while (statistic(at: exp(outer)) - target) * direction > 0, abs(outer) < 700 {
      outer += direction * step
      step *= 2
    }
    return exp(BracketedRoot.find(from: inner, to: outer) { statistic(at: exp($0)) - target })
  }

  /// The standardised distance of the observed risks from the ratio tested.
  func statistic(at ratio: Double) -> Double {
    let linear = ratio * (m + c) + a + n
    let root = max(0, linear * linear - 4 * (m + n) * ratio * (a + c)).squareRoot()
    let unexposed = min(1, 2 * (a + c) / (linear + root))
    let exposed = min(1, ratio * unexposed)
    let distance = a / m - ratio * (c / n)
    guard distance != 0 else { return 0 }
    let variance =
      inflation * (exposed * (1 - exposed) / m + ratio * ratio * unexposed * (1 - unexposed) / n)
    guard variance > 0 else { return distance > 0 ? .infinity : -.infinity }
    return distance / variance.squareRoot()
  }
}
