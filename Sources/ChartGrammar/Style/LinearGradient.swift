/// A run of colours across a shape or, with `alignsMarkStylesWithPlotArea`, across the plot.
public struct LinearGradient: ShapeStyle, Hashable {
  /// The colours.
  public let gradient: Gradient
  /// Where the first colour stands.
  public let startPoint: UnitPoint
  /// Where the last colour stands.
  public let endPoint: UnitPoint

  /// A run of colours from one place to another.
  public init(gradient: Gradient, startPoint: UnitPoint, endPoint: UnitPoint) {
    self.gradient = gradient
    self.startPoint = startPoint
    self.endPoint = endPoint
  }

  /// An even run of colours from one place to another.
  public init(colors: [Color], startPoint: UnitPoint, endPoint: UnitPoint) {
    self.init(gradient: Gradient(colors: colors), startPoint: startPoint, endPoint: endPoint)
  }

  /// A run of colours from one place to another.
  public init(stops: [Gradient.Stop], startPoint: UnitPoint, endPoint: UnitPoint) {
    self.init(gradient: Gradient(stops: stops), startPoint: startPoint, endPoint: endPoint)
  }

  /// The run of colours.
  public var paint: Paint { .gradient(self) }

  /// The run across a rectangle, its colours more transparent by a factor.
  func fill(across rect: Rect, opacity: Double) -> GradientFill {
    func place(_ point: UnitPoint) -> Point {
      Point(x: rect.x + rect.width * point.x, y: rect.y + rect.height * point.y)
    }
    return GradientFill(
      stops: gradient.stops.map { Gradient.Stop(color: $0.color.opacity(opacity), location: $0.location) },
      start: place(startPoint), end: place(endPoint))
  }
}

extension ShapeStyle where Self == LinearGradient {
  /// An even run of colours from one place to another.
  public static func linearGradient(
    colors: [Color], startPoint: UnitPoint, endPoint: UnitPoint
  ) -> LinearGradient { LinearGradient(colors: colors, startPoint: startPoint, endPoint: endPoint) }

  /// A run of colours from one place to another.
  public static func linearGradient(
    _ gradient: Gradient, startPoint: UnitPoint, endPoint: UnitPoint
  ) -> LinearGradient { LinearGradient(gradient: gradient, startPoint: startPoint, endPoint: endPoint) }

  /// A run of colours from one place to another.
  public static func linearGradient(
    stops: [Gradient.Stop], startPoint: UnitPoint, endPoint: UnitPoint
  ) -> LinearGradient { LinearGradient(stops: stops, startPoint: startPoint, endPoint: endPoint) }
}

/// A run of colours between two places of a picture.
public struct GradientFill: Hashable, Sendable {
  /// The colours from the first to the last place.
  public var stops: [Gradient.Stop]
  /// Where the first colour stands.
  public var start: Point
  /// Where the last colour stands.
  public var end: Point

  /// A run of colours between two places.
  public init(stops: [Gradient.Stop], start: Point, end: Point) {
    self.stops = stops
    self.start = start
    self.end = end
  }

  func moved(by offset: Point) -> GradientFill {
    GradientFill(
      stops: stops, start: Point(x: start.x + offset.x, y: start.y + offset.y),
      end: Point(x: end.x + offset.x, y: end.y + offset.y))
  }
}

extension Path {
  /// The upright rectangle around all places of the pen; control points count as places.
  var bounds: Rect {
    var (left, top, right, bottom) = (Double.infinity, Double.infinity, -Double.infinity, -Double.infinity)
    func include(_ point: Point) {
      (left, right) = (min(left, point.x), max(right, point.x))
      (top, bottom) = (min(top, point.y), max(bottom, point.y))
    }
    for element in elements {
      switch element {
      case .move(let point), .line(let point): include(point)
      case .curve(let first, let second, let end):
        include(first)
        include(second)
        include(end)
      case .close: break
      }
    }
    guard left <= right, top <= bottom else { return Rect(x: 0, y: 0, width: 0, height: 0) }
    return Rect(x: left, y: top, width: right - left, height: bottom - top)
  }
}
