/// Words at the point of one row.
public struct ChartAnnotation: Hashable, Sendable, Codable {
  /// The row's value on the horizontal axis, as printed in the table.
  public var x: String
  /// The row's colour or small chart where several rows have that value.
  public var name: String?
  /// The words.
  public var text: String

  /// Words at a row.
  public init(x: String, name: String? = nil, text: String) {
    self.x = x
    self.name = name
    self.text = text
  }

  /// Reads words and their row.
  ///
  /// - Throws: `DecodingError` with the path of what is wrong.
  public init(from decoder: any Decoder) throws {
    try KnownKeys.check(decoder, Key.allCases.map(\.rawValue))
    let container = try decoder.container(keyedBy: Key.self)
    x = try container.decode(String.self, forKey: .x)
    name = try container.decodeIfPresent(String.self, forKey: .name)
    text = try container.decode(String.self, forKey: .text)
  }

  private enum Key: String, CodingKey, CaseIterable { case x, name, text }
  private typealias CodingKeys = Key
}
