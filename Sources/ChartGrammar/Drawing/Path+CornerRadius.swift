extension Path {
  /// The outline of a rectangle with rounded corners.
  public init(_ rect: Rect, cornerRadius: Double) {
    let radius = min(cornerRadius, rect.width / 2, rect.height / 2)
    guard radius > 0 else {
      self.init(rect)
      return
    }
    let k = radius * (1 - 4 / 3 * (2.0.squareRoot() - 1))
    func point(_ x: Double, _ y: Double) -> Point { Point(x: x, y: y) }
    let (left, top, right, bottom) = (rect.x, rect.y, rect.maxX, rect.maxY)
    self.init([
      .move(point(left + radius, top)), .line(point(right - radius, top)),
      .curve(point(right - k, top), point(right, top + k), to: point(right, top + radius)),
      .line(point(right, bottom - radius)),
      .curve(point(right, bottom - k), point(right - k, bottom), to: point(right - radius, bottom)),
      .line(point(left + radius, bottom)),
      .curve(point(left + k, bottom), point(left, bottom - k), to: point(left, bottom - radius)),
      .line(point(left, top + radius)),
      .curve(point(left, top + k), point(left + k, top), to: point(left + radius, top)), .close,
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
