internal import CGSL

/// A sum over people divided by another sum over the same people, such as harm for each reoffence.
///
/// Limits are normal on the logarithmic scale, from the variance of what each person's own sums are off the ratio.
///
/// - Source: Cochran (1977), *Sampling Techniques*, third edition, Wiley, sections 2.11 and 6.4.
public struct RatioOfSums: Hashable, Sendable {
  /// The ratio.
  public let value: Double
  /// The variance of its logarithm; nil for fewer than two people and for a ratio of 0.
  public let logVariance: Double?

  /// Divides two sums.
  ///
  /// - Throws: `StatisticsError` for lists of different lengths, numbers below 0, sums too large or too small to be
  ///   squared, and where the divisor adds up to 0.
  public init(_ numerators: [Double], over denominators: [Double]) throws(StatisticsError) {
    guard numerators.count == denominators.count else {
      throw .lengthMismatch(
        first: "numerators", firstCount: numerators.count, second: "denominators",
        secondCount: denominators.count)
    }
    for value in numerators { try Require.notNegative(value, "numerator") }
    for value in denominators { try Require.notNegative(value, "denominator") }
    let above = numerators.reduce(0, +)
    let below = denominators.reduce(0, +)
    try Self.check(above, "the sum of numerators")
    try Self.check(below, "the sum of denominators")
    guard below > 0 else { throw .undefined(quantity: "a ratio", because: "its divisor is 0") }
    value = above / below
    guard numerators.count > 1, above > 0 else {
      logVariance = nil
      return
    }
    let ratio = value
    let squares = zip(numerators, denominators).reduce(0) { sum, pair in
      let off = pair.0 - ratio * pair.1
      return sum + off * off
    }
    let people = Double(numerators.count)
    logVariance = squares * people / (people - 1) / (above * above)
  }

  /// Divides the sum of values by their number.
  ///
  /// - Throws: `StatisticsError` for a mean below 0, a sum too large or too small to be squared, and no value at all.
  public init(meanOf values: SpreadOfValues) throws(StatisticsError) {
    let people = Double(values.count)
    let sum = values.mean * people
    try Require.notNegative(values.mean, "mean")
    try Self.check(sum, "the sum of values")
    guard people > 0 else { throw .undefined(quantity: "a ratio", because: "its divisor is 0") }
    value = values.mean
    logVariance = people > 1 && sum > 0 ? values.squares * people / (people - 1) / (sum * sum) : nil
  }

  /// The squares of such sums, and of one over the other, are numbers too.
  private static func check(_ sum: Double, _ name: String) throws(StatisticsError) {
    guard sum == 0 || (1e-150..<1e150).contains(sum) else {
      throw .outOfRange(argument: name, value: sum, allowed: "0, or at least 1e-150 and below 1e150")
    }
  }

  /// The ratio with its limits.
  public func estimate(level: ConfidenceLevel = .p95) -> Estimate {
    guard let logVariance else { return Estimate(value, withoutIntervalAt: level, method: "delta-log") }
    return Self.estimate(value, logVariance: logVariance, level)
  }

  /// This ratio over an independent one; no limits where one of them has none, nil over 0.
  public func estimate(relativeTo other: RatioOfSums, level: ConfidenceLevel = .p95) -> Estimate? {
    guard other.value > 0 else { return nil }
    guard let logVariance, let otherVariance = other.logVariance else {
      return Estimate(value / other.value, withoutIntervalAt: level, method: "delta-log")
    }
    return Self.estimate(value / other.value, logVariance: logVariance + otherVariance, level)
  }

  private static func estimate(_ value: Double, logVariance: Double, _ level: ConfidenceLevel) -> Estimate {
    let factor = exp(StandardNormal.quantile(upperTail: level.tail) * logVariance.squareRoot())
    return Estimate(
      value, interval: ConfidenceInterval(lower: value / factor, upper: value * factor, level: level),
      method: "delta-log")
  }
}
