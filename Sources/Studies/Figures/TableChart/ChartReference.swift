/// A line across a chart at a number of one axis, with words at its end.
public struct ChartReference: Hashable, Sendable, Codable {
  /// The axis along which the value lies.
  public var axis: ChartSpecification.Axis
  /// The value, in the unit in which the axis prints it: 35 for 35 %.
  public var value: Double
  /// What stands at the line; nil for the value.
  public var label: String?

  /// A line at a value.
  public init(axis: ChartSpecification.Axis, value: Double, label: String? = nil) {
    self.axis = axis
    self.value = value
    self.label = label
  }

  /// Reads a line.
  ///
  /// - Throws: `DecodingError` with the path of what is wrong.
  public init(from decoder: any Decoder) throws {
    try KnownKeys.check(decoder, Key.allCases.map(\.rawValue))
    let container = try decoder.container(keyedBy: Key.self)
    axis = try container.decode(ChartSpecification.Axis.self, forKey: .axis)
    value = try container.decode(Double.self, forKey: .value)
    label = try container.decodeIfPresent(String.self, forKey: .label)
  }

  private enum Key: String, CodingKey, CaseIterable { case axis, value, label }
  private typealias CodingKeys = Key
}
