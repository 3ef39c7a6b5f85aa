internal import CGSL

/// The numbers of events at which the tails of a Poisson distribution pass a probability.
///
/// Between whole numbers the tail is that of the gamma distribution which equals it at them: P(X ≥ x) is the
/// probability of a gamma variable of shape x below the mean. So the whole numbers beyond a limit are exactly those
/// whose tail is smaller than the probability, and a curve through the limits has no steps.
///
/// - Source: Johnson, Kemp and Kotz (2005), *Univariate Discrete Distributions*, 3rd edition, section 4.2, equation
///   4.15 (no DOI).
struct PoissonCountLimit {
  let mean: Double
  /// The probability left outside on one side, below ½.
  let tail: Double

  /// The least number of events that is not too low; 0 where even no event is likely enough.
  var lower: Double {
    guard exp(-mean) < tail else { return 0 }
    return BracketedRoot.find(from: 0, to: mean) { distance(IncompleteGamma($0 + 1, x: mean).upper) }
  }

  /// The greatest number of events that is not too high.
  var upper: Double {
    let z = StandardNormal.quantile(upperTail: tail)
    var step = z * mean.squareRoot() + z * z + 1
    func excess(_ events: Double) -> Double { distance(IncompleteGamma(events, x: mean).lower) }
    while excess(mean + step) > 0 { step *= 2 }
    return BracketedRoot.find(from: mean, to: mean + step, excess)
  }

  /// How far a probability lies above the tail, on the scale on which small ones are told apart.
  private func distance(_ probability: Double) -> Double { log(probability / tail) }

  /// Whether so many events are more, or fewer, than a tail allows.
  func isBelow(_ events: Int) -> Bool { IncompleteGamma(Double(events) + 1, x: mean).upper < tail }

  func isAbove(_ events: Int) -> Bool {
    events > 0 && IncompleteGamma(Double(events), x: mean).lower < tail
  }
}
