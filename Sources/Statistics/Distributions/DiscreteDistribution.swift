/// A distribution over whole numbers.
///
/// Both tails are computed directly, so that neither loses digits where it is tiny.
public protocol DiscreteDistribution: Sendable {
  /// The values that can occur; an unbounded end is `Int.max`.
  var support: ClosedRange<Int> { get }
  /// The expected value.
  var mean: Double { get }
  /// The variance.
  var variance: Double { get }
  /// The probability of exactly `k`.
  func density(_ k: Int) -> Double
  /// The natural logarithm of the probability of `k`, −infinity outside the support.
  func logDensity(_ k: Int) -> Double
  /// The probability of at most `k`.
  func lowerTail(_ k: Int) -> Double
  /// The probability of more than `k`.
  func upperTail(_ k: Int) -> Double
}

extension DiscreteDistribution {
  /// The exponential of the logarithm of the density.
  public func density(_ k: Int) -> Double { exponential(logDensity(k)) }

  /// The probability of `k` or more.
  public func atLeast(_ k: Int) -> Double { k == .min ? 1 : upperTail(k - 1) }

  /// The smallest value that is not exceeded with at least the given probability.
  ///
  /// The probability is read with a tolerance of 64 units in its last place, as R does, so that the quantile of a
  /// computed tail is the value it was computed for.
  ///
  /// - Precondition: `0 <= lowerTail <= 1`.
  public func quantile(lowerTail probability: Double) -> Int {
    precondition(probability >= 0 && probability <= 1, "a probability of \(probability)")
    if probability == 0 { return support.lowerBound }
    if probability == 1 { return support.upperBound }
    let target = probability * (1 - 64 * Double.ulpOfOne)
    return smallest { lowerTail($0) >= target }
  }

  /// The smallest value that is exceeded with at most the given probability.
  ///
  /// - Precondition: `0 <= upperTail <= 1`.
  public func quantile(upperTail probability: Double) -> Int {
    precondition(probability >= 0 && probability <= 1, "a probability of \(probability)")
    if probability == 0 { return support.upperBound }
    if probability == 1 { return support.lowerBound }
    let target = probability * (1 + 64 * Double.ulpOfOne)
    return smallest { upperTail($0) <= target }
  }

  /// The first value of the support from which on a condition holds, by doubling steps from the mean and then halving.
  private func smallest(where holds: (Int) -> Bool) -> Int {
    let start = min(max(Int(min(mean, 4e18)), support.lowerBound), support.upperBound)
    var step = max(1, Int(min(variance.squareRoot(), 4e18)))
    var low = start
    var high = start
    if holds(start) {
      while low > support.lowerBound, holds(low) {
        high = low
        low = low - support.lowerBound > step ? low - step : support.lowerBound
        step *= 2
      }
      if holds(low) { return low }
    } else {
      while high < support.upperBound, !holds(high) {
        low = high
        high = support.upperBound - high > step ? high + step : support.upperBound
        step = step < .max / 4 ? step * 2 : step
      }
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
