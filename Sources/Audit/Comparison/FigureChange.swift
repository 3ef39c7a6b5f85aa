/// A figure that differs between two versions of a document or a table, or that only one of them has.
public struct FigureChange: Hashable, Sendable, Encodable {
  /// The words around the figure, or the row and column that it stands in.
  public let words: String
  /// The figure in the older version; nil where the words are new.
  public let old: String?
  /// The figure in the newer version; nil where the words are gone.
  public let new: String?
  /// Where it stands in the older version.
  public let oldPlace: String?
  /// Where it stands in the newer version.
  public let newPlace: String?

  private enum CodingKeys: String, CodingKey {
    case words, old, new, oldPlace, newPlace
  }

  /// Writes every key, null where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(words, forKey: .words)
    try container.encode(old, forKey: .old)
    try container.encode(new, forKey: .new)
    try container.encode(oldPlace, forKey: .oldPlace)
    try container.encode(newPlace, forKey: .newPlace)
  }
}
