/// An outline of lines and curves.
public struct Path: Hashable, Sendable {
  /// One step of the pen.
  public enum Element: Hashable, Sendable {
    /// Lifts the pen and puts it down elsewhere.
    case move(Point)
    /// A straight line.
    case line(Point)
    /// A cubic Bézier curve with two control points.
    case curve(Point, Point, to: Point)
    /// A straight line back to the last `move`.
    case close
  }

  /// The steps in order.
  public var elements: [Element]

  /// A path from its steps.
  public init(_ elements: [Element] = []) {
    self.elements = elements
  }

  /// The outline of a rectangle.
  public init(_ rect: Rect) {
    elements = [
      .move(Point(x: rect.x, y: rect.y)), .line(Point(x: rect.maxX, y: rect.y)),
      .line(Point(x: rect.maxX, y: rect.maxY)), .line(Point(x: rect.x, y: rect.maxY)), .close,
    ]
  }

  /// A line through points, open unless `closed`.
  public init(through points: some Sequence<Point>, closed: Bool = false) {
    elements = []
    for point in points {
      elements.append(elements.isEmpty ? .move(point) : .line(point))
    }
    if closed, !elements.isEmpty {
      elements.append(.close)
    }
  }

  /// A circle of four Bézier arcs.
  ///
  /// The control distance 4/3·(√2 − 1) makes each arc touch the circle at its middle.
  public init(circleAt centre: Point, radius: Double) {
    let k = radius * 4 / 3 * (2.0.squareRoot() - 1)
    let x = centre.x
    let y = centre.y
    elements = [
      .move(Point(x: x + radius, y: y)),
      .curve(
        Point(x: x + radius, y: y + k), Point(x: x + k, y: y + radius), to: Point(x: x, y: y + radius)),
      .curve(
        Point(x: x - k, y: y + radius), Point(x: x - radius, y: y + k), to: Point(x: x - radius, y: y)),
      .curve(
        Point(x: x - radius, y: y - k), Point(x: x - k, y: y - radius), to: Point(x: x, y: y - radius)),
      .curve(
        Point(x: x + k, y: y - radius), Point(x: x + radius, y: y - k), to: Point(x: x + radius, y: y)),
      .close,
    ]
  }
}
