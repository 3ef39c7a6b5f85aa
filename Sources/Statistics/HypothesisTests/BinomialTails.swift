internal import CGSL

/// Probabilities of a binomial count, each tail computed directly.
struct BinomialTails {
  let trials: Int
  let probability: Double

  func density(_ k: Int) -> Double {
    guard k >= 0, k <= trials else { return 0 }
    let n = Double(trials)
    let x = Double(k)
    let q = 1 - probability
    if probability == 0 { return k == 0 ? 1 : 0 }
    if q == 0 { return k == trials ? 1 : 0 }
    if k == 0 { return exp(n * log1p(-probability)) }
    if k == trials { return exp(n * log(probability)) }
    let exponent =
      SaddlePoint.stirlingError(n) - SaddlePoint.stirlingError(x) - SaddlePoint.stirlingError(n - x)
      - SaddlePoint.deviance(x, mean: n * probability) - SaddlePoint.deviance(n - x, mean: n * q)
    return exp(exponent) * (n / (x * (n - x)) / (2 * Double.pi)).squareRoot()
  }

  func atMost(_ k: Int) -> Double {
    if k < 0 { return 0 }
    if k >= trials { return 1 }
    return IncompleteBeta(Double(k + 1), Double(trials - k), x: probability, y: 1 - probability).upper
  }

  func atLeast(_ k: Int) -> Double {
    if k <= 0 { return 1 }
    if k > trials { return 0 }
    return IncompleteBeta(Double(k), Double(trials - k + 1), x: probability, y: 1 - probability).lower
  }

  /// The total probability of the outcomes no more likely than `k`, with R's relative tolerance of 1e−7.
  ///
  /// The density rises to its mode and falls from it, so the outcomes on the far side begin at a point found by
  /// halving.
  func noMoreLikely(than k: Int) -> Double {
    let bound = density(k) * (1 + 1e-7)
    let mode = min(trials, Int(Double(trials + 1) * probability))
    if k <= mode {
      if density(mode) <= bound { return 1 }
      var near = mode
      var far = trials + 1
      while far - near > 1 {
        let middle = near + (far - near) / 2
        if density(middle) <= bound { far = middle } else { near = middle }
      }
      return min(1, atMost(k) + atLeast(far))
    }
    if density(mode) <= bound { return 1 }
    var near = mode
    var far = -1
    while near - far > 1 {
      let middle = far + (near - far) / 2
      if density(middle) <= bound { far = middle } else { near = middle }
    }
    return min(1, atMost(far) + atLeast(k))
  }
}
