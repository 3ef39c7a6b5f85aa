public import Numbers
import Tables

/// An indicator of which nothing but its name and target is shown, because the counts behind it are small.
public struct HiddenIndicator: Hashable, Sendable, Encodable {
  /// The indicator.
  public let name: String
  /// The period it is printed for.
  public let period: String
  /// The target as printed.
  public let target: PrintedRate
  /// Whether less is better.
  public let isLowerBetter: Bool

  /// Says that the indicator is hidden.
  public var sentence: String { "\(name): suppressed, because the counts are small." }

  /// Writes the row of an indicator with null for every figure but the target.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: TargetKeys.self)
    try container.encode(name, forKey: .indicator)
    try container.encode(period, forKey: .period)
    try container.encode(target.fraction, forKey: .target)
    for key in [
      TargetKeys.actual, .difference, .verdict, .probabilityMet, .events, .trials, .lower, .upper,
    ] { try container.encodeNil(forKey: key) }
    try container.encode(isLowerBetter ? "at most" : "at least", forKey: .direction)
    try container.encode([Suppression.marker], forKey: .flags)
  }
}

/// The keys of an indicator's row.
enum TargetKeys: String, CodingKey {
  case indicator, period, target, actual, difference, verdict, probabilityMet, events, trials, lower, upper
  case direction, flags
}
