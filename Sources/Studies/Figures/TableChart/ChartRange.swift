/// A shaded range of one axis, with words in it.
public struct ChartRange: Hashable, Sendable, Codable {
  /// The axis along which the range lies.
  public var axis: ChartSpecification.Axis
  /// The lower end, in the unit in which the axis prints it.
  public var from: Double
  /// The upper end.
  public var to: Double
  /// What stands in the range.
  public var label: String?

  /// A range between two values.
  public init(axis: ChartSpecification.Axis, from: Double, to: Double, label: String? = nil) {
    self.axis = axis
    self.from = from
    self.to = to
    self.label = label
  }

  /// Reads a range.
  ///
  /// - Throws: `DecodingError` with the path of what is wrong.
  public init(from decoder: any Decoder) throws {
    try KnownKeys.check(decoder, Key.allCases.map(\.rawValue))
    let container = try decoder.container(keyedBy: Key.self)
    axis = try container.decode(ChartSpecification.Axis.self, forKey: .axis)
    from = try container.decode(Double.self, forKey: .from)
    to = try container.decode(Double.self, forKey: .to)
    label = try container.decodeIfPresent(String.self, forKey: .label)
    guard from < to else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath, debugDescription: "from must be below to"))
    }
  }

  private enum Key: String, CodingKey, CaseIterable { case axis, from, to, label }
  private typealias CodingKeys = Key
}
