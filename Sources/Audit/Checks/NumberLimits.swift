import Numbers
import Statistics

/// A lower and an upper limit; a limit that does not exist is nil.
public struct NumberLimits: Hashable, Sendable, Encodable {
  /// The lower limit.
  public let lower: Double?
  /// The upper limit.
  public let upper: Double?

  /// Joins two limits.
  public init(lower: Double?, upper: Double?) {
    self.lower = lower
    self.upper = upper
  }

  init(_ interval: RoundingInterval) {
    self.init(lower: Optional(interval.lower.double).finite, upper: Optional(interval.upper.double).finite)
  }

  init(_ range: ValueRange) {
    self.init(lower: Optional(range.lower.double).finite, upper: Optional(range.upper.double).finite)
  }

  private enum CodingKeys: String, CodingKey {
    case lower, upper
  }

  /// Writes `{"lower", "upper"}`, null where there is no limit.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(lower, forKey: .lower)
    try container.encode(upper, forKey: .upper)
  }
}
