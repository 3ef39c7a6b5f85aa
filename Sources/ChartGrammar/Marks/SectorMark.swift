/// A slice of a pie or ring.
public struct SectorMark: Mark {
  /// The values to scale.
  public let encodings: Encodings
  let innerRadius: MarkDimension
  let outerRadius: MarkDimension
  let angularInset: Double

  /// A slice whose angle is in proportion to a number.
  public init<A: Plottable>(
    angle: PlottableValue<A>, innerRadius: MarkDimension = .automatic,
    outerRadius: MarkDimension = .automatic, angularInset: Double? = nil
  ) {
    encodings = [.angle: angle.encoding]
    self.innerRadius = innerRadius
    self.outerRadius = outerRadius
    self.angularInset = angularInset ?? 1
  }

  /// Fills the slice.
  public func draw(at position: ScaledPosition, style: ResolvedStyle, into canvas: inout Canvas) {
    guard let turn = position.turn, turn.upperBound > turn.lowerBound else { return }
    let (outer, inner) = radii(position.plot)
    guard outer > 0 else { return }
    let centre = position.plot.centre
    let whole = turn.upperBound - turn.lowerBound > 0.999_999
    let gap = whole ? 0 : min(angularInset / outer / (2 * .pi), (turn.upperBound - turn.lowerBound) / 3)
    let from = turn.lowerBound + gap
    let to = turn.upperBound - gap
    let radius = whole ? 0 : roundable(style.corners, outer, inner, turn: to - from)
    if radius > 0 {
      canvas.fill(rounded(centre, outer, inner, from, to, radius), style, plot: position.plot)
      return
    }
    var elements: [Path.Element] = [.move(point(centre, outer, from))]
    elements += arc(centre, outer, from, to)
    if inner > 0 {
      elements.append(whole ? .close : .line(point(centre, inner, to)))
      if whole { elements.append(.move(point(centre, inner, to))) }
      elements += arc(centre, inner, to, from)
    } else if !whole {
      elements.append(.line(centre))
    }
    elements.append(.close)
    canvas.fill(Path(elements), style, plot: position.plot)
  }

  /// The radius that the slice has room for, of the one asked for.
  private func roundable(
    _ corners: RectangleCornerRadii, _ outer: Double, _ inner: Double, turn: Double
  ) -> Double {
    let wanted = max(corners.topLeading, corners.topTrailing, corners.bottomLeading, corners.bottomTrailing)
    let half = ElementaryFunction.sine(min(.pi * turn, .pi / 2))
    let sides = [
      (outer - inner) / 2, outer * half / (1 + half),
      inner > 0 && half < 1 ? inner * half / (1 - half) : outer,
    ]
    let radius = min(wanted, sides.min() ?? 0)
    return radius > 0.25 ? radius : 0
  }

  /// The slice with rounded corners; at the middle of a pie it has its point.
  ///
  /// A circle of radius r that touches the outer arc from within and a side lies at the angle asin(r / (R − r)) from the side,
  /// and touches the side at the distance √((R − r)² − r²) from the middle; one around the inner arc likewise with R + r.
  private func rounded(
    _ centre: Point, _ outer: Double, _ inner: Double, _ from: Double, _ to: Double, _ radius: Double
  ) -> Path {
    func corner(_ arcRadius: Double, _ middle: Double) -> (angle: Double, side: Double) {
      let sine = min(radius / middle, 1)
      let cosine = max(1 - sine * sine, 0).squareRoot()
      return (ElementaryFunction.arctangent(sine, cosine) / (2 * .pi), middle * cosine)
    }
    func curve(_ start: Point, _ tip: Point, _ end: Point) -> Path.Element {
      let share = 4 / 3 * (2.0.squareRoot() - 1)
      return .curve(
        Point(x: start.x + (tip.x - start.x) * share, y: start.y + (tip.y - start.y) * share),
        Point(x: end.x + (tip.x - end.x) * share, y: end.y + (tip.y - end.y) * share), to: end)
    }
    let far = corner(outer, outer - radius)
    var elements: [Path.Element] = [
      .move(point(centre, far.side, from)),
      curve(
        point(centre, far.side, from), point(centre, outer, from), point(centre, outer, from + far.angle)),
    ]
    elements += arc(centre, outer, from + far.angle, to - far.angle)
    elements.append(
      curve(point(centre, outer, to - far.angle), point(centre, outer, to), point(centre, far.side, to)))
    if inner > 0 {
      let near = corner(inner, inner + radius)
      elements.append(.line(point(centre, near.side, to)))
      elements.append(
        curve(point(centre, near.side, to), point(centre, inner, to), point(centre, inner, to - near.angle)))
      elements += arc(centre, inner, to - near.angle, from + near.angle)
      elements.append(
        curve(
          point(centre, inner, from + near.angle), point(centre, inner, from), point(centre, near.side, from))
      )
    } else {
      elements.append(.line(centre))
    }
    elements.append(.close)
    return Path(elements)
  }

  /// A point in the middle of the slice.
  public func frame(at position: ScaledPosition, style: ResolvedStyle) -> Rect {
    let (outer, inner) = radii(position.plot)
    let turn = position.turn ?? 0...0
    let radius = inner > 0 ? (inner + outer) / 2 : outer * 0.65
    let middle = point(position.plot.centre, radius, (turn.lowerBound + turn.upperBound) / 2)
    return Rect(x: middle.x, y: middle.y, width: 0, height: 0)
  }

  private func radii(_ plot: Rect) -> (outer: Double, inner: Double) {
    let room = min(plot.width, plot.height) / 2
    let outer = outerRadius.extent(in: room, automatic: 1)
    return (outer, innerRadius.extent(in: outer, automatic: 0))
  }

  private func point(_ centre: Point, _ radius: Double, _ turn: Double) -> Point {
    let angle = 2 * .pi * turn - .pi / 2
    return Point(
      x: centre.x + radius * ElementaryFunction.cosine(angle),
      y: centre.y + radius * ElementaryFunction.sine(angle))
  }

  /// Bézier arcs of at most an eighth of a turn, control distance 4/3·tan(θ/4).
  private func arc(_ centre: Point, _ radius: Double, _ from: Double, _ to: Double) -> [Path.Element] {
    let pieces = max(1, Int((abs(to - from) * 8).rounded(.up)))
    let step = (to - from) / Double(pieces)
    let quarter = 2 * .pi * step / 4
    let k = 4 / 3 * ElementaryFunction.sine(quarter) / ElementaryFunction.cosine(quarter)
    return (0..<pieces).map { piece in
      let start = point(centre, radius, from + step * Double(piece))
      let end = point(centre, radius, from + step * Double(piece + 1))
      let first = Point(x: start.x - k * (start.y - centre.y), y: start.y + k * (start.x - centre.x))
      let second = Point(x: end.x + k * (end.y - centre.y), y: end.y - k * (end.x - centre.x))
      return .curve(first, second, to: end)
    }
  }
}
