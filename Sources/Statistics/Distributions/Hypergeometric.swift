internal import CGSL

/// The number of events in a sample drawn without replacement.
public struct Hypergeometric: DiscreteDistribution, Hashable {
  /// The number of members with the event.
  public let events: Int
  /// The number of members without it.
  public let others: Int
  /// The number of members drawn.
  public let draws: Int

  /// Takes the two kinds of members and the size of the sample.
  ///
  /// - Throws: `StatisticsError.outOfRange` for a negative count or more draws than members.
  public init(events: Int, others: Int, draws: Int) throws(StatisticsError) {
    try Require.count(events, "events")
    try Require.count(others, "others")
    try Require.count(draws, "draws")
    guard draws <= events + others else {
      throw .outOfRange(
        argument: "draws", value: Double(draws), allowed: "at most the \(events + others) members")
    }
    self.events = events
    self.others = others
    self.draws = draws
  }

  /// The counts that the margins allow.
  public var support: ClosedRange<Int> { max(0, draws - others)...min(draws, events) }

  private var population: Double { Double(events) + Double(others) }

  /// The expected number of events in the sample.
  public var mean: Double { population == 0 ? 0 : Double(draws) * (Double(events) / population) }

  /// The variance of the number of events in the sample.
  public var variance: Double {
    guard population > 1 else { return 0 }
    return mean * (Double(others) / population) * ((population - Double(draws)) / (population - 1))
  }

  /// The natural logarithm of the probability of `k` events, a ratio of three binomial probabilities (Loader 2000).
  public func logDensity(_ k: Int) -> Double {
    guard support.contains(k) else { return -.infinity }
    if support.count == 1 { return 0 }
    let p = Double(draws) / population
    let q = (population - Double(draws)) / population
    return SaddlePoint.logBinomial(Double(k), of: Double(events), p: p, q: q)
      + SaddlePoint.logBinomial(Double(draws - k), of: Double(others), p: p, q: q)
      - SaddlePoint.logBinomial(Double(draws), of: population, p: p, q: q)
  }

  /// The probability of at most `k` events.
  public func lowerTail(_ k: Int) -> Double { sums.lowerTail(k) }

  /// The probability of more than `k` events.
  public func upperTail(_ k: Int) -> Double { sums.upperTail(k) }

  private var sums: RatioTails {
    RatioTails(support: support, mean: mean, density: density) { k in
      Double(events - k) * Double(draws - k) / (Double(k + 1) * Double(others - draws + k + 1))
    }
  }
}
