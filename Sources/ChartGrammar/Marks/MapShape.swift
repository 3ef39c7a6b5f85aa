/// The outline of one area in the coordinates of a whole map.
public struct MapShape: Hashable, Sendable {
  /// The name of the area.
  public let name: String
  /// The rings of the outline; holes run the other way round.
  public let rings: [[Point]]
  /// The rectangle around the whole map that the area belongs to, y growing upwards.
  public let extent: Rect
  /// How much narrower a degree of longitude is than one of latitude; 1 for projected coordinates.
  let aspect: Double

  /// An outline.
  public init(name: String, rings: [[Point]], extent: Rect, aspect: Double = 1) {
    self.name = name
    self.rings = rings
    self.extent = extent
    self.aspect = aspect
  }

  /// The outline scaled into a plot, without distortion.
  func path(in plot: Rect) -> Path {
    var path = Path()
    for ring in rings {
      path.elements += Path(through: ring.map { place($0, plot) }, closed: true).elements
    }
    return path
  }

  /// The middle of the largest ring.
  func labelPoint(in plot: Rect) -> Point {
    guard let ring = rings.max(by: { abs(Self.area($0)) < abs(Self.area($1)) }), !ring.isEmpty else {
      return plot.centre
    }
    let area = Self.area(ring)
    guard abs(area) > 0 else { return place(ring[0], plot) }
    var x = 0.0
    var y = 0.0
    for (a, b) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
      let cross = a.x * b.y - b.x * a.y
      x += (a.x + b.x) * cross
      y += (a.y + b.y) * cross
    }
    return place(Point(x: x / (6 * area), y: y / (6 * area)), plot)
  }

  static func area(_ ring: [Point]) -> Double {
    zip(ring, ring.dropFirst() + ring.prefix(1)).reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y } / 2
  }

  private func place(_ point: Point, _ plot: Rect) -> Point {
    let width = max(extent.width * aspect, .leastNormalMagnitude)
    let height = max(extent.height, .leastNormalMagnitude)
    let scale = min(plot.width / width, plot.height / height)
    return Point(
      x: plot.centre.x + (point.x - extent.centre.x) * aspect * scale,
      y: plot.centre.y - (point.y - extent.centre.y) * scale)
  }
}
