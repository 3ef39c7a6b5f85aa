/// The probability with which an interval procedure covers the true value, strictly between 0 and 1.
public struct ConfidenceLevel: Hashable, Sendable, Codable {
  /// The level as a fraction, such as 0.95.
  public let value: Double

  /// Takes a level as a fraction.
  ///
  /// - Throws: `StatisticsError.outOfRange` unless `0 < value < 1`; a level given as a percentage, such as 95,
  ///   is refused with the fraction that was probably meant.
  public init(_ value: Double) throws(StatisticsError) {
    guard value > 0, value < 1 else {
      let hint = value >= 1 && value < 100 ? "; for \(value)% write \(value / 100)" : ""
      throw .outOfRange(argument: "level", value: value, allowed: "a fraction above 0 and below 1" + hint)
    }
    self.value = value
  }

  private init(known value: Double) {
    self.value = value
  }

  /// 90 per cent.
  public static let p90 = ConfidenceLevel(known: 0.90)
  /// 95 per cent.
  public static let p95 = ConfidenceLevel(known: 0.95)
  /// 99 per cent.
  public static let p99 = ConfidenceLevel(known: 0.99)
  /// 99.8 per cent, the outer limit of public-health funnel plots.
  public static let p998 = ConfidenceLevel(known: 0.998)

  /// The probability left outside, 1 − level.
  public var alpha: Double { 1 - value }

  /// The probability left outside in each tail, (1 − level) / 2.
  public var tail: Double { (1 - value) / 2 }

  /// Reads a level from its fraction.
  public init(from decoder: any Decoder) throws {
    try self.init(decoder.singleValueContainer().decode(Double.self))
  }

  /// Writes the level as its fraction.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}
