/// A straight line: across the whole plot, or between two values.
public struct RuleMark: Mark {
  /// The values to scale.
  public let encodings: Encodings

  /// An upright line across the whole plot.
  public init<X: Plottable>(x: PlottableValue<X>) {
    encodings = [.x: x.encoding]
  }

  /// A level line across the whole plot.
  public init<Y: Plottable>(y: PlottableValue<Y>) {
    encodings = [.y: y.encoding]
  }

  /// An upright line between two values.
  public init<X: Plottable, Y: Plottable>(
    x: PlottableValue<X>, yStart: PlottableValue<Y>, yEnd: PlottableValue<Y>
  ) {
    encodings = [.x: x.encoding, .yStart: yStart.encoding, .yEnd: yEnd.encoding]
  }

  /// A level line between two values.
  public init<X: Plottable, Y: Plottable>(
    xStart: PlottableValue<X>, xEnd: PlottableValue<X>, y: PlottableValue<Y>
  ) {
    encodings = [.xStart: xStart.encoding, .xEnd: xEnd.encoding, .y: y.encoding]
  }

  /// A sloping line between two points.
  public init<X: Plottable, Y: Plottable>(
    xStart: PlottableValue<X>, xEnd: PlottableValue<X>, yStart: PlottableValue<Y>, yEnd: PlottableValue<Y>
  ) {
    encodings = [
      .xStart: xStart.encoding, .xEnd: xEnd.encoding, .yStart: yStart.encoding, .yEnd: yEnd.encoding,
    ]
  }

  /// A line.
  public var key: LegendKey { .line }

  /// Draws the line.
  public func draw(at position: ScaledPosition, style: ResolvedStyle, into canvas: inout Canvas) {
    let (start, end) = ends(position, style)
    canvas.line(from: start, to: end, style.color, style.stroke(width: 0.6))
    if start.x == end.x || start.y == end.y {
      canvas.occupy(line: frame(at: position, style: style).outset(1))
    }
  }

  /// The rectangle around the line.
  public func frame(at position: ScaledPosition, style: ResolvedStyle) -> Rect {
    let (start, end) = ends(position, style)
    return Rect(
      x: min(start.x, end.x), y: min(start.y, end.y), width: abs(end.x - start.x),
      height: abs(end.y - start.y))
  }

  /// At the upper end of an upright line, at the right of a level one.
  public func valueEnd(at position: ScaledPosition) -> AnnotationPosition {
    position.x != nil && position.xStart == nil ? .top : .trailing
  }

  private func ends(_ position: ScaledPosition, _ style: ResolvedStyle) -> (Point, Point) {
    let x = (
      position.xStart ?? position.x ?? position.plot.x, position.xEnd ?? position.x ?? position.plot.maxX
    )
    let y = (
      position.yStart ?? position.y ?? position.plot.maxY, position.yEnd ?? position.y ?? position.plot.y
    )
    return (
      Point(x: x.0 + style.offset.x, y: y.0 + style.offset.y),
      Point(x: x.1 + style.offset.x, y: y.1 + style.offset.y)
    )
  }
}
