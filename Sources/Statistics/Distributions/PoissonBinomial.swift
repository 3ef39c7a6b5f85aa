/// The number of events among independent trials with unequal probabilities.
///
/// The whole distribution is convolved once, so building it costs time in the square of the trials. Every term added
/// is positive: each probability keeps its relative accuracy into the far tail.
///
/// - Source: Hong (2013), *Computational Statistics and Data Analysis* 59, 41–51, doi:10.1016/j.csda.2012.10.006.
public struct PoissonBinomial: Sendable {
  /// The number of trials.
  public let trials: Int
  /// The expected number of events.
  public let mean: Double
  /// The variance of the number of events.
  public let variance: Double
  private let densities: [Double]

  /// Takes the probability of each trial.
  ///
  /// - Throws: `StatisticsError.empty` for no trial and `.outOfRange` for a probability outside [0, 1].
  public init(probabilities: [Double]) throws(StatisticsError) {
    guard !probabilities.isEmpty else { throw .empty(argument: "probabilities") }
    for value in probabilities { try Require.probability(value, "probabilities") }
    self.init(checked: probabilities)
  }

  init(checked probabilities: [Double]) {
    trials = probabilities.count
    var mean = CompensatedSum()
    var variance = CompensatedSum()
    var densities = [Double](repeating: 0, count: probabilities.count + 1)
    densities[0] = 1
    for (count, p) in probabilities.enumerated() {
      mean.add(p)
      variance.add(p * (1 - p))
      for k in stride(from: count + 1, to: 0, by: -1) {
        densities[k] = densities[k] * (1 - p) + densities[k - 1] * p
      }
      densities[0] *= 1 - p
    }
    self.mean = mean.value
    self.variance = variance.value
    self.densities = densities
  }

  /// The probability of exactly `k` events.
  public func density(_ k: Int) -> Double {
    densities.indices.contains(k) ? densities[k] : 0
  }

  /// The probability of at most `k` events.
  public func lowerTail(_ k: Int) -> Double {
    if k < 0 { return 0 }
    return k >= trials ? 1 : min(1, sum(0...k))
  }

  /// The probability of more than `k` events.
  public func upperTail(_ k: Int) -> Double { atLeast(k + 1) }

  /// The probability of `k` events or more.
  public func atLeast(_ k: Int) -> Double {
    if k <= 0 { return 1 }
    return k > trials ? 0 : min(1, sum(k...trials))
  }

  /// The total probability of the outcomes no more likely than `k`, with a relative tolerance of 1e−7.
  public func noMoreLikely(than k: Int) -> Double {
    let bound = density(k) * (1 + 1e-7)
    var total = CompensatedSum()
    for value in densities where value <= bound { total.add(value) }
    return min(1, total.value)
  }

  private func sum(_ range: ClosedRange<Int>) -> Double {
    var total = CompensatedSum()
    for k in range { total.add(densities[k]) }
    return total.value
  }
}
