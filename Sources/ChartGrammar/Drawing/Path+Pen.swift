public import Foundation

/// The pen of SwiftUI's paths, so that shapes written for it are drawn here.
extension Path {
  /// A path that a closure draws.
  public init(_ draw: (inout Path) -> Void) {
    self.init()
    draw(&self)
  }

  /// The outline of a rectangle.
  public init(_ rect: CGRect) { self.init(Rect(rect)) }

  /// The outline of an ellipse in a rectangle.
  public init(ellipseIn rect: CGRect) {
    self.init()
    addEllipse(in: rect)
  }

  /// Lifts the pen and puts it down elsewhere.
  public mutating func move(to end: CGPoint) { elements.append(.move(Point(end))) }

  /// Draws a straight line.
  public mutating func addLine(to end: CGPoint) { elements.append(.line(Point(end))) }

  /// Draws straight lines through points, from the first.
  public mutating func addLines(_ points: [CGPoint]) {
    elements += Path(through: points.map { Point($0) }).elements
  }

  /// Draws a cubic curve.
  public mutating func addCurve(to end: CGPoint, control1: CGPoint, control2: CGPoint) {
    elements.append(.curve(Point(control1), Point(control2), to: Point(end)))
  }

  /// Draws a quadratic curve: the cubic one whose control points lie two thirds of the way to its own.
  public mutating func addQuadCurve(to end: CGPoint, control: CGPoint) {
    let (from, middle, to) = (pen, Point(control), Point(end))
    func nearer(_ point: Point) -> Point {
      Point(x: point.x + (middle.x - point.x) * 2 / 3, y: point.y + (middle.y - point.y) * 2 / 3)
    }
    elements.append(.curve(nearer(from), nearer(to), to: to))
  }

  /// Draws an arc, with a line to where it begins; angles grow from the right downwards, and `clockwise` goes the other
  /// way, as in SwiftUI.
  public mutating func addArc(
    center: CGPoint, radius: CGFloat, startAngle: Angle, endAngle: Angle, clockwise: Bool
  ) {
    let start = startAngle.degrees
    var sweep = (endAngle.degrees - start).truncatingRemainder(dividingBy: 360)
    if abs(endAngle.degrees - start) >= 360 { sweep = clockwise ? -360 : 360 }
    if clockwise, sweep > 0 { sweep -= 360 }
    if !clockwise, sweep < 0 { sweep += 360 }
    let pieces = max(1, Int((abs(sweep) / 90).rounded(.up)))
    let step = sweep / Double(pieces) * .pi / 180
    // The control distance that makes an arc touch the circle at its middle.
    let half = step / 4
    let control = Double(radius) * 4 / 3 * ElementaryFunction.sine(half) / ElementaryFunction.cosine(half)
    for piece in 0...pieces {
      let angle = start * .pi / 180 + Double(piece) * step
      let (c, s) = (ElementaryFunction.cosine(angle), ElementaryFunction.sine(angle))
      let point = Point(x: Double(center.x) + Double(radius) * c, y: Double(center.y) + Double(radius) * s)
      if piece == 0 {
        elements.append(elements.isEmpty ? .move(point) : .line(point))
        continue
      }
      let before = angle - step
      let (bc, bs) = (ElementaryFunction.cosine(before), ElementaryFunction.sine(before))
      let from = pen
      elements.append(
        .curve(
          Point(x: from.x - control * bs, y: from.y + control * bc),
          Point(x: point.x + control * s, y: point.y - control * c), to: point))
    }
  }

  /// Adds the outline of a rectangle.
  public mutating func addRect(_ rect: CGRect) { elements += Path(Rect(rect)).elements }

  /// Adds the outline of a rectangle with round corners.
  public mutating func addRoundedRect(in rect: CGRect, cornerSize: CGSize) {
    elements += Path(Rect(rect), cornerRadius: Double(min(cornerSize.width, cornerSize.height))).elements
  }

  /// Adds the outline of an ellipse in a rectangle.
  public mutating func addEllipse(in rect: CGRect) {
    let frame = Rect(rect)
    let circle = Path(circleAt: Point(x: 0, y: 0), radius: 1)
    elements +=
      circle.mapped {
        Point(x: frame.centre.x + $0.x * frame.width / 2, y: frame.centre.y + $0.y * frame.height / 2)
      }.elements
  }

  /// Adds another path.
  public mutating func addPath(_ path: Path) { elements += path.elements }

  /// Draws a straight line to where the pen was last put down.
  public mutating func closeSubpath() { elements.append(.close) }

  /// Where the pen stands.
  private var pen: Point {
    var start = Point(x: 0, y: 0)
    var pen = start
    for element in elements {
      switch element {
      case .move(let to): (start, pen) = (to, to)
      case .line(let to), .curve(_, _, let to): pen = to
      case .close: pen = start
      }
    }
    return pen
  }
}

extension Point {
  init(_ point: CGPoint) { self.init(x: Double(point.x), y: Double(point.y)) }
}

extension Rect {
  init(_ rect: CGRect) {
    self.init(
      x: Double(rect.minX), y: Double(rect.minY), width: Double(rect.width), height: Double(rect.height))
  }
}
