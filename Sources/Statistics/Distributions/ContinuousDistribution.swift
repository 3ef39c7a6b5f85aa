/// A distribution with a density.
///
/// Both tails are computed directly, so that neither loses digits where it is tiny.
public protocol ContinuousDistribution: Sendable {
  /// The values that can occur; an end may be infinite.
  var support: ClosedRange<Double> { get }
  /// The density at `x`, which may be infinite at an end of the support.
  func density(_ x: Double) -> Double
  /// The natural logarithm of the density, −infinity outside the support.
  func logDensity(_ x: Double) -> Double
  /// The probability of a value at most `x`.
  func lowerTail(_ x: Double) -> Double
  /// The probability of a value above `x`.
  func upperTail(_ x: Double) -> Double
  /// The value that is not exceeded with probability `lowerTail`.
  ///
  /// - Precondition: `0 <= lowerTail <= 1`.
  func quantile(lowerTail: Double) -> Double
  /// The value that is exceeded with probability `upperTail`.
  ///
  /// - Precondition: `0 <= upperTail <= 1`.
  func quantile(upperTail: Double) -> Double
}

extension ContinuousDistribution {
  /// The exponential of the logarithm of the density.
  public func density(_ x: Double) -> Double { exponential(logDensity(x)) }

  /// The end of the support for a probability of 0 or 1, and nil between them.
  func end(lowerTail probability: Double) -> Double? {
    precondition(probability >= 0 && probability <= 1, "a probability of \(probability)")
    if probability == 0 { return support.lowerBound }
    return probability == 1 ? support.upperBound : nil
  }

  func end(upperTail probability: Double) -> Double? {
    precondition(probability >= 0 && probability <= 1, "a probability of \(probability)")
    if probability == 0 { return support.upperBound }
    return probability == 1 ? support.lowerBound : nil
  }
}
