extension Path {
  /// The outline of a rectangle with rounded corners.
  public init(_ rect: Rect, cornerRadius: Double) {
    self.init(rect, corners: RectangleCornerRadii(all: cornerRadius))
  }

  /// The outline of a rectangle each of whose corners has a radius of its own, at most half the shorter side.
  public init(_ rect: Rect, corners: RectangleCornerRadii) {
    let most = min(rect.width / 2, rect.height / 2)
    func limited(_ radius: Double) -> Double { max(0, min(radius, most)) }
    let (a, b) = (limited(corners.topLeading), limited(corners.topTrailing))
    let (c, d) = (limited(corners.bottomTrailing), limited(corners.bottomLeading))
    guard max(a, b, c, d) > 0 else {
      self.init(rect)
      return
    }
    let share = 1 - 4 / 3 * (2.0.squareRoot() - 1)
    func point(_ x: Double, _ y: Double) -> Point { Point(x: x, y: y) }
    let (left, top, right, bottom) = (rect.x, rect.y, rect.maxX, rect.maxY)
    self.init([
      .move(point(left + a, top)), .line(point(right - b, top)),
      .curve(point(right - b * share, top), point(right, top + b * share), to: point(right, top + b)),
      .line(point(right, bottom - c)),
      .curve(
        point(right, bottom - c * share), point(right - c * share, bottom), to: point(right - c, bottom)),
      .line(point(left + d, bottom)),
      .curve(point(left + d * share, bottom), point(left, bottom - d * share), to: point(left, bottom - d)),
      .line(point(left, top + a)),
      .curve(point(left, top + a * share), point(left + a * share, top), to: point(left + a, top)), .close,
    ])
  }
}

extension Rect {
  /// The same rectangle elsewhere.
  func moved(by offset: Point) -> Rect {
    Rect(x: x + offset.x, y: y + offset.y, width: width, height: height)
  }

  /// The rectangle with each edge moved outwards.
  func outset(_ amount: Double) -> Rect {
    Rect(x: x - amount, y: y - amount, width: width + 2 * amount, height: height + 2 * amount)
  }

  /// The smallest rectangle around two.
  func union(_ other: Rect) -> Rect {
    let left = min(x, other.x)
    let top = min(y, other.y)
    return Rect(x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
  }
}
