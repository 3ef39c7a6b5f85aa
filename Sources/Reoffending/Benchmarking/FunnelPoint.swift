public import Statistics

/// One unit of a funnel and the limits for its size.
public struct FunnelPoint: ResultRow {
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

  /// The fields of the contract, with `lower` and `upper` of the first level.
  public static let fields: [ResultField<FunnelPoint>] = [
    .name { $0.key }, .number("x") { $0.x }, .number("y") { $0.y }, .count("observed") { $0.observed },
    .number("lower") { $0.limits.first?.lower }, .number("upper") { $0.limits.first?.upper },
    .text("category") { $0.category }, .nested("limits") { $0.limits.map(ResultObject.init) },
    .nested("flags") { _ in [String]() },
  ]
}

/// A unit of which nothing but the name is shown.
struct HiddenFunnelPoint: Encodable {
  let key: GroupKey

  func encode(to encoder: any Encoder) throws {
    try ResultObject(withheld: FunnelPoint.self, names: [("by", key)]).encode(to: encoder)
  }
}
