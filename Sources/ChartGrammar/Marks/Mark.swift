/// What must be scaled, and how to draw once it is: the whole contract of a mark.
///
/// A mark names values in its `encodings`; the layout turns them into pixels and calls `draw`. The mark knows
/// nothing of axes, legends or other marks.
public protocol Mark: ChartContent, Sendable where Body == Never {
  /// The values to scale.
  var encodings: Encodings { get }
  /// How marks at the same place are stacked; nil for marks that are not.
  var stacking: MarkStackingMethod? { get }
  /// Whether the mark is a length, so that its value axis must start at zero.
  var startsAtZero: Bool { get }
  /// Whether the mark shows its colour as an area, which decides how a legend shows it.
  var key: LegendKey { get }
  /// Whether the mark is a vertex of a longer shape.
  var isVertex: Bool { get }
  /// Draws the mark at its place in pixels.
  func draw(at position: ScaledPosition, style: ResolvedStyle, into canvas: inout Canvas)
  /// The rectangle that annotations stand beside.
  func frame(at position: ScaledPosition, style: ResolvedStyle) -> Rect
  /// The side of the frame on which the value ends.
  func valueEnd(at position: ScaledPosition) -> AnnotationPosition
}

/// How a legend shows a mark.
public enum LegendKey: Int, Hashable, Sendable {
  /// Not at all.
  case none
  /// As a small square of colour.
  case swatch
  /// As a point.
  case symbol
  /// As a short line.
  case line
}

/// A mark that is one vertex of a longer shape.
public protocol SeriesMark: Mark {
  /// Draws the shape through the places of all its vertices.
  func draw(through positions: [ScaledPosition], style: ResolvedStyle, into canvas: inout Canvas)
}

extension Mark {
  /// Not stacked.
  public var stacking: MarkStackingMethod? { nil }
  /// Not a length.
  public var startsAtZero: Bool { false }
  /// A shape of its own.
  public var isVertex: Bool { false }
  /// A square of colour.
  public var key: LegendKey { .swatch }
  /// The right-hand side.
  public func valueEnd(at position: ScaledPosition) -> AnnotationPosition { .trailing }

  /// Adds the mark.
  public func collect(into collection: inout MarkCollection) { collection.add(self) }

  /// The point itself.
  public func frame(at position: ScaledPosition, style: ResolvedStyle) -> Rect {
    let centre = position.centre
    return Rect(x: centre.x, y: centre.y, width: 0, height: 0)
  }
}

extension SeriesMark {
  /// A vertex.
  public var isVertex: Bool { true }

  /// Draws nothing: the shape is drawn as a whole.
  public func draw(at position: ScaledPosition, style: ResolvedStyle, into canvas: inout Canvas) {}
}
