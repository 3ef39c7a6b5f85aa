/// An interval between absolute limits, with an arrow where a limit lies outside the plot.
///
/// The limits are values of the axis, so an interval on a log scale is as lopsided as it should be.
public struct ErrorBarMark: Mark {
  /// The values to scale.
  public let encodings: Encodings
  let capSize: Double

  /// An upright interval.
  ///
  /// - Parameters:
  ///   - x: where the interval stands on the horizontal axis.
  ///   - yStart: one limit.
  ///   - yEnd: the other limit; either may be the lower one.
  ///   - capSize: the length of the cross lines at the ends, in pixels.
  public init<X: Plottable, Y: Plottable>(
    x: PlottableValue<X>, yStart: PlottableValue<Y>, yEnd: PlottableValue<Y>, capSize: Double = 0
  ) {
    encodings = [.x: x.encoding, .yStart: yStart.encoding, .yEnd: yEnd.encoding]
    self.capSize = capSize
  }

  /// A level interval.
  ///
  /// - Parameters:
  ///   - xStart: one limit.
  ///   - xEnd: the other limit; either may be the lower one.
  ///   - y: where the interval stands on the vertical axis.
  ///   - capSize: the length of the cross lines at the ends, in pixels.
  public init<X: Plottable, Y: Plottable>(
    xStart: PlottableValue<X>, xEnd: PlottableValue<X>, y: PlottableValue<Y>, capSize: Double = 0
  ) {
    encodings = [.xStart: xStart.encoding, .xEnd: xEnd.encoding, .y: y.encoding]
    self.capSize = capSize
  }

  /// An interval is not shown in a legend.
  public var key: LegendKey { .none }

  /// Draws the line, its caps and its arrows.
  public func draw(at position: ScaledPosition, style: ResolvedStyle, into canvas: inout Canvas) {
    let isLevel = position.xStart != nil
    let plot = position.plot
    let limits = isLevel ? (plot.x, plot.maxX) : (plot.y, plot.maxY)
    let ends = isLevel ? (position.xStart, position.xEnd) : (position.yStart, position.yEnd)
    guard let first = ends.0, let second = ends.1 else { return }
    let across = isLevel ? position.centre.y + style.offset.y : position.centre.x + style.offset.x
    let along = (min(first, second), max(first, second))
    guard along.1 >= limits.0, along.0 <= limits.1 else { return }
    let stroke = style.stroke(width: 0.7)
    func point(_ a: Double, _ b: Double) -> Point { isLevel ? Point(x: a, y: b) : Point(x: b, y: a) }
    func finish(_ end: Double, _ limit: Double, outwards: Double) -> Double {
      guard (end - limit) * outwards > 0.5 else {
        if capSize > 0 {
          canvas.line(
            from: point(end, across - capSize / 2), to: point(end, across + capSize / 2), style.color, stroke)
        }
        return end
      }
      let tip = limit
      let back = tip - outwards * 8
      canvas.fill(
        Path(
          through: [point(tip, across), point(back, across - 4.5), point(back, across + 4.5)], closed: true),
        style.color)
      return back
    }
    let from = finish(along.0, limits.0, outwards: -1)
    let to = finish(along.1, limits.1, outwards: 1)
    canvas.line(from: point(from, across), to: point(to, across), style.color, stroke)
    let start = point(from, across - 2)
    let end = point(to, across + 2)
    canvas.occupy(
      Rect(
        x: min(start.x, end.x), y: min(start.y, end.y), width: abs(end.x - start.x),
        height: abs(end.y - start.y)))
  }

  /// The rectangle around the interval.
  public func frame(at position: ScaledPosition, style: ResolvedStyle) -> Rect {
    let plot = position.plot
    func clamp(_ value: Double, _ lower: Double, _ upper: Double) -> Double { min(max(value, lower), upper) }
    let x = (position.xStart ?? position.centre.x, position.xEnd ?? position.centre.x)
    let y = (position.yStart ?? position.centre.y, position.yEnd ?? position.centre.y)
    let left = clamp(min(x.0, x.1), plot.x, plot.maxX)
    let top = clamp(min(y.0, y.1), plot.y, plot.maxY)
    return Rect(
      x: left, y: top, width: clamp(max(x.0, x.1), plot.x, plot.maxX) - left,
      height: clamp(max(y.0, y.1), plot.y, plot.maxY) - top
    ).moved(by: style.offset)
  }

  /// At the right of a level interval, above an upright one.
  public func valueEnd(at position: ScaledPosition) -> AnnotationPosition {
    position.xStart != nil ? .trailing : .top
  }
}
