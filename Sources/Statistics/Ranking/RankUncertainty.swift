internal import CGSL
import Numbers

/// A ranking of areas, prisons or teams together with how little it may mean.
///
/// The true ratio of a unit with O events of E expected is given the gamma distribution with shape O + ½ and rate E
/// (Jeffreys' prior), and the units are independent. Given its own ratio, the number of units below a unit is a sum of
/// independent events; its distribution is added up over a grid of the unit's ratio, so nothing is simulated and the
/// same data always give the same ranks. The probabilities are right to about
/// 1e−8.
///
/// - Source: Goldstein and Spiegelhalter (1996), League tables and their limitations: statistical issues in comparisons
///   of institutional performance, *Journal of the Royal Statistical Society A* 159, 385–443, doi:10.2307/2983325, who
///   simulate the same distribution.
public struct RankUncertainty: Hashable, Sendable {
  /// The place of each unit, in the order given.
  public let ranks: [RankInterval]
  /// The level of the intervals.
  public let level: ConfidenceLevel

  /// Ranks ratios of observed to expected events, the lowest first.
  ///
  /// - Throws: `StatisticsError.outOfRange` for fewer than two units.
  public init(observedExpected: [ObservedExpected], level: ConfidenceLevel = .p95) throws(StatisticsError) {
    try self.init(observedExpected.map { Unit(events: $0.observed, exposure: $0.expected) }, level)
  }

  /// Ranks rates, the lowest first.
  ///
  /// - Throws: `StatisticsError.outOfRange` for fewer than two units.
  public init(rates: [EventCount], level: ConfidenceLevel = .p95) throws(StatisticsError) {
    try self.init(rates.map { Unit(events: $0.events, exposure: $0.exposure) }, level)
  }

  private init(_ units: [Unit], _ level: ConfidenceLevel) throws(StatisticsError) {
    try Require.atLeast(2, units.count, "units")
    self.level = level
    var laws = [[Double]](repeating: [], count: units.count)
    laws.withUnsafeMutableBufferPointer { laws in
      nonisolated(unsafe) let laws = laws
      ParallelChunks.forEach(count: units.count, chunk: 1) { range in
        for index in range { laws[index] = Self.placesBelow(index, units) }
      }
    }
    ranks = zip(units, laws).map { unit, law in
      var below = 0.0
      var lower = 0
      var upper = 0
      var mean = 0.0
      for (place, probability) in law.enumerated() {
        mean += Double(place) * probability
        below += probability
        if below <= level.tail { lower = place + 1 }
        if below < 1 - level.tail { upper = place + 1 }
      }
      return RankInterval(
        rank: 1 + units.count { $0.rate < unit.rate }, expectedRank: 1 + mean,
        lower: 1 + min(lower, units.count - 1), upper: 1 + min(upper, units.count - 1))
    }
  }

  private struct Unit: Sendable {
    let shape: Double
    let exposure: Double
    let rate: Double

    init(events: Int, exposure: Double) {
      shape = Double(events) + 0.5
      self.exposure = exposure
      rate = Double(events) / exposure
    }
  }

  /// The probability of each number of units below one of them.
  private static func placesBelow(_ index: Int, _ units: [Unit]) -> [Double] {
    let unit = units[index]
    let low = log(TailQuantile.gamma(unit.shape, lower: 1e-9))
    let high = log(TailQuantile.gamma(unit.shape, upper: 1e-9))
    // Steps as fine as the logarithm of the most precise unit's ratio is spread out.
    let steepest = units.reduce(0) { max($0, $1.shape) }.squareRoot()
    let points = Int(min(4096, max(256, (high - low) * steepest)))
    var law = [Double](repeating: 0, count: units.count)
    var given = law
    var total = 0.0
    for point in 0...points {
      let x = exp(low + (high - low) * Double(point) / Double(points))
      let weight = IncompleteGamma(unit.shape, x: x).kernel
      for place in given.indices { given[place] = 0 }
      given[0] = 1
      var filled = 0
      for (other, competitor) in units.enumerated() where other != index {
        let value = x / unit.exposure * competitor.exposure
        let below = IncompleteGamma(competitor.shape, x: value).lower
        filled += 1
        for place in stride(from: filled, to: 0, by: -1) {
          given[place] = given[place] * (1 - below) + given[place - 1] * below
        }
        given[0] *= 1 - below
      }
      total += weight
      for place in law.indices { law[place] += weight * given[place] }
    }
    return law.map { $0 / total }
  }
}

extension RankUncertainty: StatisticalResult {
  /// How many units are surely in the lower and in the upper half of the ranking.
  public var sentence: String {
    let middle = Double(ranks.count + 1) / 2
    let low = ranks.count { Double($0.upper) < middle }
    let high = ranks.count { Double($0.lower) > middle }
    return
      "With \(level.percent) confidence each, the lower half of the ranking holds \(low) of \(ranks.count) units and "
      + "the upper half \(high); the places of the rest may be chance."
  }

  /// Empty: each place carries its own uncertainty.
  public var warnings: [StatisticsWarning] { [] }
}
