internal import CGSL

/// A number of events against the number that a prediction expected.
///
/// The expectation is taken as known. Under the hypothesis the outcomes are independent with probabilities pᵢ, so the
/// total has mean E = Σpᵢ and variance V = Σpᵢ(1−pᵢ). When only the group's mean prediction is known, V is taken as
/// n·p̄(1−p̄), which is never smaller, and `varianceIsBound` says so.
///
/// - Source: Breslow and Day (1987), *Statistical Methods in Cancer Research II*, 65–76, for limits of the ratio;
///   Hosmer and Lemeshow (1995), *Statistics in Medicine* 14, 2161–2172, doi:10.1002/sim.4780141909, for the test.
public struct ObservedExpected: Hashable, Sendable {
  /// The number of events that happened.
  public let observed: Int
  /// The number of events expected.
  public let expected: Double
  /// The number of people, where it is known.
  public let trials: Int?
  /// The variance of the number of events under the prediction, where it is known or bounded.
  public let variance: Double?
  /// Whether the variance is only an upper bound, made from the mean of the predictions.
  public let varianceIsBound: Bool
  /// The predicted probability of each person, where they are known.
  public let probabilities: [Double]?

  /// Takes totals, with the number of people or the variance where they are known.
  ///
  /// With `trials` and no `variance`, the variance is the bound n·p̄(1−p̄).
  ///
  /// - Throws: `StatisticsError.outOfRange` for a negative count, an expectation that is not above 0 and finite, more
  ///   observed or expected events than trials, or a negative variance.
  public init(
    observed: Int, expected: Double, trials: Int? = nil, variance: Double? = nil
  ) throws(StatisticsError) {
    try Require.count(observed, "observed")
    try Require.positive(expected, "expected")
    if let trials {
      try Require.counts(events: observed, trials: trials, name: "observed")
      guard expected <= Double(trials) else {
        throw .outOfRange(argument: "expected", value: expected, allowed: "at most the \(trials) trials")
      }
    }
    if let variance { try Require.notNegative(variance, "variance") }
    self.observed = observed
    self.expected = expected
    self.trials = trials
    let bound = trials.map { expected * (1 - expected / Double($0)) }
    self.variance = variance ?? bound
    varianceIsBound = variance == nil && bound != nil
    probabilities = nil
  }

  /// Takes the predicted probability of each person.
  ///
  /// - Throws: `StatisticsError.empty` for nobody and `.outOfRange` for a probability outside [0, 1], more observed
  ///   events than people, or probabilities that are all 0.
  public init(observed: Int, probabilities: [Double]) throws(StatisticsError) {
    guard !probabilities.isEmpty else { throw .empty(argument: "probabilities") }
    for value in probabilities { try Require.probability(value, "probabilities") }
    try Require.counts(events: observed, trials: probabilities.count, name: "observed")
    var mean = CompensatedSum()
    var variance = CompensatedSum()
    for p in probabilities {
      mean.add(p)
      variance.add(p * (1 - p))
    }
    try Require.positive(mean.value, "the sum of the probabilities")
    self.observed = observed
    self.probabilities = probabilities
    expected = mean.value
    trials = probabilities.count
    self.variance = variance.value
    varianceIsBound = false
  }

  /// Observed over expected.
  public var ratio: Double { Double(observed) / expected }

  /// How far the observed number lies above the expected one, in per cent of the expected one.
  public var percentDifference: Double { 100 * (Double(observed) - expected) / expected }

  /// The observed rate less the predicted rate as a fraction, or nil without the number of people.
  public var difference: Double? { trials.map { (Double(observed) - expected) / Double($0) } }

  /// The observed rate less the predicted rate in percentage points, or nil without the number of people.
  public var pointDifference: Double? { difference.map { 100 * $0 } }

  /// The observed rate, or nil without the number of people.
  public var observedRate: Double? { trials.map { Double(observed) / Double($0) } }

  /// The predicted rate, or nil without the number of people.
  public var expectedRate: Double? { trials.map { expected / Double($0) } }

  /// The observed less the expected number in standard deviations, or nil without a variance above 0.
  public var z: Double? {
    guard let variance, variance > 0 else { return nil }
    return (Double(observed) - expected) / variance.squareRoot()
  }

  /// The two-sided p-value of `z`, or nil without a variance above 0.
  public var pValue: Double? { test()?.pValue }

  /// The normal test of the difference, or nil without a variance above 0.
  public func test(alternative: Alternative = .twoSided) -> TestResult? {
    z.map {
      TestResult(statistic: $0, pValue: StandardNormal.pValue($0, alternative: alternative), method: "score")
    }
  }

  /// The exact test on the distribution of a sum of unequal probabilities, or nil without the probabilities.
  ///
  /// Two-sided, it adds the probability of every total no more likely than the observed one, with a relative tolerance
  /// of 1e−7.
  public func exactTest(alternative: Alternative = .twoSided) -> TestResult? {
    guard let probabilities else { return nil }
    let distribution = PoissonBinomial(checked: probabilities)
    let pValue =
      switch alternative {
      case .less: distribution.lowerTail(observed)
      case .greater: distribution.atLeast(observed)
      case .twoSided: distribution.noMoreLikely(than: observed)
      }
    return TestResult(statistic: nil, pValue: min(1, pValue), method: "poisson-binomial")
  }
}
