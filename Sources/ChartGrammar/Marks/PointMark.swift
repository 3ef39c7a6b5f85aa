/// A point.
public struct PointMark: Mark {
  /// The values to scale.
  public let encodings: Encodings

  /// A point at two values.
  public init<X: Plottable, Y: Plottable>(x: PlottableValue<X>, y: PlottableValue<Y>) {
    encodings = Encodings(x: x.encoding, y: y.encoding)
  }

  /// A point on a horizontal line.
  public init<X: Plottable>(x: PlottableValue<X>) {
    encodings = [.x: x.encoding, .y: .only]
  }

  /// A point on a vertical line.
  public init<Y: Plottable>(y: PlottableValue<Y>) {
    encodings = [.x: .only, .y: y.encoding]
  }

  /// A point.
  public var key: LegendKey { .symbol }

  /// Stamps the symbol.
  public func draw(at position: ScaledPosition, style: ResolvedStyle, into canvas: inout Canvas) {
    guard let x = position.x, let y = position.y else { return }
    canvas.stamp(style.symbol, at: Point(x: x + style.offset.x, y: y + style.offset.y), style.color)
  }

  /// The square around the symbol.
  public func frame(at position: ScaledPosition, style: ResolvedStyle) -> Rect {
    let radius = (style.symbolArea / .pi).squareRoot()
    let centre = position.centre
    return Rect(x: centre.x - radius, y: centre.y - radius, width: 2 * radius, height: 2 * radius)
      .moved(by: style.offset)
  }
}
