/// A curve through vertices whose pieces are timed by a power of their lengths, so that it neither loops nor bulges.
///
/// - Source: Yuksel, Schaefer and Keyser (2011), *Computer-Aided Design* 43, 747–755, doi:10.1016/j.cad.2010.08.008: the
///   tangent at a vertex is that of the quadratic through it and its neighbours at their times.
struct CatmullRomCurve {
  /// The power of the lengths: 0 even, 0.5 centripetal, 1 chordal.
  let alpha: Double

  func elements(through points: [Point]) -> [Path.Element] {
    (1..<points.count).map { index in
      let (from, to) = (points[index - 1], points[index])
      let before = index > 1 ? points[index - 2] : from
      let after = index + 1 < points.count ? points[index + 1] : to
      let times = (time(before, from), time(from, to), time(to, after))
      let first = tangent(before, from, to, times.0, times.1)
      let second = tangent(from, to, after, times.1, times.2)
      let third = times.1 / 3
      return .curve(
        Point(x: from.x + first.x * third, y: from.y + first.y * third),
        Point(x: to.x - second.x * third, y: to.y - second.y * third), to: to)
    }
  }

  private func time(_ from: Point, _ to: Point) -> Double {
    let (dx, dy) = (to.x - from.x, to.y - from.y)
    let length = (dx * dx + dy * dy).squareRoot()
    return length > 0 ? ElementaryFunction.power(length, alpha) : 0
  }

  /// The change in a unit of time at the middle one of three vertices; at an end of the line, towards its neighbour.
  private func tangent(_ a: Point, _ b: Point, _ c: Point, _ first: Double, _ second: Double) -> Point {
    func along(_ a: Double, _ b: Double, _ c: Double) -> Double {
      if first > 0, second > 0 {
        return (b - a) / first - (c - a) / (first + second) + (c - b) / second
      }
      return second > 0 ? (c - b) / second : first > 0 ? (b - a) / first : 0
    }
    return Point(x: along(a.x, b.x, c.x), y: along(a.y, b.y, c.y))
  }
}
