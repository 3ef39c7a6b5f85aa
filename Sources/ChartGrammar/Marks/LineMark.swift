/// A vertex of a line.
public struct LineMark: SeriesMark {
  /// The values to scale.
  public let encodings: Encodings

  /// A vertex of the chart's line, or of the line of its colour, symbol or dashes.
  public init<X: Plottable, Y: Plottable>(x: PlottableValue<X>, y: PlottableValue<Y>) {
    encodings = Encodings(x: x.encoding, y: y.encoding)
  }

  /// A vertex of a named line.
  public init<X: Plottable, Y: Plottable, S: Plottable>(
    x: PlottableValue<X>, y: PlottableValue<Y>, series: PlottableValue<S>
  ) {
    encodings = [.x: x.encoding, .y: y.encoding, .series: series.encoding]
  }

  /// A line.
  public var key: LegendKey { .line }

  /// Draws the line, with its symbols where the chart asked for them; a single vertex is a dot wider than the line.
  public func draw(through positions: [ScaledPosition], style: ResolvedStyle, into canvas: inout Canvas) {
    let points = positions.map { Point(x: $0.centre.x + style.offset.x, y: $0.centre.y + style.offset.y) }
    guard let first = points.first else { return }
    let stroke = style.stroke(width: 1, cap: style.dash.isEmpty ? .round : .butt)
    guard points.count > 1 else {
      canvas.stamp(Path(circleAt: Point(x: 0, y: 0), radius: stroke.width * 1.6), at: first, style.color)
      return
    }
    let path = Path([.move(first)] + style.interpolation.elements(through: points))
    canvas.stroke(path, style, stroke, plot: positions[0].plot)
    if style.hasSymbols {
      for point in points { canvas.stamp(style.symbol, at: point, style.color) }
    }
    for (from, to) in zip(points, points.dropFirst()) where points.count <= 500 {
      Self.occupy(from, to, in: &canvas)
    }
  }

  private static func occupy(_ from: Point, _ to: Point, in canvas: inout Canvas) {
    let steps = max(1, min(40, Int(max(abs(to.x - from.x), abs(to.y - from.y)) / 8)))
    for step in 0...steps {
      let part = Double(step) / Double(steps)
      canvas.occupy(
        line: Rect(
          x: from.x + (to.x - from.x) * part - 1.5, y: from.y + (to.y - from.y) * part - 1.5, width: 3,
          height: 3)
      )
    }
  }
}
