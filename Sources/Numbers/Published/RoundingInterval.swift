/// The values that a printed number can stand for.
///
/// 29.9 rounded to the nearest tenth stands for everything from 29.85 to 29.95; a whole count stands for itself.
public struct RoundingInterval: Hashable, Sendable {
  /// The smallest value, or the limit below all of them where `includesLower` is false.
  public let lower: ExactNumber
  /// The largest value, or the limit above all of them where `includesUpper` is false.
  public let upper: ExactNumber
  /// Whether the lower limit itself is possible.
  public let includesLower: Bool
  /// Whether the upper limit itself is possible.
  public let includesUpper: Bool

  /// Joins two limits.
  ///
  /// - Precondition: `lower <= upper`.
  public init(
    _ lower: ExactNumber, _ upper: ExactNumber, includesLower: Bool = true, includesUpper: Bool = true
  ) {
    precondition(lower <= upper, "an interval from \(lower) to \(upper)")
    self.lower = lower
    self.upper = upper
    self.includesLower = includesLower
    self.includesUpper = includesUpper
  }

  /// The interval that holds one value.
  public init(_ value: ExactNumber) {
    self.init(value, value)
  }

  /// Whether only one value is possible.
  public var isSingleValue: Bool { lower == upper }

  /// Whether a value is possible.
  public func contains(_ value: ExactNumber) -> Bool {
    (lower < value || (includesLower && lower == value))
      && (value < upper || (includesUpper && value == upper))
  }

  /// Whether some value is possible for both.
  public func overlaps(_ other: RoundingInterval) -> Bool {
    let low = lower < other.upper || (lower == other.upper && includesLower && other.includesUpper)
    let high = other.lower < upper || (other.lower == upper && other.includesLower && includesUpper)
    return low && high
  }

  /// Whether the two share more than a common end, as two roundings of one figure do.
  public func overlapsInside(_ other: RoundingInterval) -> Bool {
    if isSingleValue || other.isSingleValue { return overlaps(other) }
    return lower < other.upper && other.lower < upper
  }

  /// Equal limits make equal intervals.
  public static func == (left: RoundingInterval, right: RoundingInterval) -> Bool {
    left.lower == right.lower && left.upper == right.upper && left.includesLower == right.includesLower
      && left.includesUpper == right.includesUpper
  }

  /// Hashes the limits as floating-point numbers, which equal fractions share.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(lower.double)
    hasher.combine(upper.double)
  }
}

extension RoundingInterval: Encodable {
  private enum CodingKeys: String, CodingKey {
    case lower, upper
  }

  /// Writes `{"lower", "upper"}`; a limit that does not exist is `null`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(lower.isFinite ? lower.double : nil, forKey: .lower)
    try container.encode(upper.isFinite ? upper.double : nil, forKey: .upper)
  }
}

extension RoundingInterval: CustomStringConvertible {
  /// The single value, or both limits.
  public var description: String {
    if isSingleValue { return lower.description }
    if !upper.isFinite { return "more than \(lower)" }
    return "\(lower) to \(upper)"
  }
}
