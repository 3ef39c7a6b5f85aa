/// The estimates of the variance between studies.
struct BetweenStudies {
  let effects: [Double]
  let variances: [Double]

  /// The weighted mean and the total weight when studies vary by so much beyond chance.
  func pooled(_ tauSquared: Double) -> (effect: Double, weight: Double) {
    var weights = CompensatedSum()
    var products = CompensatedSum()
    for (effect, variance) in zip(effects, variances) {
      let weight = 1 / (variance + tauSquared)
      weights.add(weight)
      products.add(weight * effect)
    }
    return (products.value / weights.value, weights.value)
  }

  /// Cochran's Q.
  var q: Double {
    let mean = pooled(0).effect
    var sum = CompensatedSum()
    for (effect, variance) in zip(effects, variances) {
      sum.add((effect - mean) * (effect - mean) / variance)
    }
    return sum.value
  }

  private var weightSpread: Double {
    let weights = variances.reduce(0) { $0 + 1 / $1 }
    return weights - variances.reduce(0) { $0 + 1 / ($1 * $1) } / weights
  }

  /// The moment estimate of τ², which may be negative; 0 for one study.
  var momentEstimate: Double {
    effects.count > 1 ? (q - Double(effects.count - 1)) / weightSpread : 0
  }

  var derSimonianLaird: Double { max(0, momentEstimate) }

  /// The variance of a typical study, (k−1)Σw / ((Σw)² − Σw²).
  var typicalVariance: Double { Double(effects.count - 1) / weightSpread }

  /// The τ² at which the derivative of the restricted likelihood is zero, or 0 where it falls from the start.
  var restrictedMaximumLikelihood: Double {
    guard effects.count > 1, slope(0) > 0 else { return 0 }
    var high = max(variances.max() ?? 1, momentEstimate)
    while slope(high) > 0 { high *= 2 }
    return BracketedRoot.find(from: 0, to: high, slope)
  }

  /// The derivative of the restricted log likelihood, over its largest weight squared.
  private func slope(_ tauSquared: Double) -> Double {
    let mean = pooled(tauSquared)
    var sum = CompensatedSum()
    for (effect, variance) in zip(effects, variances) {
      let weight = 1 / (variance + tauSquared)
      let distance = effect - mean.effect
      sum.add(weight * (weight * distance * distance - 1 + weight / mean.weight) / mean.weight)
    }
    return sum.value
  }
}
