internal import CGSL

/// The number of events among independent trials with unequal probabilities.
///
/// Equal probabilities are taken together as a binomial, and the parts are convolved in pairs. Only positive terms
/// are added, never differences as in a Fourier transform, so each probability keeps its relative accuracy (about
/// 1e−13) down to 1e−290 or so; what is smaller is dropped. Ten thousand distinct probabilities take milliseconds.
///
/// - Source: Biscarri, Zhao and Brunner (2018), *Computational Statistics and Data Analysis* 122, 92–100,
///   doi:10.1016/j.csda.2018.01.007, for convolving in pairs.
public struct PoissonBinomial: DiscreteDistribution {
  /// The number of trials.
  public let trials: Int
  /// The expected number of events.
  public let mean: Double
  /// The variance of the number of events.
  public let variance: Double
  private let masses: ConvolvedMasses

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
    for p in probabilities {
      mean.add(p)
      variance.add(p * (1 - p))
    }
    self.mean = mean.value
    self.variance = variance.value
    masses = ConvolvedMasses(sorted: probabilities.sorted())
  }

  /// From no event to nothing but events.
  public var support: ClosedRange<Int> { 0...trials }

  /// The probability of exactly `k` events.
  public func density(_ k: Int) -> Double { masses[k] }

  /// The natural logarithm of the probability of `k` events.
  public func logDensity(_ k: Int) -> Double { log(masses[k]) }

  /// The probability of at most `k` events.
  public func lowerTail(_ k: Int) -> Double {
    if k >= trials { return 1 }
    return Double(k) < mean ? masses.sum(through: k) : max(0, 1 - masses.sum(from: k + 1))
  }

  /// The probability of more than `k` events.
  public func upperTail(_ k: Int) -> Double {
    if k < 0 { return 1 }
    return Double(k) < mean ? max(0, 1 - masses.sum(through: k)) : masses.sum(from: k + 1)
  }

  /// The total probability of the outcomes no more likely than `k`, with a relative tolerance of 1e−7.
  public func noMoreLikely(than k: Int) -> Double {
    masses.sum(atMost: density(k) * (1 + 1e-7))
  }
}
