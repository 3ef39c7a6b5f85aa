/// A quantity with limits, of which values can be drawn.
///
/// It is a standard normal number stretched by its own half-width on each side of the value, so that the value is the
/// median and the limits are the quantiles of their level, also where they are not equally far away.
public struct UncertainQuantity: Hashable, Sendable {
  /// The value.
  public let value: Double
  /// The limits; nil where the quantity is taken as known.
  public let interval: ConfidenceInterval?

  /// A quantity that is taken as known.
  ///
  /// - Throws: `StatisticsError.outOfRange` for a value that is not finite.
  public init(_ value: Double) throws(StatisticsError) {
    try Require.finite(value, "value")
    self.value = value
    interval = nil
  }

  /// A quantity with its limits.
  ///
  /// - Throws: `StatisticsError.outOfRange` where the value does not lie between them.
  public init(
    _ value: Double, lower: Double, upper: Double, level: ConfidenceLevel = .p95
  ) throws(StatisticsError) {
    try Require.finite(value, "value")
    try Require.finite(lower, "lower limit")
    try Require.finite(upper, "upper limit")
    guard lower <= value else {
      throw .outOfRange(
        argument: "lower limit", value: lower, allowed: "at most the value, \(value.formattedBriefly)")
    }
    guard upper >= value else {
      throw .outOfRange(
        argument: "upper limit", value: upper, allowed: "at least the value, \(value.formattedBriefly)")
    }
    self.value = value
    interval = ConfidenceInterval(lower: lower, upper: upper, level: level)
  }

  /// The value that belongs to a standard normal number.
  public func value(at normal: Double) -> Double {
    guard let interval else { return value }
    let width = normal < 0 ? value - interval.lower : interval.upper - value
    return value + width * normal / StandardNormal.quantile(upperTail: interval.level.tail)
  }
}
