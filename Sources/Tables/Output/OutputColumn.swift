/// A column of a table to be printed.
public struct OutputColumn: Hashable, Sendable {
  /// What the cells of a column hold, and how numbers among them are shown to people.
  public enum Kind: Hashable, Sendable {
    /// Words, set from the left.
    case text
    /// Numbers, set from the right; `decimals` nil for as many as each needs.
    case number(decimals: Int?)
    /// Fractions that people are shown as per cents.
    case perCent(decimals: Int)
    /// Probabilities of a test: four decimals, and `<0.0001` below, so that none is shown as nothing.
    case pValue
  }

  /// The side from which cells are set.
  public enum Alignment: Hashable, Sendable {
    /// From the left.
    case left
    /// From the right.
    case right
  }

  /// The name for programs: the header in CSV.
  public let key: String
  /// The name for people.
  public let title: String
  /// What the cells hold.
  public let kind: Kind
  /// The side from which cells are set.
  public let alignment: Alignment

  /// Makes a column; without an alignment, words are set from the left and numbers from the right.
  public init(key: String, title: String? = nil, kind: Kind = .text, alignment: Alignment? = nil) {
    self.key = key
    self.title = title ?? key
    self.kind = kind
    self.alignment = alignment ?? (kind == .text ? .left : .right)
  }
}
