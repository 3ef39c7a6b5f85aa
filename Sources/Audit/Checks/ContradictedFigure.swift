public import Numbers

/// A printed figure beside what others imply in its place.
public struct ContradictedFigure: Hashable, Sendable {
  /// The column, or what else the figure is called.
  public let name: String
  /// The figure as printed.
  public let printed: String
  /// What would stand there, or the range that the other figures allow; empty where there is none.
  public let implied: String
  /// The unit of both.
  public let unit: PublishedUnit

  init(name: String, printed: String, implied: String, unit: PublishedUnit) {
    self.name = name
    self.printed = printed
    self.implied = implied
    self.unit = unit
  }
}
