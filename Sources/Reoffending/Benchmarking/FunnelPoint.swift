public import Statistics

/// One unit of a funnel and the limits for its size.
public struct FunnelPoint: Sendable, Encodable {
  /// What the unit is called.
  public let key: GroupKey
  /// The size: the number of people for proportions, the number predicted for ratios, the exposure for rates.
  public let x: Double
  /// The proportion, the ratio or the rate.
  public let y: Double
  /// The number who reoffended.
  public let observed: Int
  /// The limits of every level asked for, in that order.
  public let limits: [ConfidenceInterval]
  /// Where the unit lies.
  public let position: FunnelPosition

  /// The key's values joined by commas.
  public var name: String { key.description }

  /// `within`, or `above` or `below` with the widest level whose limits the unit lies outside of, such as `above 0.998`.
  public var category: String {
    switch position {
    case .within: "within"
    case .high(let level): "above \(level.value)"
    case .low(let level): "below \(level.value)"
    }
  }

  private typealias CodingKeys = FunnelPointKeys

  private enum LimitKeys: String, CodingKey {
    case level, lower, upper
  }

  /// Writes the row of the command line's contract; `lower` and `upper` are those of the first level.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(key, forKey: .by)
    try container.encode(x, forKey: .x)
    try container.encode(y, forKey: .y)
    try container.encode(observed, forKey: .observed)
    try container.encode((limits.first?.lower).finite, forKey: .lower)
    try container.encode((limits.first?.upper).finite, forKey: .upper)
    try container.encode(category, forKey: .category)
    try container.encode([String](), forKey: .flags)
    var list = container.nestedUnkeyedContainer(forKey: .limits)
    for limit in limits {
      var one = list.nestedContainer(keyedBy: LimitKeys.self)
      try one.encode(limit.level, forKey: .level)
      try one.encode(Optional(limit.lower).finite, forKey: .lower)
      try one.encode(Optional(limit.upper).finite, forKey: .upper)
    }
  }
}

/// A unit of which nothing but the name is shown.
struct HiddenFunnelPoint: Encodable {
  let key: GroupKey

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: FunnelPointKeys.self)
    try container.encode(key, forKey: .by)
    for name in [FunnelPointKeys.x, .y, .observed, .lower, .upper, .category, .limits] {
      try container.encodeNil(forKey: name)
    }
    try container.encode([Suppression.marker], forKey: .flags)
  }
}

private enum FunnelPointKeys: String, CodingKey {
  case by, x, y, observed, lower, upper, category, limits, flags
}
