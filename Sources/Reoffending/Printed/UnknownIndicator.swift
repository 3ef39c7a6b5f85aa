/// An indicator that is named and not known: it has no target, no figure, or neither.
public struct UnknownIndicator: Hashable, Sendable, Encodable {
  /// The indicator.
  public let name: String
  /// The period it is for.
  public let period: String
  /// Whether it has a target.
  public let hasTarget: Bool
  /// Whether it has a figure.
  public let hasFigure: Bool

  /// What is missing, in words.
  public var missing: String {
    hasTarget ? "no figure" : hasFigure ? "no target" : "neither target nor figure"
  }

  /// Says so.
  public var sentence: String { "\(name): not known, because there is \(missing)." }

  private enum CodingKeys: String, CodingKey {
    case name = "indicator"
    case period, missing
  }

  /// Writes what is missing.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(period, forKey: .period)
    try container.encode(missing, forKey: .missing)
  }
}
