/// Where a mark's values lie, in pixels.
public struct ScaledPosition: Sendable {
  /// The place along the horizontal axis, the middle of a category's slot.
  public var x: Double?
  /// The place along the vertical axis, the middle of a category's slot.
  public var y: Double?
  /// The left or first end.
  public var xStart: Double?
  /// The right or second end.
  public var xEnd: Double?
  /// The lower or first end.
  public var yStart: Double?
  /// The upper or second end.
  public var yEnd: Double?
  /// The start and end of a sector as shares of a full turn.
  public var turn: ClosedRange<Double>?
  /// The width that a bar may take; nil where the horizontal axis measures lengths.
  public var slotWidth: Double?
  /// The height that a bar may take; nil where the vertical axis measures lengths.
  public var slotHeight: Double?
  /// The width of a cell, without gaps.
  public var cellWidth: Double
  /// The height of a cell, without gaps.
  public var cellHeight: Double
  /// Where zero lies, or the nearest edge of the plot.
  public var baseline: Point
  /// The plot that everything lies in.
  public var plot: Rect

  /// A position in a plot before any value is scaled.
  public init(plot: Rect, baseline: Point) {
    self.plot = plot
    self.baseline = baseline
    cellWidth = plot.width
    cellHeight = plot.height
  }

  /// The middle of whatever is known.
  public var centre: Point {
    Point(
      x: x ?? middle(xStart, xEnd) ?? plot.centre.x,
      y: y ?? middle(yStart, yEnd) ?? plot.centre.y)
  }

  private func middle(_ start: Double?, _ end: Double?) -> Double? {
    guard let start, let end else { return nil }
    return (start + end) / 2
  }
}
