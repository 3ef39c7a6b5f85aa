/// A lower and an upper limit at a confidence level.
///
/// A limit may be infinite (the upper limit of a ratio over a zero cell), never NaN.
public struct ConfidenceInterval: Hashable, Sendable {
  /// The lower limit.
  public let lower: Double
  /// The upper limit.
  public let upper: Double
  /// The confidence level of the interval.
  public let level: ConfidenceLevel

  /// Joins two limits.
  ///
  /// - Precondition: `lower <= upper`, which NaN never satisfies.
  public init(lower: Double, upper: Double, level: ConfidenceLevel) {
    precondition(lower <= upper, "an interval from \(lower) to \(upper)")
    self.lower = lower
    self.upper = upper
    self.level = level
  }

  /// Whether a value lies between the limits, ends included.
  public func contains(_ value: Double) -> Bool {
    lower <= value && value <= upper
  }

  /// The interval of a monotone function of the quantity, limits swapped where the function falls.
  public func mapped(_ transform: (Double) -> Double) -> ConfidenceInterval {
    let a = transform(lower)
    let b = transform(upper)
    return ConfidenceInterval(lower: min(a, b), upper: max(a, b), level: level)
  }
}
