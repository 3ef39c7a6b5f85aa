/// The shape of a point.
public struct BasicChartSymbolShape: Hashable, Sendable {
  enum Form: Int, Hashable, Sendable, CaseIterable {
    case circle, square, triangle, diamond, cross, plus, pentagon, asterisk, ring, bar
  }

  let form: Form
  /// The outline of a symbol of one's own for an area of 1; nil for the forms that are here.
  private let own: Path?
  /// The width of the line in pixels where only the border is drawn; nil for a filled shape.
  var border: Double?

  init(form: Form) {
    self.form = form
    own = nil
  }

  init(own: Path) {
    form = .circle
    self.own = own
  }

  /// The border of the shape, drawn inside its edge; crosses and asterisks are lines already.
  public func strokeBorder(lineWidth: Double = 1) -> BasicChartSymbolShape {
    var copy = self
    copy.border = max(lineWidth, 0)
    return copy
  }

  /// The border of the shape in the width of a line, without its dashes.
  public func strokeBorder(style: StrokeStyle) -> BasicChartSymbolShape {
    strokeBorder(lineWidth: style.width)
  }

  /// A disc.
  public static let circle = BasicChartSymbolShape(form: .circle)
  /// An upright square.
  public static let square = BasicChartSymbolShape(form: .square)
  /// A triangle that stands on its base.
  public static let triangle = BasicChartSymbolShape(form: .triangle)
  /// A square that stands on its corner.
  public static let diamond = BasicChartSymbolShape(form: .diamond)
  /// A cross of two diagonals.
  public static let cross = BasicChartSymbolShape(form: .cross)
  /// A cross of a horizontal and a vertical line.
  public static let plus = BasicChartSymbolShape(form: .plus)
  /// A pentagon that stands on its base.
  public static let pentagon = BasicChartSymbolShape(form: .pentagon)
  /// A star of three lines.
  public static let asterisk = BasicChartSymbolShape(form: .asterisk)
  /// A circle that is not filled.
  public static let ring = BasicChartSymbolShape(form: .ring)
  /// A short upright line, as a target on a bullet chart.
  public static let bar = BasicChartSymbolShape(form: .bar)

  /// The shapes that tell series apart, in order of use.
  static let sequence: [BasicChartSymbolShape] = [
    .circle, .square, .triangle, .diamond, .cross, .plus, .pentagon, .asterisk,
  ]

  /// The outline around the origin for an area in square pixels.
  func path(area: Double) -> Path {
    let outline = filled(area: area)
    guard let border, border > 0, let inner = innerRadius(area: area), inner > border else { return outline }
    let part = 1 - border / inner
    let hole = filled(area: area * part * part).elements
    return Path(outline.elements + (form == .circle ? Self.reversed(hole) : Self.backwards(hole)))
  }

  /// The radius of the largest circle in the shape; nil for shapes made of lines.
  private func innerRadius(area: Double) -> Double? {
    guard own == nil else { return nil }
    let radius = (max(area, 0) / .pi).squareRoot()
    switch form {
    case .circle: return radius
    case .square: return area.squareRoot() / 2
    case .diamond: return area.squareRoot() * 1.1 / 2
    case .triangle: return radius * 1.45 / 2
    case .pentagon: return radius * 1.15 * ElementaryFunction.cosine(.pi / 5)
    case .cross, .plus, .asterisk, .ring, .bar: return nil
    }
  }

  /// The same polygon drawn the other way round.
  private static func backwards(_ elements: [Path.Element]) -> [Path.Element] {
    let corners = elements.compactMap { element -> Point? in
      switch element {
      case .move(let point), .line(let point): point
      case .curve, .close: nil
      }
    }
    return Path(through: corners.reversed(), closed: true).elements
  }

  private func filled(area: Double) -> Path {
    if let own {
      let side = max(area, 0).squareRoot()
      return own.mapped { Point(x: $0.x * side, y: $0.y * side) }
    }
    let radius = (max(area, 0) / .pi).squareRoot()
    switch form {
    case .circle: return Path(circleAt: Point(x: 0, y: 0), radius: radius)
    case .square: return polygon(4, radius: (area / 2).squareRoot(), turn: .pi / 4)
    case .diamond: return polygon(4, radius: (area / 2).squareRoot() * 1.1, turn: 0)
    case .triangle: return polygon(3, radius: radius * 1.45, turn: -.pi / 2)
    case .pentagon: return polygon(5, radius: radius * 1.15, turn: -.pi / 2)
    case .cross: return strokes(2, radius: radius * 1.25, turn: .pi / 4)
    case .plus: return strokes(2, radius: radius * 1.3, turn: 0)
    case .asterisk: return strokes(3, radius: radius * 1.3, turn: .pi / 2)
    case .ring: return ring(radius: radius * 1.1)
    case .bar:
      let half = area.squareRoot()
      return Path(Rect(x: -1.5, y: -half, width: 3, height: 2 * half))
    }
  }

  private func polygon(_ corners: Int, radius: Double, turn: Double) -> Path {
    Path(
      through: (0..<corners).map { corner in
        let angle = turn + 2 * .pi * Double(corner) / Double(corners)
        return Point(x: radius * ElementaryFunction.cosine(angle), y: radius * ElementaryFunction.sine(angle))
      }, closed: true)
  }

  private func strokes(_ count: Int, radius: Double, turn: Double) -> Path {
    let half = max(radius * 0.18, 0.8)
    var path = Path()
    for index in 0..<count {
      let angle = turn + .pi * Double(index) / Double(count)
      let (c, s) = (ElementaryFunction.cosine(angle), ElementaryFunction.sine(angle))
      let corners = [(radius, half), (-radius, half), (-radius, -half), (radius, -half)]
      let points = corners.map { Point(x: $0.0 * c - $0.1 * s, y: $0.0 * s + $0.1 * c) }
      path.elements += Path(through: points, closed: true).elements
    }
    return path
  }

  private func ring(radius: Double) -> Path {
    var path = Path(circleAt: Point(x: 0, y: 0), radius: radius)
    let inner = Path(circleAt: Point(x: 0, y: 0), radius: radius * 0.6).elements
    path.elements += Self.reversed(inner)
    return path
  }

  /// The same closed outline drawn the other way round, so that it cuts a hole.
  static func reversed(_ elements: [Path.Element]) -> [Path.Element] {
    elements.map { element in
      func flip(_ point: Point) -> Point { Point(x: point.x, y: -point.y) }
      switch element {
      case .move(let point): return .move(flip(point))
      case .line(let point): return .line(flip(point))
      case .curve(let first, let second, let end): return .curve(flip(first), flip(second), to: flip(end))
      case .close: return .close
      }
    }
  }
}
