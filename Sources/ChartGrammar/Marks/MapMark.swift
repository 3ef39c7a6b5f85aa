/// An area of a map, filled.
public struct MapMark: Mark {
  /// The values to scale: none, a map is placed as a whole.
  public let encodings: Encodings
  let shape: MapShape

  /// An area of a map.
  public init(_ shape: MapShape) {
    encodings = [:]
    self.shape = shape
  }

  /// Fills the outline, scaled into the plot.
  public func draw(at position: ScaledPosition, style: ResolvedStyle, into canvas: inout Canvas) {
    let path = shape.path(in: position.plot)
    canvas.fill(path, style.color)
    canvas.stroke(path, style.theme.background, style.line ?? StrokeStyle(width: 0.75, join: .round))
  }

  /// A point in the middle of the area's largest part.
  public func frame(at position: ScaledPosition, style: ResolvedStyle) -> Rect {
    let middle = shape.labelPoint(in: position.plot)
    return Rect(x: middle.x, y: middle.y, width: 0, height: 0)
  }
}
