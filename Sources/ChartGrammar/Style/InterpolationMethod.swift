/// How a line runs from one vertex to the next.
public struct InterpolationMethod: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case linear, monotone, stepStart, stepCenter, stepEnd
    case cardinal(tension: Double)
    case catmullRom(alpha: Double)
  }

  let kind: Kind

  /// Straight.
  public static let linear = InterpolationMethod(kind: .linear)
  /// Curved, without overshooting the values.
  public static let monotone = InterpolationMethod(kind: .monotone)
  /// Curved through the vertices.
  public static let cardinal = InterpolationMethod.cardinal(tension: 0)
  /// Curved through the vertices, tighter where they are close.
  public static let catmullRom = InterpolationMethod.catmullRom(alpha: 0.5)
  /// A step at the vertex that begins it.
  public static let stepStart = InterpolationMethod(kind: .stepStart)
  /// A step halfway.
  public static let stepCenter = InterpolationMethod(kind: .stepCenter)
  /// A step at the vertex that ends it, as a survival curve.
  public static let stepEnd = InterpolationMethod(kind: .stepEnd)

  /// Curved through the vertices, from loose (0) to straight (1).
  public static func cardinal(tension: Double) -> InterpolationMethod {
    InterpolationMethod(kind: .cardinal(tension: min(max(tension, 0), 1)))
  }

  /// Curved through the vertices: evenly (0), as the distances' roots ask for (0.5) or as the distances do (1).
  public static func catmullRom(alpha: Double) -> InterpolationMethod {
    InterpolationMethod(kind: .catmullRom(alpha: min(max(alpha, 0), 1)))
  }

  /// The path's steps through points, after the first.
  func elements(through points: [Point]) -> [Path.Element] {
    guard points.count > 1 else { return [] }
    switch kind {
    case .linear: return points.dropFirst().map { .line($0) }
    case .stepStart, .stepCenter, .stepEnd: return steps(points)
    case .monotone: return curves(points, slopes: MonotoneSlopes(points).slopes)
    case .cardinal(let tension): return cardinal(points, tension)
    case .catmullRom(let alpha): return CatmullRomCurve(alpha: alpha).elements(through: points)
    }
  }

  private func steps(_ points: [Point]) -> [Path.Element] {
    var elements: [Path.Element] = []
    elements.reserveCapacity(points.count * 2)
    for (from, to) in zip(points, points.dropFirst()) {
      switch kind {
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

  private func cardinal(_ points: [Point], _ tension: Double) -> [Path.Element] {
    let part = (1 - tension) / 6
    return (1..<points.count).map { index in
      let before = points[max(index - 2, 0)]
      let (from, to) = (points[index - 1], points[index])
      let after = points[min(index + 1, points.count - 1)]
      return .curve(
        Point(x: from.x + (to.x - before.x) * part, y: from.y + (to.y - before.y) * part),
        Point(x: to.x - (after.x - from.x) * part, y: to.y - (after.y - from.y) * part), to: to)
    }
  }
}
