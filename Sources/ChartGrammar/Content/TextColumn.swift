/// A column of text beside the rows of a chart, as in a forest plot.
public struct TextColumn: Hashable, Sendable {
  /// What stands above the column.
  public let heading: String
  /// On which side of the plot it stands.
  public let edge: AxisMarkPosition
  /// How its lines are aligned.
  public let alignment: Alignment
  /// The text of each row, by the row's name on the vertical axis.
  public let values: [String: String]
  /// What is written in place of heading and text where a row stands in one line, as on phones; `of 20 people` goes on
  /// with the column before.
  public let phrases: [String: String]

  /// A column of text.
  ///
  /// - Parameters:
  ///   - heading: what stands above the column.
  ///   - edge: `.leading` stands between row names and plot, anything else right of the plot.
  ///   - alignment: how its lines are aligned with each other.
  ///   - values: the text of each row, by the row's name on the vertical axis.
  ///   - phrases: what is written in place of heading and text where a row stands in one line, by the row's name; a row
  ///     without one has both.
  public init(
    _ heading: String, edge: AxisMarkPosition = .trailing, alignment: Alignment = .trailing,
    values: [String: String], phrases: [String: String] = [:]
  ) {
    self.heading = heading
    self.edge = edge
    self.alignment = alignment
    self.values = values
    self.phrases = phrases
  }
}
