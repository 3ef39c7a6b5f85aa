/// How a line runs from one vertex to the next.
public enum InterpolationMethod: String, Hashable, Sendable {
  /// Straight.
  case linear
  /// Curved, without overshooting the values.
  case monotone
  /// Curved through the vertices.
  case cardinal
  /// Curved through the vertices, tighter where they are close.
  case catmullRom
  /// A step at the vertex that begins it.
  case stepStart
  /// A step halfway.
  case stepCenter
  /// A step at the vertex that ends it, as a survival curve.
  case stepEnd

  /// The path's steps through points, after the first.
  func elements(through points: [Point]) -> [Path.Element] {
    guard points.count > 1 else { return [] }
    switch self {
    case .linear: return points.dropFirst().map { .line($0) }
    case .stepStart, .stepCenter, .stepEnd: return steps(points)
    case .monotone: return curves(points, slopes: MonotoneSlopes(points).slopes)
    case .cardinal, .catmullRom: return cardinal(points)
    }
  }

  private func steps(_ points: [Point]) -> [Path.Element] {
    var elements: [Path.Element] = []
    elements.reserveCapacity(points.count * 2)
    for (from, to) in zip(points, points.dropFirst()) {
      switch self {
      case .stepStart: elements.append(.line(Point(x: from.x, y: to.y)))
      case .stepCenter:
        let middle = (from.x + to.x) / 2
        elements.append(.line(Point(x: middle, y: from.y)))
        elements.append(.line(Point(x: middle, y: to.y)))
      case .stepEnd, .linear, .monotone, .cardinal, .catmullRom:
        elements.append(.line(Point(x: to.x, y: from.y)))
      }
      elements.append(.line(to))
    }
    return elements
  }

  private func curves(_ points: [Point], slopes: [Double]) -> [Path.Element] {
    (1..<points.count).map { index in
      let (from, to) = (points[index - 1], points[index])
      let third = (to.x - from.x) / 3
      return .curve(
        Point(x: from.x + third, y: from.y + slopes[index - 1] * third),
        Point(x: to.x - third, y: to.y - slopes[index] * third), to: to)
    }
  }

  private func cardinal(_ points: [Point]) -> [Path.Element] {
    (1..<points.count).map { index in
      let before = points[max(index - 2, 0)]
      let (from, to) = (points[index - 1], points[index])
      let after = points[min(index + 1, points.count - 1)]
      return .curve(
        Point(x: from.x + (to.x - before.x) / 6, y: from.y + (to.y - before.y) / 6),
        Point(x: to.x - (after.x - from.x) / 6, y: to.y - (after.y - from.y) / 6), to: to)
    }
  }
}
