internal import CGSL

/// The number of events among independent trials with one probability.
///
/// - Source: Loader (2000), *Fast and accurate computation of binomial probabilities*, Lucent Technologies, for the
///   density.
public struct Binomial: DiscreteDistribution, Hashable {
  /// The number of trials.
  public let trials: Int
  /// The probability of the event in each.
  public let probability: Double

  /// Takes a number of trials, 0 or more, and a probability.
  ///
  /// - Throws: `StatisticsError.outOfRange` otherwise.
  public init(trials: Int, probability: Double) throws(StatisticsError) {
    try Require.count(trials, "trials")
    try Require.probability(probability, "probability")
    self.init(checkedTrials: trials, probability: probability)
  }

  init(checkedTrials trials: Int, probability: Double) {
    self.trials = trials
    self.probability = probability
  }

  /// From no event to nothing but events.
  public var support: ClosedRange<Int> { 0...trials }
  /// The expected number of events.
  public var mean: Double { Double(trials) * probability }
  /// The variance of the number of events.
  public var variance: Double { Double(trials) * probability * (1 - probability) }

  /// The natural logarithm of the probability of `k` events.
  public func logDensity(_ k: Int) -> Double {
    guard support.contains(k) else { return -.infinity }
    return SaddlePoint.logBinomial(Double(k), of: Double(trials), p: probability, q: 1 - probability)
  }

  /// The probability of at most `k` events.
  public func lowerTail(_ k: Int) -> Double {
    if k < 0 { return 0 }
    if k >= trials { return 1 }
    return IncompleteBeta(Double(k + 1), Double(trials - k), x: probability, y: 1 - probability).upper
  }

  /// The probability of more than `k` events.
  public func upperTail(_ k: Int) -> Double {
    if k < 0 { return 1 }
    if k >= trials { return 0 }
    return IncompleteBeta(Double(k + 1), Double(trials - k), x: probability, y: 1 - probability).lower
  }

  /// The total probability of the outcomes no more likely than `k`, with R's relative tolerance of 1e−7.
  ///
  /// The density rises to its mode and falls from it, so the outcomes on the far side begin at a point found by
  /// halving.
  public func noMoreLikely(than k: Int) -> Double {
    let bound = density(k) * (1 + 1e-7)
    let mode = min(trials, Int(Double(trials + 1) * probability))
    if density(mode) <= bound { return 1 }
    let isBelow = k <= mode
    var near = mode
    var far = isBelow ? trials + 1 : -1
    while abs(far - near) > 1 {
      let middle = near + (far - near) / 2
      if density(middle) <= bound { far = middle } else { near = middle }
    }
    return min(1, isBelow ? lowerTail(k) + atLeast(far) : lowerTail(far) + atLeast(k))
  }
}
