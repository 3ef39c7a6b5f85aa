/// A piece of running text with its place.
public struct ProsePassage: Hashable, Sendable {
  /// The line on which it starts, or the number of the paragraph.
  public let number: Int
  /// The words; each line break in them starts a further line.
  public let text: String

  /// Joins a place and words.
  public init(number: Int, text: String) {
    self.number = number
    self.text = text
  }
}
