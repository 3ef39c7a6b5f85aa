/// The words around a chart; each may be empty.
public struct FigureText: Hashable, Sendable {
  /// The finding, in a sentence.
  public var headline: String
  /// Measure, place and period.
  public var subtitle: String
  /// Where the data come from.
  public var source: String
  /// What the reader must know.
  public var notes: [String]

  /// The words around a chart.
  public init(headline: String = "", subtitle: String = "", source: String = "", notes: [String] = []) {
    self.headline = headline
    self.subtitle = subtitle
    self.source = source
    self.notes = notes
  }
}
